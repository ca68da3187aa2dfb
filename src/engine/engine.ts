import type { MaybePromise } from '../runtime/maybe-promise.ts';
import type { IncomingRequest } from '../runtime/request.ts';
import type { Recording } from './recording.ts';

/** Runs requests through a container. */
export interface Engine {
  /** One request in, its recording out; a promise only where a variable or tag answered one. */
  handle(request: IncomingRequest): MaybePromise<Recording>;
  /** As `handle`, and a way to the same recording again, for whoever would rather keep the request. */
  repeatable?(request: IncomingRequest): MaybePromise<Repeatable>;
}

/** A recording, and the run that gives it once more; without one where the run answered a promise. */
export interface Repeatable {
  readonly recording: Recording;
  readonly again: (() => Recording) | undefined;
}
