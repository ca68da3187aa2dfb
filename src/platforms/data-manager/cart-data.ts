import type { DataManagerEventsIngestCartData } from '../../contracts/types/data-manager-events-ingest.ts';
import { textOf } from '../../event/event-data.ts';
import type { Item } from '../../event/items.ts';
import { isObject } from '../../event/json.ts';
import { object } from '../field.ts';
import { compact, isEmpty, override, type Payload } from '../payload.ts';
import type { TagInput } from '../tag.ts';
import type { AdIdentifiers } from './ad-identifiers.ts';
import { camelKeys } from './camel-keys.ts';
import { parametersOf } from './parameter-list.ts';

type CartData = Payload<DataManagerEventsIngestCartData>;
type CartItem = NonNullable<CartData['items']>[number];

/** What of an item has a place of its own in the cart, and so is no additional parameter. */
const placed: ReadonlySet<string> = new Set(['item_id', 'price', 'quantity']);

/**
 * The event's `cartData`: the order's lines, with the tag's `cart_data` laid over it. None for an event about a person's
 * health, unless the tag gives it; none with a gbraid or wbraid, which the API does not take together.
 * Source: developers.google.com/data-manager/api/reference/rest/v1/CartData
 */
export function cartData(input: TagInput, ids: AdIdentifiers | undefined, forAnalytics: boolean): CartData | undefined {
  const { event, fields } = input;
  if (fields['cart_data'] === null) return undefined;
  const items = lines(input, forAnalytics);
  const coupon = textOf(event.data['coupon']);
  const mapped: CartData =
    items.length === 0 ? {} : compact({ couponCodes: coupon === undefined ? undefined : [coupon], items });
  const cart: CartData = compact(override(mapped, camelKeys(object(fields, 'cart_data'))));
  if (isEmpty(cart)) return undefined;
  if (ids?.gbraid === undefined && ids?.wbraid === undefined) return cart;
  input.log('cart_data is left out: the API takes none with a gbraid or wbraid');
  return undefined;
}

function lines(input: TagInput, forAnalytics: boolean): readonly CartItem[] {
  const { advertiserItems: items, data } = input.event;
  const raw = Array.isArray(data['items']) ? data['items'].filter(isObject) : [];
  return items.map((item, index) =>
    forAnalytics
      ? compact({
          itemId: item.id,
          quantity: units(input, item),
          unitPrice: item.price,
          additionalItemParameters: parametersOf(raw[index] ?? {}, placed),
        })
      : compact({ merchantProductId: item.id, quantity: units(input, item), unitPrice: item.price }),
  );
}

/** A 64-bit integer, which in the API's JSON is text; a line that names no quantity is one unit. */
function units(input: TagInput, { quantity = 1 }: Item): string | undefined {
  if (Number.isSafeInteger(quantity) && quantity >= 0) return quantity.toString();
  input.log('the quantity of an item is not a whole number: left out');
  return undefined;
}
