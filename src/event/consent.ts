import { type EventData, textOf } from './event-data.ts';
import { isObject } from './json.ts';

/** What consent mode speaks of. */
export const consentTypes = ['ad_storage', 'analytics_storage', 'ad_user_data', 'ad_personalization'] as const;

/** One of consent mode's types. */
export type ConsentType = (typeof consentTypes)[number];

/** What the person said; a type nobody asked about is absent. */
export type Consent = { readonly [type in ConsentType]?: 'granted' | 'denied' };

/**
 * Reads consent from the event: `consent` as the Measurement Protocol carries it (`GRANTED` / `DENIED`, any case, also
 * true / false), else `x-ga-gcs` (`G1<ads><analytics>`) and `x-ga-npa`.
 */
export function readConsent(event: EventData): Consent {
  const consent: { -readonly [type in ConsentType]?: 'granted' | 'denied' } = {};
  const gcs = /^G1([01-])([01-])$/.exec(textOf(event['x-ga-gcs']) ?? '');
  if (gcs !== null) {
    set('ad_storage', gcs[1]);
    set('analytics_storage', gcs[2]);
  }
  if (textOf(event['x-ga-npa']) === '1' || event['x-ga-npa'] === true) consent.ad_personalization = 'denied';
  const given = event['consent'];
  if (isObject(given)) for (const type of consentTypes) set(type, textOf(given[type]));
  return consent;

  function set(type: ConsentType, value: string | undefined): void {
    const said = value?.toLowerCase();
    if (said === 'granted' || said === '1' || said === 'true') consent[type] = 'granted';
    if (said === 'denied' || said === '0' || said === 'false') consent[type] = 'denied';
  }
}
