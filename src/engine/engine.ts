import type { MaybePromise } from '../runtime/maybe-promise.ts';
import type { IncomingRequest } from '../runtime/request.ts';
import type { Recording } from './recording.ts';

/** Runs requests through a container. */
export interface Engine {
  /** One request in, its recording out; a promise only where a variable or tag answered one. */
  handle(request: IncomingRequest): MaybePromise<Recording>;
}
