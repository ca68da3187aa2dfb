import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { OutboxOpenError } from '../../src/delivery/outbox/outbox.ts';
import { schemaSteps } from '../../src/delivery/outbox/sqlite/schema.ts';
import { event } from '../delivery/outbox/conformance.ts';
import { inlineOutbox } from '../delivery/outbox/inline-outbox.ts';
import { temporaryFolder } from '../delivery/outbox/temporary-folder.ts';

async function made(): Promise<string> {
  const path = join(temporaryFolder(), 'outbox.db');
  const outbox = inlineOutbox({ path });
  await outbox.append([event('a')]);
  await outbox.close();
  return path;
}

test('an outbox of a newer layout is refused, and not touched', async () => {
  const path = await made();
  const newer = schemaSteps.length + 1;
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA user_version = ${newer}`);
  database.close();
  const before = readFileSync(path);
  expect(() => inlineOutbox({ path })).toThrow(
    new OutboxOpenError(
      `${path}: a newer sgtm wrote it (layout ${newer}, this one knows up to ${newer - 1}): ` +
        'run that version or a newer one; nothing in the file was changed',
    ),
  );
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('an outbox whose making was interrupted is made', async () => {
  const path = join(temporaryFolder(), 'outbox.db');
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode = WAL');
  database.close();
  const outbox = inlineOutbox({ path });
  expect(await outbox.append([event('a')])).toEqual([{ kept: true, seq: 1 }]);
  await outbox.close();
});

test('the layout of files that are out there is what it was: a change is a step of its own', () => {
  expect(schemaSteps.map((step) => hash('sha256', step))).toMatchInlineSnapshot(`
    [
      "9aca734e157448a5a1d8fef7fa712b1d416b76b7f1027c11feb8d6a271056905",
    ]
  `);
});
