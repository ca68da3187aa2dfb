import type { GoogleAdsConversion } from '../../contracts/types/google-ads-conversion.ts';
import { textOf } from '../../event/event-data.ts';
import { visitorUserAgent } from '../../event/visitor.ts';
import type { Text } from '../../runtime/secret.ts';
import { flag, object, plainText } from '../field.ts';
import { advertiserUserId, clickIds, withoutClickIds } from '../google/click-ids.ts';
import { clientHints } from '../google/client-hints.ts';
import { chosenConsent, consentSignals, limitedDataUse } from '../google/consent-signals.ts';
import { encodeUserData, googleUserData } from '../google/user-data.ts';
import { ownCurrency, ownNumber, ownText } from '../own-value.ts';
import type { Others, Payload, Undecided } from '../payload.ts';
import type { TagInput } from '../tag.ts';
import { encodeCart } from './cart.ts';
import { decimal } from './decimal.ts';
import { conversionEventName } from './event-names.ts';

/** Of the cart; the contract says nothing of them. */
type CartParameter = 'item' | 'mid' | 'fcntr' | 'flng';

type ConversionParameters = Undecided<
  Payload<GoogleAdsConversion> & Others<GoogleAdsConversion, CartParameter, string>
>;

const screenSize = /^(\d{1,5})x(\d{1,5})$/;

/**
 * The query of a conversion pixel, in the order the browser's tag writes it; what the event does not say is undefined.
 * Where storing for ads was denied, no id of a click or a browser goes, from wherever it came; where passing user data
 * to Google was denied, no user-provided data does.
 */
export function conversionParameters(input: TagInput, label: Text): ConversionParameters {
  const { event, fields, receivedAt } = input;
  const { data } = event;
  const consent = chosenConsent(input);
  const storageDenied = consent.ad_storage === 'denied';
  const linker = flag(fields, 'enable_conversion_linker') !== false;
  const found = clickIds(event, linker && !storageDenied);
  const id = (name: string, mapped: string | undefined): string | undefined =>
    storageDenied ? undefined : ownText(fields, name, mapped);
  const page = event.advertiserPage;
  const referrer = event.advertiserReferrer;
  const screen = screenSize.exec(textOf(data['screen_resolution']) ?? '');
  const name = conversionEventName(event.name);
  const signals = consentSignals(event, consent);
  return {
    random: String(receivedAt),
    cv: '11',
    fst: String(receivedAt),
    fmt: '3',
    bg: 'ffffff',
    guid: 'ON',
    async: '1',
    gtm: textOf(data['x-ga-gtm_version']),
    gcs: signals.gcs,
    gcd: signals.gcd,
    dma: signals.dma,
    dma_cps: signals.dma_cps,
    npa: signals.npa,
    pscdl: textOf(data['x-ga-pscdl']),
    u_w: screen?.[1],
    u_h: screen?.[2],
    url: storageDenied ? withoutClickIds(page) : page,
    ref: storageDenied ? withoutClickIds(referrer) : referrer,
    label,
    hn: 'www.googleadservices.com',
    frm: textOf(data['x-ga-mp2-frm']) ?? '0',
    tiba: event.isHealth ? undefined : textOf(data['page_title']),
    value: written(ownNumber(input, 'conversion_value', data['value'])),
    currency_code: ownCurrency(input, 'currency_code', data['currency']),
    oid: ownText(fields, 'order_id', textOf(data['transaction_id']) ?? textOf(data['event_id'])),
    bttype: name === 'purchase' ? name : undefined,
    en: name,
    gclaw: storageDenied ? '0' : id('gclid', found.gclid),
    gclaw_src: id('gclaw_src', undefined),
    gbraid: id('gbraid', found.gbraid),
    wbraid: id('wbraid', found.wbraid),
    gcldc: id('dclid', found.dclid),
    auid: id('auid', advertiserUserId(event, linker && !storageDenied)),
    ...clientHints(data),
    capi: '1',
    em: consent.ad_user_data === 'denied' ? undefined : userData(input),
    ...customer(input),
    ...(flag(fields, 'enable_product_reporting') === true ? cart(input) : undefined),
    rdp: restricted(input) ? '1' : undefined,
  };
}

function userData({ event, fields }: TagInput): string | undefined {
  if (flag(fields, 'enhanced_conversions') === false || fields['user_data'] === null) return undefined;
  return encodeUserData(googleUserData(event, object(fields, 'user_data')));
}

/**
 * New customers count more where the goal says so; 1 is new, 0 is not. Google documents what its tag takes of this
 * (`new_customer`, `customer_lifetime_value`), not the names it sends it by, which are those its tag is seen to use.
 */
function customer(input: TagInput): Pick<ConversionParameters, 'vdnc' | 'vdltv'> {
  const { event, fields } = input;
  const given = ownText(
    fields,
    'customer_type',
    textOf(event.data['customer_type']) ?? textOf(event.data['new_customer']),
  );
  const type = given?.toLowerCase();
  if (type !== undefined && !(type in customerTypes)) input.log('customer_type is neither new nor returning: left out');
  return {
    vdnc: type === undefined ? undefined : customerTypes[type],
    vdltv: written(ownNumber(input, 'customer_lifetime_value', event.data['customer_lifetime_value'])),
  };
}

const customerTypes: Readonly<Record<string, '0' | '1'>> = Object.assign(Object.create(null), {
  new: '1',
  true: '1',
  '1': '1',
  returning: '0',
  false: '0',
  '0': '0',
});

function cart(input: TagInput): Pick<ConversionParameters, CartParameter | 'dscnt'> {
  const { event, fields } = input;
  return {
    item: encodeCart(event.advertiserItems),
    mid: ownText(fields, 'merchant_id', textOf(event.data['aw_merchant_id'])),
    fcntr: ownText(fields, 'feed_country', textOf(event.data['aw_feed_country'])),
    flng: ownText(fields, 'feed_language', textOf(event.data['aw_feed_language'])),
    dscnt: written(ownNumber(input, 'discount', event.isHealth ? undefined : event.data['discount'])),
  };
}

function written(value: number | undefined): string | undefined {
  return value === undefined ? undefined : decimal(value);
}

function restricted(input: TagInput): boolean {
  return flag(input.fields, 'restricted_data_processing') ?? limitedDataUse(input);
}

/** The visitor's user agent, or the tag's instead. */
export function conversionUserAgent({ event, fields }: TagInput): string | undefined {
  if (fields['user_agent'] === null) return undefined;
  const own = plainText(fields, 'user_agent');
  return visitorUserAgent(own === undefined ? event.data : { user_agent: own });
}
