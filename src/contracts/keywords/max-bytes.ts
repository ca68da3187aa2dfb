import type { Keyword } from './keyword.ts';

/** `maxBytes: 130000`: the value as JSON, in UTF-8, is no longer than that. */
export const maxBytes: Keyword = {
  keyword: 'maxBytes',
  takes: { type: 'integer', minimum: 1 },
  type: 'any',
  compile(value) {
    const most = value as number;
    return (data) => {
      if (mostBytesOf(data, most) <= most) return undefined;
      const bytes = Buffer.byteLength(typeof data === 'string' ? data : JSON.stringify(data));
      if (bytes <= most) return undefined;
      const message = `has ${bytes.toLocaleString('en-US')} bytes as JSON, and must have at most ${most.toLocaleString('en-US')}`;
      return [{ message, actual: `${bytes} bytes` }];
    };
  },
};

/** At most so many bytes as JSON; stops counting past `enough`. Quicker than writing it out. */
function mostBytesOf(value: unknown, enough: number): number {
  // A character is 3 bytes at most, or 6 where it is escaped; a number has 25 characters at most.
  if (typeof value === 'string') return 6 * value.length + 2;
  if (typeof value !== 'object' || value === null) return 25;
  let bytes = 2;
  for (const key in value) {
    bytes += 6 * key.length + 4 + mostBytesOf((value as Record<string, unknown>)[key], enough);
    if (bytes > enough) break;
  }
  return bytes;
}
