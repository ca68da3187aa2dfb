import { realpathSync } from 'node:fs';
import { createOutboxControl, type OutboxControl } from '../delivery/control/outbox-control.ts';
import { OutboxOpenError } from '../delivery/outbox/outbox.ts';
import { printable } from '../text/printable.ts';
import type { Io } from './io.ts';
import { openOutboxFile } from './outbox-file.ts';
import { remoteOutbox } from './remote-outbox.ts';
import { UserError } from './user-error.ts';

/** Control over an outbox, and what lets go of it. */
export interface OpenOutbox extends AsyncDisposable {
  readonly control: OutboxControl;
}

/** Where `sgtm serve` listens unless told otherwise. */
const usualServer = 'http://127.0.0.1:8080';

/**
 * Control over the outbox in a file, or, where a server delivers from it, over that server: the one at `url`, else the usual
 * one, if it is this very file's. Rejects with a UserError where neither is to be had.
 */
export async function openOutboxControl(
  io: Pick<Io, 'env'>,
  file: string,
  url: string | undefined,
  usual: string = usualServer,
): Promise<OpenOutbox> {
  if (url !== undefined) return held(remoteOutbox(io, url));
  try {
    const outbox = await openOutboxFile(io, file);
    const control = createOutboxControl({ outbox, file, now: Date.now });
    return held(control, () => outbox.close());
  } catch (error) {
    if (!(error instanceof OutboxOpenError)) throw error;
    if (!error.inUse) throw new UserError(printable(error.message));
  }
  const control = remoteOutbox(io, usual);
  const { file: theirs } = await control.status();
  if (theirs !== realpathSync(file)) {
    throw new UserError(
      `${printable(file)} is in use, and not by ${usual}, which delivers from ${printable(theirs)}: name its server with --url`,
    );
  }
  return held(control);
}

function held(control: OutboxControl, release: () => Promise<void> = async () => undefined): OpenOutbox {
  return { control, [Symbol.asyncDispose]: release };
}
