import type { Violation } from '../contracts/violation.ts';
import type { Json, JsonObject } from '../event/json.ts';

/** One request and all that followed: what the engine returns, the recorder stores, the reporters print. */
export interface Recording {
  readonly id: string;
  /** The session it belongs to; `default` where the request named none. */
  readonly session: string;
  /** When the request came in, ISO 8601, UTC. */
  readonly receivedAt: string;
  readonly request: RecordedRequest;
  /** The client that claimed the request; null where none did, or it came to nothing: `reason` says why. */
  readonly client: string | null;
  readonly reason?: string;
  /** What the caller got. */
  readonly response: RecordedResponse;
  /** Of the incoming request. */
  readonly violations: readonly Violation[];
  readonly events: readonly RecordedEvent[];
}

/** The incoming request, credentials redacted. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it is JSON, else text; null where its bytes are not UTF-8. */
  readonly body: Json;
  /** The visitor's end of the connection. */
  readonly remoteAddress: string;
}

/** A response: the caller's, or a platform's to a delivered request. */
export interface RecordedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
}

/** One event of a request. */
export interface RecordedEvent {
  readonly data: JsonObject;
  readonly violations: readonly Violation[];
  /** The variables that were read and what they held. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Every tag of the container, in its order. */
  readonly tags: readonly RecordedTag[];
}

/** What a tag did for an event. */
export type TagStatus = 'fired' | 'not_fired' | 'blocked' | 'paused' | 'failed';

/** One tag for one event. */
export interface RecordedTag {
  readonly name: string;
  readonly type: string;
  readonly status: TagStatus;
  /** The firing triggers that matched. */
  readonly triggers: readonly string[];
  /** Why it has this status. */
  readonly reason: string;
  /** What the tag had to say. */
  readonly console: readonly string[];
  readonly durationMs: number;
  readonly requests: readonly RecordedOutgoingRequest[];
}

/** A request a tag made: recorded, or delivered. Secrets stand in it by name, as `${NAME}`. */
export interface RecordedOutgoingRequest {
  readonly platform: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly contract: string | null;
  readonly violations: readonly Violation[];
  /** The platform's answer; null where the request was recorded and never sent. */
  readonly response: RecordedResponse | null;
}
