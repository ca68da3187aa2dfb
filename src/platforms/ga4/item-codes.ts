import { textOf } from '../../event/event-data.ts';
import { isObject, type Json, type JsonObject } from '../../event/json.ts';

const codes: ReadonlyMap<string, string> = new Map([
  ['item_id', 'id'],
  ['item_name', 'nm'],
  ['item_brand', 'br'],
  ['item_category', 'ca'],
  ['item_category2', 'c2'],
  ['item_category3', 'c3'],
  ['item_category4', 'c4'],
  ['item_category5', 'c5'],
  ['item_variant', 'va'],
  ['price', 'pr'],
  ['quantity', 'qt'],
  ['discount', 'ds'],
  ['item_list_id', 'li'],
  ['item_list_name', 'ln'],
  ['index', 'lp'],
  ['location_id', 'lo'],
  ['affiliation', 'af'],
  ['coupon', 'cp'],
  ['promotion_id', 'pi'],
  ['promotion_name', 'pn'],
  ['creative_name', 'cn'],
  ['creative_slot', 'cs'],
]);

/**
 * Items as gtag writes them into a URL, one text for each `prN`, percent-encoded: `id…~nm…~pr…`, keys of the shop's own
 * as numbered pairs `k0…~v0…`. Takes the first 200, as GA4 does; keys that hold no single value are left out.
 */
export function encodeItems(items: Json): readonly string[] {
  return Array.isArray(items) ? items.filter(isObject).slice(0, 200).map(encodeItem) : [];
}

function encodeItem(item: JsonObject): string {
  const parts: string[] = [];
  let own = 0;
  for (const key in item) {
    const value = textOf(item[key]);
    if (value === undefined) continue;
    const code = codes.get(key);
    if (code !== undefined) {
      parts.push(code + encode(value));
      continue;
    }
    parts.push(`k${own}${encode(key)}`, `v${own}${encode(value)}`);
    own += 1;
  }
  return parts.join('~');
}

/** A tilde parts the pairs; two stand for one in a value. encodeURIComponent leaves both as they are. */
function encode(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replaceAll('~', '~~');
}
