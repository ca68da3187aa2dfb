/** Where in event data a parameter goes: the event itself, or one of the objects in it. */
export type Place = 'event' | 'x-ga-system_properties' | 'client_hints' | 'event_location';

/** How a parameter's text becomes a value. */
export type Form = 'text' | 'number' | 'boolean' | 'usage_bits' | 'brands';

/** What one gtag parameter becomes. */
export interface Parameter {
  readonly key: string;
  readonly place: Place;
  readonly form: Form;
}

const event = (key: string, form: Form = 'text'): Parameter => ({ key, place: 'event', form });
const system = (key: string, form: Form = 'text'): Parameter => ({ key, place: 'x-ga-system_properties', form });
const hint = (key: string, form: Form = 'text'): Parameter => ({ key, place: 'client_hints', form });

/**
 * What gtag's parameters are in event data. Names it does not have go by rule: `_x` to `x-ga-system_properties.x`, all
 * others to `x-ga-mp2-<name>`. Google publishes no such list: it is gathered from event data that authors of published
 * templates captured, and from open encoders of the same protocol.
 */
export const gtagParameters: ReadonlyMap<string, Parameter> = new Map<string, Parameter>([
  ['v', event('x-ga-protocol_version')],
  ['tid', event('x-ga-measurement_id')],
  ['gtm', event('x-ga-gtm_version')],
  ['_p', event('x-ga-page_id', 'number')],
  ['_s', event('x-ga-request_count', 'number')],
  ['tfd', event('x-ga-tfd', 'number')],
  ['gcs', event('x-ga-gcs')],
  ['gcd', event('x-ga-gcd')],
  ['npa', event('x-ga-npa')],
  ['dma', event('x-ga-dma')],
  ['dma_cps', event('x-ga-dma_cps')],
  ['are', event('x-ga-are')],
  ['pscdl', event('x-ga-pscdl')],
  ['ur', event('x-ga-ur')],
  ['ecid', event('x-ga-ecid')],
  ['_ecid', event('x-ga-ecid')],

  ['en', event('event_name')],
  ['cid', event('client_id')],
  ['uid', event('user_id')],
  ['sid', event('ga_session_id')],
  ['sct', event('ga_session_number', 'number')],
  ['_et', event('engagement_time_msec', 'number')],
  ['dl', event('page_location')],
  ['dt', event('page_title')],
  ['dr', event('page_referrer')],
  ['dh', event('page_hostname')],
  ['ul', event('language')],
  ['sr', event('screen_resolution')],
  ['cu', event('currency')],
  ['_uip', event('ip_override')],
  ['_uc', { key: 'country', place: 'event_location', form: 'text' }],

  ['cm', event('campaign_medium')],
  ['cs', event('campaign_source')],
  ['cn', event('campaign_name')],
  ['cc', event('campaign_content')],
  ['ck', event('campaign_term')],
  ['ccf', event('campaign_creative_format')],
  ['cmt', event('campaign_marketing_tactic')],
  ['ci', event('campaign_id')],
  ['pi', event('promotion_id')],
  ['pn', event('promotion_name')],
  ['lo', event('location_id')],

  ['uaa', hint('architecture')],
  ['uab', hint('bitness')],
  ['uafvl', hint('full_version_list', 'brands')],
  ['uamb', hint('mobile', 'boolean')],
  ['uam', hint('model')],
  ['uap', hint('platform')],
  ['uapv', hint('platform_version')],
  ['uaw', hint('wow64', 'boolean')],

  ['_eu', system('eu', 'usage_bits')],
  ['_ee', system('ee', 'boolean')],
]);

/**
 * `cn` and `cs` of an event that is about a promotion: gtag names a campaign and a creative alike, and only an event
 * with `pi` or `pn`, or one of the promotion events, has a creative.
 */
export const promotionParameters: ReadonlyMap<string, Parameter> = new Map<string, Parameter>([
  ['cn', event('creative_name')],
  ['cs', event('creative_slot')],
]);

/** The events GA4 recommends for promotions. */
export const promotionEvents: ReadonlySet<string> = new Set(['view_promotion', 'select_promotion']);
