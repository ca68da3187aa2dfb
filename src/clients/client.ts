import type { Violation } from '../contracts/violation.ts';
import type { EventData } from '../event/event-data.ts';
import type { Json } from '../event/json.ts';
import type { HttpResponse, IncomingRequest } from '../runtime/request.ts';
import type { Runtime } from '../runtime/runtime.ts';

/** A request the client understood: one container run per event, then `response`. */
export interface Accepted {
  readonly status: 'accepted';
  readonly events: readonly EventData[];
  readonly response: HttpResponse;
  readonly violations: readonly Violation[];
  /** The request's body as the client read it, for the recording; absent where it was not parsed. */
  readonly body?: Json;
  /** The contract the body must keep; absent where there is none. */
  readonly contract?: string;
}

/** A request the client claimed and cannot take; `reason` says what and where. */
export interface Rejected {
  readonly status: 'rejected';
  readonly reason: string;
  readonly response: HttpResponse;
  readonly violations: readonly Violation[];
  /** The request's body as the client read it, for the recording; absent where it was not parsed. */
  readonly body?: Json;
}

/** Turns requests into events. The first client, by priority, that claims a request has it. */
export interface Client {
  readonly name: string;
  readonly type: string;
  /** Higher runs first. */
  readonly priority: number;
  /** True where the request is this client's, else why it is not. */
  claims(request: IncomingRequest): true | string;
  run(request: IncomingRequest, runtime: Runtime): Accepted | Rejected;
}
