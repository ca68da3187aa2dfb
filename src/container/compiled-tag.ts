import type { ConsentType } from '../event/consent.ts';
import type { TagType } from '../platforms/tag.ts';
import type { Expression } from './expression.ts';
import type { Trigger } from './triggers.ts';

/** A tag made ready to run. */
export interface CompiledTag {
  readonly name: string;
  readonly index: number;
  readonly type: TagType;
  readonly fields: Expression;
  /** Those of the fields that tell the account. */
  readonly accountFields: Expression;
  readonly triggers: readonly Trigger[];
  readonly blocking: readonly Trigger[];
  readonly priority: number;
  readonly setup: Step | undefined;
  readonly cleanup: Step | undefined;
  /** Whether another tag runs it as its setup or cleanup tag. */
  readonly isStep: boolean;
  readonly firingOption: 'once_per_event' | 'unlimited' | 'once_per_load';
  readonly paused: boolean;
  /** Epoch milliseconds; from `start` on, before `end`. */
  readonly schedule: { readonly start: number; readonly end: number };
  readonly consent: readonly ConsentType[];
  /** Index into the container's views. */
  readonly view: number;
}

/** A tag to run before or after another, by its index. */
export interface Step {
  readonly tag: number;
  readonly stopOnFailure: boolean;
}
