import { numberOf } from '../../event/event-data.ts';
import type { Json, JsonObject } from '../../event/json.ts';
import { decode } from './gtag-values.ts';

/** The two-letter codes of an item's fields. `number` fields whose text is no number keep the text. */
const codes: ReadonlyMap<string, { readonly key: string; readonly number?: true }> = new Map([
  ['id', { key: 'item_id' }],
  ['nm', { key: 'item_name' }],
  ['br', { key: 'item_brand' }],
  ['ca', { key: 'item_category' }],
  ['c2', { key: 'item_category2' }],
  ['c3', { key: 'item_category3' }],
  ['c4', { key: 'item_category4' }],
  ['c5', { key: 'item_category5' }],
  ['va', { key: 'item_variant' }],
  ['pr', { key: 'price', number: true }],
  ['qt', { key: 'quantity', number: true }],
  ['ds', { key: 'discount', number: true }],
  ['li', { key: 'item_list_id' }],
  ['ln', { key: 'item_list_name' }],
  ['lp', { key: 'index', number: true }],
  ['lo', { key: 'location_id' }],
  ['af', { key: 'affiliation' }],
  ['cp', { key: 'coupon' }],
  ['pi', { key: 'promotion_id' }],
  ['pn', { key: 'promotion_name' }],
  ['cn', { key: 'creative_name' }],
  ['cs', { key: 'creative_slot' }],
]);

const itemName = /^pr([1-9]\d{0,2})$/;
const mostItems = 200;
const custom = /^([kv])(\d+)/;

/** The place of an item parameter, `pr1` to `pr200`; undefined for any other name. */
export function itemNumber(name: string): number | undefined {
  const match = itemName.exec(name);
  const place = match === null ? Number.NaN : Number(match[1]);
  return place <= mostItems ? place : undefined;
}

/**
 * One item from its parameter: fragments parted by `~`, each a code and a value that is percent-encoded once more
 * (`~~` stands for a tilde in it); `k0`/`v0`, `k1`/`v1`, … are the name and value of a custom parameter. Codes not known
 * are left out; a custom parameter never replaces a known one. Returns undefined where a name would be `__proto__`.
 */
export function readItem(text: string): JsonObject | undefined {
  const item: Record<string, Json> = {};
  const names = new Map<string, string>();
  const values = new Map<string, string>();
  for (const part of fragments(text)) {
    const own = custom.exec(part);
    if (own !== null) {
      (own[1] === 'k' ? names : values).set(own[2] as string, decode(part.slice(own[0].length)));
      continue;
    }
    const code = codes.get(part.slice(0, 2));
    if (code === undefined) continue;
    const value = decode(part.slice(2));
    item[code.key] = code.number === true ? (numberOf(value) ?? value) : value;
  }
  for (const [place, name] of names) {
    if (name === '__proto__') return undefined;
    const value = values.get(place);
    if (value !== undefined && name !== '' && !Object.hasOwn(item, name)) item[name] = value;
  }
  return item;
}

/** Splits at single tildes; two in a row are one that belongs to the value. */
function fragments(text: string): readonly string[] {
  const parts = text.split('~');
  const out: string[] = [parts[0] as string];
  for (let i = 1; i < parts.length; i += 1) {
    const part = parts[i] as string;
    if (part !== '' || i + 1 === parts.length) {
      out.push(part);
    } else {
      i += 1;
      out.push(`${out.pop()}~${parts[i]}`);
    }
  }
  return out;
}
