import { concat, encodeText, SecretText, type Text } from '../../runtime/secret.ts';
import type { Fields } from '../tag.ts';

/**
 * Named values as `name=value&…`, percent-encoded, secrets in them by name: what a URL's query and a form's body hold.
 * A list repeats its name; an object is written as JSON; null and undefined are left out.
 */
export function parameters(own: Fields): Text {
  const pairs: Text[] = [];
  for (const name in own) {
    const value = own[name];
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one === undefined || one === null) continue;
      pairs.push(pairs.length === 0 ? '' : '&', encodeURIComponent(name.toWellFormed()), '=', encodeText(textual(one)));
    }
  }
  return concat(...pairs);
}

function textual(value: unknown): Text {
  if (value instanceof SecretText) return value;
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.toWellFormed();
}
