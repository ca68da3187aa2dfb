import { describe, expect, test } from 'vitest';
import type { EventData } from '../../../src/event/event-data.ts';
import type { JsonObject } from '../../../src/event/json.ts';
import { ga4Tag } from '../../../src/platforms/ga4/tag.ts';
import { type Fields, TagError } from '../../../src/platforms/tag.ts';
import { reveal } from '../../../src/runtime/secret.ts';
import { build, receivedAt, tagInput } from '../../support/tag-input.ts';
import { hashes, prescription, purchase, relayNames, telling } from './events.ts';

const credentials: Fields = { measurement_id: 'G-AAAA1111', api_secret: '${GA4_SECRET}' };
const small: EventData = { event_name: 'sign_up', client_id: '55.66' };

async function body(event: EventData, fields: Fields = {}): Promise<Record<string, unknown>> {
  const [request] = await build(ga4Tag, event, { ...credentials, ...fields }, { defaultRegion: 'US' });
  return request?.body as Record<string, unknown>;
}

async function params(event: EventData, fields: Fields = {}): Promise<Record<string, unknown>> {
  const [event0] = (await body(event, fields))['events'] as [{ params: Record<string, unknown> }];
  return event0.params;
}

/** Of an event without a time of its own. */
const received = { timestamp_micros: receivedAt * 1000 };

/** What the tag writes on its console. */
async function console(event: EventData, fields: Fields = {}): Promise<readonly string[]> {
  const made = tagInput(event, { ...credentials, ...fields }, { defaultRegion: 'US' });
  await ga4Tag.build(made.input);
  return made.console;
}

describe('a purchase', () => {
  test('goes whole', async () => {
    expect(await build(ga4Tag, purchase, credentials, { defaultRegion: 'US' })).toEqual([
      {
        platform: 'ga4',
        method: 'POST',
        url: 'https://www.google-analytics.com/mp/collect?measurement_id=G-AAAA1111&api_secret=${GA4_SECRET}',
        headers: { 'content-type': 'application/json' },
        body: {
          client_id: '1849235714.1771200000',
          user_id: 'crm-88213',
          timestamp_micros: 1795276799500000,
          user_properties: { plan: { value: 'gold' }, orders: { value: 3 } },
          user_data: {
            sha256_email_address: [hashes.email],
            sha256_phone_number: [hashes.phone],
            address: [
              {
                sha256_first_name: hashes.firstName,
                sha256_last_name: hashes.lastName,
                sha256_street: 'c2681d9ba233d839785d948dc3acac9b094799300cb1848b354de9c26cb8b2e6',
                city: 'lyon',
                region: 'ca',
                postal_code: '94035',
                country: 'US',
              },
            ],
          },
          consent: { ad_user_data: 'GRANTED', ad_personalization: 'GRANTED' },
          ip_override: '203.0.113.7',
          user_agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36',
          events: [
            {
              name: 'purchase',
              params: {
                session_id: '1771199821',
                engagement_time_msec: 120,
                page_location: purchase['page_location'],
                page_title: 'Thank you',
                page_referrer: 'https://bosley.example/checkout',
                event_id: 'SO-10442',
                transaction_id: 'SO-10442',
                value: 89.9,
                currency: 'USD',
                tax: 7.4,
                shipping: 4.9,
                coupon: 'SPRING',
                storefront_id: 'bosley',
                t_value: 'affiliate_123',
                utm_source: 'google',
                items: purchase['items'],
              },
            },
          ],
        },
        contract: 'ga4/mp',
      },
    ]);
  });

  test('keeps the secret by name until it is sent, and encodes it then', async () => {
    const [request] = await ga4Tag.build(tagInput(purchase, credentials).input);
    expect(reveal(request?.url ?? '', () => 'a&b=c')).toBe(
      'https://www.google-analytics.com/mp/collect?measurement_id=G-AAAA1111&api_secret=a%26b%3Dc',
    );
  });
});

test.each(relayNames)('%s goes as %s', async (relay, ga4) => {
  expect(await body({ event_name: relay, client_id: '55.66' })).toEqual({
    client_id: '55.66',
    ...received,
    events: [{ name: ga4, params: {} }],
  });
});

