import { describe, expect, test } from 'vitest';
import { ga4Client } from '../../src/clients/ga4/client.ts';
import type { EventData } from '../../src/event/event-data.ts';
import { withEventId } from '../../src/event/event-id.ts';
import { fixedRuntime } from '../../src/runtime/runtime.ts';
import { mpRequest } from '../support/reference.ts';
import { type Edits, edited, guideBody, lines, recorded, samples, shipped } from './platforms/ga4-support.ts';

const now = Date.UTC(2026, 10, 21, 16);
const check = (data: EventData) => shipped(`events/${String(data['event_name'])}`).check(data, now);

const client = ga4Client({
  name: 'GA4 Client',
  eventNames: {
    purchase_completed: 'purchase',
    lead: 'generate_lead',
    complete_registration: 'sign_up',
    signup: 'sign_up',
  },
});

/** A body's events as the engine holds them against their contracts. */
function eventsOf(body: unknown): readonly EventData[] {
  const result = client.run(mpRequest(body), fixedRuntime(now, 1));
  return result.status === 'accepted' ? result.events.map((event) => withEventId(event, () => 'drawn')) : [];
}

const purchase: EventData = {
  event_name: 'purchase',
  event_id: 'SO-10442',
  storefront_id: 'bosley',
  transaction_id: 'SO-10442',
  value: 89.9,
  currency: 'USD',
  items: [{ item_id: 'SKU-19', price: 42.5, quantity: 2 }],
  user_data: { em: '62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f' },
};

/** An event that lacks nothing, of each kind. */
const complete: Readonly<Record<string, EventData>> = {
  purchase,
  ...Object.fromEntries(
    ['add_to_cart', 'begin_checkout'].map((event_name) => {
      const { transaction_id: _, ...rest } = purchase;
      return [event_name, { ...rest, event_name }];
    }),
  ),
  ...Object.fromEntries(
    ['generate_lead', 'sign_up', 'rx_issued', 'consult_started', 'consult_completed'].map((event_name) => {
      const { transaction_id: _, items: __, value: ___, currency: ____, ...rest } = purchase;
      return [event_name, { ...rest, event_name }];
    }),
  ),
};

describe('what holds', () => {
  test('every sample, as the client reads it', () => {
    expect(samples().map(([file, body]) => [file, eventsOf(body).map(check)])).toEqual([
      ['add_to_cart.json', [[]]],
      ['begin_checkout.json', [[]]],
      ['consult_completed.json', [[]]],
      ['consult_started.json', [[]]],
      ['generate_lead.json', [[]]],
      ['purchase.json', [[]]],
      ['rx_issued.json', [[]]],
      ['sign_up.json', [[]]],
    ]);
  });

  test('every event of the golden recordings', () => {
    expect(recorded().flatMap(({ data }) => check(data as EventData))).toEqual([]);
  });

  test('what the setup guide posts is short of advice alone', () => {
    expect(eventsOf(guideBody).map((event) => lines(check(event)))).toEqual([
      [
        'warning /items required: items should be given, or the platforms learn nothing of what it is about',
        'warning /user_data required: user_data should be given, or the platforms match the event to nobody',
      ],
    ]);
  });

  test('an event that lacks nothing, of each kind', () => {
    expect(Object.entries(complete).map(([name, event]) => [name, check(event)])).toEqual([
      ['purchase', []],
      ['add_to_cart', []],
      ['begin_checkout', []],
      ['generate_lead', []],
      ['sign_up', []],
      ['rx_issued', []],
      ['consult_started', []],
      ['consult_completed', []],
    ]);
  });

  test('amounts as text, a free order, people in every way the container reads', () => {
    const event: EventData = {
      ...purchase,
      value: '0',
      tax: '7.40',
      currency: 'usd',
      coupon: null,
      user_data: {
        email_address: [' Jane.Doe@Example.com ', ''],
        sha256_email_address: { 0: '62A14E44F765419D10FEA99367361A727C12365E2520F32218D505ED9AA0F62F' },
        phone_number: 12025550143,
        ph: ['+1 (202) 555-0143', '202.555.0143 x3'],
        address: { first_name: 'Jane', country: 'United States' },
      },
      consent: { ad_user_data: 'denied', analytics_storage: true },
    };
    expect(check(event)).toEqual([]);
  });
});

test('a violation says what, where, what to do and who says so', () => {
  expect(check({ ...purchase, transaction_id: undefined })).toEqual([
    {
      contract: 'events/purchase',
      severity: 'error',
      path: '/transaction_id',
      rule: 'required',
      message: 'transaction_id must be given',
      help: "send the order's number: by it the platforms tell an order that comes twice from a second order",
      source: 'https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference/events#purchase',
      rulePath: '/required',
    },
  ]);
});

