import type { DatabaseSync } from 'node:sqlite';
import { OutboxOpenError } from '../outbox.ts';
import type { OutboxKey } from '../outbox-keys.ts';

/**
 * Sees that every event there is can be decrypted, and notes the key that encrypts from now on.
 * Throws an OutboxOpenError that says which keys are missing and how many events need them; only then are events counted.
 */
export function requireKeys(database: DatabaseSync, path: string, keys: readonly OutboxKey[]): void {
  const given = new Set(keys.map(({ id }) => id));
  const used = (database.prepare('SELECT id FROM key_ids ORDER BY id').all() as { id: string }[]).map(({ id }) => id);
  const count = database.prepare('SELECT count(*) AS rows FROM log WHERE key_id = ?');
  const absent = used
    .filter((id) => !given.has(id))
    .map((id) => ({ id, rows: (count.get(id) as { rows: number }).rows }));
  const needed = absent.filter(({ rows }) => rows > 0);
  if (needed.length > 0) {
    const words = needed.map(({ id, rows }) => `${rows} ${rows === 1 ? 'event needs' : 'events need'} the key ${id}`);
    const given = keys.length === 0 ? 'no key is given' : `given: ${keys.map(({ id }) => id).join(', ')}`;
    throw new OutboxOpenError(
      `${path}: ${words.join(', ')} (${given}): add it to SGTM_OUTBOX_KEY after the one to encrypt with, until they are delivered`,
    );
  }
  const [current] = keys;
  if (absent.length === 0 && (current === undefined || used.includes(current.id))) return;
  database.exec('BEGIN IMMEDIATE');
  for (const { id } of absent) database.prepare('DELETE FROM key_ids WHERE id = ?').run(id);
  if (current !== undefined) database.prepare('INSERT OR IGNORE INTO key_ids (id) VALUES (?)').run(current.id);
  database.exec('COMMIT');
}
