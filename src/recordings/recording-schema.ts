import { z } from 'zod';
import type { Violation } from '../contracts/violation.ts';
import type {
  RecordedEvent,
  RecordedOutgoingRequest,
  RecordedRequest,
  RecordedResponse,
  RecordedTag,
  Recording,
} from '../engine/recording.ts';
import type { Json, JsonObject } from '../event/json.ts';

/** What a file of recordings holds. */
export interface RecordingFileContent {
  /** Of the format. */
  readonly version: 1;
  /** The name of the container that made them. */
  readonly container: string;
  readonly recordings: readonly Recording[];
}

const json: z.ZodType<Json> = z.json();
const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), z.json());
const headers: z.ZodType<Readonly<Record<string, string>>> = z.record(z.string(), z.string());

const violation: z.ZodType<Violation> = z.strictObject({
  contract: z.string().describe('Such as meta/events.'),
  severity: z.enum(['error', 'warning']),
  path: z.string().describe('JSON Pointer into the payload; empty for the whole.'),
  in: z.literal('request').exactOptional().describe('Where the path points into method, host, path, query, headers.'),
  rule: z.string(),
  message: z.string(),
  actual: z.string().exactOptional(),
  help: z.string().exactOptional(),
  code: z.string().exactOptional().describe('What the platform itself calls it.'),
  source: z.string().exactOptional().describe('Where the platform says so.'),
  rulePath: z.string().exactOptional().describe('Where the contract says so: JSON Pointer into its file.'),
});

const request: z.ZodType<RecordedRequest> = z.strictObject({
  method: z.string(),
  path: z.string(),
  query: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  headers,
  body: json.describe('Parsed where it is JSON, else text; null where its bytes are not UTF-8.'),
  remoteAddress: z.string(),
});

const response: z.ZodType<RecordedResponse> = z.strictObject({ status: z.number(), headers, body: json });

const outgoingRequest: z.ZodType<RecordedOutgoingRequest> = z.strictObject({
  platform: z.string(),
  method: z.string(),
  url: z.string().describe('Secrets stand in it by name, as ${NAME}; in headers and body too.'),
  headers,
  body: z.unknown().describe('Null where the request has none.'),
  contract: z.string().nullable(),
  violations: z.array(violation),
  response: response.nullable().describe('Null where the request was recorded and never sent.'),
});

const tag: z.ZodType<RecordedTag> = z.strictObject({
  name: z.string(),
  type: z.string(),
  status: z.enum(['fired', 'not_fired', 'blocked', 'paused', 'failed']),
  triggers: z.array(z.string()).describe('The firing triggers that matched.'),
  reason: z.string().describe('Why it has this status.'),
  console: z.array(z.string()),
  durationMs: z.number().min(0),
  requests: z.array(outgoingRequest),
});

const event: z.ZodType<RecordedEvent> = z.strictObject({
  data: jsonObject,
  violations: z.array(violation),
  variables: z.record(z.string(), z.unknown()).describe('The variables that were read and what they held.'),
  tags: z.array(tag).describe('Every tag of the container, in its order.'),
});

/** One request and all that followed, as it stands in a file. */
export const recordingSchema: z.ZodType<Recording> = z.strictObject({
  id: z.string().min(1),
  session: z.string().min(1),
  receivedAt: z.iso.datetime().describe('When the request came in, UTC.'),
  request,
  client: z.string().nullable().describe('The client that claimed the request; null where none did.'),
  reason: z.string().exactOptional().describe('Why the request came to nothing.'),
  response: response.describe('What the caller got.'),
  violations: z.array(violation).describe('Of the incoming request.'),
  events: z.array(event),
});

/** A file of recordings. */
export const recordingFileSchema: z.ZodType<RecordingFileContent> = z.strictObject({
  version: z.literal(1),
  container: z.string(),
  recordings: z.array(recordingSchema),
});