const itemsAdvice = 'items should be given, or the platforms learn nothing of what it is about';
const valueAdvice = 'value should be given: the platforms optimise by it';
const noCurrency = 'currency must be given where value is, or the platforms count the value as nothing';

describe('what does not hold', () => {
  test.each<[string, string, Edits, readonly string[]]>([
    [
      'a purchase of nothing',
      'purchase',
      { '/transaction_id': undefined, '/value': undefined, '/currency': undefined, '/items': undefined },
      [
        'error /transaction_id required: transaction_id must be given',
        'error /value required: value must be given',
        `warning /items required: ${itemsAdvice}`,
        'error /currency required: currency must be given',
      ],
    ],
    [
      'a value without its currency',
      'purchase',
      { '/currency': undefined },
      [`error /currency required: ${noCurrency}`],
    ],
    [
      'nulls for what must be there',
      'purchase',
      { '/transaction_id': null, '/value': null, '/currency': null },
      ['error /transaction_id required: transaction_id must be given', 'error /value required: value must be given'],
    ],
    [
      'an empty transaction_id, empty items',
      'purchase',
      { '/transaction_id': '', '/items': [] },
      [
        'warning /items minItems: items should not be empty, or the platforms learn nothing of what it is about',
        'error /transaction_id minLength: transaction_id must not be empty',
      ],
    ],
    ['a currency that is null', 'purchase', { '/currency': null }, [`error /currency required: ${noCurrency}`]],
    [
      'a currency that is a number',
      'purchase',
      { '/currency': 840 },
      ['error /currency type: currency must be text or null'],
    ],
    ['a value below zero', 'purchase', { '/value': -5 }, ['error /value minimum: value must be 0 or more']],
    ['the same as text', 'purchase', { '/value': '-5' }, ['error /value minimum: value must be 0 or more']],
    [
      'a value with a decimal comma',
      'purchase',
      { '/value': '89,90' },
      ['error /value pattern: an amount must be a number with a decimal point, and nothing beside it'],
    ],
    ['a value that is none', 'purchase', { '/value': true }, ['error /value type: an amount must be a number']],
    [
      'a currency that is none',
      'purchase',
      { '/currency': 'US$' },
      ['error /currency pattern: currency must be an ISO 4217 code'],
    ],
    [
      'a currency nobody has',
      'purchase',
      { '/currency': 'UDS' },
      ['warning /currency pattern: currency is none of the codes ISO 4217 lists'],
    ],
    [
      'items of another form',
      'purchase',
      { '/items': [{ name: 'Set' }, { item_id: 'A1', price: '42,5' }] },
      [
        'error /items/0 required: an item must have item_id or item_name',
        'error /items/1/price pattern: an amount must be a number with a decimal point, and nothing beside it',
      ],
    ],
    [
      'parameters that are no text',
      'purchase',
      { '/storefront_id': 1, '/utm_source': ['google'], '/utm_campaign': 2026, '/t_value': {} },
      [
        'error /storefront_id type: storefront_id must be text or null',
        'error /t_value type: t_value must be text or null',
        'error /utm_source type: utm_source must be text or null',
        'error /utm_campaign type: utm_campaign must be text or null',
      ],
    ],
    [
      'no storefront, no id',
      'purchase',
      { '/storefront_id': undefined, '/event_id': undefined },
      [
        'warning /event_id required: event_id should be given, or an event that is posted twice counts twice',
        'warning /storefront_id required: storefront_id should be given, or the event goes to the default accounts',
      ],
    ],
    [
      'an empty storefront, no id, nobody',
      'purchase',
      { '/storefront_id': '', '/event_id': null, '/user_data': null },
      [
        'warning /event_id required: event_id should be given, or an event that is posted twice counts twice',
        'warning /storefront_id required: storefront_id should be given, or the event goes to the default accounts',
        'warning /user_data required: user_data should be given, or the platforms match the event to nobody',
      ],
    ],
    [
      'nobody',
      'purchase',
      { '/user_data': { address: { city: 'Lyon' } } },
      [
        'warning /user_data identifier: user_data should hold an identifier, or the platforms match the event to nobody',
      ],
    ],
    [
      'a hash that is none, an address that is none',
      'purchase',
      { '/user_data': { sha256_email_address: 'abc', email_address: 'jane', phone_number: '555' } },
      [
        'warning /user_data/email_address email: this is neither an email address nor the SHA-256 of one: no platform is told of it',
        'error /user_data/sha256_email_address sha256: sha256_email_address must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
        'warning /user_data/phone_number phone: this is neither a phone number nor the SHA-256 of one: no platform is told of it',
      ],
    ],
    [
      'people of another type',
      'purchase',
      {
        '/user_data': {
          email_address: 5,
          email: { 0: 'jane' },
          sha256_email_address: { 0: 'abc', 1: 5 },
          phone_number: true,
          phone: { 0: 'call 2025550143 now', 1: '12345' },
          address: { 0: { sha256_first_name: 'x' }, 1: 'Lyon' },
          external_id: 'crm-1',
        },
      },
      [
        'error /user_data/email_address type: email_address must be text or null',
        'warning /user_data/email/0 email: this is neither an email address nor the SHA-256 of one: no platform is told of it',
        'error /user_data/sha256_email_address/0 sha256: an item of sha256_email_address must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
        'error /user_data/sha256_email_address/1 type: an item of sha256_email_address must be text or null',
        'error /user_data/phone_number type: phone_number must be text or a whole number or null',
        'warning /user_data/phone/0 phone: this is neither a phone number nor the SHA-256 of one: no platform is told of it',
        'warning /user_data/phone/1 phone: this is neither a phone number nor the SHA-256 of one: no platform is told of it',
        'error /user_data/address/0/sha256_first_name sha256: sha256_first_name must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
        'error /user_data/address/1 type: an address must be an object',
      ],
    ],
    [
      'an address that is text',
      'purchase',
      { '/user_data': { email: 'jane@example.com', address: 'Lyon' } },
      ['error /user_data/address type: an address must be an object'],
    ],
    [
      'addresses that are text',
      'purchase',
      { '/user_data': { email: 'jane@example.com', address: ['Lyon', { sha256_last_name: 'x' }] } },
      [
        'error /user_data/address/0 type: an address must be an object',
        'error /user_data/address/1/sha256_last_name sha256: sha256_last_name must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
      ],
    ],
    [
      'session and engagement of another type',
      'purchase',
      { '/session_id': true, '/engagement_time_msec': true },
      [
        'error /session_id type: session_id must be text or a whole number or null',
        'error /engagement_time_msec type: engagement_time_msec must be text or a number or null',
      ],
    ],
    [
      'session and engagement of another form',
      'purchase',
      { '/session_id': 'GS1', '/engagement_time_msec': '1 s' },
      [
        'error /session_id pattern: session_id must be digits alone',
        'error /engagement_time_msec pattern: engagement_time_msec must be milliseconds',
      ],
    ],
    [
      'consent, time and address of another type',
      'purchase',
      { '/consent': 'GRANTED', '/timestamp_micros': 'today', '/ip_override': 5 },
      [
        'error /consent type: consent must be an object',
        'error /timestamp_micros type: timestamp_micros must be a whole number or null',
        'error /ip_override type: ip_override must be text or null',
      ],
    ],
    [
      'time and address of another form',
      'purchase',
      { '/timestamp_micros': (now + 3_600_000) * 1000, '/ip_override': 'localhost' },
      [
        'error /timestamp_micros maxFuture: timestamp_micros is 1 hour ahead of the clock, and must be at most 1 minute ahead',
        'error /ip_override anyOf: ip_override must be an IP address',
      ],
    ],
    [
      'a cart of nothing',
      'add_to_cart',
      { '/value': undefined, '/items': undefined },
      [`warning /items required: ${itemsAdvice}`, `warning /value required: ${valueAdvice}`],
    ],
    [
      'a checkout of nothing',
      'begin_checkout',
      { '/value': undefined, '/items': undefined },
      [`warning /items required: ${itemsAdvice}`, `warning /value required: ${valueAdvice}`],
    ],
    ['a cart below zero', 'add_to_cart', { '/value': -1 }, ['error /value minimum: value must be 0 or more']],
    ['a checkout below zero', 'begin_checkout', { '/value': -1 }, ['error /value minimum: value must be 0 or more']],
    ...['generate_lead', 'sign_up', 'rx_issued', 'consult_started', 'consult_completed'].map(
      (name): [string, string, Edits, readonly string[]] => [
        `${name} worth less than nothing, in no currency`,
        name,
        { '/value': -1 },
        [`error /currency required: ${noCurrency}`, 'error /value minimum: value must be 0 or more'],
      ],
    ),
    [
      'a lead from a number',
      'generate_lead',
      { '/lead_source': 5 },
      ['error /lead_source type: lead_source must be text or null'],
    ],
    ['a sign-up by a number', 'sign_up', { '/method': 5 }, ['error /method type: method must be text or null']],
  ])('%s', (_, name, edits, expected) => {
    expect(lines(check(edited(complete[name], edits) as EventData))).toEqual(expected.toSorted());
  });

  test.each(Object.keys(complete))('another event than %s', (name) => {
    const told = shipped(`events/${name}`).check({ ...complete[name], event_name: 'refund' }, now);
    expect(lines(told)).toEqual([`error /event_name const: event_name must be "${name}"`]);
  });

  test.each(Object.keys(complete))('%s that is no event', (name) => {
    expect(lines(shipped(`events/${name}`).check([], now))).toEqual(['error  type: the payload must be an object']);
  });
});

