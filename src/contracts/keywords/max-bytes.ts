import type { Keyword } from './keyword.ts';

/** `maxBytes: 130000`: the value as JSON, in UTF-8, is no longer than that. */
export const maxBytes: Keyword = {
  keyword: 'maxBytes',
  takes: { type: 'integer', minimum: 1 },
  type: 'any',
  compile(value) {
    const most = value as number;
    return (data) => {
      const text = typeof data === 'string' ? data : JSON.stringify(data);
      // No character takes more than three bytes.
      if (text.length * 3 <= most) return undefined;
      const bytes = Buffer.byteLength(text);
      if (bytes <= most) return undefined;
      const message = `has ${bytes.toLocaleString('en-US')} bytes as JSON, and must have at most ${most.toLocaleString('en-US')}`;
      return [{ message, actual: `${bytes} bytes` }];
    };
  },
};
