import type { Row } from './engine.ts';
import { temporaryFolder } from './leftovers.ts';
import { summarise } from './measure.ts';
import { type MeasuredServer, startServer } from './measured-server.ts';
import { load, sameScript } from './wrk.ts';

/** HTTP accept in record mode against a bare Hono route that parses the same JSON. Needs wrk. */
export async function httpRow(rounds = 5, seconds = 3): Promise<Row> {
  await using folder = await temporaryFolder();
  const script = await sameScript(folder.path);
  await using ours = await startServer('ours');
  await using floor = await startServer('floor');
  const rates: Record<'ours' | 'floor', number[]> = { ours: [], floor: [] };
  const servers: Readonly<Record<'ours' | 'floor', MeasuredServer>> = { ours, floor };
  for (let round = 0; round <= rounds; round++) {
    for (const name of ['ours', 'floor'] as const) {
      const url = `http://127.0.0.1:${servers[name].port}/mp/collect?measurement_id=G-BOSLEY123&api_secret=secret`;
      const { rate } = await load(url, script, round === 0 ? 2 : seconds);
      // The first is the warm-up.
      if (round > 0) rates[name].push(rate);
    }
  }
  const figures = { ours: summarise(rates.ours), against: summarise(rates.floor) };
  const ratio = figures.ours.median / figures.against.median;
  return {
    what: 'HTTP accept, record mode, reference container',
    floor: 'bare Hono route, same JSON parsed',
    ...figures,
    target: '≥ 0.30',
    ratio,
    met: ratio >= 0.3,
  };
}
