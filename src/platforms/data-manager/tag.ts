import type { DataManagerEventsIngest } from '../../contracts/types/data-manager-events-ingest.ts';
import { accountOf } from '../account.ts';
import { field, flag, plainText, text } from '../field.ts';
import { userDataField } from '../google/user-data-field.ts';
import { compact, type Payload } from '../payload.ts';
import { TagError, type TagType } from '../tag.ts';
import { admission } from './authorization.ts';
import { accountTypes, areForAnalytics, destinations } from './destinations.ts';
import { ingestEvent } from './ingest-event.ts';

/**
 * Google's Data Manager API: the server route for Google Ads conversions, Floodlight activities and Google Analytics
 * events. One event, one `events:ingest` request. Nested fields take their keys in snake or camel case.
 * Source: developers.google.com/data-manager/api/reference/rest/v1/events/ingest
 */
export const dataManagerTag: TagType = {
  type: 'data_manager',
  description: 'Google Data Manager API: events for Google Ads, Floodlight and Google Analytics',
  account: accountOf('operating_account_id', 'product_destination_id'),
  fields: {
    operating_account_id: field.text('Account the event goes to; hyphens are taken out'),
    operating_account_type: field.choice(accountTypes, 'Its type; default: GOOGLE_ADS'),
    login_account_id: field.text('Account the credentials belong to, where it is another: a manager account'),
    login_account_type: field.choice(accountTypes, 'Its type; default: GOOGLE_ADS'),
    linked_account_id: field.text('Account that links a data partner to the operating account'),
    linked_account_type: field.choice(accountTypes, 'Its type; default: GOOGLE_ADS'),
    product_destination_id: field.text('Conversion action id, GA4 measurement id or Floodlight activity id'),
    destination_reference: field.text('A label of the destination'),
    destinations: field.list('Full list of destinations, instead of the above'),
    access_token: field.text('OAuth 2 bearer token'),
    service_account: field.text('Service account’s JSON key, exchanged for a token at delivery'),
    quota_project: field.text('Google Cloud project the request counts against'),
    encoding: field.choice(['HEX', 'BASE64'], 'How hashes are written; default: HEX'),
    validate_only: field.boolean('Have the API check the request and store nothing'),
    event_timestamp: field.text('When it happened, RFC 3339; default: the time of the event'),
    last_updated_timestamp: field.text('When it was last changed, RFC 3339'),
    transaction_id: field.text('By which Google counts it once; default: transaction_id, else event_id of the event'),
    event_source: field.choice(
      ['WEB', 'APP', 'IN_STORE', 'PHONE', 'MESSAGE', 'OTHER'],
      'Where it happened; default: WEB',
    ),
    ad_identifiers: field.map(
      'gclid, gbraid, wbraid, dclid, session_attributes, mobile_device_id, …, laid over the event’s',
    ),
    user_data: userDataField,
    third_party_user_data: field.map('Another’s user data, with the keys of user_data; only for accounts Google lets'),
    currency: field.text('ISO 4217; default: currency of the event'),
    conversion_value: field.text('Default: value of the event'),
    conversion_count: field.text('Floodlight: how many conversions it stands for'),
    consent: field.object(
      {
        ad_user_data: field.any('granted or denied'),
        ad_personalization: field.any('granted or denied'),
        ad_storage: field.any('granted or denied; decides whether the event’s click ids go'),
      },
      'Consent laid over the event’s',
    ),
    data_processing_options: field.list(
      '[LDU] limits data use: personalised advertising is denied; default: those of the event',
    ),
    cart_data: field.map(
      'merchant_id, merchant_feed_label, merchant_feed_language_code, transaction_discount, coupon_codes, items',
    ),
    event_device_info: field.map(
      'user_agent, ip_address, category, language_code, operating_system, …, laid over the event’s',
    ),
    send_ip_address: field.boolean('Whether the visitor’s IP address goes; never for the EEA, the UK and Switzerland'),
    custom_variables: field.any('Custom conversion variables: name: value, or the API’s list'),
    customer_type: field.text('new, returning or reengaged; default: customer_type or new_customer of the event'),
    customer_value_bucket: field.text('LOW, MEDIUM or HIGH'),
    user_properties: field.map(
      'customer_type, customer_value_bucket, additional_user_properties, laid over the mapped ones',
    ),
    event_name: field.text('Google Analytics: event name; default: the event’s own'),
    client_id: field.text('Google Analytics: client id; default: the event’s'),
    app_instance_id: field.text('Google Analytics: app instance id; default: the event’s'),
    user_id: field.text('Google Analytics: user id; default: the event’s'),
    additional_event_parameters: field.map('Google Analytics: parameters laid over the event’s own; null removes one'),
    include_parameters: field.list(
      'Google Analytics: which of the event’s parameters go: all (default), none, or a list',
    ),
    exclude_parameters: field.list('Google Analytics: parameters that do not go'),
    event_location: field.map('store_id, city, subdivision_code, region_code, …'),
    destination_references: field.list('Which of the destinations the event goes to; default: all'),
    experimental_fields: field.list('Fields the API tries out: field, value'),
  },
  build: (input) => {
    const { fields } = input;
    const to = destinations(input);
    const { header, authorization } = admission(fields);
    const encoding = plainText(fields, 'encoding') ?? 'HEX';
    if (encoding !== 'HEX' && encoding !== 'BASE64') throw new TagError('encoding is neither HEX nor BASE64');
    const event = ingestEvent(input, encoding, areForAnalytics(to));
    const project = text(fields, 'quota_project');
    const hashed = event.userData !== undefined || event.thirdPartyUserData !== undefined;
    return [
      {
        platform: 'data_manager',
        method: 'POST',
        url: 'https://datamanager.googleapis.com/v1/events:ingest',
        headers: {
          'content-type': 'application/json',
          authorization: header,
          ...(project === undefined ? {} : { 'x-goog-user-project': project }),
        },
        body: compact<Payload<DataManagerEventsIngest>>({
          destinations: to,
          events: [event],
          encoding: hashed ? encoding : undefined,
          validateOnly: flag(fields, 'validate_only') === true ? true : undefined,
        }),
        contract: 'data_manager/events_ingest',
        ...(authorization === undefined ? {} : { authorization }),
      },
    ];
  },
};