test('an event has a name', () => {
  const contract = shipped('ga4/event_data');
  expect([{}, { event_name: '' }, { event_name: 5 }].map((data) => lines(contract.check(data, now)))).toEqual([
    ['error /event_name required: event_name must be given'],
    ['error /event_name minLength: event_name must not be empty'],
    ['error /event_name type: event_name must be text'],
  ]);
});

const telling = 'this may tell what a prescription or a consultation was about, and must not be in the event';

describe.each(['rx_issued', 'consult_started', 'consult_completed'])('%s says nothing of what it was about', (name) => {
  const event = complete[name] as EventData;

  test.each([
    'drug',
    'drug_name',
    'drugName',
    'medication',
    'medicine',
    'pharmaceutical',
    'prescription',
    'diagnosis',
    'diagnosis_code',
    'condition',
    'conditions',
    'symptom',
    'symptoms',
    'treatment',
    'therapy',
    'disease',
    'illness',
    'dosage',
    'dose_mg',
    'strength',
    'allergies',
    'specialty',
    'product_name',
    'category',
    'item_name',
    'items',
    'content_name',
    'content_ids',
    'search_term',
    'promotion_name',
    'creative_name',
    'name',
    'title',
    'term',
    'subject',
    'content',
    'message',
    'note',
    'notes',
    'doctor_notes',
    'comment',
    'comments',
    'description',
    'reason',
    'text',
    'free_text',
    'feedback',
    'question',
    'answers',
    'coupon',
    'rx',
    'rx_name',
    'consult_type',
    'ndc',
    'icd10',
    'sku',
    'link_url',
    'utm_term',
    'utm_content',
    'campaign_term',
    'page_title',
    'page_referrer',
    'page_path',
  ])('no %s', (field) => {
    const value = field === 'items' ? [{ item_id: 'FIN-1' }] : 'x';
    expect(lines(check({ ...event, [field]: value }))).toEqual([`error /${field} health: ${telling}`]);
  });

  test('at no depth', () => {
    const nested: EventData = {
      ...event,
      details: { drug: 'x', list: [{ diagnosis: 'x' }] },
      'x-ga-mp2-user_properties': { condition: 'x' },
    };
    expect(lines(check(nested))).toEqual([
      `error /details/drug health: ${telling}`,
      `error /details/list/0/diagnosis health: ${telling}`,
      `error /x-ga-mp2-user_properties/condition health: ${telling}`,
    ]);
  });

  test('nor by the page', () => {
    expect(lines(check({ ...event, page_location: 'https://bosley.example/rx/finasteride' }))).toEqual([
      "warning /page_location health: page_location should be the storefront's front page: a path may tell what the event was about",
    ]);
    expect(check({ ...event, page_location: 'https://bosley.example/?utm_source=google' })).toEqual([]);
  });

  test('what is about the visitor, the campaign and the request may stay', () => {
    const allowed: EventData = {
      ...event,
      client_id: '1849235714.1795275000',
      user_id: 'crm-88213',
      user_agent: 'Mozilla/5.0',
      ip_override: '203.0.113.7',
      language: 'en',
      session_id: '1795275900',
      ga_session_id: '1795275900',
      engagement_time_msec: 120,
      t_value: 'affiliate_123',
      utm_source: 'google',
      utm_medium: 'cpc',
      utm_campaign: 'autumn',
      campaign_name: 'autumn',
      gclid: 'Cj0KCQjw',
      fbc: 'fb.1.1.x',
      ttclid: 'E.C.P.x',
      value: 60,
      currency: 'USD',
      pharmacy_id: 'p-1',
      consent: { ad_user_data: 'GRANTED' },
      data_processing_options: ['LDU'],
      device: { category: 'mobile' },
      user_location: { city: 'Lyon' },
      event_location: { region: 'CA' },
      client_hints: { platform: 'iOS' },
      'x-ga-protocol_version': '2',
      'x-ga-mp2-user_properties': { plan: 'gold' },
      'x-sst-system_properties': { uc: 'US' },
    };
    expect(check(allowed)).toEqual([]);
  });
});
