import { systemClock } from '../delivery/clock.ts';
import type { Outbox } from '../delivery/outbox/outbox.ts';
import { type OutboxKey, parseOutboxKeys } from '../delivery/outbox/outbox-keys.ts';
import { openSqliteOutbox } from '../delivery/outbox/sqlite/open-sqlite-outbox.ts';
import { environmentSecrets } from './environment-secrets.ts';
import type { Io } from './io.ts';

/** The file `sgtm serve --live` keeps events in where nothing else is said. */
export const defaultOutbox = 'sgtm-outbox.db';

/** The variable that holds the outbox's keys; with `_FILE` behind it, the file that does. */
export const outboxKeyVariable = 'SGTM_OUTBOX_KEY';

/** The outbox's keys; none where the variable is not set. Throws an OutboxOpenError where one is malformed, a UserError where its file cannot be read. */
export function outboxKeys({ env }: Pick<Io, 'env'>): readonly OutboxKey[] {
  return parseOutboxKeys(environmentSecrets([outboxKeyVariable], env)(outboxKeyVariable));
}

/**
 * Opens the outbox in a file with the keys of SGTM_OUTBOX_KEY, or makes it. `maxBytes`: how large it may grow. Rejects as
 * `outboxKeys` throws, and with an OutboxOpenError where the file cannot be had.
 */
export async function openOutboxFile(io: Pick<Io, 'env'>, path: string, maxBytes?: number): Promise<Outbox> {
  const keys = outboxKeys(io);
  return openSqliteOutbox({ path, keys, clock: systemClock, ...(maxBytes !== undefined && { maxBytes }) });
}
