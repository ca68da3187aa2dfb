import { Low } from 'lowdb';
import type { Recording } from '../engine/recording.ts';
import { createRecorder, type RecorderLimits } from './recorder.ts';
import { RecordingAdapter } from './recording-file.ts';
import { RecordingFileError } from './recording-file-error.ts';
import type { RecordingFileContent } from './recording-schema.ts';

/** What a running file needs. */
export interface RunningFileOptions extends RecorderLimits {
  readonly path: string;
  /** The name of the container whose recordings these are. */
  readonly container: string;
  /** Milliseconds between the end of a write and the next; 250 unless given. */
  readonly pauseMs?: number;
  /** Told when a write fails. What was to be written is kept and written with the next. */
  readonly onError: (error: unknown) => void;
}

/** A file that recordings are added to while a server runs. It keeps as many as a recorder of the same limits would. */
export interface RunningFile {
  /** Adds a recording; it is written soon, together with others that come meanwhile. */
  add(recording: Recording): void;
  /** Writes what is not written yet. Rejects where that fails. */
  flush(): Promise<void>;
  /** Flushes, and takes no more. */
  close(): Promise<void>;
  /** Recordings let go because of a limit. */
  readonly dropped: number;
}

/**
 * Opens a file of recordings to add to; what it holds stays. Rejects with a RecordingFileError where it holds something
 * else, or another container's recordings.
 */
export async function openRunningFile(options: RunningFileOptions): Promise<RunningFile> {
  const { path, container, pauseMs = 250, onError } = options;
  const db = new Low<RecordingFileContent>(new RecordingAdapter(path), { version: 1, container, recordings: [] });
  await db.read();
  if (db.data.container !== container) {
    throw new RecordingFileError(
      `${path}: holds recordings of the container ${db.data.container}, not of ${container}: choose another file`,
    );
  }
  const recorder = createRecorder(options);
  for (const recording of db.data.recordings) recorder.add(recording);
  let dirty = false;
  let closed = false;
  let writing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  function schedule(): void {
    if (timer !== undefined || writing !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      if (dirty && writing === undefined) write().catch(onError);
    }, pauseMs);
    timer.unref();
  }

  /** At most one write is in flight; what is added meanwhile goes into the next. */
  async function write(): Promise<void> {
    dirty = false;
    db.data = { version: 1, container, recordings: recorder.list() };
    writing = db.write();
    try {
      await writing;
    } catch (error) {
      dirty = true;
      throw error;
    } finally {
      writing = undefined;
    }
    if (dirty && !closed) schedule();
  }

  async function flush(): Promise<void> {
    while (dirty || writing !== undefined) {
      // A failed write in flight tells whoever began it; the one after it tells this caller.
      if (writing === undefined) await write();
      else await writing.catch(() => {});
    }
  }

  return {
    add(recording) {
      if (closed) throw new Error(`${path} is closed`);
      recorder.add(recording);
      dirty = true;
      schedule();
    },
    flush,
    async close() {
      closed = true;
      await flush();
    },
    get dropped() {
      return recorder.stats.dropped;
    },
  };
}
