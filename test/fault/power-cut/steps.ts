import { rmSync, writeFileSync, writeSync } from 'node:fs';
import { openSqliteOutbox } from '../../../src/delivery/outbox/sqlite/open-sqlite-outbox.ts';

// A process that does to an outbox what its arguments say, one step after another, and says what came of each.
const [path = '', orders = '', ...steps] = process.argv.slice(2);
const outbox = await openSqliteOutbox({ path, clock: { now: () => 1_000 } });

async function take(word: string, rest: string): Promise<unknown> {
  switch (word) {
    case 'append':
      return outbox.append(
        rest.split(' ').map((body) => ({ key: undefined, receivedAt: 1_000, destinations: ['meta/1'], body })),
      );
    // At once, each on its own: one group.
    case 'group':
      return Promise.all(
        rest.split(' ').map((body) => take('append', body).then(String, (error: Error) => error.name)),
      );
    case 'settle':
      return outbox.settle({ cursors: new Map([['meta/1', Number(rest)]]) });
    case 'prune':
      return outbox.prune(0);
    case 'read':
      return (await outbox.read(0, 100, 10_000)).map(({ body }) => body);
    case 'order':
      return rest === 'nothing' ? rmSync(orders, { force: true }) : writeFileSync(orders, rest);
    default:
      throw new Error(`no step is called ${word}`);
  }
}

for (const step of steps) {
  const [word = '', ...rest] = step.split(' ');
  const said = await take(word, rest.join(' ')).then(
    (value) => JSON.stringify(value) ?? 'done',
    (error: Error) => `${error.name}: ${error.message.replaceAll(path, 'PATH')}`,
  );
  if (word !== 'order') writeSync(1, `${step}: ${said}\n`);
}
await outbox.close();
