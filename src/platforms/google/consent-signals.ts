import type { GoogleAdsConversion } from '../../contracts/types/google-ads-conversion.ts';
import { type Consent, type ConsentType, consentTypes } from '../../event/consent.ts';
import { textOf } from '../../event/event-data.ts';
import type { EventView } from '../../event/event-view.ts';
import type { Json } from '../../event/json.ts';
import { list, object } from '../field.ts';
import { asListed, type Payload } from '../payload.ts';
import type { TagInput } from '../tag.ts';

const granted: ReadonlySet<string> = new Set(['granted', 'consent_granted', 'true', '1']);
const denied: ReadonlySet<string> = new Set(['denied', 'consent_denied', 'false', '0']);

/**
 * Whether the person's data may be used in a limited way only: Meta's Limited Data Use (`data_processing_options:
 * [LDU]`) in the tag's field, else in the event. Google's counterpart is restricted data processing, which is to say no
 * personalised advertising. Source: support.google.com/google-ads/answer/9614122
 */
export function limitedDataUse(input: TagInput): boolean {
  const own = input.fields['data_processing_options'];
  const options =
    own === undefined
      ? list(input.event.data, 'data_processing_options')
      : list(input.fields, 'data_processing_options');
  return options.some((option) => typeof option === 'string' && option.toUpperCase() === 'LDU');
}

/** The event's consent, its personalisation denied where data use is limited, with the tag's `consent` field laid over it. */
export function chosenConsent(input: TagInput): Consent {
  const own = object(input.fields, 'consent');
  const limited = limitedDataUse(input);
  if (!limited && Object.keys(own).length === 0) return input.event.consent;
  const consent: { -readonly [type in ConsentType]?: 'granted' | 'denied' } = {};
  for (const type of consentTypes) {
    const mapped = limited && type === 'ad_personalization' ? 'denied' : input.event.consent[type];
    const said = own[type] === undefined ? mapped : own[type] === null ? undefined : parse(input, type, own[type]);
    if (said !== undefined) consent[type] = said;
  }
  return consent;
}

function parse(input: TagInput, type: ConsentType, value: unknown): 'granted' | 'denied' | undefined {
  const said = textOf(value as Json)?.toLowerCase() ?? '';
  if (granted.has(said)) return 'granted';
  if (denied.has(said)) return 'denied';
  input.log(`consent.${type} is neither granted nor denied: left out`);
  return undefined;
}

/** Consent as Google's tags write it into a URL. */
export type ConsentSignals = {
  readonly [name in 'gcs' | 'gcd' | 'dma' | 'dma_cps' | 'npa']: Payload<GoogleAdsConversion>[name] | undefined;
};

/**
 * The consent parameters of a request to Google: what the browser's tag said where the consent is still the event's own,
 * else worked out anew. `gcs` is `G1<ads><analytics>`; `gcd` has a letter for each of the four types, written here as if
 * they were set by default (t granted, p denied, l not set): how the consent came about is not known to the server.
 */
export function consentSignals(event: EventView, consent: Consent): ConsentSignals {
  const said = consent === event.consent ? event.data : {};
  return {
    gcs: textOf(said['x-ga-gcs']) ?? gcs(consent),
    gcd: textOf(said['x-ga-gcd']) ?? gcd(consent),
    dma: asListed(textOf(event.data['x-ga-dma'])),
    dma_cps: textOf(event.data['x-ga-dma_cps']),
    npa: npa(consent) ?? asListed(textOf(said['x-ga-npa'])),
  };
}

function gcs({ ad_storage, analytics_storage }: Consent): string | undefined {
  if (ad_storage === undefined && analytics_storage === undefined) return undefined;
  return `G1${digit(ad_storage)}${digit(analytics_storage)}`;
}

function gcd(consent: Consent): string | undefined {
  if (consentTypes.every((type) => consent[type] === undefined)) return undefined;
  return `11${consentTypes.map((type) => letter(consent[type])).join('1')}5`;
}

function npa({ ad_personalization }: Consent): ConsentSignals['npa'] {
  return ad_personalization === undefined ? undefined : ad_personalization === 'denied' ? '1' : '0';
}

function digit(said: 'granted' | 'denied' | undefined): string {
  return said === undefined ? '-' : said === 'granted' ? '1' : '0';
}

function letter(said: 'granted' | 'denied' | undefined): string {
  return said === undefined ? 'l' : said === 'granted' ? 't' : 'p';
}
