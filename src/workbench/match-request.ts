import { splitRequest } from '../contracts/split-request.ts';
import type { RecordedOutgoingRequest, Recording } from '../engine/recording.ts';
import { parseJson } from '../event/parse-json.ts';
import { isMap } from './compare.ts';
import type { Difference } from './difference.ts';
import { isMatch, match } from './match.ts';
import { isMatcher } from './matchers.ts';
import type { Where } from './test-run.ts';

/** An outgoing request, and what it came of. */
export interface SentRequest {
  readonly where: Where & Required<Omit<Where, 'send'>>;
  readonly request: RecordedOutgoingRequest;
  /** What its tag had to say. */
  readonly console: readonly string[];
}

/** Every outgoing request of some sends, in their order. */
export function sentRequests(recordings: readonly Recording[]): readonly SentRequest[] {
  return recordings.flatMap(({ events }, send) =>
    events.flatMap(({ data, tags }) =>
      tags.flatMap(({ name: tag, requests, console }) =>
        requests.map((request) => {
          const { platform, method, url } = request;
          return {
            where: { send, event: String(data['event_name']), tag, request: { platform, method, url } },
            request,
            console,
          };
        }),
      ),
    ),
  );
}

/**
 * Where an outgoing request is not as a pattern of `{ platform, tag, event, method, url, query, headers, body }` has it;
 * none where it is.
 */
export function matchRequest(pattern: unknown, sent: SentRequest): readonly Difference[] {
  return match(pattern, viewOf(pattern, sent));
}

/** Whether an outgoing request is as a pattern has it. */
export function isRequestMatch(pattern: unknown, sent: SentRequest): boolean {
  return isMatch(pattern, viewOf(pattern, sent));
}

function viewOf(pattern: unknown, { where, request }: SentRequest): object {
  const { tag, event } = where;
  const { platform, method, url, headers } = request;
  const { query } = isMap(pattern) && 'query' in pattern ? splitRequest(request) : {};
  return { platform, tag, event, method, url, query, headers, body: readable(pattern, request.body) };
}

/**
 * The body to hold against a pattern's: text that is JSON is read where a map or list is expected, and matchers see
 * nothing where there is none.
 */
export function readable(pattern: unknown, body: unknown): unknown {
  const expected = isMap(pattern) ? pattern['body'] : undefined;
  if (body === null) return isMatcher(expected) ? undefined : null;
  const structured = Array.isArray(expected) || (isMap(expected) && !isMatcher(expected));
  if (!structured || typeof body !== 'string') return body;
  const parsed = parseJson(body);
  return parsed.ok ? parsed.value : body;
}
