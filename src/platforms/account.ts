import { plainText } from './field.ts';
import type { Account } from './tag.ts';

/** The account that these fields name: their values, joined by a slash; those without one are left out. */
export function accountOf(...fields: readonly string[]): Account {
  return {
    fields,
    required: true,
    of: (values) => {
      const given = fields.flatMap((name) => plainText(values, name) ?? []);
      return given.length === 0 ? undefined : given.join('/');
    },
  };
}
