import type { z } from 'zod';
import type { TiktokEventTrackContent, TiktokEventTrackProperties } from '../../contracts/types/tiktok-event-track.ts';
import type { EventData } from '../../event/event-data.ts';
import { firstText, numberOf, textOf } from '../../event/event-data.ts';
import { type Item, unitCount } from '../../event/items.ts';
import { field, number, text } from '../field.ts';
import { currencyOf, eventAmount, eventCurrency } from '../money.ts';
import { asGiven, overlay, type Reader, texts } from '../overlay.ts';
import { asListed, compact, nonEmpty, type Payload, put } from '../payload.ts';
import type { TagInput } from '../tag.ts';

/** Currencies TikTok counts in. Source: business-api.tiktok.com/portal/docs?id=1771101303285761 */
const currencies: ReadonlySet<string> = new Set(
  (
    'AED ARS AUD BDT BHD BIF BOB BRL CAD CHF CLP CNY COP CRC CZK DKK DZD EGP EUR GBP GTQ HKD HNL HUF IDR ILS INR ISK ' +
    'JPY KES KHR KRW KWD KZT MAD MOP MXN MYR NGN NIO NOK NZD OMR PEN PHP PKR PLN PYG QAR RON RUB SAR SEK SGD THB TRY ' +
    'TWD UAH USD VES VND ZAR'
  ).split(' '),
);

/** Events whose things are products of a catalogue even where the event lists none. */
const productEvents: ReadonlySet<string> = new Set(['CompletePayment', 'Purchase', 'AddToCart', 'InitiateCheckout']);

type Properties = Payload<TiktokEventTrackProperties>;

const readers: ReadonlyMap<string, Reader> = new Map<keyof Properties, Reader>([
  ['value', number],
  ['currency', (own, key) => currencyOf(text(own, key)?.toString())],
  ['content_type', text],
  ['contents', asGiven],
  ['content_ids', texts],
  ['num_items', number],
  ['search_string', text],
  ['description', text],
  ['order_id', text],
  ['shop_id', text],
  ['customer_type', text],
  ['predicted_ltv', number],
  ['delivery_category', text],
]);

/** `properties` as the container file may override it. */
export const propertiesField: z.ZodType = field.object(
  {
    value: field.number('What the event is worth, in currency'),
    currency: field.text('ISO 4217'),
    content_type: field.text('product or product_group'),
    contents: field.list('Objects of content_id, content_name, content_category, brand, price and quantity'),
    content_ids: field.list('Product ids'),
    num_items: field.number('Units'),
    search_string: field.text('What was searched for'),
    description: field.text('Free text'),
    order_id: field.text('The order'),
    shop_id: field.text('The shop'),
    customer_type: field.text('new or returning'),
    predicted_ltv: field.number('Predicted lifetime value'),
    delivery_category: field.text('How it is delivered'),
  },
  'What happened: replaces what the event says, key by key',
);

/**
 * What happened, in TikTok's `properties`: money, contents, order, search, and the tag's own keys over them; undefined
 * where there is nothing to say. `name` is the event's name at TikTok. Of an event about a person's health it tells
 * money and order only, and nothing that could name a drug or a diagnosis. TikTok has no place for campaign parameters
 * here: it reads them off the page's address.
 */
export function tiktokProperties(input: TagInput, name: string): Properties | undefined {
  const { event } = input;
  const { data } = event;
  const mapped: Properties = {};
  put(mapped, 'value', eventAmount(input, 'value'));
  put(mapped, 'currency', asListed(eventCurrency(input)));
  put(mapped, 'order_id', firstText(data, 'transaction_id', 'order_id'));
  put(mapped, 'predicted_ltv', eventAmount(input, 'predicted_ltv'));
  if (!event.isHealth) contents(data, event.advertiserItems, name, mapped);
  const sent = overlay(input, 'properties', mapped, readers);
  const { currency: code } = sent;
  if (typeof code === 'string' && !currencies.has(code))
    input.log(`TikTok does not count in ${code}: convert value and currency to one it lists, such as USD`);
  return nonEmpty(sent);
}

function contents(data: EventData, items: readonly Item[], name: string, mapped: Properties): void {
  const lines: Payload<TiktokEventTrackContent>[] = [];
  const ids: string[] = [];
  for (const item of items) {
    if (item.id === undefined) continue;
    ids.push(item.id);
    lines.push(
      compact({
        content_id: item.id,
        content_name: item.item_name,
        content_category: item.item_category,
        brand: item.item_brand,
        price: item.price,
        // A line that names none is one unit: developers.google.com/analytics/devguides/collection/ga4/reference/events
        quantity: item.quantity ?? 1,
      }),
    );
  }
  if (lines.length > 0) {
    mapped.contents = lines;
    mapped.content_ids = ids;
  }
  put(
    mapped,
    'content_type',
    asListed(textOf(data['content_type']) ?? (lines.length > 0 || productEvents.has(name) ? 'product' : undefined)),
  );
  put(mapped, 'num_items', numberOf(data['num_items']) ?? (items.length > 0 ? unitCount(items) : undefined));
  put(mapped, 'search_string', firstText(data, 'search_term', 'search_string'));
  put(mapped, 'description', textOf(data['description']));
  put(mapped, 'shop_id', textOf(data['shop_id']));
  put(mapped, 'customer_type', asListed(textOf(data['customer_type'])));
  put(mapped, 'delivery_category', textOf(data['delivery_category']));
}
