import type { PinterestEventsCustomData, PinterestEventsLine } from '../../contracts/types/pinterest-events.ts';
import { firstText } from '../../event/event-data.ts';
import { type Item, unitCount } from '../../event/items.ts';
import { object } from '../field.ts';
import { type Payload, put, putAll } from '../payload.ts';
import type { TagInput } from '../tag.ts';
import { distinct, eventValue, type KeysOf, overrideKeys, valueAs } from '../values.ts';

type CustomData = Payload<PinterestEventsCustomData>;

/** Pinterest's `custom_data`. It takes no other keys. */
export const customKeys: KeysOf<CustomData> = {
  currency: { kind: 'currency', about: "ISO 4217 code; the ad account's currency where absent" },
  value: { kind: 'decimal text', about: 'Total, in units of the currency; sent as text' },
  content_ids: { kind: 'texts', about: 'Ids of what it was about' },
  content_name: { kind: 'text', about: 'Name of what it was about' },
  content_category: { kind: 'text', about: 'Category of what it was about' },
  content_brand: { kind: 'text', about: 'Brand of what it was about' },
  contents: { kind: 'list', about: 'Lines: id, item_price (text), quantity, item_name, item_category, item_brand' },
  num_items: { kind: 'integer', about: 'Units over all lines' },
  order_id: { kind: 'text', about: 'Order number' },
  search_string: { kind: 'text', about: 'What was searched for' },
  opt_out_type: { kind: 'text', about: 'LDP for limited data processing' },
  predicted_ltv: { kind: 'decimal text', about: 'Predicted lifetime value, in units of the currency; sent as text' },
  np: { kind: 'text', about: 'Named partner, such as ss-gtm' },
  external_measurement_id: { kind: 'text', about: 'Only where Pinterest asks for it' },
  external_measurement_vendor_id: { kind: 'integer', about: 'Only where Pinterest asks for it' },
};

/**
 * Pinterest's `custom_data`. Its keys are fixed, so campaign parameters (`utm_*`, `t_value`, `session_id`,
 * `storefront_id`) have no place in it: what Pinterest sees of them is in `event_source_url`. Amounts are text, the
 * shortest decimal of the number. Of an event about a person's health only the amount and the order number are mapped.
 * Source: github.com/pinterest/api-description (v5/openapi.json, ConversionEvents)
 */
export function customData(input: TagInput): CustomData {
  const { event, fields } = input;
  const out: CustomData = {};
  put(out, 'currency', eventValue(event.data, 'currency', 'currency', input));
  put(out, 'value', eventValue(event.data, 'value', 'decimal text', input));
  put(out, 'order_id', firstText(event.data, 'transaction_id', 'order_id'));
  if (!event.isHealth) describeContent(input, out);
  if (isLimited(input)) out.opt_out_type = 'LDP';
  overrideKeys(out, object(fields, 'custom_data'), customKeys, input, 'custom_data');
  return out;
}

/** What it was about, in words: nothing Pinterest may learn where the event is about a person's health. */
function describeContent(input: TagInput, out: CustomData): void {
  const { event } = input;
  const items = event.advertiserItems;
  if (items.length > 0) {
    putAll(out, 'content_ids', distinct(items.map((item) => item.id)));
    out.contents = items.map(line);
    const units = unitCount(items);
    if (Number.isInteger(units)) out.num_items = units;
  }
  put(out, 'content_name', firstText(event.data, 'content_name') ?? only(items.map((item) => item.item_name)));
  put(
    out,
    'content_category',
    firstText(event.data, 'content_category') ?? only(items.map((item) => item.item_category)),
  );
  put(out, 'content_brand', firstText(event.data, 'content_brand') ?? only(items.map((item) => item.item_brand)));
  put(out, 'search_string', firstText(event.data, 'search_term', 'search_string'));
  put(out, 'predicted_ltv', eventValue(event.data, 'predicted_ltv', 'decimal text', input));
}

function line(item: Item): Payload<PinterestEventsLine> {
  const out: Payload<PinterestEventsLine> = {};
  put(out, 'id', item.id);
  put(out, 'item_price', valueAs('decimal text', item.price));
  put(out, 'quantity', valueAs('integer', item.quantity));
  put(out, 'item_name', item.item_name);
  put(out, 'item_category', item.item_category);
  put(out, 'item_brand', item.item_brand);
  return out;
}

/** What all lines agree on; Pinterest takes one. */
function only(values: readonly (string | undefined)[]): string | undefined {
  const found = distinct(values);
  return found.length === 1 ? found[0] : undefined;
}

/** Whether the person's data is under limited data use: the tag's `data_processing_options`, else the event's. */
function isLimited({ event, fields }: TagInput): boolean {
  const own = fields['data_processing_options'];
  const options = own === undefined || own === '' ? event.data['data_processing_options'] : own;
  const texts = valueAs('texts', options ?? []);
  return texts?.some((option) => limited.has(String(option).toUpperCase())) === true;
}

/** Meta's, Snapchat's and Pinterest's own names for it. */
const limited: ReadonlySet<string> = new Set(['LDU', 'LMU', 'LDP']);
