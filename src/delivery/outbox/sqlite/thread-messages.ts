import type { Job, Outcome } from './calls.ts';
import type { StoreState } from './sync-store.ts';

/** What the outbox's thread is asked. */
export type Ask =
  | { readonly kind: 'run'; readonly jobs: readonly Job[]; readonly now: number }
  /** The last: the thread ends. */
  | { readonly kind: 'close' };

/** What the outbox's thread says: first `opened` or `refused`, then `done` to each group. */
export type Told =
  | { readonly kind: 'opened'; readonly state: StoreState }
  | { readonly kind: 'refused'; readonly message: string; readonly inUse: boolean }
  | { readonly kind: 'done'; readonly outcomes: readonly Outcome[]; readonly state: StoreState };
