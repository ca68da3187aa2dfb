import { isRecord } from '../vocabulary.ts';
import type { Failure, Keyword } from './keyword.ts';

/** `uniqueKeys: ["nonce"]`: no two items of the array hold the same value under the key. */
export const uniqueKeys: Keyword = {
  keyword: 'uniqueKeys',
  takes: { type: 'array', items: { type: 'string' }, minItems: 1 },
  type: 'array',
  compile(value) {
    const keys = value as readonly string[];
    return (data) => {
      const failures: Failure[] = [];
      for (const key of keys) {
        const seen = new Map<unknown, number>();
        for (const [index, item] of (data as readonly unknown[]).entries()) {
          const held = isRecord(item) ? item[key] : undefined;
          if (held === undefined) continue;
          const first = seen.get(held);
          if (first === undefined) seen.set(held, index);
          else failures.push({ message: `must be unique, and item ${first} has the same`, at: [index, key] });
        }
      }
      return failures.length === 0 ? undefined : failures;
    };
  },
};
