import { type EventData, numberOf, textOf } from './event-data.ts';
import { isObject } from './json.ts';

/** One line of an order, as GA4 names its fields; what the event does not say is undefined. */
export interface Item {
  /** `item_id`, else `item_name`. */
  readonly id: string | undefined;
  readonly item_id: string | undefined;
  readonly item_name: string | undefined;
  readonly item_brand: string | undefined;
  readonly item_category: string | undefined;
  readonly price: number | undefined;
  /** Units of this line; undefined where the event does not say. */
  readonly quantity: number | undefined;
}

/** The event's `items`; entries that are not objects are left out. */
export function readItems(event: EventData): readonly Item[] {
  const items = event['items'];
  if (!Array.isArray(items)) return [];
  return items.filter(isObject).map((item) => {
    const item_id = textOf(item['item_id']);
    const item_name = textOf(item['item_name']);
    return {
      id: item_id ?? item_name,
      item_id,
      item_name,
      item_brand: textOf(item['item_brand']),
      item_category: textOf(item['item_category']),
      price: numberOf(item['price']),
      quantity: numberOf(item['quantity']),
    };
  });
}

/** Units over all lines; a line that names no quantity is one unit. */
export function unitCount(items: readonly Item[]): number {
  return items.reduce((sum, item) => sum + (item.quantity ?? 1), 0);
}
