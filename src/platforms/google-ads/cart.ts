import type { Item } from '../../event/items.ts';
import { decimal } from './decimal.ts';

/**
 * Cart data as Google's tag writes it: `(id*price*quantity)` for each line, a line that names no quantity being one
 * unit. Undefined where no line has an id. Google documents the parameters of the tag but not this form, which is an
 * approximation.
 */
export function encodeCart(items: readonly Item[]): string | undefined {
  let cart = '';
  for (const { item_id, price, quantity } of items) {
    if (item_id !== undefined)
      cart += `(${escaped(item_id)}*${price === undefined ? '' : decimal(price)}*${decimal(quantity ?? 1)})`;
  }
  return cart === '' ? undefined : cart;
}

const marks = /[()*%]/g;

/** What parts the lines and their values must not stand in an id. */
function escaped(id: string): string {
  return id.replace(marks, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
