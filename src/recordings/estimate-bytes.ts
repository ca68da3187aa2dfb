import type { RecordedTag, Recording } from '../engine/recording.ts';

/** What an object, an array or a string costs beside its content; rough, as engines differ. */
const overhead = 24;
/** Nesting beyond this is counted as nothing: the client takes no body that deep. */
const deepest = 40;

/**
 * About how much memory a recording holds, in bytes. Counts what is the recording's own: the tags that did not run are
 * shared by all recordings of an event name.
 */
export function estimateBytes(recording: Recording): number {
  const { request, response, events, violations } = recording;
  let bytes = 500 + sizeOf(request, 0) + sizeOf(response, 0) + sizeOf(violations, 0);
  for (const event of events) {
    bytes += 200 + sizeOf(event.data, 0) + sizeOf(event.variables, 0) + sizeOf(event.violations, 0);
    for (const tag of event.tags) bytes += 8 + sizeOfTag(tag);
  }
  return bytes;
}

function sizeOfTag(tag: RecordedTag): number {
  if (tag.status !== 'fired' && tag.status !== 'failed') return 0;
  return 200 + tag.reason.length + sizeOf(tag.console, 0) + sizeOf(tag.requests, 0);
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
