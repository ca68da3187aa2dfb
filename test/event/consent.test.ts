import { expect, test } from 'vitest';
import { type Consent, readConsent } from '../../src/event/consent.ts';
import type { EventData } from '../../src/event/event-data.ts';

test.each<[string, EventData, Consent]>([
  ['nothing said', {}, {}],
  [
    'as the Measurement Protocol says it',
    { consent: { ad_user_data: 'GRANTED', ad_personalization: 'DENIED' } },
    { ad_user_data: 'granted', ad_personalization: 'denied' },
  ],
  [
    'in any case, and as true and false',
    { consent: { ad_user_data: 'granted', ad_personalization: false, ad_storage: true, analytics_storage: 'Denied' } },
    { ad_user_data: 'granted', ad_personalization: 'denied', ad_storage: 'granted', analytics_storage: 'denied' },
  ],
  ['a type nobody knows, a word nobody knows', { consent: { other: 'GRANTED', ad_storage: 'maybe' } }, {}],
  ['consent that is no object', { consent: 'GRANTED' }, {}],
  ['gcs: both', { 'x-ga-gcs': 'G111' }, { ad_storage: 'granted', analytics_storage: 'granted' }],
  ['gcs: none', { 'x-ga-gcs': 'G100' }, { ad_storage: 'denied', analytics_storage: 'denied' }],
  ['gcs: analytics only', { 'x-ga-gcs': 'G101' }, { ad_storage: 'denied', analytics_storage: 'granted' }],
  ['gcs: not asked', { 'x-ga-gcs': 'G1--' }, {}],
  ['gcs: malformed', { 'x-ga-gcs': 'G1111' }, {}],
  ['npa as text', { 'x-ga-npa': '1' }, { ad_personalization: 'denied' }],
  ['npa as a number', { 'x-ga-npa': 1 }, { ad_personalization: 'denied' }],
  ['npa as a switch', { 'x-ga-npa': true }, { ad_personalization: 'denied' }],
  ['npa off', { 'x-ga-npa': '0' }, {}],
  [
    'consent goes before gcs and npa',
    { 'x-ga-gcs': 'G100', 'x-ga-npa': '1', consent: { ad_storage: 'GRANTED', ad_personalization: 'GRANTED' } },
    { ad_storage: 'granted', analytics_storage: 'denied', ad_personalization: 'granted' },
  ],
])('%s', (_, event, consent) => {
  expect(readConsent(event)).toEqual(consent);
});
