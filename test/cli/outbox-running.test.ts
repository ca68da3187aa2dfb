import { expect, test } from 'vitest';
import type { Finished } from '../support/cli.ts';
import { inProcess } from '../support/in-process.ts';
import { liveShop, metaIds, outboxOf, secrets, startPlatforms, startRelay } from './support/live-shop.ts';

const refusal = JSON.stringify({ error: { code: 100, error_subcode: 2804009, message: 'Invalid parameter' } });

test('a running server tells of a dead letter, sends it once more, and lets nobody else at its outbox', async () => {
  const cwd = liveShop();
  let isMended = false;
  const platforms = await startPlatforms(({ host }) =>
    host === 'graph.facebook.com' && !isMended ? [400, refusal] : undefined,
  );
  const relay = await startRelay({ folder: cwd, vendors: platforms.url });
  const run = (...args: readonly string[]): Promise<Finished> => inProcess(args, { cwd, env: secrets });
  const ask = async (...args: readonly string[]): Promise<Finished> => {
    const { stdout, ...rest } = await run('outbox', ...args, '--url', relay.url);
    const plain = stdout
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
      .replace(/\d+\.\d of/, '<size> of')
      .replaceAll(/ {2}(?:\d s|–) /g, '  <age>');
    return { ...rest, stdout: plain };
  };
  const said = (stdout: string): Finished => ({ code: 0, stdout, stderr: '' });

  await relay.post('purchase', { transaction_id: 'T-1' });
  await relay.printed(/"msg":"dead letter"[^\n]*\n/);
  await relay.printed(/"msg":"delivered"[^\n]*\n/);
  expect(await ask('dead')).toEqual(
    said(`#1 meta/1  Meta
   purchase purchase.T-1, received <time>
   invalid after 1 attempt, died <time>
   100/2804009: Invalid parameter
`),
  );
  isMended = true;
  expect(await ask('replay', '--destination', 'meta/1')).toEqual(said('1 delivery to be sent again\n'));
  await relay.printed(/"destination":"meta\/1"[^\n]*"msg":"delivered"/);
  expect(await ask('replay', '--destination', 'meta/1')).toEqual(said('0 deliveries to be sent again\n'));
  expect([await ask('dead'), await ask('list'), metaIds(platforms)]).toEqual([
    said('no dead letters\n'),
    said('nothing waits\n'),
    ['purchase.T-1', 'purchase.T-1'],
  ]);
  expect(await ask('status')).toEqual(
    said(`delivering, <size> of 4096.0 MB

destination  behind  waiting  dead  oldest  breaker
ga4/G-SHOP        0        0     0  <age>      closed
meta/1            0        0     0  <age>      closed   100/2804009: Invalid parameter
`),
  );

  const second = await run('serve', '--live', '--vendors', platforms.url, '--port', '0');
  expect({ ...second, stderr: second.stderr.replace(/, \d+ on \S+,/, ', <pid>,') }).toEqual({
    code: 2,
    stdout: '',
    stderr: `${outboxOf(cwd)}: another process, <pid>, has it open: stop that one first, or give this one another path\n`,
  });
  expect(await ask('pause', 'meta/9')).toEqual({
    code: 2,
    stdout: '',
    stderr: `${relay.url} answered 404: there is no destination meta/9: GET /__sgtm/outbox lists them\n`,
  });
  const stranger = await inProcess(['outbox', 'status', '--url', relay.url], { cwd, env: {} });
  expect(stranger).toEqual({
    code: 2,
    stdout: '',
    stderr: `${relay.url} answered 403: the control API needs a token; Send the value of SGTM_CONTROL_TOKEN as Authorization: Bearer.\n`,
  });
  expect((await relay.stop()).code).toBe(0);
});
