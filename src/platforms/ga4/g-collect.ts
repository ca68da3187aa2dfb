import type { Ga4GCollect } from '../../contracts/types/ga4-g-collect.ts';
import { textOf } from '../../event/event-data.ts';
import { isObject, type Json } from '../../event/json.ts';
import { visitorIp, visitorUserAgent } from '../../event/visitor.ts';
import { concat } from '../../runtime/secret.ts';
import { flag, object, plainText } from '../field.ts';
import { type ClientHint, clientHints } from '../google/client-hints.ts';
import { chosenConsent, consentSignals } from '../google/consent-signals.ts';
import { collectionHost, eventNameOf, measurementId, userId } from '../google/identity-fields.ts';
import { choiceOf, type EventParameters, eventParameters } from '../google/parameters.ts';
import { encodeUserData, googleUserData } from '../google/user-data.ts';
import { propertyValue, userProperties } from '../google/user-properties.ts';
import { ownText } from '../own-value.ts';
import type { Others, Payload } from '../payload.ts';
import type { OutgoingRequest, TagInput } from '../tag.ts';
import { encodeItems } from './item-codes.ts';
import { encodeBits } from './usage-bits.ts';

/** Longer than this, a query does not pass everywhere, and gtag moves the event's part of it into the body. */
const longestUrl = 2048;

/** The names gtag is seen to send of which the contract says nothing. */
type UnsaidName =
  | ClientHint
  | ('gtm' | 'are' | 'pscdl' | 'tfd' | 'ur' | 'ecid' | 'dh' | 'dma_cps')
  | ('lo' | 'pi' | 'pn' | 'cn' | 'cs')
  | ('cm' | 'cc' | 'ck' | 'ccf' | 'cmt' | 'ci')
  | `sst.${string}`;

/** A parameter of the query. */
type Name = keyof Payload<Ga4GCollect> | keyof Others<Ga4GCollect, UnsaidName, string>;

/** What no object is that has a key which is no name of the query's. */
type NamedSo<Values> = { readonly [key in Exclude<keyof Values, Name>]: never };

/** System keys of the GA4 client that go back under their parameter's name. */
const replayed: readonly (readonly [name: Name, key: string])[] = [
  ['gtm', 'x-ga-gtm_version'],
  ['_p', 'x-ga-page_id'],
  ['_s', 'x-ga-request_count'],
  ['are', 'x-ga-are'],
  ['pscdl', 'x-ga-pscdl'],
  ['tfd', 'x-ga-tfd'],
  ['ur', 'x-ga-ur'],
  ['ecid', 'x-ga-ecid'],
  ['dh', 'page_hostname'],
];

/** What of an event about a person's health goes back of the parameters the client did not know: nothing of the page. */
const safeUnknown: ReadonlySet<string> = new Set(['seg', 'frm', 'ir', 'tag_exp', 'tt']);

/** Parameters of the event that have a name of their own in the query. */
const named: ReadonlyMap<string, Name> = new Map<string, Name>([
  ['session_id', 'sid'],
  ['engagement_time_msec', '_et'],
  ['page_location', 'dl'],
  ['page_title', 'dt'],
  ['page_referrer', 'dr'],
  ['currency', 'cu'],
  ['location_id', 'lo'],
  ['promotion_id', 'pi'],
  ['promotion_name', 'pn'],
]);

/** gtag names campaigns and creatives alike: `cn` and `cs` are a creative's where the event is about a promotion. */
const ofCampaign: ReadonlyMap<string, Name> = new Map<string, Name>([
  ['campaign_medium', 'cm'],
  ['campaign_source', 'cs'],
  ['campaign_name', 'cn'],
  ['campaign_content', 'cc'],
  ['campaign_term', 'ck'],
  ['campaign_creative_format', 'ccf'],
  ['campaign_marketing_tactic', 'cmt'],
  ['campaign_id', 'ci'],
]);
const ofPromotion: ReadonlyMap<string, Name> = new Map<string, Name>([
  ['creative_name', 'cn'],
  ['creative_slot', 'cs'],
]);

/** Of those, the ones that are about the hit rather than the event. */
const ofTheHit: ReadonlySet<string> = new Set(['session_id', 'page_location', 'page_title', 'page_referrer']);

/**
 * The event as the container's own GA4 tag sends it: gtag's query, worked out backwards from the event data. The event's
 * own parameters move into the body where the URL would pass 2048 characters. Google documents none of it; the names
 * are those seen in gtag's traffic. Throws a TagError without a measurement id.
 */
