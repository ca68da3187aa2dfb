import type { RecordedTag, Recording } from '../engine/recording.ts';
import { estimateBytes } from './estimate-bytes.ts';

/** How much a recorder keeps. */
export interface RecorderLimits {
  /** Recordings; 10,000 unless given. */
  readonly maxCount?: number;
  /** Bytes, as estimated; 64 MiB unless given. */
  readonly maxBytes?: number;
}

/** Told of each recording as it comes in. */
export type RecordingListener = (recording: Recording) => void;

/** What a recorder holds and has let go. */
export interface RecorderStats {
  readonly count: number;
  /** Estimated. */
  readonly bytes: number;
  /** Recordings added since it was made. */
  readonly added: number;
  /** Recordings let go because of a limit. */
  readonly dropped: number;
  /** Times a listener threw. */
  readonly listenerErrors: number;
}

/** A named set of recordings. */
export interface Session {
  readonly name: string;
  readonly count: number;
}

/** Keeps the latest recordings in memory, by session. When a limit is reached the oldest go, of whatever session. */
export interface Recorder {
  /**
   * Adds a recording, then tells the listeners. One of an id it has takes that one's place, as the newest. Where
   * `rebuild` gives the same recording again, that is kept instead: a request takes a tenth of the memory of all that
   * came of it.
   */
  add(recording: Recording, rebuild?: Rebuild): void;
  /** Oldest first; of one session, or of all. */
  list(options?: { readonly session?: string }): readonly Recording[];
  get(id: string): Recording | undefined;
  /** Forgets a session; gives how many recordings it had. */
  deleteSession(name: string): number;
  /** By the time of their first recording. */
  sessions(): readonly Session[];
  /** Calls `listener` with each recording from now on, until the function it gives is called. */
  subscribe(listener: RecordingListener): () => void;
  readonly stats: RecorderStats;
}

/** A way to the same recording again. */
export interface Rebuild {
  readonly recording: () => Recording;
  /** About how much memory it holds on to. */
  readonly bytes: number;
}

interface Entry {
  readonly id: string;
  readonly session: string;
  readonly recording: () => Recording;
  readonly bytes: number;
  older: Entry | undefined;
  newer: Entry | undefined;
}

/**
 * Makes a recorder. Adding takes the same time however much it holds. `onListenerError` is told what a listener threw;
 * neither the other listeners nor whoever added the recording are.
 */
export function createRecorder(limits: RecorderLimits = {}, onListenerError?: (error: unknown) => void): Recorder {
  const { maxCount = 10_000, maxBytes = 64 * 1024 * 1024 } = limits;
  const byId = new Map<string, Entry>();
  const bySession = new Map<string, Set<Entry>>();
  let oldest: Entry | undefined;
  let newest: Entry | undefined;
  let listeners: readonly { readonly listener: RecordingListener }[] = [];
  const stats = { count: 0, bytes: 0, added: 0, dropped: 0, listenerErrors: 0 };

  function remove(entry: Entry): void {
    const { older, newer } = entry;
    if (older === undefined) oldest = newer;
    else older.newer = newer;
    if (newer === undefined) newest = older;
    else newer.older = older;
    byId.delete(entry.id);
    const session = bySession.get(entry.session);
    session?.delete(entry);
    if (session?.size === 0) bySession.delete(entry.session);
    stats.count -= 1;
    stats.bytes -= entry.bytes;
  }

  function append(recording: Recording, rebuild: Rebuild | undefined): void {
    const entry: Entry = {
      id: recording.id,
      session: recording.session,
      recording: rebuild === undefined ? () => recording : withDurations(rebuild.recording, recording),
      bytes: rebuild === undefined ? estimateBytes(recording) : rebuild.bytes,
      older: newest,
      newer: undefined,
    };
    if (newest === undefined) oldest = entry;
    else newest.newer = entry;
    newest = entry;
    byId.set(recording.id, entry);
    const session = bySession.get(recording.session);
    if (session === undefined) bySession.set(recording.session, new Set([entry]));
    else session.add(entry);
    stats.count += 1;
    stats.bytes += entry.bytes;
  }

  function tell(recording: Recording): void {
    for (const { listener } of listeners) {
      try {
        listener(recording);
      } catch (error) {
        stats.listenerErrors += 1;
        onListenerError?.(error);
      }
    }
  }

  return {
    add(recording, rebuild) {
      const before = byId.get(recording.id);
      if (before !== undefined) remove(before);
      append(recording, rebuild);
      stats.added += 1;
      while (oldest !== undefined && (stats.count > maxCount || stats.bytes > maxBytes)) {
        remove(oldest);
        stats.dropped += 1;
      }
      if (listeners.length > 0) tell(recording);
    },
    list(options = {}) {
      const found: Recording[] = [];
      if (options.session === undefined) {
        for (let entry = oldest; entry !== undefined; entry = entry.newer) found.push(entry.recording());
      } else {
        for (const entry of bySession.get(options.session) ?? []) found.push(entry.recording());
      }
      return found;
    },
    get: (id) => byId.get(id)?.recording(),
    deleteSession(name) {
      const entries = [...(bySession.get(name) ?? [])];
      for (const entry of entries) remove(entry);
      return entries.length;
    },
    sessions: () => Array.from(bySession, ([name, entries]) => ({ name, count: entries.size })),
    subscribe(listener) {
      // Its own object, so that a function subscribed twice is two subscriptions.
      const subscription = { listener };
      listeners = [...listeners, subscription];
      return () => {
        listeners = listeners.filter((one) => one !== subscription);
      };
    },
    get stats() {
      return { ...stats };
    },
  };
}

/** A rebuilt recording with the durations of the first run: building it again is not what they tell of. */
function withDurations(rebuild: () => Recording, first: Recording): () => Recording {
  const durations = first.events.flatMap((event) => event.tags.flatMap((tag) => (ran(tag) ? [tag.durationMs] : [])));
  return () => {
    const recording = rebuild();
    let next = 0;
    const events = recording.events.map((event) => ({
      ...event,
      tags: event.tags.map((tag) => (ran(tag) ? { ...tag, durationMs: durations[next++] ?? 0 } : tag)),
    }));
    return { ...recording, events };
  };
}

function ran(tag: RecordedTag): boolean {
  return tag.status === 'fired' || tag.status === 'failed';
}