describe('the address', () => {
  const url = async (fields: Fields, event: EventData = small): Promise<unknown> =>
    (await build(ga4Tag, event, fields))[0]?.url;

  test.each([
    [
      'the tag’s id',
      { measurement_id: 'G-AAAA1111', api_secret: 's' },
      '/mp/collect?measurement_id=G-AAAA1111&api_secret=s',
    ],
    [
      'debug',
      { measurement_id: 'G-AAAA1111', api_secret: 's', debug: true },
      '/debug/mp/collect?measurement_id=G-AAAA1111&api_secret=s',
    ],
    [
      'an app',
      { firebase_app_id: '1:1234567890:ios:321abc456def7890', api_secret: 's' },
      '/mp/collect?firebase_app_id=1:1234567890:ios:321abc456def7890&api_secret=s',
    ],
    [
      'ids that are secrets',
      { measurement_id: '${GA4_ID}', api_secret: 's' },
      '/mp/collect?measurement_id=${GA4_ID}&api_secret=s',
    ],
  ])('of %s', async (_, fields, expected) => {
    expect(await url(fields)).toBe(`https://www.google-analytics.com${expected}`);
  });

  test('is the EU’s with region: eu', async () => {
    expect(await url({ ...credentials, region: 'eu' })).toBe(
      'https://region1.google-analytics.com/mp/collect?measurement_id=G-AAAA1111&api_secret=${GA4_SECRET}',
    );
  });

  test('falls back to the id the event came with', async () => {
    expect(await url({ api_secret: 's' }, { ...small, 'x-ga-measurement_id': 'G-BOSLEY123' })).toBe(
      'https://www.google-analytics.com/mp/collect?measurement_id=G-BOSLEY123&api_secret=s',
    );
    expect(await url({ api_secret: 's' }, { ...small, firebase_app_id: '1:2:android:3f' })).toBe(
      'https://www.google-analytics.com/mp/collect?firebase_app_id=1:2:android:3f&api_secret=s',
    );
  });
});

test('an app stream has an app instance, and no client or user agent', async () => {
  const event = { ...small, app_instance_id: '0f1e2d3c4b5a69788796a5b4c3d2e1f0', user_agent: 'Dalvik/2.1.0' };
  const [request] = await build(ga4Tag, event, { firebase_app_id: '1:2:android:3f', api_secret: 's' });
  expect(request?.body).toEqual({
    app_instance_id: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
    ...received,
    events: [{ name: 'sign_up', params: {} }],
  });
});

describe('what cannot be sent', () => {
  test.each<[string, EventData, Fields, string]>([
    [
      'no measurement id',
      small,
      { api_secret: 's' },
      'no measurement_id: give the tag one, or send the event with ?measurement_id=G-…',
    ],
    [
      'a stream id',
      small,
      { measurement_id: '1234567', api_secret: 's' },
      'measurement_id is not of the form G-XXXXXXXXXX: copy it from GA4, Admin, Data streams (it is not the stream id)',
    ],
    [
      'a measurement id with more in it',
      small,
      { measurement_id: 'G-AAAA1111&api_secret=x', api_secret: 's' },
      'measurement_id is not of the form G-XXXXXXXXXX: copy it from GA4, Admin, Data streams (it is not the stream id)',
    ],
    [
      'an app id with more in it',
      small,
      { firebase_app_id: '1:2:ios:3&x=y', api_secret: 's' },
      'firebase_app_id is not a Firebase app id such as 1:1234567890:android:321abc456def7890',
    ],
    [
      'no secret',
      small,
      { measurement_id: 'G-AAAA1111', protocol: 'mp' },
      'api_secret is empty: give it in the tag, or give the variable it names a value',
    ],
    ['no name', { client_id: '55.66' }, credentials, 'the event has no name: give the tag an event_name'],
  ])('%s', async (_, event, fields, message) => {
    await expect(build(ga4Tag, event, fields)).rejects.toThrow(new TagError(message));
  });
});

describe('fields laid over the event', () => {
  test('replace, leave where they hold nothing, and remove where they are null', async () => {
    const fields: Fields = {
      client_id: '77.88',
      user_id: null,
      timestamp_micros: '1795276700000000',
      user_properties: { plan: null, orders: undefined, tier: { value: 'b', timestamp_micros: 5 } },
      consent: { ad_user_data: 'denied', ad_personalization: null },
      user_location: { country_id: 'FR' },
      ip_override: null,
      device: { category: 'mobile' },
      user_agent: 'Relay/1.0',
      validation_behavior: 'ENFORCE_RECOMMENDATIONS',
      non_personalized_ads: true,
      user_data: { em: ['john_smith@gmail.com', hashes.email.toUpperCase()], phone_number: null, address: null },
      event_name: 'lead',
      event_parameters: { value: 12, currency: undefined, items: null, coupon: null, page_title: null, note: true },
    };
    expect(await body(purchase, fields)).toEqual({
      client_id: '77.88',
      timestamp_micros: 1795276700000000,
      user_properties: { orders: { value: 3 }, tier: { value: 'b', timestamp_micros: 5 } },
      user_data: {
        sha256_email_address: ['62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f', hashes.email],
      },
      consent: { ad_user_data: 'DENIED' },
      user_location: { country_id: 'FR' },
      device: { category: 'mobile' },
      non_personalized_ads: true,
      user_agent: 'Relay/1.0',
      validation_behavior: 'ENFORCE_RECOMMENDATIONS',
      events: [
        {
          name: 'generate_lead',
          params: {
            session_id: '1771199821',
            engagement_time_msec: 120,
            page_location: purchase['page_location'],
            page_referrer: 'https://bosley.example/checkout',
            event_id: 'SO-10442',
            transaction_id: 'SO-10442',
            value: 12,
            currency: 'USD',
            tax: 7.4,
            shipping: 4.9,
            storefront_id: 'bosley',
            t_value: 'affiliate_123',
            utm_source: 'google',
            note: true,
          },
        },
      ],
    });
  });

  test('null removes a whole object', async () => {
    const event = {
      ...small,
      user_data: { em: 'person@example.com' },
      consent: { ad_user_data: 'GRANTED' },
      device: { model: 'X' },
    };
    expect(await body(event, { user_data: null, consent: null, device: null })).toEqual({
      client_id: '55.66',
      ...received,
      events: [{ name: 'sign_up', params: {} }],
    });
  });
});

