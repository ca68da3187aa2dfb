import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Outbox } from '../../../../src/delivery/outbox/outbox.ts';
import { type OutboxKey, parseOutboxKeys } from '../../../../src/delivery/outbox/outbox-keys.ts';
import {
  openSqliteOutbox,
  type SqliteOutboxOptions,
} from '../../../../src/delivery/outbox/sqlite/open-sqlite-outbox.ts';
import { event, pending } from '../conformance.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const clock = { now: (): number => 1_000 };

async function open(path: string, rest: Partial<SqliteOutboxOptions> = {}): Promise<Outbox> {
  const outbox = await openSqliteOutbox({ path, clock, ...rest });
  onTestFinished(() => outbox.close());
  return outbox;
}

/** What is said where it does not open; the path is left out. */
async function refusal(path: string, rest: Partial<SqliteOutboxOptions> = {}): Promise<unknown> {
  try {
    await open(path, rest);
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message.replaceAll(path, 'PATH')}` : error;
  }
}

/** Puts a SQLite file there that an outbox did not make. */
function foreign(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

describe('an outbox on disk', () => {
  test('outlives being closed', async () => {
    const path = join(temporaryFolder(), 'outbox.db');
    const first = await open(path);
    await first.append([event('a', { key: 'aa' }), event('b', { destinations: ['ga4/2', 'meta/1'] })]);
    await first.settle({ cursors: new Map([['meta/1', 1]]), put: [pending()] });
    await first.pause('ga4/2', 'why not');
    const before = [
      await first.read(0, 9, 999),
      await first.destinations(),
      await first.pending({ state: 'waiting' }, 9),
    ];
    await first.close();
    const second = await open(path);
    expect(second.lastSeq()).toBe(2);
    expect([
      await second.read(0, 9, 999),
      await second.destinations(),
      await second.pending({ state: 'waiting' }, 9),
    ]).toEqual(before);
    expect(await second.append([event('a', { key: 'aa' }), event('c')])).toEqual([
      { kept: false },
      { kept: true, seq: 3 },
    ]);
  });

  test('is its owner’s only, and leaves one file when it is closed', async () => {
    const folder = join(temporaryFolder(), 'var', 'outbox');
    const path = join(folder, 'outbox.db');
    const outbox = await open(path);
    const mode = (file: string): string => (statSync(file).mode & 0o777).toString(8);
    const modes = (): unknown => readdirSync(folder).map((name) => [name, mode(join(folder, name))]);
    expect([mode(join(folder, '..')), mode(folder), modes()]).toEqual([
      '700',
      '700',
      [
        ['outbox.db', '600'],
        ['outbox.db-pid', '600'],
        ['outbox.db-wal', '600'],
      ],
    ]);
    await outbox.close();
    expect(modes()).toEqual([['outbox.db', '600']]);
  });

  test('syncs the WAL at each commit', async () => {
    const path = join(temporaryFolder(), 'outbox.db');
    await (await open(path)).close();
    const database = new DatabaseSync(path, { readOnly: true });
    onTestFinished(() => database.close());
    const says = (name: string): unknown => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    expect(['journal_mode', 'application_id', 'user_version', 'auto_vacuum', 'quick_check'].map(says)).toEqual([
      'wal',
      0x7367746d,
      1,
      2,
      'ok',
    ]);
  });

  test('is refused to a second opener, also of the same process', async () => {
    const path = join(temporaryFolder(), 'outbox.db');
    const outbox = await open(path);
    const said = await refusal(path);
    expect(String(said).replace(/\d+ on \S+,/, 'PID on HOST,')).toBe(
      'OutboxOpenError: PATH: another process, PID on HOST, has it open: stop that one first, or give this one another path',
    );
    expect(await outbox.append([event('a')])).toEqual([{ kept: true, seq: 1 }]);
    await outbox.close();
    expect(await (await open(path)).read(0, 9, 99)).toEqual([{ seq: 1, receivedAt: 1_000, body: 'a' }]);
  });
});

describe('an outbox is not opened', () => {
  test('from another program’s database', async () => {
    const path = join(temporaryFolder(), 'other.db');
    foreign(path, 'CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)');
    const before = readFileSync(path);
    expect(await refusal(path)).toBe(
      "OutboxOpenError: PATH: it is another program's database: give the outbox a path of its own",
    );
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('from what is no database', async () => {
    const path = join(temporaryFolder(), 'notes.txt');
    writeFileSync(path, 'notes\n'.repeat(1_000));
    expect(await refusal(path)).toBe(
      'OutboxOpenError: PATH: it is no outbox, or too damaged to open (file is not a database): move it away and keep it, or give another path',
    );
    expect(readFileSync(path, 'utf8')).toBe('notes\n'.repeat(1_000));
  });

  test('from a folder', async () => {
    const path = join(temporaryFolder(), 'folder');
    mkdirSync(path);
    expect(await refusal(path)).toBe(
      'OutboxOpenError: PATH: it cannot be opened (unable to open database file): see that its folder is there and may be written to',
    );
  });

  test('where a file is in the way of its folder', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    const path = join(folder, 'file', 'outbox.db');
    expect(String(await refusal(path)).replaceAll(folder, 'FOLDER')).toBe(
      "OutboxOpenError: PATH: it cannot be opened (EEXIST: file already exists, mkdir 'FOLDER/file'): see that its folder is there and may be written to",
    );
  });

  test.each([0, Number.NaN, 1_000])('with %d bytes', async (maxBytes) => {
    expect(await refusal('outbox.db', { maxBytes })).toBe(
      `OutboxOpenError: PATH: it may have ${maxBytes} bytes: an outbox needs 1048576 at least`,
    );
  });
});

describe('an encrypted outbox', () => {
  const [one, two] = [randomBytes(32), randomBytes(32)].map((bytes) => bytes.toString('hex')) as [string, string];
  const keys = (...texts: readonly string[]): { keys: readonly OutboxKey[] } => ({
    keys: parseOutboxKeys(texts.join(',')),
  });
  const idOf = (text: string): string => parseOutboxKeys(text)[0]?.id as string;
  const bodies = async (outbox: Outbox): Promise<readonly string[]> =>
    (await outbox.read(0, 9, 999)).map(({ body }) => body);

  test('has no event’s text in its file', async () => {
    const path = join(temporaryFolder(), 'outbox.db');
    const outbox = await open(path, keys(one));
    await outbox.append([event('jane@example.com')]);
    expect(await bodies(outbox)).toEqual(['jane@example.com']);
    const holds = (file: string): boolean => readFileSync(file).includes('jane@example.com');
    const walHolds = holds(`${path}-wal`);
    await outbox.close();
    expect([walHolds, holds(path)]).toEqual([false, false]);
  });

  test('is opened with the keys its events need, and with the plain ones of before', async () => {
    const path = join(temporaryFolder(), 'outbox.db');
    for (const [body, given] of [
      ['plain', {}],
      ['first', keys(one)],
      ['second', keys(two, one)],
    ] as const) {
      const outbox = await open(path, given);
      await outbox.append([event(body)]);
      await outbox.close();
    }
    const [first, second] = [idOf(one), idOf(two)];
    expect(await refusal(path, keys(two))).toBe(
      `OutboxOpenError: PATH: 1 event needs the key ${first} (given: ${second}): add it to SGTM_OUTBOX_KEY after the one to encrypt with, until they are delivered`,
    );
    const needs = [first, second].toSorted().map((id) => `1 event needs the key ${id}`);
    expect(await refusal(path)).toBe(
      `OutboxOpenError: PATH: ${needs.join(', ')} (no key is given): add it to SGTM_OUTBOX_KEY after the one to encrypt with, until they are delivered`,
    );
    const outbox = await open(path, keys(one, two));
    expect(await bodies(outbox)).toEqual(['plain', 'first', 'second']);
    expect(await outbox.setAside()).toEqual([]);
  });

  test('needs a key no longer when its events are delivered', async () => {
    const path = join(temporaryFolder(), 'outbox.db');
    const before = await open(path, keys(one));
    await before.append([event('first')]);
    await before.settle({ cursors: new Map([['meta/1', 1]]) });
    await before.prune(0);
    await before.close();
    const after = await open(path);
    await after.append([event('plain')]);
    expect(await bodies(after)).toEqual(['plain']);
  });
});
