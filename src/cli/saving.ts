import type { Container } from '../container/compile.ts';
import type { Contracts } from '../contracts/contract.ts';
import type { Recording } from '../engine/recording.ts';
import type { RecorderLimits } from '../recordings/recorder.ts';
import { runAgain } from '../recordings/run-again.ts';
import { openRunningFile } from '../recordings/running-file.ts';

/** What saving recordings to a file needs. */
export interface SavingOptions extends RecorderLimits {
  readonly path: string;
  readonly container: Container;
  readonly contracts: Contracts;
  /** Recordings are saved as they came, personal data and all; else persons are replaced by made-up ones. */
  readonly keepPersonalData: boolean;
  /** Told of each recording that could not be saved. */
  readonly onError: (error: unknown) => void;
}

/** A file that recordings are added to, each so that a replay gives the same again. */
export interface Saving {
  /** Adds a recording; it is written soon, together with others that come meanwhile. */
  add(recording: Recording): void;
  /** Writes what is not written yet. Rejects with a RecordingFileError where that fails. */
  close(): Promise<void>;
  /** How many of the recordings added the file keeps; it lets the oldest go when it grows over its limits. */
  readonly kept: number;
}

/** Recordings that may wait to be run again; each is held whole until then. */
const mostWaiting = 1_000;

/**
 * Opens a file of recordings to add to; what it holds stays. Rejects with a RecordingFileError where it holds something
 * else, or another container's recordings.
 */
export async function openSaving(options: SavingOptions): Promise<Saving> {
  const { container, contracts, keepPersonalData, onError } = options;
  const file = await openRunningFile({ ...options, container: container.name });
  let pending: Promise<void> = Promise.resolve();
  let waiting = 0;
  let added = 0;
  return {
    add(recording) {
      if (waiting === mostWaiting) {
        onError(new Error(`events come faster than they can be saved; ${recording.id} is left out`));
        return;
      }
      waiting += 1;
      pending = pending
        .then(async () => {
          file.add(await runAgain(recording, container, { contracts, pseudonymise: !keepPersonalData }));
          added += 1;
        })
        .catch(onError)
        .finally(() => {
          waiting -= 1;
        });
    },
    async close() {
      await pending;
      await file.close();
    },
    get kept() {
      return added - file.dropped;
    },
  };
}