export function gCollectRequest(input: TagInput): OutgoingRequest {
  const { event, fields } = input;
  const params = eventParameters(input, choiceOf(fields, object(fields, 'event_parameters')));
  const hit: string[] = [];
  const own: string[] = [];
  putHit(input, params, hit);
  putEvent(input, params, own);
  const url = concat(collectionHost(fields), '/g/collect?v=2&tid=', measurementId(input));
  const hitPart = hit.length === 0 ? '' : `&${hit.join('&')}`;
  const line = own.join('&');
  const fits = url.toString().length + hitPart.length + 1 + line.length <= longestUrl;
  const userAgent =
    fields['user_agent'] === null
      ? undefined
      : visitorUserAgent({ user_agent: ownText(fields, 'user_agent', textOf(event.data['user_agent'])) });
  return {
    platform: 'ga4',
    method: 'POST',
    url: concat(url, hitPart, fits ? `&${line}` : ''),
    headers: {
      ...(fits ? {} : { 'content-type': 'text/plain;charset=UTF-8' }),
      ...(userAgent === undefined ? {} : { 'user-agent': userAgent }),
    },
    body: fits ? undefined : line,
    contract: 'ga4/g_collect',
  };
}

function putHit(input: TagInput, params: EventParameters, to: string[]): void {
  const { event, fields } = input;
  const { data } = event;
  for (const [name, key] of replayed) put(to, name, data[key]);
  const consent = chosenConsent(input);
  putAll(to, consentSignals(event, consent));
  put(to, 'cid', ownText(fields, 'client_id', textOf(data['client_id'])));
  put(to, 'uid', userId(input));
  put(to, 'sct', data['ga_session_number']);
  put(to, 'ul', data['language']);
  put(to, 'sr', data['screen_resolution']);
  putAll(to, clientHints(data));
  for (const name of ofTheHit) put(to, named.get(name) as Name, params[name]);
  for (const key in data) {
    if (!key.startsWith('x-ga-mp2-') || key === 'x-ga-mp2-richsstsse') continue;
    const name = key.slice('x-ga-mp2-'.length);
    if (!event.isHealth || safeUnknown.has(name)) add(to, name, data[key]);
  }
  const system = data['x-sst-system_properties'];
  if (isObject(system)) {
    for (const key in system) if (key !== 'request_start_time_ms') put(to, `sst.${key}`, system[key]);
  }
  if (consent.ad_user_data !== 'denied' && fields['user_data'] !== null) {
    put(to, 'em', encodeUserData(googleUserData(event, object(fields, 'user_data'))));
  }
  put(to, '_uip', visitorAddress(input));
}

function putEvent(input: TagInput, params: EventParameters, to: string[]): void {
  const { event, fields } = input;
  put(to, 'en', eventNameOf(input));
  const system = event.data['x-ga-system_properties'];
  const debug = flag(fields, 'debug') === true || Boolean(params['debug_mode']);
  if (isObject(system)) {
    for (const key in system) {
      if (key === 'dbg' && debug) continue;
      add(to, `_${key}`, systemValue(system[key]));
    }
  }
  if (debug) put(to, '_dbg', '1');
  const twofold = isPromotion(event.name, params) ? ofPromotion : ofCampaign;
  for (const name in params) {
    const value = params[name];
    if (ofTheHit.has(name)) continue;
    if (name === 'items')
      for (const [index, item] of encodeItems(value as Json).entries()) to.push(`${itemName(index)}=${item}`);
    else put(to, named.get(name) ?? twofold.get(name) ?? `${typeof value === 'number' ? 'epn' : 'ep'}.${name}`, value);
  }
  const properties = userProperties(input);
  for (const name in properties) {
    const value = propertyValue(properties[name]);
    put(to, `${typeof value === 'number' ? 'upn' : 'up'}.${name}`, value);
  }
}

function itemName(index: number): Name {
  return `pr${index + 1}`;
}

function isPromotion(name: string, params: EventParameters): boolean {
  if (name === 'view_promotion' || name === 'select_promotion') return true;
  return params['promotion_id'] !== undefined || params['promotion_name'] !== undefined;
}

/** Switches are `1` or absent; lists are the numbers of bits set. */
function systemValue(value: Json | undefined): Json | undefined {
  if (typeof value === 'boolean') return value ? '1' : undefined;
  return Array.isArray(value) ? encodeBits(value) : value;
}

/** `::` is what sGTM sends for a visitor whose address it must not give away. */
function visitorAddress({ event, fields }: TagInput): string | undefined {
  if (flag(fields, 'redact_visitor_ip') === true) return '::';
  if (fields['ip_override'] === null) return undefined;
  const own = plainText(fields, 'ip_override');
  return visitorIp(own === undefined ? event.data : { ip_override: own });
}

function putAll<Values extends object>(to: string[], values: Values & NamedSo<Values>): void {
  for (const [name, value] of Object.entries(values)) add(to, name, value, true);
}

/** Adds a parameter by a name we give it. */
const put: (to: string[], name: Name, value: unknown) => void = add;

/** Adds `name=value`; a value that is no text, number or boolean is left out, and so is an empty one unless it says something. */
function add(to: string[], name: string, value: unknown, empty = false): void {
  if (value === undefined || value === null || typeof value === 'object' || (value === '' && !empty)) return;
  to.push(`${encode(name)}=${encode(String(value))}`);
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
