// Prints the table of performance, each row with its floor from the same run; or the rows that are named.
import { cpus } from 'node:os';
import { contractRows } from './contracts.ts';
import { engineRows, referenceRate } from './engine.ts';
import { httpRow } from './http.ts';
import { liveAcceptRows } from './live-accept.ts';
import { liveBullMq } from './live-bullmq.ts';
import { liveQueue } from './live-queue.ts';
import { liveRelay } from './live-relay.ts';
import { printRow, rate } from './print.ts';
import { scenarioTimes } from './scenarios.ts';
import { startUp } from './start.ts';
import { hasWrk, wrkMissing } from './wrk.ts';

/** What can be asked for by name; `live` stands for all that begin with it. */
const sections: Readonly<Record<string, () => void | Promise<void>>> = {
  engine: () => engineRows().forEach(printRow),
  contracts: async () => (await contractRows()).forEach(printRow),
  http: withWrk('HTTP accept', async () => printRow(await httpRow())),
  reference() {
    console.log(`whole requests through the reference container, one thread: ${rate(referenceRate())} requests/s`);
  },
  async start() {
    const { ours, floor } = await startUp();
    console.log(`start to listening: ${ours.median.toFixed(0)} ms; node -e 0: ${floor.median.toFixed(0)} ms`);
  },
  async scenarios() {
    const { ours, floor } = await scenarioTimes();
    const spread = `${ours.median.toFixed(0)} ms (${ours.min.toFixed(0)}–${ours.max.toFixed(0)})`;
    console.log(`sgtm test, 100 scenarios: ${spread}, target ≤ 1,000; node -e 0: ${floor.median.toFixed(0)} ms\n`);
  },
  'live-accept': withWrk('HTTP accept, live', async () => (await liveAcceptRows()).forEach(printRow)),
  'live-relay': withWrk('relayed end to end', liveRelay),
  'live-queue': () => liveQueue(),
  'live-bullmq': () => liveBullMq(),
};

const asked = process.argv.slice(2);
const names = Object.keys(sections);
const isAsked = (name: string): boolean => asked.some((one) => name === one || name.startsWith(`${one}-`));
const strange = asked.filter((one) => !names.some((name) => name === one || name.startsWith(`${one}-`)));
if (strange.length > 0) {
  console.error(
    `there is no row ${strange.join(', ')}: ask for one of ${names.join(', ')}, or live for all that begin so`,
  );
  process.exit(2);
}
console.log(
  `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}; medians (least–most)\n`,
);
for (const [name, run] of Object.entries(sections)) if (asked.length === 0 || isAsked(name)) await run();
if (asked.length === 0)
  console.log(`memory of this process at the end: ${(process.memoryUsage.rss() / 1024 ** 2).toFixed(0)} MB`);

function withWrk(what: string, run: () => Promise<void>): () => Promise<void> {
  return async () => {
    if (await hasWrk()) await run();
    else console.log(`${what}: left out, ${wrkMissing}\n`);
  };
}
