import type { Mutation, MutationKind } from './mutations.ts';

/** Faults a platform takes without harm, and why. */
interface Row {
  readonly platform: string;
  /** Of the place in the payload, as a JSON Pointer with `#` for each index. */
  readonly path: RegExp;
  readonly kinds: readonly MutationKind[];
  readonly why: string;
  readonly source: string;
}

const drop: readonly MutationKind[] = ['drop'];
const none: readonly MutationKind[] = ['drop', 'null'];
/** Other text, where any will do. */
const text: readonly MutationKind[] = [
  'empty text',
  'very long text',
  'the other letter case',
  'undefined',
  '[object Object]',
];
/** Another id: by its form alone nobody can tell whose it is. */
const id: readonly MutationKind[] = ['very long text', 'the other letter case'];
/** What a scalar of one's own may also be. */
const scalar: readonly MutationKind[] = [
  ...text,
  'text as a number',
  'a boolean',
  'a boolean as text',
  'a number as text',
];
const number: readonly MutationKind[] = ['another number', 'a fraction', 'below zero', 'huge'];
const count: readonly MutationKind[] = ['another number', 'below zero', 'huge'];
/** A list of more, or of fewer. */
const list: readonly MutationKind[] = ['drop', 'an item twice', '1,001 items', 'an empty list'];
const parameter: readonly MutationKind[] = [
  'drop',
  ...id,
  'text as a number',
  'a boolean',
  'undefined',
  '[object Object]',
  'null',
  'an object of it',
  'empty text',
];

/** Rows of one platform, each a place, the faults, and why the platform takes them. */
function rows(
  platform: string,
  source: string,
  ...table: readonly (readonly [path: RegExp, kinds: readonly MutationKind[], why: string])[]
): readonly Row[] {
  return table.map(([path, kinds, why]) => ({ platform, path, kinds, why, source }));
}

/**
 * What a payload may hold beside what our container sends, as the platforms' own pages have it. It is written from those
 * pages and knows nothing of the contracts: a fault that neither it nor a contract speaks of is a hole.
 */
