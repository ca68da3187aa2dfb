import { textOf } from '../../event/event-data.ts';
import { field, plainText, text } from '../field.ts';
import { userDataField } from '../google/user-data-field.ts';
import type { TagType } from '../tag.ts';
import { gCollectRequest } from './g-collect.ts';
import { measurementProtocolRequest } from './measurement-protocol.ts';

const consentValue = 'GRANTED or DENIED';

/**
 * Google Analytics: GA4. One event, one request: a Measurement Protocol one (`protocol: mp`, the default where the tag
 * has an `api_secret`), else the query that sGTM's own tag sends (`protocol: gtag`).
 * Sources: developers.google.com/analytics/devguides/collection/protocol/ga4/reference,
 * developers.google.com/tag-platform/tag-manager/server-side/send-data
 */
export const ga4Tag: TagType = {
  type: 'ga4',
  description: 'Google Analytics: GA4, by the Measurement Protocol or as gtag sends it',
  account: {
    fields: ['measurement_id', 'firebase_app_id'],
    required: false,
    of: (fields, event) =>
      plainText(fields, 'measurement_id') ??
      plainText(fields, 'firebase_app_id') ??
      textOf(event['x-ga-measurement_id']),
  },
  fields: {
    measurement_id: field.text('Measurement id (G-…); default: the one the event came with'),
    api_secret: field.text('Measurement Protocol API secret of that data stream'),
    firebase_app_id: field.text('Firebase app id, for an app stream instead of a web stream'),
    protocol: field.choice(['mp', 'gtag'], 'mp (Measurement Protocol) or gtag; default: mp where api_secret is set'),
    region: field.choice(['global', 'eu'], 'eu collects at region1.google-analytics.com'),
    debug: field.boolean(
      'mp: send to the validation endpoint, which stores nothing; gtag: mark the event for DebugView',
    ),
    event_name: field.text('Event name; default: the event’s own'),
    event_parameters: field.map('Parameters laid over the event’s own; null removes one'),
    include_parameters: field.list('Which of the event’s own parameters go: all (default), none, or a list of names'),
    exclude_parameters: field.list('Parameters that do not go'),
    user_properties: field.map('User properties laid over the event’s; null removes one'),
    include_user_properties: field.list(
      'Which of the event’s user properties go: all (default), none, or a list of names',
    ),
    exclude_user_properties: field.list('User properties that do not go'),
    client_id: field.text('Client id; default: the event’s'),
    app_instance_id: field.text('App instance id, for an app stream; default: the event’s'),
    user_id: field.text('User id; default: the event’s'),
    timestamp_micros: field.number('When it happened, Unix microseconds; default: the event’s, if it has one'),
    user_data: userDataField,
    consent: field.object(
      {
        ad_user_data: field.any(consentValue),
        ad_personalization: field.any(consentValue),
        ad_storage: field.any(`${consentValue}; gtag only`),
        analytics_storage: field.any(`${consentValue}; gtag only`),
      },
      'Consent laid over the event’s',
    ),
    data_processing_options: field.list('[LDU] limits data use: personalised advertising is denied'),
    non_personalized_ads: field.boolean('Deprecated by Google: say consent.ad_personalization'),
    user_location: field.map('Where the user is: city, region_id, country_id, subcontinent_id, continent_id'),
    ip_override: field.text('IP address geography is read from; default: the event’s'),
    redact_visitor_ip: field.boolean('Do not give the visitor’s IP address away'),
    device: field.map(
      'The user’s device: category, language, screen_resolution, operating_system, model, brand, browser, …',
    ),
    user_agent: field.text('User agent; default: the event’s'),
    validation_behavior: field.choice(['RELAXED', 'ENFORCE_RECOMMENDATIONS'], 'How strictly GA4 validates'),
  },
  build: (input) => {
    const protocol =
      plainText(input.fields, 'protocol') ?? (text(input.fields, 'api_secret') === undefined ? 'gtag' : 'mp');
    return [protocol === 'mp' ? measurementProtocolRequest(input) : gCollectRequest(input)];
  },
};
