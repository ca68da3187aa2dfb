import { writeSync } from 'node:fs';
import { openSqliteOutbox } from '../../../src/delivery/outbox/sqlite/open-sqlite-outbox.ts';
import { bodyOf, destination } from './workload.ts';

// A process that keeps events, settles and prunes until its power is cut, and says what is on disk: it was told so by then.
const [path = '', , mebibytes = ''] = process.argv.slice(2);
const outbox = await openSqliteOutbox({ path, maxBytes: Number(mebibytes) * 2 ** 20, clock: { now: () => 1_000 } });
const say = (line: string): void => void writeSync(1, `${line}\n`);

let next = 0;
async function keeps(): Promise<never> {
  for (;;) {
    const index = next++;
    const key = index.toString(16).padStart(32, '0');
    const [kept] = await outbox.append([{ key, receivedAt: 1_000, destinations: [destination], body: bodyOf(index) }]);
    if (kept?.kept !== true) throw new Error(`event ${index} was not kept`);
    say(`kept ${kept.seq} ${index}`);
  }
}

async function settles(): Promise<never> {
  for (;;) {
    const seq = Math.max(1, outbox.lastSeq() - 40);
    const put = { destination, seq, tag: 'T', state: 'dead', dueAt: 1, attempts: 1, since: 1, taken: 0 } as const;
    say(`asked ${seq}`);
    const isDead = seq % 50 === 0;
    await outbox.settle({
      cursors: new Map([[destination, seq]]),
      put: isDead ? [{ ...put, outcome: 'invalid', message: 'no' }] : [],
    });
    say(`settled ${seq}`);
    if (isDead) say(`dead ${seq}`);
    if (seq % 3 === 0) await outbox.prune(0);
  }
}

while (outbox.lastSeq() === 0) {
  await outbox.append([{ key: undefined, receivedAt: 1_000, destinations: [destination], body: bodyOf(0) }]);
}
await Promise.all([...Array.from({ length: 12 }, keeps), settles()]);
