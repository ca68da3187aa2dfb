import type { SnapchatEventsContent, SnapchatEventsCustomData } from '../../contracts/types/snapchat-events.ts';
import { firstText } from '../../event/event-data.ts';
import { type Item, unitCount } from '../../event/items.ts';
import { object } from '../field.ts';
import { type Payload, put, putAll } from '../payload.ts';
import type { TagInput } from '../tag.ts';
import { distinct, eventValue, type KeysOf, overrideKeys } from '../values.ts';

type CustomData = Payload<SnapchatEventsCustomData>;

/** Snapchat's `custom_data`. Those of travel are never mapped: an event's own `city` or `country` may be the person's. */
export const customKeys: KeysOf<CustomData> = {
  value: { kind: 'number', about: 'Total, in units of the currency; required for PURCHASE' },
  currency: { kind: 'currency', about: 'ISO 4217 code; required with a value' },
  content_ids: { kind: 'texts', about: 'Ids of what it was about' },
  contents: { kind: 'list', about: 'Lines: id, quantity, item_price, brand, delivery_category' },
  content_category: { kind: 'text or texts', about: 'Category of what it was about, or several' },
  content_name: { kind: 'text', about: 'Name of what it was about' },
  content_type: { kind: 'text', about: 'product or product_group' },
  brands: { kind: 'texts', about: 'Brands of what it was about' },
  num_items: { kind: 'integer', about: 'Units over all lines' },
  order_id: { kind: 'text', about: 'Order number' },
  search_string: { kind: 'text', about: 'What was searched for' },
  sign_up_method: { kind: 'text', about: 'How the person signed up' },
  predicted_ltv: { kind: 'number', about: 'Predicted lifetime value, in units of the currency' },
  referrer_url: { kind: 'text', about: 'Where the visitor came from' },
  custom_id: { kind: 'text', about: 'An id of your own' },
  checkin_date: { kind: 'text', about: 'Travel: check-in date' },
  travel_start: { kind: 'text', about: 'Travel: first day' },
  travel_end: { kind: 'text', about: 'Travel: last day' },
  suggested_destinations: { kind: 'text or texts', about: 'Travel: destinations suggested' },
  destination_airport: { kind: 'text', about: 'Travel: IATA code of the destination' },
  origin_airport: { kind: 'text', about: 'Travel: IATA code of the origin' },
  city: { kind: 'text', about: 'Travel: city of the destination' },
  region: { kind: 'text', about: 'Travel: region of the destination' },
  country: { kind: 'text', about: 'Travel: country of the destination' },
  neighborhood: { kind: 'text', about: 'Travel: neighbourhood of the destination' },
  postal_code: { kind: 'text', about: 'Travel: postal code of the destination' },
  departing_departure_date: { kind: 'text', about: 'Travel: outbound departure' },
  departing_arrival_date: { kind: 'text', about: 'Travel: outbound arrival' },
  returning_departure_date: { kind: 'text', about: 'Travel: return departure' },
  returning_arrival_date: { kind: 'text', about: 'Travel: return arrival' },
  num_adults: { kind: 'integer', about: 'Travel: adults' },
  num_children: { kind: 'integer', about: 'Travel: children' },
  num_infants: { kind: 'integer', about: 'Travel: infants' },
  hotel_score: { kind: 'number', about: 'Travel: score of the hotel' },
  preferred_neighborhoods: { kind: 'text or texts', about: 'Travel: neighbourhoods preferred' },
  preferred_star_ratings: { kind: 'text or texts', about: 'Travel: star ratings preferred' },
  suggested_hotels: { kind: 'text or texts', about: 'Travel: hotels suggested' },
};

/**
 * Snapchat's `custom_data`. It has no place for campaign parameters (`utm_*`, `t_value`, `session_id`,
 * `storefront_id`): what Snapchat sees of them is in `event_source_url`. `eventName` is Snapchat's name of the event.
 * Of an event about a person's health only the amount and the order number are mapped.
 * Source: developers.snap.com/api/marketing-api/Conversions-API/Parameters
 */
export function customData(input: TagInput, eventName: unknown): CustomData {
  const { event } = input;
  const out: CustomData = {};
  put(out, 'value', eventValue(event.data, 'value', 'number', input));
  put(out, 'currency', eventValue(event.data, 'currency', 'currency', input));
  put(out, 'order_id', firstText(event.data, 'transaction_id', 'order_id'));
  if (!event.isHealth) describeContent(input, out, eventName);
  overrideKeys(out, object(input.fields, 'custom_data'), customKeys, input, 'custom_data');
  return out;
}

/** What it was about, in words: nothing Snapchat may learn where the event is about a person's health. */
function describeContent(input: TagInput, out: CustomData, eventName: unknown): void {
  const { event } = input;
  const items = event.advertiserItems;
  if (items.length > 0) {
    putAll(out, 'content_ids', distinct(items.map((item) => item.id)));
    out.contents = items.map(line);
    putAll(out, 'brands', distinct(items.map((item) => item.item_brand)));
    const units = unitCount(items);
    if (Number.isInteger(units)) out.num_items = units;
  }
  const category = firstText(event.data, 'content_category');
  if (category !== undefined) out.content_category = category;
  else putAll(out, 'content_category', distinct(items.map((item) => item.item_category)));
  put(
    out,
    'content_name',
    firstText(event.data, 'content_name') ?? (items.length === 1 ? items[0]?.item_name : undefined),
  );
  const type = firstText(event.data, 'content_type');
  if (type === 'product' || type === 'product_group') out.content_type = type;
  put(out, 'search_string', firstText(event.data, 'search_term', 'search_string'));
  if (eventName === 'SIGN_UP') put(out, 'sign_up_method', firstText(event.data, 'method'));
  put(out, 'predicted_ltv', eventValue(event.data, 'predicted_ltv', 'number', input));
  put(out, 'referrer_url', event.advertiserReferrer);
  put(out, 'custom_id', firstText(event.data, 'custom_id'));
}

function line(item: Item): Payload<SnapchatEventsContent> {
  const out: Payload<SnapchatEventsContent> = {};
  put(out, 'id', item.id);
  put(out, 'quantity', item.quantity);
  put(out, 'item_price', item.price);
  put(out, 'brand', item.item_brand);
  return out;
}
