import { systemClock } from '../delivery/clock.ts';
import type { Outbox } from '../delivery/outbox/outbox.ts';
import { parseOutboxKeys } from '../delivery/outbox/outbox-keys.ts';
import { openSqliteOutbox } from '../delivery/outbox/sqlite/open-sqlite-outbox.ts';
import { environmentSecrets } from './environment-secrets.ts';
import type { Io } from './io.ts';

/** The file `sgtm serve --live` keeps events in where nothing else is said. */
export const defaultOutbox = 'sgtm-outbox.db';

const keyVariable = 'SGTM_OUTBOX_KEY';

/**
 * Opens the outbox in a file, with the keys of SGTM_OUTBOX_KEY (or SGTM_OUTBOX_KEY_FILE). `maxBytes`: how large it may grow.
 * Rejects with an OutboxOpenError where it cannot be had.
 */
export async function openOutboxFile(io: Io, path: string, maxBytes?: number): Promise<Outbox> {
  const keys = parseOutboxKeys(environmentSecrets([keyVariable], io.env)(keyVariable));
  return openSqliteOutbox({ path, keys, clock: systemClock, ...(maxBytes !== undefined && { maxBytes }) });
}
