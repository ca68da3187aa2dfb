import type { RecordedTag, Recording } from '../engine/recording.ts';

/** What an object, an array or a string costs beside its content; rough, as engines differ. */
const overhead = 24;
/** Nesting beyond this is counted as nothing: the client takes no body that deep. */
const deepest = 40;

/**
 * About how much memory a recording holds, in bytes. It is asked for each one that comes in, so only what came from
 * outside is walked: events and outgoing requests are made of that, and are reckoned by its size. The tags that did not
 * run are shared by all recordings of an event name.
 */
export function estimateBytes(recording: Recording): number {
  const { request, events, violations, response } = recording;
  const given = sizeOf(request, 0);
  let bytes = 600 + given + 300 * violations.length + (typeof response.body === 'string' ? response.body.length : 0);
  // Of the events; an event's data shares its strings with the request, a payload its strings with the event.
  const share = given / (events.length || 1);
  for (const event of events) {
    bytes += 600 + share + 8 * event.tags.length;
    for (const tag of event.tags) bytes += sizeOfTag(tag, share);
  }
  return Math.round(bytes);
}

function sizeOfTag(tag: RecordedTag, share: number): number {
  if (tag.status !== 'fired' && tag.status !== 'failed') return 0;
  let bytes = 200 + tag.reason.length;
  for (const line of tag.console) bytes += overhead + line.length;
  for (const request of tag.requests) bytes += 1_000 + share / 2 + request.url.length + 300 * request.violations.length;
  return bytes;
}

function sizeOf(value: unknown, depth: number): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null || depth > deepest) return 0;
  let bytes = overhead;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) bytes += 8 + sizeOf(value[i], depth + 1);
    return bytes;
  }
  for (const key in value) bytes += 8 + key.length + sizeOf((value as Record<string, unknown>)[key], depth + 1);
  return bytes;
}