describe('which parameters go', () => {
  const event = { ...small, page_title: 'Join', method: 'email', plan: 'a', storefront_id: 'bosley' };

  test.each<[string, Fields, object]>([
    ['all', {}, { page_title: 'Join', method: 'email', plan: 'a', storefront_id: 'bosley' }],
    [
      'all, said',
      { include_parameters: 'all' },
      { page_title: 'Join', method: 'email', plan: 'a', storefront_id: 'bosley' },
    ],
    ['none', { include_parameters: 'none', event_parameters: { x: 1 } }, { page_title: 'Join', x: 1 }],
    ['some', { include_parameters: ['plan', 'unknown'] }, { page_title: 'Join', plan: 'a' }],
    [
      'all but some',
      { exclude_parameters: ['plan', 'page_title', 'unknown'] },
      { method: 'email', storefront_id: 'bosley' },
    ],
  ])('%s', async (_, fields, expected) => {
    expect(await params(event, fields)).toEqual(expected);
  });

  test('user properties likewise', async () => {
    const fields = { include_user_properties: ['plan', 'orders'], exclude_user_properties: ['orders'] };
    expect((await body(purchase, fields))['user_properties']).toEqual({ plan: { value: 'gold' } });
    expect((await body(purchase, { include_user_properties: 'none' }))['user_properties']).toBeUndefined();
  });

  test('system data and nulls stay out, and a parameter that is no single value is named on the console', async () => {
    const odd: EventData = {
      ...small,
      'x-ga-gcs': 'G111',
      'x-sst-system_properties': { uc: 'US' },
      client_hints: { model: 'X' },
      event_location: {},
      ga_session_number: 3,
      data_processing_options: [],
      nothing: null,
      list: [1],
      nested: { a: 1 },
      yes: true,
    };
    expect(await params(odd)).toEqual({ yes: true });
    expect(await console(odd)).toEqual(['left out, because a parameter holds a single value: list, nested']);
  });

  test('more than 25 all go: GA4’s limit is the contract’s to judge', async () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`p${index}`, index]));
    expect(await params({ ...small, ...many })).toEqual(many);
  });
});

test('malformed amounts are left out, and the console says so', async () => {
  const event = {
    ...small,
    value: '89,90',
    tax: '7.40',
    shipping: Number.NaN,
    currency: 'dollars',
    timestamp_micros: 'today',
  };
  expect(await body(event)).toEqual({
    client_id: '55.66',
    ...received,
    events: [{ name: 'sign_up', params: { tax: 7.4 } }],
  });
  expect(await console(event)).toEqual([
    'timestamp_micros is not a number: left out',
    'value is not a number: left out',
    'shipping is not a number: left out',
    'currency is not a three-letter ISO 4217 code: left out',
  ]);
});