const harmless: readonly Row[] = [
  ...rows(
    'meta',
    'https://developers.facebook.com/documentation/ads-commerce/conversions-api/parameters',
    [/^\/access_token$/, id, 'a token is opaque: Meta alone knows whether it is one, and answers 190'],
    [/^\/data$/, ['an item twice'], 'the second is dropped by its event_id and event_name'],
    [
      /^\/data\/#\/event_name$/,
      ['the other letter case'],
      'a name that is none of the standard ones is an event of one’s own',
    ],
    [/^\/data\/#\/event_time$/, ['another number'], 'a second later'],
    [/^\/data\/#\/event_id$/, id, 'any text that is this event’s alone'],
    [/^\/data\/#\/event_source_url$/, ['very long text'], 'an address still: no length is documented'],
    [/^\/data\/#\/referrer_url$/, [...drop, ...text, 'a relative address'], 'optional text'],
    [/^\/data\/#\/data_processing_options$/, ['drop', 'an empty list'], 'optional: [] is no limit'],
    [/^\/data\/#\/data_processing_options\/#$/, drop, 'an empty list is no limit'],
    [
      /^\/data\/#\/data_processing_options_(?:country|state)$/,
      [...drop, ...count],
      'another country or state of the list, or none where options are empty',
    ],
    [
      /^\/data\/#\/user_data\/(?:em|ph|fn|ln|ge|db|ct|st|zp|country|external_id)$/,
      [...list, 'its first alone'],
      'optional; one digest, or a list of any length',
    ],
    [/^\/data\/#\/user_data\/(?:em|ph|fn|ln|ge|db|ct|st|zp|country|external_id)\/#$/, drop, 'one digest less'],
    [
      /^\/data\/#\/user_data\/client_ip_address$/,
      ['drop', 'the other letter case'],
      'optional; IPv6 in either case is the same address',
    ],
    [/^\/data\/#\/user_data\/client_user_agent$/, id, 'raw text as the browser sent it'],
    [/^\/data\/#\/user_data\/(?:fbc|fbp)$/, [...drop, ...id], 'optional; fbclid is opaque and of any length'],
    [/^\/data\/#\/custom_data$/, drop, 'optional but for Purchase'],
    [
      /^\/data\/#\/custom_data\/(?:value|net_revenue|predicted_ltv)$/,
      [...drop, ...number, 'a number as text'],
      'optional but for Purchase; any number, as text too',
    ],
    [
      /^\/data\/#\/custom_data\/currency$/,
      ['drop', 'the other letter case'],
      'optional without value; lower case is taken',
    ],
    [/^\/data\/#\/custom_data\/order_id$/, [...drop, ...id, 'empty text'], 'optional text'],
    [/^\/data\/#\/custom_data\/content_ids$/, list, 'optional list of any length'],
    [/^\/data\/#\/custom_data\/content_ids\/#$/, [...drop, ...text], 'an id of a product is the shop’s own text'],
    [/^\/data\/#\/custom_data\/content_type$/, drop, 'optional'],
    [/^\/data\/#\/custom_data\/contents$/, list, 'optional list of any length'],
    [/^\/data\/#\/custom_data\/contents\/#$/, drop, 'one line less'],
    [/^\/data\/#\/custom_data\/contents\/#\/id$/, text, 'an id of a product is the shop’s own text'],
    [/^\/data\/#\/custom_data\/contents\/#\/(?:title|brand|category)$/, [...drop, ...text], 'optional free text'],
    [/^\/data\/#\/custom_data\/contents\/#\/item_price$/, [...drop, ...number], 'optional; any number'],
    [/^\/data\/#\/custom_data\/contents\/#\/quantity$/, count, 'any whole number'],
    [/^\/data\/#\/custom_data\/contents\/#\/zz_own$/, ['a key of its own'], 'the list of keys is not closed'],
    [/^\/data\/#\/custom_data\/num_items$/, [...drop, ...count], 'optional; any whole number'],
    [
      /^\/data\/#\/custom_data\/(?:lead_type|session_id|storefront_id|t_value|utm_\w+)$/,
      [...drop, ...scalar, ...number],
      'a custom property is any scalar',
    ],
    [/^\/data\/#\/custom_data\/zz_own$/, ['a key of its own'], 'any other key is a custom property'],
  ),
  ...rows(
    'snapchat',
    'https://developers.snap.com/api/marketing-api/Conversions-API/Parameters',
    [/^\/data$/, ['an item twice'], 'the second is dropped by its event_id and event_name'],
    [/^\/data\/#\/event_time$/, ['another number'], 'a second later'],
    [/^\/data\/#\/event_id$/, id, 'the text the pixel sends, whatever it is'],
    [/^\/data\/#\/event_source_url$/, [...id], 'an address still: no length is documented'],
    [/^\/data\/#\/data_processing_options$/, list, 'optional; LDU said twice is LDU, [] is no limit'],
    [/^\/data\/#\/data_processing_options\/#$/, drop, 'an empty list is no limit'],
    [
      /^\/data\/#\/data_processing_options_(?:country|state)$/,
      [...drop, ...count],
      'a whole number; optional where options are empty',
    ],
    [
      /^\/data\/#\/user_data\/(?:em|ph|external_id)$/,
      [...list, 'its first alone'],
      'optional; one digest, or a list of any length',
    ],
    [/^\/data\/#\/user_data\/(?:em|ph|external_id)\/#$/, drop, 'one digest less'],
    [
      /^\/data\/#\/user_data\/(?:fn|ln|ge|ct|st|zp|country|db)$/,
      ['drop', 'a list of it'],
      'optional; taken as one or as a list',
    ],
    [
      /^\/data\/#\/user_data\/client_ip_address$/,
      ['drop', 'the other letter case'],
      'optional; IPv6 in either case is the same address',
    ],
    [/^\/data\/#\/user_data\/client_user_agent$/, [...drop, ...id], 'optional raw text'],
    [/^\/data\/#\/user_data\/sc_click_id$/, [...drop, ...id], 'optional; opaque, and of any length'],
    [/^\/data\/#\/custom_data$/, drop, 'optional but for PURCHASE'],
    [
      /^\/data\/#\/custom_data\/(?:value|predicted_ltv)$/,
      [...drop, ...number, 'a number as text'],
      'optional but for PURCHASE; a number, or one as text',
    ],
    [/^\/data\/#\/custom_data\/currency$/, drop, 'optional without value'],
    [/^\/data\/#\/custom_data\/order_id$/, [...drop, ...id, 'empty text'], 'optional text'],
    [/^\/data\/#\/custom_data\/(?:content_ids|content_category|brands|contents)$/, list, 'optional list of any length'],
    [/^\/data\/#\/custom_data\/content_category$/, ['a list as text', 'its first alone'], 'one text, or several'],
    [
      /^\/data\/#\/custom_data\/(?:content_ids|content_category|brands)\/#$/,
      [...drop, ...text, 'text as a number'],
      'free text',
    ],
    [
      /^\/data\/#\/custom_data\/(?:content_name|sign_up_method|referrer_url)$/,
      [...drop, ...text, 'a relative address'],
      'optional free text',
    ],
    [/^\/data\/#\/custom_data\/contents\/#$/, drop, 'one line less'],
    [/^\/data\/#\/custom_data\/contents\/#\/(?:id|brand)$/, [...drop, ...text], 'optional free text'],
    [
      /^\/data\/#\/custom_data\/contents\/#\/(?:item_price|quantity)$/,
      [...drop, ...number, 'a number as text'],
      'optional; a number, or one as text',
    ],
    [
      /^\/data\/#\/custom_data\/num_items$/,
      [...drop, ...count, 'a number as text'],
      'optional; a whole number, or one as text',
    ],
  ),
  ...rows(
    'tiktok',
    'https://business-api.tiktok.com/portal/docs?id=1771101303285761',
    [/^\/data$/, ['an item twice'], 'the second is dropped by its event_id and event'],
    [/^\/data\/#\/event$/, id, 'a name that is none of the standard ones is a custom event'],
    [
      /^\/data\/#\/event_time$/,
      ['another number', 'to come'],
      'a time in seconds: no bound on the future is documented',
    ],
    [/^\/data\/#\/event_id$/, [...drop, ...id], 'any text; with ttp TikTok tells repeats by that where there is none'],
    [/^\/data\/#\/limited_data_use$/, drop, 'optional'],
    [/^\/data\/#\/page\/url$/, id, 'an address still: no length is documented'],
    [/^\/data\/#\/page\/referrer$/, [...drop, ...text, 'a relative address'], 'optional text'],
    [
      /^\/data\/#\/user\/(?:email|phone|external_id)$/,
      [...list, 'its first alone'],
      'optional; one digest, or a list of any length',
    ],
    [/^\/data\/#\/user\/(?:email|phone|external_id)\/#$/, drop, 'one digest less'],
    [/^\/data\/#\/user\/(?:first_name|last_name|zip_code)$/, drop, 'optional'],
    [/^\/data\/#\/user\/(?:city|state|country)$/, ['drop', 'very long text'], 'optional letters and digits'],
    [/^\/data\/#\/user\/ip$/, ['drop', 'the other letter case'], 'optional; IPv6 in either case is the same address'],
    [/^\/data\/#\/user\/ttclid$/, ['drop', 'the other letter case'], 'optional and opaque'],
    [/^\/data\/#\/user\/(?:ttp|user_agent)$/, [...drop, ...id], 'optional raw text'],
    [/^\/data\/#\/properties$/, drop, 'optional'],
    [/^\/data\/#\/properties\/value$/, [...drop, ...number], 'optional; any number'],
    [/^\/data\/#\/properties\/(?:currency|content_type)$/, drop, 'optional without what it is of'],
    [/^\/data\/#\/properties\/order_id$/, [...drop, ...id, 'empty text'], 'optional text'],
    [/^\/data\/#\/properties\/(?:contents|content_ids)$/, list, 'optional list of any length'],
    [/^\/data\/#\/properties\/contents\/#$/, drop, 'one line less'],
    [/^\/data\/#\/properties\/content_ids\/#$/, [...drop, ...text], 'an id of a product is the shop’s own text'],
    [/^\/data\/#\/properties\/contents\/#\/content_id$/, text, 'an id of a product is the shop’s own text'],
    [
      /^\/data\/#\/properties\/contents\/#\/(?:content_name|content_category|brand)$/,
      [...drop, ...text],
      'optional free text',
    ],
    [/^\/data\/#\/properties\/contents\/#\/price$/, [...drop, ...number], 'optional; any number'],
    [/^\/data\/#\/properties\/(?:contents\/#\/quantity|num_items)$/, [...drop, ...count], 'optional; any whole number'],
  ),
  ...rows(
    'pinterest',
    'github.com/pinterest/api-description, v5/openapi.json (ConversionEvents)',
    [/^\/data$/, ['an item twice'], 'the second is dropped by its event_id and event_name'],
    [/^\/data\/#\/event_name$/, id, 'a name of letters and underscores may be the advertiser’s own'],
    [
      /^\/data\/#\/event_time$/,
      ['another number', 'to come'],
      'a time in seconds: no bound on the future is documented',
    ],
    [/^\/data\/#\/event_id$/, id, 'any text that is this event’s alone'],
    [/^\/data\/#\/event_source_url$/, [...none, ...id], 'nullable; an address of any length'],
    [/^\/data\/#\/opt_out$/, drop, 'optional'],
    [/^\/data\/#\/user_data\/(?:em|ph|fn|ln|ct|st|zp|country|db|ge|external_id)$/, list, 'optional list of any length'],
    [/^\/data\/#\/user_data\/(?:em|ph|fn|ln|ct|st|zp|country|db|ge|external_id)\/#$/, drop, 'one digest less'],
    [
      /^\/data\/#\/user_data\/client_ip_address$/,
      ['drop', 'the other letter case'],
      'optional beside em; IPv6 in either case is the same address',
    ],
    [/^\/data\/#\/user_data\/client_user_agent$/, [...drop, ...id], 'optional beside em; raw text'],
    [/^\/data\/#\/user_data\/click_id$/, [...none, ...id, 'empty text'], 'nullable text, opaque'],
    [/^\/data\/#\/user_data\/zz_own$/, ['a key of its own'], 'user_data alone is not closed'],
    [/^\/data\/#\/custom_data$/, drop, 'optional'],
    [/^\/data\/#\/custom_data\/value$/, drop, 'optional'],
    [/^\/data\/#\/custom_data\/currency$/, none, 'nullable: the currency of the account'],
    [/^\/data\/#\/custom_data\/order_id$/, [...none, ...id, 'empty text'], 'nullable text'],
    [
      /^\/data\/#\/custom_data\/(?:content_name|content_category|content_brand|opt_out_type)$/,
      [...none, ...text, 'no currency', 'a currency nobody has'],
      'nullable free text',
    ],
    [/^\/data\/#\/custom_data\/(?:content_ids|contents)$/, list, 'optional list of any length'],
    [/^\/data\/#\/custom_data\/content_ids\/#$/, [...drop, ...text], 'an id of a product is the shop’s own text'],
    [/^\/data\/#\/custom_data\/contents\/#$/, drop, 'one line less'],
    [
      /^\/data\/#\/custom_data\/contents\/#\/(?:id|item_name|item_category|item_brand)$/,
      [...drop, ...text],
      'optional free text',
    ],
    [/^\/data\/#\/custom_data\/contents\/#\/item_price$/, drop, 'optional'],
    [
      /^\/data\/#\/custom_data\/(?:contents\/#\/quantity|num_items)$/,
      [...drop, ...count],
      'optional; any whole number',
    ],
  ),
  ...rows(
    'kameleoon',
    'https://docs.kameleoon.com/api-reference/visit/send-visitor-events',
    [/^\/#\/eventType$/, ['the other letter case'], 'Kameleoon’s own SDK writes conversion'],
    [/^\/#\/nonce$/, ['the other letter case'], 'hex digits in either case'],
    [/^\/#\/goalId$/, ['another number', 'huge'], 'the number of another goal: Kameleoon alone knows which there are'],
    [/^\/#\/revenue$/, ['drop', 'another number', 'a fraction', 'huge'], 'optional; any number above 0'],
  ),
  ...rows(
    'google_ads',
    'https://support.google.com/tagmanager/answer/10704288',
    [
      /^\/(?:async|bg|capi|cv|fmt|frm|fst|guid|hn|npa|random|rdp|gcs|gcd)$/,
      [...drop, 'text as a number'],
      'a switch of Google’s own tag: asserts nothing of the conversion',
    ],
    [/^\/gcd$/, id, 'opaque letters and digits'],
    [/^\/hn$/, parameter, 'the host’s name, for Google’s own statistics'],
    [/^\/(?:bttype|en|tiba)$/, parameter, 'free text'],
    [/^\/em$/, ['drop', 'very long text'], 'optional; places in it are free text at its end'],
    [/^\/label$/, ['the other letter case'], 'another label: Google alone knows which there are'],
    [/^\/oid$/, [...drop, 'a boolean', 'text as a number', 'the other letter case'], 'optional text of the shop’s own'],
    [/^\/(?:gclaw|gbraid|wbraid)$/, [...drop, ...id, 'a boolean', 'text as a number'], 'optional and opaque'],
    [/^\/(?:url|ref)$/, [...drop, ...id], 'optional; an address of any length'],
    [/^\/value$/, [...drop, 'text as a number'], 'optional; the same in a query'],
    [/^\/currency_code$/, drop, 'optional without value'],
    [/^\/zz_own$/, ['a key of its own'], 'Google lists none of its parameters, and passes over what it does not know'],
  ),
  ...rows(
    'ga4',
    'https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference',
    [/^\/client_id$/, ['the other letter case', 'very long text'], 'any text is taken'],
    [/^\/consent$/, none, 'optional: the consent of the online interactions holds'],
    [/^\/consent\/(?:ad_user_data|ad_personalization)$/, drop, 'optional'],
    [/^\/ip_override$/, [...none, 'the other letter case'], 'optional; IPv6 in either case is the same address'],
    [/^\/user_agent$/, [...none, ...text], 'optional raw text: geography and device alone come of it'],
    [
      /^\/timestamp_micros$/,
      [...none, 'another number', 'a number as text', 'long ago'],
      'optional; 64-bit numbers may be text in Protocol Buffers’ JSON',
    ],
    [/^\/user_id$/, [...none, 'empty text', 'the other letter case'], 'optional text of the shop’s own'],
    [/^\/user_data$/, none, 'optional'],
    [
      /^\/user_data\/(?:sha256_email_address|sha256_phone_number)$/,
      ['drop', 'an item twice', 'an empty list', 'its first alone'],
      'optional; one digest, or up to three',
    ],
    [/^\/user_data\/(?:sha256_email_address|sha256_phone_number)\/#$/, drop, 'one digest less'],
    [
      /^\/user_data\/address$/,
      ['drop', 'an item twice', 'an empty list', 'its first alone'],
      'optional; one address, or up to two',
    ],
    [/^\/user_data\/address\/#$/, drop, 'one address less'],
    [/^\/user_data\/address\/#\/(?:sha256_\w+|country)$/, drop, 'optional'],
    [
      /^\/user_data\/address\/#\/(?:city|region|postal_code)$/,
      [...drop, ...id, 'empty text'],
      'optional text, not hashed: Google normalises it again',
    ],
    [/^\/user_properties$/, none, 'optional'],
    [/^\/user_properties\/own_\w+$/, none, 'optional'],
    [/^\/user_properties\/own_\w+\/value$/, scalar, 'one’s own, text, a number or a boolean'],
    [/^\/events$/, ['an item twice'], 'only purchase is counted once, by transaction_id; the others are two events'],
    [/^\/events\/#\/name$/, ['the other letter case'], 'a name Google does not know is a custom event'],
    [/^\/events\/#\/params\/session_id$/, ['text as a number'], 'digits, as text or as a number'],
    [
      /^\/events\/#\/params\/engagement_time_msec$/,
      ['another number', 'huge', 'a number as text'],
      'any positive number',
    ],
    [
      /^\/events\/#\/params\/(?:page_location|page_title|page_referrer)$/,
      [...drop, ...text, 'a relative address'],
      'optional text',
    ],
    [
      /^\/events\/#\/params\/(?:value|tax|shipping)$/,
      [...drop, ...number],
      'optional but for a purchase’s value; any number',
    ],
    [/^\/events\/#\/params\/currency$/, drop, 'optional without value'],
    [/^\/events\/#\/params\/transaction_id$/, ['the other letter case'], 'another order'],
    [
      /^\/events\/#\/params\/(?:coupon|epik|event_id|fb\w+|gbraid|gclid|wbraid|lead_source|lead_type|method|sc_click_id|storefront_id|t_value|ttclid|ttp|utm_\w+|visitor_code|own_\w+)$/,
      [...drop, ...scalar, ...number],
      'a parameter of one’s own: text, a number or a boolean',
    ],
    [/^\/events\/#\/params\/zz_own$/, ['a key of its own'], 'any name is a parameter of one’s own'],
    [/^\/events\/#\/params\/items$/, ['drop', 'an item twice'], 'optional; up to 200'],
    [/^\/events\/#\/params\/items\/#$/, drop, 'one item less'],
    [/^\/events\/#\/params\/items\/#\/(?:price|discount)$/, [...drop, ...number], 'optional; any number'],
    [/^\/events\/#\/params\/items\/#\/(?:quantity|index)$/, [...drop, ...count], 'optional; any whole number'],
    [
      /^\/events\/#\/params\/items\/#\/item_\w+$/,
      [...drop, ...scalar],
      'free text, a number or a boolean; one of item_id and item_name is enough',
    ],
    [/^\/events\/#\/params\/items\/#\/zz_own$/, ['a key of its own'], 'up to ten parameters of one’s own'],
  ),
];

/** Whether a fault does no harm by the platform's own word. */
export function isHarmless({ platform, path, kind }: Mutation): boolean {
  const place = path.replaceAll(/\/\d+(?=\/|$)/g, '/#');
  return harmless.some((row) => row.platform === platform && row.kinds.includes(kind) && row.path.test(place));
}
