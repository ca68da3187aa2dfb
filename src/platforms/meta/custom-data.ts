import type { MetaEventsContent, MetaEventsCustomData } from '../../contracts/types/meta-events.ts';
import type { EventData } from '../../event/event-data.ts';
import { firstText, numberOf, textOf } from '../../event/event-data.ts';
import { type Item, unitCount } from '../../event/items.ts';
import { number, text } from '../field.ts';
import { currencyOf, eventAmount, eventCurrency } from '../money.ts';
import { asGiven, overlay, type Reader, texts } from '../overlay.ts';
import { asListed, compact, type Named, nonEmpty, type Others, type Payload, put } from '../payload.ts';
import type { TagInput } from '../tag.ts';

/** Events whose things are products of a catalogue even where the event lists none. */
const productEvents: ReadonlySet<string> = new Set(['Purchase', 'AddToCart', 'InitiateCheckout']);

/** Events that Meta documents `num_items` for. */
const countedEvents: ReadonlySet<string> = new Set(['Purchase', 'InitiateCheckout']);

/** Campaign, term and content are free text, where a drug's name is likely. */
const healthCampaignKeys = ['utm_source', 'utm_medium'] as const;

const campaignKeys = [...healthCampaignKeys, 'utm_campaign', 'utm_term', 'utm_content'] as const;

/** Custom properties, beside the keys Meta names. */
type OwnKey = 'lead_type' | (typeof campaignKeys)[number] | 't_value' | 'session_id' | 'storefront_id';

type CustomData = Named<Payload<MetaEventsCustomData>> & Others<MetaEventsCustomData, OwnKey, string>;

/** The relay's events that reach Meta as leads; the mark keeps them apart from leads of a form. */
const markedLeads: ReadonlySet<string> = new Set(['rx_issued', 'consult_completed']);

const readers: ReadonlyMap<string, Reader> = new Map<keyof CustomData, Reader>([
  ['value', number],
  ['predicted_ltv', number],
  ['net_revenue', number],
  ['num_items', number],
  ['currency', (own, key) => currencyOf(text(own, key)?.toString())],
  ['order_id', text],
  ['content_ids', texts],
]);

/**
 * What happened, in Meta's `custom_data`: money, contents, order, search, the attribution the relay captured, and the
 * tag's own keys over them; undefined where there is nothing to say. `name` is the event's name at Meta. Of an event
 * about a person's health it tells money, order and attribution only, and nothing that could name a drug or a
 * diagnosis.
 * Source: developers.facebook.com/docs/marketing-api/conversions-api/parameters/custom-data
 */
export function customData(input: TagInput, name: string): Payload<MetaEventsCustomData> | undefined {
  const { event } = input;
  const { data } = event;
  const mapped: CustomData = {};
  put(mapped, 'value', eventAmount(input, 'value'));
  put(mapped, 'currency', eventCurrency(input));
  put(mapped, 'predicted_ltv', eventAmount(input, 'predicted_ltv'));
  put(mapped, 'net_revenue', eventAmount(input, 'net_revenue'));
  put(mapped, 'order_id', firstText(data, 'transaction_id', 'order_id'));
  if (!event.isHealth) contents(data, event.advertiserItems, name, mapped);
  if (name === 'Lead' && markedLeads.has(event.name)) mapped.lead_type = event.name;
  attribution(input, mapped);
  return nonEmpty(overlay(input, 'custom_data', mapped, readers, asGiven));
}

function contents(data: EventData, items: readonly Item[], name: string, mapped: CustomData): void {
  const lines: Payload<MetaEventsContent>[] = [];
  const ids: string[] = [];
  for (const item of items) {
    if (item.id === undefined) continue;
    ids.push(item.id);
    lines.push(
      compact({
        id: item.id,
        // Meta requires it, and a line that names none is one unit: developers.google.com/analytics/devguides/collection/ga4/reference/events
        quantity: item.quantity ?? 1,
        item_price: item.price,
        title: item.item_name,
        brand: item.item_brand,
        category: item.item_category,
      }),
    );
  }
  if (lines.length > 0) {
    mapped.content_ids = ids;
    mapped.contents = lines;
  }
  put(
    mapped,
    'content_type',
    textOf(data['content_type']) ?? (lines.length > 0 || productEvents.has(name) ? 'product' : undefined),
  );
  put(mapped, 'content_name', textOf(data['content_name']));
  put(mapped, 'content_category', textOf(data['content_category']));
  put(
    mapped,
    'num_items',
    numberOf(data['num_items']) ?? (items.length > 0 && countedEvents.has(name) ? unitCount(items) : undefined),
  );
  put(mapped, 'search_string', firstText(data, 'search_term', 'search_string'));
  put(mapped, 'delivery_category', asListed(textOf(data['delivery_category'])));
  put(mapped, 'item_number', textOf(data['item_number']));
  if (name === 'CompleteRegistration') put(mapped, 'status', textOf(data['status']));
}

/** What the relay captured of where the person came from, as custom properties. */
function attribution(input: TagInput, mapped: CustomData): void {
  const { event } = input;
  const { data } = event;
  for (const key of event.isHealth ? healthCampaignKeys : campaignKeys)
    put(mapped, key, textOf(data[key]) ?? event.pageParameter(key));
  put(mapped, 't_value', textOf(data['t_value']));
  put(mapped, 'session_id', firstText(data, 'session_id', 'ga_session_id'));
  put(mapped, 'storefront_id', textOf(data['storefront_id']));
}