describe('who it is about', () => {
  test('addresses as a list, hashed parts kept, names beside the address filling the first', async () => {
    const user_data = {
      ph: ['+1 650 555 1212', '0044 844 412 4653'],
      sha256_email_address: { 0: hashes.email.toUpperCase() },
      fn: 'Mary',
      address: [{ sha256_last_name: hashes.lastName }, { country: 'FR', city: 'Lyon' }, { city: 'Nice' }],
    };
    expect((await body({ ...small, user_data }))['user_data']).toEqual({
      sha256_email_address: [hashes.email],
      sha256_phone_number: [hashes.phone, '11f9231a47ccfd680a60606f73702bc2c0fb065a7f55c482269e51d9f9e868ae'],
      address: [
        { sha256_first_name: hashes.firstName, sha256_last_name: hashes.lastName },
        { city: 'lyon', country: 'FR' },
      ],
    });
  });

  test('more than GA4 takes: the first three, and a line that says so', async () => {
    const event = { ...small, user_data: { em: ['a@example.com', 'b@example.com', 'c@example.com', 'd@example.com'] } };
    const sent = (await body(event))['user_data'] as { sha256_email_address: string[] };
    expect(sent.sha256_email_address.length).toBe(3);
    expect(await console(event)).toEqual(['user_data takes 3 email addresses: 1 left out']);
  });

  test('an address alone names nobody, and does not go', async () => {
    expect((await body({ ...small, user_data: { address: { city: 'Lyon' } } }))['user_data']).toBeUndefined();
  });

  test('an email address is no user id', async () => {
    const event = { ...small, user_id: 'person@example.com' };
    expect((await body(event))['user_id']).toBeUndefined();
    expect(await console(event)).toEqual([
      'user_id is an email address: left out, GA4 takes no id that names a person',
    ]);
  });
});

describe('consent and privacy', () => {
  test('limited data use denies personalisation', async () => {
    const event = { ...purchase, data_processing_options: ['LDU'], data_processing_options_country: 0 };
    expect((await body(event))['consent']).toEqual({ ad_user_data: 'GRANTED', ad_personalization: 'DENIED' });
    expect((await body(event, { data_processing_options: [] }))['consent']).toEqual(purchase['consent']);
    expect((await body(small, { data_processing_options: 'LDU' }))['consent']).toEqual({
      ad_personalization: 'DENIED',
    });
  });

  test('what is neither granted nor denied is left out', async () => {
    expect((await body(small, { consent: { ad_user_data: 'perhaps' } }))['consent']).toBeUndefined();
    expect(await console(small, { consent: { ad_user_data: 'perhaps' } })).toEqual([
      'consent.ad_user_data is neither granted nor denied: left out',
    ]);
  });

  test.each([
    ['redacted', { ip_override: '203.0.113.7' }, { redact_visitor_ip: true }, undefined],
    ['private', { ip_override: '10.0.0.7' }, {}, undefined],
    ['IPv6', { ip_override: '2001:db8::7' }, {}, '2001:db8::7'],
    ['the tag’s', { ip_override: '203.0.113.7' }, { ip_override: '203.0.113.8' }, '203.0.113.8'],
  ])('an address that is %s', async (_, data, fields, expected) => {
    expect((await body({ ...small, ...data }, fields))['ip_override']).toBe(expected);
  });

  test('of an event about health nothing tells what it was about', async () => {
    expect(await body(prescription)).toEqual({
      client_id: '1849235714.1771200000',
      ...received,
      user_data: { sha256_email_address: ['542d240129883c019e106e3b1b2d3f3cb3537c43c425364de8e951d5a3083345'] },
      events: [
        {
          name: 'rx_issued',
          params: {
            session_id: '1771199821',
            page_location: 'https://bosley.example/',
            event_id: 'RX-77',
            value: 30,
            currency: 'USD',
            storefront_id: 'bosley',
            utm_source: 'google',
          },
        },
      ],
    });
    const lines = await console(prescription);
    expect(lines).toEqual([
      "left out of an event about a person's health: drug_name, diagnosis, search_term, item_list_name, content_category, coupon, utm_term, consult_type, items",
    ]);
    expect(lines.join()).not.toMatch(telling);
  });
});

describe('where and on what', () => {
  test('the protocol’s own objects go as they are', async () => {
    const event = {
      ...small,
      language: 'fr',
      user_location: { city: 'Lyon', region_id: 'FR-ARA', country_id: 'FR' },
      event_location: { country: 'US' },
      device: { category: 'mobile', browser: 'Chrome' },
    };
    expect(await body(event)).toEqual({
      client_id: '55.66',
      ...received,
      user_location: { city: 'Lyon', region_id: 'FR-ARA', country_id: 'FR' },
      device: { language: 'fr', category: 'mobile', browser: 'Chrome' },
      events: [{ name: 'sign_up', params: {} }],
    });
  });

  test('a location that was worked out goes in the protocol’s terms', async () => {
    const event = { ...small, event_location: { country: 'US', region: 'CA', city: 'Bosley', continent: '021' } };
    expect((await body(event))['user_location']).toEqual({
      city: 'Bosley',
      region_id: 'US-CA',
      country_id: 'US',
      continent_id: '021',
    });
  });

  test('a region whose country nobody knows does not go', async () => {
    const place = async (event_location: JsonObject) => (await body({ ...small, event_location }))['user_location'];
    expect([await place({ region: 'CA', city: 'Bosley' }), await place({ region: 'US-CA' })]).toEqual([
      { city: 'Bosley' },
      { region_id: 'US-CA' },
    ]);
  });
});
