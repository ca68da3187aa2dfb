import { visitorIp } from '../../event/visitor.ts';
import { concat, encodeText, SecretText, type Text } from '../../runtime/secret.ts';
import { accountOf } from '../account.ts';
import { field, flag, object, requiredText, text } from '../field.ts';
import { userDataField } from '../google/user-data-field.ts';
import { override } from '../payload.ts';
import { TagError, type TagInput, type TagType } from '../tag.ts';
import { conversionParameters, conversionUserAgent } from './conversion-parameters.ts';

/**
 * Google Ads Conversion Tracking: one event, one conversion pixel. Google documents what its tag takes, not what it
 * sends; the query is the one the browser's tag is seen to send, so it is an approximation, and so is telling Google the
 * visitor's address in `x-forwarded-for`. Google answers 200 whatever it gets: only the contract can find fault.
 * Source: support.google.com/tagmanager/answer/10704288 (server-side conversions)
 */
export const googleAdsTag: TagType = {
  type: 'google_ads',
  description: 'Google Ads Conversion Tracking',
  account: accountOf('conversion_id'),
  fields: {
    conversion_id: field.text('Conversion id: digits; AW- in front of them is taken off'),
    conversion_label: field.text('Label of the conversion action'),
    conversion_value: field.text('What the conversion is worth; default: value of the event'),
    currency_code: field.text('ISO 4217; default: currency of the event'),
    order_id: field.text(
      'By which Google counts a conversion once; default: transaction_id, else event_id of the event',
    ),
    customer_type: field.text('new or returning; default: customer_type or new_customer of the event'),
    customer_lifetime_value: field.text('Default: customer_lifetime_value of the event'),
    gclid: field.text('Click id; default: from the event, the page’s query, or the conversion linker’s cookie'),
    gclaw_src: field.text('Where the click id came from, a small number'),
    gbraid: field.text('App click id; default: as gclid'),
    wbraid: field.text('iOS web click id; default: as gclid'),
    dclid: field.text('Display click id; default: as gclid'),
    auid: field.text('The conversion linker’s id of the browser; default: from its cookie'),
    enable_conversion_linker: field.boolean('Whether the conversion linker’s cookies are read; default: true'),
    enhanced_conversions: field.boolean('Whether user-provided data goes, hashed; default: true'),
    user_data: userDataField,
    enable_product_reporting: field.boolean('Whether items go as cart data'),
    merchant_id: field.text('Merchant Center id'),
    feed_country: field.text('Country of the Merchant Center feed'),
    feed_language: field.text('Language of the Merchant Center feed'),
    discount: field.text('Discount on the whole order; default: discount of the event'),
    restricted_data_processing: field.boolean(
      'Restricted data processing; default: where data_processing_options say LDU',
    ),
    data_processing_options: field.list('[LDU] limits data use; default: those of the event'),
    consent: field.object(
      {
        ad_storage: field.any('granted or denied'),
        analytics_storage: field.any('granted or denied'),
        ad_user_data: field.any('granted or denied'),
        ad_personalization: field.any('granted or denied'),
      },
      'Consent laid over the event’s',
    ),
    user_agent: field.text('User agent; default: the event’s'),
    redact_visitor_ip: field.boolean('Do not give the visitor’s IP address away'),
    parameters: field.map('Query parameters by Google’s own names, laid over all of the above; null removes one'),
  },
  build: (input) => {
    const id = conversionId(input);
    const params = override(conversionParameters(input, conversionLabel(input)), object(input.fields, 'parameters'));
    const userAgent = conversionUserAgent(input);
    const ip = flag(input.fields, 'redact_visitor_ip') === true ? undefined : visitorIp(input.event.data);
    return [
      {
        platform: 'google_ads',
        method: 'GET',
        url: concat('https://www.googleadservices.com/pagead/conversion/', id, '/?', query(params)),
        headers: {
          ...(userAgent === undefined ? {} : { 'user-agent': userAgent }),
          ...(ip === undefined ? {} : { 'x-forwarded-for': ip }),
        },
        body: undefined,
        contract: 'google_ads/conversion',
      },
    ];
  },
};

const idShape = /^\d{1,19}$/;
const labelShape = /^[\w-]{1,64}$/;

function conversionId({ fields }: TagInput): Text {
  const id = requiredText(fields, 'conversion_id');
  if (id instanceof SecretText) return encodeText(id);
  const digits = id.trim().replace(/^AW-/i, '');
  if (idShape.test(digits)) return digits;
  throw new TagError(
    'conversion_id is not a number: copy the conversion id (AW-…) from the tag set-up of the conversion action',
  );
}

function conversionLabel({ fields }: TagInput): Text {
  const label = text(fields, 'conversion_label');
  if (label === undefined) {
    throw new TagError(
      'no conversion_label: without one Google takes the request for remarketing, not for a conversion',
    );
  }
  if (typeof label === 'string' && !labelShape.test(label)) {
    throw new TagError('conversion_label may hold letters, digits, - and _ only: copy it from the conversion action');
  }
  return label;
}

/** What goes between `?` and the end; a value that is no text, number or boolean is left out. */
function query(params: Readonly<Record<string, unknown>>): Text {
  let text: Text = '';
  for (const name in params) {
    const value = params[name];
    if (value === undefined || value === null) continue;
    const key: string = `${text === '' ? '' : '&'}${encodeURIComponent(name)}=`;
    if (value instanceof SecretText) text = concat(text, key, encodeText(value));
    else if (typeof value !== 'object') {
      const pair: string = key + encodeURIComponent(String(value).toWellFormed());
      text = typeof text === 'string' ? text + pair : concat(text, pair);
    }
  }
  return text;
}
