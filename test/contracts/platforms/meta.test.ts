import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CheckedRequest } from '../../../src/contracts/contract.ts';
import { type Edits, edited, lines, now, nowSeconds, places, recorded, shipped, withoutEach } from './meta-support.ts';

const contract = await shipped('meta/events');

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const em = '62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f';
const ph = 'e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176';
const fn = '6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec';
const ge = '252f10c83610ebca1a059c0bae8255eba2f95be4d1d7bcfa89d7248a82d9f111';

const purchase = {
  data: [
    {
      event_name: 'Purchase',
      event_time: 1785672000,
      event_id: 'SO-10442',
      action_source: 'website',
      event_source_url: 'https://shop.example/thank-you',
      referrer_url: 'https://shop.example/checkout',
      user_data: {
        em: [em],
        ph: [ph],
        country: ['79adb2a2fce5c6ba215fe5f27f532d4e7edbac4b6a5e09e1ef3a08084a904621'],
        external_id: ['80fba0ae1c48e3978e43e4efc365e14e12ea0c830ba8ba5b9a2dafc7e3f2ab8b'],
        client_ip_address: '203.0.113.7',
        client_user_agent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)',
        fbc: 'fb.1.1785600000000.IwAR0AbCdEf',
        fbp: 'fb.1.1785500000000.1098115397',
      },
      custom_data: {
        currency: 'EUR',
        value: 89.9,
        order_id: 'SO-10442',
        content_type: 'product',
        contents: [{ id: 'SKU-19', quantity: 2, item_price: 42.5 }],
        num_items: 2,
      },
    },
  ],
  partner_agent: 'acme-sgtm-1.0',
};

const lead = {
  data: [
    {
      event_name: 'Lead',
      event_time: 1785671900,
      event_id: 'lead-553',
      action_source: 'website',
      event_source_url: 'https://acme.example/demo',
      data_processing_options: ['LDU'],
      data_processing_options_country: 0,
      data_processing_options_state: 0,
      user_data: {
        em: '542d240129883c019e106e3b1b2d3f3cb3537c43c425364de8e951d5a3083345',
        client_ip_address: '2001:db8::1',
        client_user_agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)',
      },
    },
  ],
  test_event_code: 'TEST48213',
};

const store = {
  data: [
    {
      event_name: 'Purchase',
      event_time: 1783944000,
      event_id: 'pos-77-1021',
      action_source: 'physical_store',
      user_data: {
        ph: [ph],
        fn: [fn],
        zp: ['1794327a4d443904421f5ca1f3d72d0a62ba2f0770d80755ec2220fc0efb052e'],
      },
      custom_data: { value: 35, currency: 'USD', order_id: 'pos-77-1021' },
    },
  ],
};

const app = {
  data: [
    {
      event_name: 'AddToCart',
      event_time: 1785671000,
      event_id: 'a-1',
      action_source: 'app',
      user_data: { madid: '38400000-8cf0-11bd-b23e-10b96e40000d', client_ip_address: '198.51.100.4' },
      app_data: {
        advertiser_tracking_enabled: 1,
        application_tracking_enabled: 1,
        // biome-ignore format: one line, as Meta's index of them
        extinfo: ['a2', 'com.acme.shop', '3.2', '3.2.1 (410)', '15', 'Pixel 9', 'en_US', 'CET', '', '1080', '2424', '2.6', '8', '128', '64', 'Europe/Paris'],
      },
      custom_data: { currency: 'EUR', value: 19, content_ids: ['A1'], content_type: 'product' },
    },
  ],
};

/** The lead outside of tests. */
const contact = edited(lead, { '/test_event_code': undefined });

/** The lead in a chat. */
const message = edited(contact, {
  action_source: 'business_messaging',
  messaging_channel: 'whatsapp',
  event_source_url: undefined,
  user_data: { em },
});

/** In seconds. */
const day = 86_400;

type Row = readonly [about: string, payload: unknown, edits: Edits, said: readonly string[]];

function checkRows(rows: readonly Row[]): void {
  test.each(rows)('%s', (_, payload, edits, said) => {
    expect(lines(contract.check(edited(payload, edits), now))).toEqual(said);
  });
}

describe('an example of what Meta takes', () => {
  test.each([
    ['a purchase on the web', purchase],
    ['a lead, left to Meta for limited data use', contact],
    ['a purchase in a shop 20 days ago', store],
    ['an event of an app', app],
  ])('%s', (_, payload) => {
    expect(contract.check(payload, now)).toEqual([]);
  });

  test('in test mode is warned of', () => {
    expect(contract.check(lead, now)).toEqual([
      {
        contract: 'meta/events',
        severity: 'warning',
        path: '/test_event_code',
        rule: 'test',
        message: 'test_event_code makes these test events, and Meta counts them all the same',
        actual: '"TEST48213"',
        help: 'remove test_event_code in production',
        source: 'https://developers.facebook.com/documentation/ads-commerce/conversions-api/parameters/main-body',
        rulePath: '/properties/test_event_code/allOf/0/not',
      },
    ]);
  });
});

describe('an example of what Meta does not take', () => {
  // biome-ignore format: a row is a case and what is said of it
  checkRows([
    ['event_time in milliseconds', purchase, { event_time: 1785000000000 }, [
      'error /data/0/event_time timeUnit: event_time is in milliseconds, and must be in seconds',
    ]],
    ['Purchase without value', purchase, { custom_data: { currency: 'EUR' } }, [
      'error /data/0/custom_data/value required (100/2804009): value must be given with Purchase',
    ]],
    ['user_data of one insufficient set', purchase, { user_data: { fn, ge } }, [
      'warning /data/0/user_data/client_user_agent required: client_user_agent should be given where action_source is website',
      'error /data/0/user_data match (100/2804050): user_data holds too little to know anybody by',
    ]],
    ['an email as it came', purchase, { 'user_data/em': 'john@example.com' }, [
      'error /data/0/user_data/em sha256: em must be a SHA-256 digest in 64 lower-case hex digits; this is an email as it came',
    ]],
    ['action_source web', purchase, { action_source: 'web' }, [
      'error /data/0/action_source enum: action_source must be one of website, app, phone_call, chat, email, physical_store, system_generated, business_messaging, other',
    ]],
    ['1001 events', purchase, { '/data': Array(1001).fill(purchase.data[0]) }, [
      'error /data maxItems: data must have at most 1000 items',
    ]],
    ['an app without extinfo', app, { 'app_data/extinfo': undefined }, [
      'error /data/0/app_data/extinfo required: extinfo must be given',
    ]],
    ['an app with 15 entries of extinfo', app, { 'app_data/extinfo/15': undefined, 'app_data/extinfo/length': 15 }, [
      'error /data/0/app_data/extinfo minItems: extinfo must have exactly 16 entries',
    ]],
    ['a key of app_data beside event_name', app, { advertiser_tracking_enabled: 1 }, [
      'error /data/0/advertiser_tracking_enabled additionalProperties (100): advertiser_tracking_enabled: unknown key; known are event_name, event_time, event_id, action_source, event_source_url, referrer_url, opt_out, data_processing_options, data_processing_options_country, data_processing_options_state, customer_segmentation, messaging_channel, advanced_measurement_table, original_event_data, attribution_data, user_data, custom_data, app_data',
    ]],
    ['fbc with seconds', purchase, { 'user_data/fbc': 'fb.1.1785600000.IwAR0AbCdEf' }, [
      'error /data/0/user_data/fbc pattern: fbc must be fb.{0, 1 or 2}.{milliseconds}.{fbclid}',
    ]],
    ['one event 8 days old among fresh ones', purchase, { '/data/1': { ...purchase.data[0], event_time: nowSeconds - 8 * day }, '/data/2': purchase.data[0] }, [
      'error /data/1/event_time maxAge (100/2804003): event_time is 8 days old, and must be at most 7 days old',
    ]],
    ['a list of addresses', purchase, { 'user_data/client_ip_address': '203.0.113.7, 10.0.0.1' }, [
      'error /data/0/user_data/client_ip_address address: client_ip_address must be one bare IPv4 or IPv6 address',
    ]],
    ['a hashed address', purchase, { 'user_data/client_ip_address': em }, [
      'error /data/0/user_data/client_ip_address address: client_ip_address must be one bare IPv4 or IPv6 address',
    ]],
  ]);

  test('is told with where, what, why and what to do', () => {
    const payload = edited(purchase, { custom_data: { currency: 'EUR' } });
    expect(contract.check(payload, now)).toEqual([
      {
        contract: 'meta/events',
        severity: 'error',
        path: '/data/0/custom_data/value',
        rule: 'required',
        message: 'value must be given with Purchase',
        help: 'send value as a number, 0 where there is none',
        code: '100/2804009',
        source: 'https://developers.facebook.com/documentation/ads-commerce/conversions-api/parameters/custom-data',
        rulePath: '/$defs/event/allOf/1/then/properties/custom_data/required',
      },
    ]);
  });

  test('does not say who it is about', () => {
    const payload = edited(purchase, { 'user_data/em': ['john@example.com'] });
    expect(contract.check(payload, now)).toEqual([
      {
        contract: 'meta/events',
        severity: 'error',
        path: '/data/0/user_data/em/0',
        rule: 'sha256',
        message: 'an item of em must be a SHA-256 digest in 64 lower-case hex digits; this is an email as it came',
        actual: '<redacted email>',
        help: 'hash the address, trimmed and in lower case',
        source:
          'https://developers.facebook.com/documentation/ads-commerce/conversions-api/parameters/customer-information-parameters',
        rulePath: '/$defs/email/else/sha256',
      },
    ]);
  });
});

test('what cannot be told from a payload: an fbc put in lower case', () => {
  const payload = edited(purchase, { 'user_data/fbc': 'fb.1.1785600000000.iwar0abcdef' });
  expect(contract.check(payload, now)).toEqual([]);
});

describe('beside the events', () => {
  // biome-ignore format: a row is a case and what is said of it
  checkRows([
    ['no object', purchase, { '/data': {} }, ['error /data type: data must be an array']],
    ['no event', purchase, { '/data': [] }, ['error /data minItems: data must not be empty']],
    ['an event that is none', purchase, { '/data/0': 'Purchase' }, [
      'error /data/0 type: an item of data must be an object',
    ]],
    ['1000 events', purchase, { '/data': Array(1000).fill(purchase.data[0]) }, []],
    ['an empty token', purchase, { '/access_token': '' }, [
      'error /access_token minLength: access_token must not be empty',
    ]],
    ['a secret for a token', purchase, { '/access_token': '${META_ACCESS_TOKEN}', '/appsecret_proof': '${META_PROOF}' }, []],
    ['a proof that is none', purchase, { '/appsecret_proof': 'proof' }, [
      'error /appsecret_proof pattern: appsecret_proof must be an HMAC-SHA256 in 64 lower-case hex digits',
    ]],
    ['a test code of another form', purchase, { '/test_event_code': 'test' }, [
      'warning /test_event_code test: test_event_code makes these test events, and Meta counts them all the same',
      'warning /test_event_code pattern: test_event_code must be TEST and digits, such as TEST48213',
    ]],
    ['a test code that is a secret', purchase, { '/test_event_code': '${META_TEST_CODE}' }, [
      'warning /test_event_code test: test_event_code makes these test events, and Meta counts them all the same',
    ]],
    ['a partner_agent of 23 characters', purchase, { '/partner_agent': 'a'.repeat(23) }, [
      'error /partner_agent maxLength: partner_agent must have at most 22 characters',
    ]],
    ['a partner_agent of one letter', purchase, { '/partner_agent': '1-a-2' }, [
      'error /partner_agent pattern: partner_agent must have at least two letters',
    ]],
    ['ids of offline sets', purchase, { '/upload_tag': 1, '/upload_id': 2, '/upload_source': 3, '/namespace_id': 4 }, [
      'error /upload_tag type: upload_tag must be text',
      'error /upload_id type: upload_id must be text',
      'error /upload_source type: upload_source must be text',
      'error /namespace_id type: namespace_id must be text',
    ]],
    ['platforms and progress', purchase, { '/platforms': [{ name: 'acme', type: 'web', version: '1' }], '/progress': { start_inclusive: 0, end_exclusive: 1 } }, []],
    ['platforms and progress of another form', purchase, { '/platforms': ['acme'], '/progress': 1 }, [
      'error /platforms/0 type: an item of platforms must be an object',
      'error /progress type: progress must be an object',
    ]],
    ['values of other types', purchase, { '/access_token': 7, '/appsecret_proof': 7, '/test_event_code': 7, '/partner_agent': 7, '/platforms': 'acme' }, [
      'error /access_token type: access_token must be text',
      'error /appsecret_proof type: appsecret_proof must be text',
      'error /test_event_code type: test_event_code must be text',
      'warning /test_event_code test: test_event_code makes these test events, and Meta counts them all the same',
      'error /partner_agent type: partner_agent must be text',
      'error /platforms type: platforms must be an array',
    ]],
    ['an unknown key', purchase, { '/test_event_kode': 'TEST1' }, [
      'warning /test_event_kode additionalProperties: test_event_kode: unknown key; did you mean test_event_code?',
    ]],
  ]);

  test.each([[null], [7], ['data'], [[]]])('%j is no payload', (payload) => {
    expect(lines(contract.check(payload, now))).toEqual(['error payload type: the payload must be an object']);
  });
});

describe('an event', () => {
  // biome-ignore format: a row is a case and what is said of it
  checkRows([
    ['what a program writes for no value', purchase, { event_name: 'undefined', event_id: '[object Object]' }, [
      'warning /data/0/event_name placeholder: this is what a program writes where it has no value',
      'warning /data/0/event_id placeholder: this is what a program writes where it has no value',
    ]],
    ['a currency nobody has', purchase, { custom_data: { value: 1, currency: 'ZZZ', order_id: 'null' } }, [
      'warning /data/0/custom_data/currency pattern: currency is none of the codes ISO 4217 lists',
      'warning /data/0/custom_data/order_id placeholder: this is what a program writes where it has no value',
    ]],
    ['an empty name', contact, { event_name: '' }, [
      'error /data/0/event_name minLength: event_name must not be empty',
    ]],
    ['a name that is no text', contact, { event_name: 7 }, ['error /data/0/event_name type: event_name must be text']],
    ['a name of 51 characters', contact, { event_name: 'n'.repeat(51) }, [
      'warning /data/0/event_name maxLength: event_name must have at most 50 characters',
    ]],
    ['event_time as text', contact, { event_time: '1785671900' }, [
      'error /data/0/event_time type: event_time must be a whole number',
    ]],
    ['event_time with a fraction', contact, { event_time: 1785671900.5 }, [
      'error /data/0/event_time type: event_time must be a whole number',
    ]],
    ['event_time in microseconds', contact, { event_time: nowSeconds * 1e6 }, [
      'error /data/0/event_time timeUnit: event_time is in microseconds, and must be in seconds',
    ]],
    ['event_time 60 s ahead', contact, { event_time: nowSeconds + 60 }, []],
    ['event_time 61 s ahead', contact, { event_time: nowSeconds + 61 }, [
      'warning /data/0/event_time maxFuture: event_time is more than 1 minute ahead of the clock, and must be at most 1 minute ahead',
    ]],
    ['event_time 7 days ago', contact, { event_time: nowSeconds - 7 * day }, []],
    ['event_time a second more', contact, { event_time: nowSeconds - 7 * day - 1 }, [
      'error /data/0/event_time maxAge (100/2804003): event_time is more than 7 days old, and must be at most 7 days old',
    ]],
    ['a store: 62 days ago', store, { event_time: nowSeconds - 62 * day }, []],
    ['a store: a second more', store, { event_time: nowSeconds - 62 * day - 1 }, [
      'error /data/0/event_time maxAge (100/2804003): event_time is more than 62 days old, and must be at most 62 days old',
    ]],
    ['an empty event_id', contact, { event_id: '' }, ['error /data/0/event_id minLength: event_id must not be empty']],
    ['event_id as a number', contact, { event_id: 553 }, ['error /data/0/event_id type: event_id must be text']],
    ['event_source_url without a scheme', contact, { event_source_url: 'acme.example/demo' }, [
      'error /data/0/event_source_url pattern: event_source_url must be an http or https URL',
    ]],
    ['event_source_url of an app', contact, { event_source_url: 'app://acme/demo' }, [
      'error /data/0/event_source_url pattern: event_source_url must be an http or https URL',
    ]],
    ['referrer_url and advanced_measurement_table that are no text', contact, { referrer_url: 1, advanced_measurement_table: 1 }, [
      'error /data/0/referrer_url type: referrer_url must be text',
      'error /data/0/advanced_measurement_table type: advanced_measurement_table must be text',
    ]],
    ['opt_out as text', contact, { opt_out: 'true' }, ['error /data/0/opt_out type: opt_out must be true or false']],
    ['customer_segmentation', contact, { customer_segmentation: 'new' }, [
      'error /data/0/customer_segmentation enum: customer_segmentation must be one of new_customer_to_business, new_customer_to_business_line, new_customer_to_product_area, new_customer_to_medium, existing_customer_to_business, existing_customer_to_business_line, existing_customer_to_product_area, existing_customer_to_medium, customer_in_loyalty_program',
    ]],
    ['customer_segmentation in custom_data', store, { 'custom_data/customer_segmentation': 'new' }, [
      'error /data/0/custom_data/customer_segmentation enum: customer_segmentation must be one of new_customer_to_business, new_customer_to_business_line, new_customer_to_product_area, new_customer_to_medium, existing_customer_to_business, existing_customer_to_business_line, existing_customer_to_product_area, existing_customer_to_medium, customer_in_loyalty_program',
    ]],
    ['original_event_data', contact, { original_event_data: { event_name: 'Purchase', event_time: 1700000000, order_id: 'SO-1', event_id: 'SO-1' } }, []],
    ['original_event_data of another form', contact, { original_event_data: { event_name: 1, event_time: 1700000000000, order_id: 2, event_id: 3, name: 'x' } }, [
      'warning /data/0/original_event_data/name additionalProperties: name: unknown key; known are event_name, event_time, order_id, event_id',
      'error /data/0/original_event_data/event_name type: event_name must be text',
      'warning /data/0/original_event_data/event_time timeUnit: event_time is in milliseconds, and must be in seconds',
      'error /data/0/original_event_data/order_id type: order_id must be text',
      'error /data/0/original_event_data/event_id type: event_id must be text',
    ]],
    ['attribution_data of AppendAttribution', contact, { event_name: 'AppendAttribution', attribution_data: { ad_id: '23851', touchpoint_ts: 1785000000, attribution_share: 0.5, attribution_value: 12.5 } }, []],
    ['attribution_data of another form', contact, { event_name: 'AppendAttribution', attribution_data: { touchpoint_ts: 'now', attribution_share: '1', attribution_value: '2' } }, [
      'error /data/0/attribution_data/touchpoint_ts type: touchpoint_ts must be a whole number',
      'error /data/0/attribution_data/attribution_share type: attribution_share must be a number',
      'error /data/0/attribution_data/attribution_value type: attribution_value must be a number',
    ]],
    ['attribution_data of another event', contact, { attribution_data: {} }, [
      'warning /data/0/attribution_data unexpected: only AppendAttribution has attribution_data',
    ]],
    ['an unknown key that has no likeness', contact, { plan: 'gold' }, [
      'error /data/0/plan additionalProperties (100): plan: unknown key; known are event_name, event_time, event_id, action_source, event_source_url, referrer_url, opt_out, data_processing_options, data_processing_options_country, data_processing_options_state, customer_segmentation, messaging_channel, advanced_measurement_table, original_event_data, attribution_data, user_data, custom_data, app_data',
    ]],
    ['a mistyped key', contact, { event_sourceurl: 'https://acme.example/' }, [
      'error /data/0/event_sourceurl additionalProperties (100): event_sourceurl: unknown key; did you mean event_source_url?',
    ]],
    ['objects that are none', contact, { user_data: 'em', custom_data: [], app_data: 1, original_event_data: 2, attribution_data: 3 }, [
      'warning /data/0/attribution_data unexpected: only AppendAttribution has attribution_data',
      'error /data/0/original_event_data type: original_event_data must be an object',
      'error /data/0/attribution_data type: attribution_data must be an object',
      'error /data/0/user_data type: user_data must be an object',
      'error /data/0/custom_data type: custom_data must be an object',
      'error /data/0/app_data type: app_data must be an object',
    ]],
    ['event_time as text, in milliseconds', contact, { event_time: '1785671900000' }, [
      'error /data/0/event_time type: event_time must be a whole number',
      'error /data/0/event_time timeUnit: event_time is in milliseconds, and must be in seconds',
    ]],
    ['values of other types', contact, { event_source_url: 7, messaging_channel: 7, original_event_data: { event_time: '1700000000' } }, [
      'error /data/0/event_source_url type: event_source_url must be text',
      'error /data/0/messaging_channel type: messaging_channel must be text',
      'warning /data/0/messaging_channel enum: messaging_channel must be one of whatsapp, messenger, instagram',
      'error /data/0/original_event_data/event_time type: event_time must be a whole number',
    ]],
    ['without a source, it is held against the rules of none', contact, { action_source: undefined, event_time: nowSeconds - 8 * day, 'user_data/page_id': '1', 'user_data/madid': 'm' }, [
      'error /data/0/action_source required: action_source must be given',
    ]],
    ['without a name, it is held against the rules of none', contact, { event_name: undefined, attribution_data: {} }, [
      'error /data/0/event_name required: event_name must be given',
    ]],
  ]);
});

describe('limited data use', () => {
  // biome-ignore format: a row is a case and what is said of it
  checkRows([
    ['none', contact, { data_processing_options: [], data_processing_options_country: undefined, data_processing_options_state: undefined }, []],
    ['the text of a list', contact, { data_processing_options: '["LDU"]' }, [
      'error /data/0/data_processing_options type: data_processing_options must be an array',
    ]],
    ['another option', contact, { data_processing_options: ['LMU'] }, [
      'error /data/0/data_processing_options/0 const: an item of data_processing_options must be "LDU"',
    ]],
    ['another option alone', contact, { data_processing_options: ['LMU'], data_processing_options_country: undefined, data_processing_options_state: undefined }, [
      'error /data/0/data_processing_options/0 const: an item of data_processing_options must be "LDU"',
    ]],
    ['the option as text alone', contact, { data_processing_options: 'LDU', data_processing_options_country: undefined, data_processing_options_state: undefined }, [
      'error /data/0/data_processing_options type: data_processing_options must be an array',
    ]],
    ['twice', contact, { data_processing_options: ['LDU', 'LDU'] }, [
      'error /data/0/data_processing_options maxItems: data_processing_options must have at most 1 items',
    ]],
    ['California', contact, { data_processing_options_country: 1, data_processing_options_state: 1000 }, []],
    ['a country that is none', contact, { data_processing_options_country: 2 }, [
      'error /data/0/data_processing_options_country enum: data_processing_options_country must be one of 0, 1',
    ]],
    ['a country as text', contact, { data_processing_options_country: '1' }, [
      'error /data/0/data_processing_options_country enum: data_processing_options_country must be one of 0, 1',
    ]],
    ['a state that is none', contact, { data_processing_options_state: 1014 }, [
      'error /data/0/data_processing_options_state enum: data_processing_options_state must be one of 0, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010 and 3 more',
    ]],
    ['a country without a state', contact, { data_processing_options_country: 1, data_processing_options_state: undefined }, [
      'error /data/0/data_processing_options_state required: data_processing_options_state must be given with LDU where the country is, or client_ip_address is not',
    ]],
    ['neither, with an address', contact, { data_processing_options_country: undefined, data_processing_options_state: undefined }, [
      'error /data/0/data_processing_options_country required: data_processing_options_country must be given with LDU',
    ]],
    ['neither, without an address', contact, { data_processing_options_country: undefined, data_processing_options_state: undefined, 'user_data/client_ip_address': undefined }, [
      'error /data/0/data_processing_options_state required: data_processing_options_state must be given with LDU where the country is, or client_ip_address is not',
      'error /data/0/data_processing_options_country required: data_processing_options_country must be given with LDU',
    ]],
  ]);
});

describe('what action_source asks for', () => {
  // biome-ignore format: a row is a case and what is said of it
  checkRows([
    ['website without event_source_url and user agent', contact, { event_source_url: undefined, 'user_data/client_user_agent': undefined }, [
      'error /data/0/event_source_url required: event_source_url must be given where action_source is website',
      'warning /data/0/user_data/client_user_agent required: client_user_agent should be given where action_source is website',
    ]],
    ['a call without them', contact, { action_source: 'phone_call', event_source_url: undefined, 'user_data/client_user_agent': undefined }, []],
    ['app without app_data and device', app, { app_data: undefined, user_data: { em } }, [
      'error /data/0/app_data required: app_data must be given where action_source is app',
      'warning /data/0/user_data required: user_data should hold madid or anon_id where action_source is app',
    ]],
    ['app with anon_id', app, { user_data: { anon_id: 'XZ-1' } }, []],
    ["an app's ids on a website", contact, { 'user_data/madid': 'm', 'user_data/anon_id': 'a' }, [
      'warning /data/0/user_data/madid unexpected: only events whose action_source is app have this',
      'warning /data/0/user_data/anon_id unexpected: only events whose action_source is app have this',
    ]],
    ['a store with a browser', store, { 'user_data/client_ip_address': '203.0.113.7', 'user_data/client_user_agent': 'POS', 'user_data/fbc': 'fb.1.1785600000000.x', 'user_data/fbp': 'fb.1.1785500000000.1' }, [
      'warning /data/0/user_data/client_ip_address unexpected: an event of a physical_store has no browser',
      'warning /data/0/user_data/client_user_agent unexpected: an event of a physical_store has no browser',
      'warning /data/0/user_data/fbc unexpected: an event of a physical_store has no browser',
      'warning /data/0/user_data/fbp unexpected: an event of a physical_store has no browser',
    ]],
    ['a message', contact, { action_source: 'business_messaging', messaging_channel: 'whatsapp', event_source_url: undefined, user_data: { em, page_id: '1', page_scoped_user_id: '2', ctwa_clid: 'c', ig_account_id: '3', ig_sid: '4' } }, []],
    ['a message with a browser', contact, { action_source: 'business_messaging', 'user_data/fbc': 'fb.1.1785600000000.x', 'user_data/fbp': 'fb.1.1785500000000.1' }, [
      'warning /data/0/messaging_channel required: messaging_channel must be given where action_source is business_messaging',
      'warning /data/0/event_source_url unexpected: an event of business_messaging has no browser',
      'warning /data/0/user_data/client_ip_address unexpected: an event of business_messaging has no browser',
      'warning /data/0/user_data/client_user_agent unexpected: an event of business_messaging has no browser',
      'warning /data/0/user_data/fbc unexpected: an event of business_messaging has no browser',
      'warning /data/0/user_data/fbp unexpected: an event of business_messaging has no browser',
    ]],
    ['a channel that is none', contact, { messaging_channel: 'sms' }, [
      'warning /data/0/messaging_channel enum: messaging_channel must be one of whatsapp, messenger, instagram',
    ]],
    ["a message's ids on a website", contact, { 'user_data/page_id': '1', 'user_data/page_scoped_user_id': '2', 'user_data/ctwa_clid': 'c', 'user_data/ig_account_id': '3', 'user_data/ig_sid': '4' }, [
      'warning /data/0/user_data/page_id unexpected: only events whose action_source is business_messaging have this',
      'warning /data/0/user_data/page_scoped_user_id unexpected: only events whose action_source is business_messaging have this',
      'warning /data/0/user_data/ctwa_clid unexpected: only events whose action_source is business_messaging have this',
      'warning /data/0/user_data/ig_account_id unexpected: only events whose action_source is business_messaging have this',
      'warning /data/0/user_data/ig_sid unexpected: only events whose action_source is business_messaging have this',
    ]],
  ]);
});

describe('money', () => {
  // biome-ignore format: a row is a case and what is said of it
  checkRows([
    ['without custom_data', purchase, { custom_data: undefined }, [
      'error /data/0/custom_data required (100/2804009): custom_data must be given with Purchase',
    ]],
    ['without currency', purchase, { 'custom_data/currency': undefined }, [
      'error /data/0/custom_data/currency required (100): currency must be given with Purchase',
    ]],
    ['of a store, without either', store, { custom_data: {} }, [
      'error /data/0/custom_data/value required (100/2804009): value must be given with Purchase',
      'error /data/0/custom_data/currency required (100): currency must be given with Purchase',
    ]],
    ['another event: value without currency', app, { 'custom_data/currency': undefined }, [
      'error /data/0/custom_data/currency dependentRequired: currency must be given where value is',
    ]],
    ['another event: neither', app, { 'custom_data/currency': undefined, 'custom_data/value': undefined }, []],
  ]);
});

describe('custom_data', () => {
  // biome-ignore format: a row is a case and what is said of it
  checkRows([
    ['currency and content_type that are no text', purchase, { 'custom_data/currency': 7, 'custom_data/content_type': 7 }, [
      'error /data/0/custom_data/currency type: currency must be text',
      'error /data/0/custom_data/content_type type: content_type must be text',
      'warning /data/0/custom_data/content_type enum: content_type must be one of product, product_group, hotel, flight, destination',
    ]],
    ['value as numeric text', purchase, { 'custom_data/value': '0.00' }, []],
    ['value of a locale', purchase, { 'custom_data/value': '1.234,50' }, [
      'error /data/0/custom_data/value pattern: value must be a number',
    ]],
    ['value null', purchase, { 'custom_data/value': null }, [
      'error /data/0/custom_data/value type: value must be a number',
    ]],
    ['currency in lower case', purchase, { 'custom_data/currency': 'eur' }, []],
    ['currency that is none', purchase, { 'custom_data/currency': 'EURO' }, [
      'error /data/0/custom_data/currency pattern: currency must be an ISO 4217 code of three letters',
    ]],
    ['content_ids as text', purchase, { 'custom_data/content_ids': 'A1' }, [
      'error /data/0/custom_data/content_ids type: content_ids must be an array',
    ]],
    ['content_ids of numbers', purchase, { 'custom_data/content_ids': [1] }, [
      'error /data/0/custom_data/content_ids/0 type: an item of content_ids must be text',
    ]],
    ['contents as the JSON of a list', purchase, { 'custom_data/contents': '[{"id":"A"}]' }, [
      'error /data/0/custom_data/contents type: contents must be an array',
    ]],
    ['contents without id and quantity', purchase, { 'custom_data/contents': [{}] }, [
      'warning /data/0/custom_data/contents/0/id required: id must be given',
      'warning /data/0/custom_data/contents/0/quantity required: quantity must be given',
    ]],
    ['contents of wrong types', purchase, { 'custom_data/contents': [{ id: 1, quantity: 1.5, item_price: '42', delivery_category: 'drone', title: 1, description: 2, brand: 3, category: 4 }, 'A'] }, [
      'error /data/0/custom_data/contents/0/id type: id must be text',
      'error /data/0/custom_data/contents/0/quantity type: quantity must be a whole number',
      'error /data/0/custom_data/contents/0/item_price type: item_price must be a number',
      'error /data/0/custom_data/contents/0/delivery_category enum: delivery_category must be one of in_store, curbside, home_delivery',
      'error /data/0/custom_data/contents/0/title type: title must be text',
      'error /data/0/custom_data/contents/0/description type: description must be text',
      'error /data/0/custom_data/contents/0/brand type: brand must be text',
      'error /data/0/custom_data/contents/0/category type: category must be text',
      'error /data/0/custom_data/contents/1 type: an item of contents must be an object',
    ]],
    ['a content_type of travel', purchase, { 'custom_data/content_type': 'hotel' }, []],
    ['a content_type that is none', purchase, { 'custom_data/content_type': 'Product' }, [
      'warning /data/0/custom_data/content_type enum: content_type must be one of product, product_group, hotel, flight, destination',
    ]],
    ['texts that are none', purchase, { 'custom_data/content_name': 1, 'custom_data/content_category': 2, 'custom_data/order_id': 3, 'custom_data/search_string': 4, 'custom_data/status': true, 'custom_data/item_number': 5 }, [
      'error /data/0/custom_data/content_name type: content_name must be text',
      'error /data/0/custom_data/content_category type: content_category must be text',
      'error /data/0/custom_data/order_id type: order_id must be text',
      'error /data/0/custom_data/search_string type: search_string must be text',
      'error /data/0/custom_data/status type: status must be text',
      'error /data/0/custom_data/item_number type: item_number must be text',
    ]],
    ['numbers that are none', purchase, { 'custom_data/num_items': '2', 'custom_data/predicted_ltv': 'high', 'custom_data/net_revenue': 'low' }, [
      'error /data/0/custom_data/num_items type: num_items must be a whole number',
      'error /data/0/custom_data/predicted_ltv type: predicted_ltv must be a number',
      'error /data/0/custom_data/net_revenue type: net_revenue must be a number',
    ]],
    ['a delivery_category that is none', purchase, { 'custom_data/delivery_category': 'drone' }, [
      'error /data/0/custom_data/delivery_category enum: delivery_category must be one of in_store, curbside, home_delivery',
    ]],
    ['properties of its own', purchase, { 'custom_data/utm_source': 'google', 'custom_data/level': 2, 'custom_data/vip': false }, []],
    ['properties that are no scalars', purchase, { 'custom_data/plan': { level: 2 }, 'custom_data/tags': ['a'], 'custom_data/none': null }, [
      'warning /data/0/custom_data/plan type: plan must be text or a number or true or false',
      'warning /data/0/custom_data/tags type: tags must be text or a number or true or false',
      'warning /data/0/custom_data/none type: none must be text or a number or true or false',
    ]],
  ]);
});

describe('app_data', () => {
  // biome-ignore format: a row is a case and what is said of it
  checkRows([
    ['without the two switches', app, { 'app_data/advertiser_tracking_enabled': undefined, 'app_data/application_tracking_enabled': undefined }, [
      'error /data/0/app_data/advertiser_tracking_enabled required: advertiser_tracking_enabled must be given',
      'error /data/0/app_data/application_tracking_enabled required: application_tracking_enabled must be given',
    ]],
    ['switches that are not 0 or 1', app, { 'app_data/advertiser_tracking_enabled': true, 'app_data/application_tracking_enabled': 2 }, [
      'error /data/0/app_data/advertiser_tracking_enabled enum: advertiser_tracking_enabled must be one of 0, 1',
      'error /data/0/app_data/application_tracking_enabled enum: application_tracking_enabled must be one of 0, 1',
    ]],
    ['extinfo of the web', app, { 'app_data/extinfo/0': 'w2' }, [
      'error /data/0/app_data/extinfo/0 enum: extinfo must start with i2 (iOS) or a2 (Android)',
    ]],
    ['extinfo without an OS version', app, { 'app_data/extinfo/4': '' }, [
      'error /data/0/app_data/extinfo/4 minLength: entry 4 of extinfo, the OS version, must not be empty',
    ]],
    ['extinfo of iOS, where the rest is not known', app, { 'app_data/extinfo': ['i2', '', '', '', '18.5', ...Array(11).fill('')] }, []],
    ['extinfo with a number', app, { 'app_data/extinfo/9': 1080 }, [
      'error /data/0/app_data/extinfo/9 type: an item of extinfo must be text',
    ]],
    ['extinfo of numbers', app, { 'app_data/extinfo': ['a2', 1, 2, 3, 4, ...Array(11).fill('')] }, [
      'error /data/0/app_data/extinfo/1 type: an item of extinfo must be text',
      'error /data/0/app_data/extinfo/2 type: an item of extinfo must be text',
      'error /data/0/app_data/extinfo/3 type: an item of extinfo must be text',
      'error /data/0/app_data/extinfo/4 type: an item of extinfo must be text',
    ]],
    ['extinfo of 17 entries', app, { 'app_data/extinfo/16': '' }, [
      'error /data/0/app_data/extinfo maxItems: extinfo must have exactly 16 entries',
    ]],
    ['extinfo as text', app, { 'app_data/extinfo': 'a2' }, [
      'error /data/0/app_data/extinfo type: extinfo must be an array',
    ]],
    ['every other key', app, { app_data: { ...app.data[0]?.app_data, campaign_ids: ['1'], install_referrer: 'r', installer_package: 'p', url_schemes: ['s'], windows_attribution_id: 'w', vendor_id: 'v', receipt_data: 'd', consider_views: true, include_dwell_data: true, include_video_data: true } }, []],
    ['keys of wrong types', app, { app_data: { ...app.data[0]?.app_data, install_referrer: 1, installer_package: 2, url_schemes: 's', windows_attribution_id: 3, vendor_id: 4 } }, [
      'error /data/0/app_data/install_referrer type: install_referrer must be text',
      'error /data/0/app_data/installer_package type: installer_package must be text',
      'error /data/0/app_data/url_schemes type: url_schemes must be an array',
      'error /data/0/app_data/windows_attribution_id type: windows_attribution_id must be text',
      'error /data/0/app_data/vendor_id type: vendor_id must be text',
    ]],
    ['an unknown key', app, { 'app_data/extinfos': [] }, [
      'warning /data/0/app_data/extinfos additionalProperties: extinfos: unknown key; did you mean extinfo?',
    ]],
  ]);
});

describe('what is hashed', () => {
  // biome-ignore format: a row is a case and what is said of it
  checkRows([
    ['a digest, not in a list', contact, { 'user_data/em': em, 'user_data/external_id': em }, []],
    ['several in a list', contact, { 'user_data/em': [em, ph] }, []],
    ['with the mark of a library', contact, { 'user_data/em': [`${em}.AQYBAQEA`], 'user_data/external_id': `${em}.AQ` }, []],
    ['every one, as it came', contact, { user_data: { em: 'John@example.com', ph: '+1 650 555 1212', fn: 'Mary', ln: "O'Brien", ge: 'f', db: '19970216', ct: 'New York', st: 'NY', zp: '94035', country: 'us', f5first: 'mary', f5last: 'obrie', fi: 'm', dobd: '16', dobm: '02', doby: '1997', client_user_agent: 'Mozilla/5.0' } }, [
      'error /data/0/user_data/em sha256: em must be a SHA-256 digest in 64 lower-case hex digits; this is an email as it came',
      'error /data/0/user_data/ph sha256: ph must be a SHA-256 digest in 64 lower-case hex digits; this is a number as it came',
      'error /data/0/user_data/fn sha256: fn must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
      'error /data/0/user_data/ln sha256: ln must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
      'error /data/0/user_data/ge sha256: ge must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
      'error /data/0/user_data/db sha256: db must be a SHA-256 digest in 64 lower-case hex digits; this is a number as it came',
      'error /data/0/user_data/ct sha256: ct must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
      'error /data/0/user_data/st sha256: st must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
      'error /data/0/user_data/zp sha256: zp must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
      'error /data/0/user_data/country sha256: country must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
      'error /data/0/user_data/f5first sha256: f5first must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
      'error /data/0/user_data/f5last sha256: f5last must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
      'error /data/0/user_data/fi sha256: fi must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
      'error /data/0/user_data/dobd sha256: dobd must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
      'error /data/0/user_data/dobm sha256: dobm must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
      'error /data/0/user_data/doby sha256: doby must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
    ]],
    ['external_id as it came', contact, { 'user_data/external_id': ['user_123'] }, [
      'warning /data/0/user_data/external_id/0 sha256: an item of external_id must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
    ]],
    ['external_id as a number', contact, { 'user_data/external_id': 12345 }, [
      'error /data/0/user_data/external_id type: external_id must be text or an array',
    ]],
    ['in capitals', contact, { 'user_data/em': em.toUpperCase() }, [
      'error /data/0/user_data/em sha256: em must be a SHA-256 digest in 64 lower-case hex digits; this one has capitals',
    ]],
    ['MD5', contact, { 'user_data/em': '0123456789abcdef0123456789abcdef' }, [
      'error /data/0/user_data/em sha256: em must be a SHA-256 digest in 64 lower-case hex digits; this looks like MD5',
    ]],
    ['in base64', contact, { 'user_data/em': 'UJ6TMBm7KFoTSpM0uLtnnf950M4CPVKa9L10TUe0/Yo=' }, [
      'error /data/0/user_data/em sha256: em must be a SHA-256 digest in 64 lower-case hex digits; this one is in base64',
    ]],
    ['empty text', contact, { 'user_data/em': '' }, [
      'error /data/0/user_data/em sha256: em must be a SHA-256 digest in 64 lower-case hex digits, and is empty',
    ]],
    ['an empty list', contact, { 'user_data/em': [] }, ['error /data/0/user_data/em minItems: em must not be empty']],
    ['no text', contact, { 'user_data/em': 7, 'user_data/ph': [7] }, [
      'error /data/0/user_data/em type: em must be text or an array',
      'error /data/0/user_data/ph/0 type: an item of ph must be text',
    ]],
    ['the digest of nothing', contact, { 'user_data/em': sha256(''), 'user_data/ph': [sha256('undefined'), sha256('null'), sha256('[object Object]'), sha256('none'), sha256('n/a'), sha256('NaN'), sha256('0'), sha256('true'), sha256('false')] }, [
      'error /data/0/user_data/em meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]',
      'error /data/0/user_data/ph/0 meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]',
      'error /data/0/user_data/ph/1 meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]',
      'error /data/0/user_data/ph/2 meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]',
      'error /data/0/user_data/ph/3 meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]',
      'error /data/0/user_data/ph/4 meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]',
      'error /data/0/user_data/ph/5 meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]',
      'error /data/0/user_data/ph/6 meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]',
      'error /data/0/user_data/ph/7 meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]',
      'error /data/0/user_data/ph/8 meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]',
    ]],
    ['the digest of a test person', contact, { 'user_data/em': [sha256('test@test.com'), sha256('test@example.com')] }, [
      'warning /data/0/user_data/em/0 test: this is the digest of test@test.com or test@example.com',
      'warning /data/0/user_data/em/1 test: this is the digest of test@test.com or test@example.com',
    ]],
    ['an unknown key', contact, { 'user_data/email': em }, [
      'error /data/0/user_data/email additionalProperties: email: unknown key; known are em, ph, fn, ln, ge, db, ct, st, zp, country, external_id, client_ip_address, client_user_agent, fbc, fbp, subscription_id, fb_login_id, lead_id, anon_id, madid and 11 more',
    ]],
    ['a key of another platform', contact, { 'user_data/ttclid': 'E.C.P.x' }, [
      'error /data/0/user_data/ttclid additionalProperties: ttclid: unknown key; known are em, ph, fn, ln, ge, db, ct, st, zp, country, external_id, client_ip_address, client_user_agent, fbc, fbp, subscription_id, fb_login_id, lead_id, anon_id, madid and 11 more',
    ]],
  ]);
});

test.each([
  // biome-ignore format: the keys Meta takes hashed
  ...['em', 'ph', 'fn', 'ln', 'ge', 'db', 'ct', 'st', 'zp', 'country', 'f5first', 'f5last', 'fi', 'dobd', 'dobm', 'doby'].map((key) => [key, 'error']),
  ['external_id', 'warning'],
])('%s is a digest, or a list of digests', (key, severity) => {
  const at = `/data/0/user_data/${key}`;
  const values = [7, [], '', ['raw', 7, sha256('')]];
  expect(values.flatMap((value) => lines(contract.check(edited(contact, { [at]: value }), now)))).toEqual([
    `error ${at} type: ${key} must be text or an array`,
    `error ${at} minItems: ${key} must not be empty`,
    `${severity} ${at} sha256: ${key} must be a SHA-256 digest in 64 lower-case hex digits, and is empty`,
    `${severity} ${at}/0 sha256: an item of ${key} must be a SHA-256 digest in 64 lower-case hex digits; this is no digest`,
    `error ${at}/1 type: an item of ${key} must be text`,
    `error ${at}/2 meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]`,
  ]);
});

describe('enough to know somebody by', () => {
  // biome-ignore format: a row is a case and what is said of it
  checkRows([
    ['no identifier', contact, { user_data: {} }, [
      'warning /data/0/user_data/client_user_agent required: client_user_agent should be given where action_source is website',
      'error /data/0/user_data match (100/2804050): user_data holds too little to know anybody by',
    ]],
    ['place, gender and browser', contact, { user_data: { ct: fn, country: fn, st: fn, zp: fn, ge, client_user_agent: 'Mozilla/5.0' } }, [
      'error /data/0/user_data match (100/2804050): user_data holds too little to know anybody by',
    ]],
    ['date of birth and browser', contact, { user_data: { db: fn, client_user_agent: 'Mozilla/5.0' } }, [
      'error /data/0/user_data match (100/2804050): user_data holds too little to know anybody by',
    ]],
    ['a last name and gender', contact, { action_source: 'chat', user_data: { ln: fn, ge } }, [
      'error /data/0/user_data match (100/2804050): user_data holds too little to know anybody by',
    ]],
    ['a first name', contact, { action_source: 'chat', user_data: { fn } }, [
      'error /data/0/user_data match (100/2804050): user_data holds too little to know anybody by',
    ]],
    ['both names', contact, { action_source: 'chat', user_data: { fn, ln: fn } }, []],
    ['a name and a date of birth', contact, { action_source: 'chat', user_data: { fn, db: fn } }, []],
    ['an address', contact, { action_source: 'chat', user_data: { client_ip_address: '203.0.113.7' } }, []],
  ]);
});

describe('what is never hashed', () => {
  // biome-ignore format: a row is a case and what is said of it
  checkRows([
    ['an address with a port', purchase, { 'user_data/client_ip_address': '203.0.113.7:443' }, [
      'error /data/0/user_data/client_ip_address address: client_ip_address must be one bare IPv4 or IPv6 address',
    ]],
    ['an address with a space', purchase, { 'user_data/client_ip_address': ' 203.0.113.7' }, [
      'error /data/0/user_data/client_ip_address address: client_ip_address must be one bare IPv4 or IPv6 address',
    ]],
    ['a hashed user agent', purchase, { 'user_data/client_user_agent': em }, [
      'error /data/0/user_data/client_user_agent hashed: this must not be hashed',
    ]],
    ['an empty user agent', purchase, { 'user_data/client_user_agent': '' }, [
      'error /data/0/user_data/client_user_agent minLength: client_user_agent must not be empty',
    ]],
    ['fbc of the cookie, with the mark of a library', purchase, { 'user_data/fbc': 'fb.2.1785600000000.IwAR0AbCdEf.AQYBAQEA' }, []],
    ['fbc alone: a fbclid', purchase, { 'user_data/fbc': 'IwAR0AbCdEf' }, [
      'error /data/0/user_data/fbc pattern: fbc must be fb.{0, 1 or 2}.{milliseconds}.{fbclid}',
    ]],
    ['fbc of subdomain 3', purchase, { 'user_data/fbc': 'fb.3.1785600000000.IwAR0AbCdEf' }, [
      'error /data/0/user_data/fbc pattern: fbc must be fb.{0, 1 or 2}.{milliseconds}.{fbclid}',
    ]],
    ['a hashed fbc', purchase, { 'user_data/fbc': em }, [
      'error /data/0/user_data/fbc pattern: fbc must be fb.{0, 1 or 2}.{milliseconds}.{fbclid}',
    ]],
    ['fbp with the mark of a library', purchase, { 'user_data/fbp': 'fb.1.1785500000000.1098115397.AQYBAQEA' }, []],
    ['fbp with seconds', purchase, { 'user_data/fbp': 'fb.1.1785500000.1098115397' }, [
      'error /data/0/user_data/fbp pattern: fbp must be fb.{0, 1 or 2}.{milliseconds}.{digits}',
    ]],
    ['fbp with letters', purchase, { 'user_data/fbp': 'fb.1.1785500000000.abc' }, [
      'error /data/0/user_data/fbp pattern: fbp must be fb.{0, 1 or 2}.{milliseconds}.{digits}',
    ]],
    ['hashed ids', app, { user_data: { madid: em, anon_id: em, subscription_id: em, fb_login_id: em, lead_id: em } }, [
      'error /data/0/user_data/subscription_id hashed: this must not be hashed',
      'error /data/0/user_data/fb_login_id hashed: this must not be hashed',
      'error /data/0/user_data/lead_id pattern: lead_id must be a number of 15 to 17 digits',
      'error /data/0/user_data/anon_id hashed: this must not be hashed',
      'error /data/0/user_data/madid hashed: this must not be hashed',
    ]],
    ['an address, fbc, fbp and ids that are no text', contact, { 'user_data/client_ip_address': 7, 'user_data/fbc': 7, 'user_data/fbp': 7, 'user_data/fb_login_id': true, 'user_data/lead_id': true }, [
      'error /data/0/user_data/client_ip_address type: client_ip_address must be text',
      'error /data/0/user_data/fbc type: fbc must be text',
      'error /data/0/user_data/fbp type: fbp must be text',
      'error /data/0/user_data/fb_login_id type: fb_login_id must be a whole number or text',
      'error /data/0/user_data/lead_id type: lead_id must be a number of 15 to 17 digits',
    ]],
    ['ids as numbers', contact, { 'user_data/subscription_id': 1, 'user_data/fb_login_id': 12345, 'user_data/lead_id': 123456789012345 }, [
      'error /data/0/user_data/subscription_id type: subscription_id must be text',
    ]],
    ['a lead_id of 17 digits, which is no number of JavaScript', contact, { 'user_data/lead_id': '12345678901234567' }, []],
    ['a lead_id of a CRM', contact, { 'user_data/lead_id': 553 }, [
      'error /data/0/user_data/lead_id minimum: lead_id must be a number of 15 to 17 digits',
    ]],
    ['a lead_id of 18 digits', contact, { 'user_data/lead_id': 1e17 }, [
      'error /data/0/user_data/lead_id exclusiveMaximum: lead_id must be a number of 15 to 17 digits',
    ]],
  ]);
});

test.each<readonly [string, unknown]>([
  ['client_user_agent', contact],
  ['subscription_id', contact],
  ['anon_id', app],
  ['madid', app],
  ...['page_id', 'page_scoped_user_id', 'ctwa_clid', 'ig_account_id', 'ig_sid'].map((key) => [key, message] as const),
])('%s is text, never hashed', (key, payload) => {
  const at = `/data/0/user_data/${key}`;
  expect([7, '', em].flatMap((value) => lines(contract.check(edited(payload, { [at]: value }), now)))).toEqual([
    `error ${at} type: ${key} must be text`,
    `error ${at} minLength: ${key} must not be empty`,
    `error ${at} hashed: this must not be hashed`,
  ]);
});

test.each(['website', 'app', 'phone_call', 'chat', 'email', 'system_generated', 'business_messaging', 'other'])(
  'an event of %s is at most 7 days old',
  (source) => {
    const payload = edited(contact, { action_source: source, event_time: nowSeconds - 8 * day });
    expect(
      contract
        .check(payload, now)
        .filter(({ path }) => path === '/data/0/event_time')
        .map(({ code }) => code),
    ).toEqual(['100/2804003']);
  },
);

describe('without one of its keys', () => {
  test('a purchase on the web', () => {
    expect(withoutEach(contract, purchase)).toEqual({
      '/data': ['error /data required: data must be given'],
      '/data/0/event_name': ['error /data/0/event_name required: event_name must be given'],
      '/data/0/event_time': ['error /data/0/event_time required: event_time must be given'],
      '/data/0/event_id': ['warning /data/0/event_id required: event_id should be given'],
      '/data/0/action_source': ['error /data/0/action_source required: action_source must be given'],
      '/data/0/event_source_url': [
        'error /data/0/event_source_url required: event_source_url must be given where action_source is website',
      ],
      '/data/0/user_data': ['error /data/0/user_data required: user_data must be given'],
      '/data/0/user_data/client_user_agent': [
        'warning /data/0/user_data/client_user_agent required: client_user_agent should be given where action_source is website',
      ],
      '/data/0/custom_data': [
        'error /data/0/custom_data required (100/2804009): custom_data must be given with Purchase',
      ],
      '/data/0/custom_data/currency': [
        'error /data/0/custom_data/currency required (100): currency must be given with Purchase',
      ],
      '/data/0/custom_data/value': [
        'error /data/0/custom_data/value required (100/2804009): value must be given with Purchase',
      ],
      '/data/0/custom_data/contents/0/id': ['warning /data/0/custom_data/contents/0/id required: id must be given'],
      '/data/0/custom_data/contents/0/quantity': [
        'warning /data/0/custom_data/contents/0/quantity required: quantity must be given',
      ],
    });
  });
  test('a lead', () => {
    expect(withoutEach(contract, contact)).toEqual({
      '/data': ['error /data required: data must be given'],
      '/data/0/event_name': ['error /data/0/event_name required: event_name must be given'],
      '/data/0/event_time': ['error /data/0/event_time required: event_time must be given'],
      '/data/0/event_id': ['warning /data/0/event_id required: event_id should be given'],
      '/data/0/action_source': ['error /data/0/action_source required: action_source must be given'],
      '/data/0/event_source_url': [
        'error /data/0/event_source_url required: event_source_url must be given where action_source is website',
      ],
      '/data/0/data_processing_options_country': [
        'error /data/0/data_processing_options_country required: data_processing_options_country must be given with LDU',
      ],
      '/data/0/data_processing_options_state': [
        'error /data/0/data_processing_options_state required: data_processing_options_state must be given with LDU where the country is, or client_ip_address is not',
      ],
      '/data/0/user_data': ['error /data/0/user_data required: user_data must be given'],
      '/data/0/user_data/client_user_agent': [
        'warning /data/0/user_data/client_user_agent required: client_user_agent should be given where action_source is website',
      ],
    });
  });
  test('a purchase in a shop', () => {
    expect(withoutEach(contract, store)).toEqual({
      '/data': ['error /data required: data must be given'],
      '/data/0/event_name': ['error /data/0/event_name required: event_name must be given'],
      '/data/0/event_time': ['error /data/0/event_time required: event_time must be given'],
      '/data/0/event_id': ['warning /data/0/event_id required: event_id should be given'],
      '/data/0/action_source': ['error /data/0/action_source required: action_source must be given'],
      '/data/0/user_data': ['error /data/0/user_data required: user_data must be given'],
      '/data/0/custom_data': [
        'error /data/0/custom_data required (100/2804009): custom_data must be given with Purchase',
      ],
      '/data/0/custom_data/value': [
        'error /data/0/custom_data/value required (100/2804009): value must be given with Purchase',
      ],
      '/data/0/custom_data/currency': [
        'error /data/0/custom_data/currency required (100): currency must be given with Purchase',
      ],
    });
  });
  test('an event of an app', () => {
    expect(withoutEach(contract, app)).toEqual({
      '/data': ['error /data required: data must be given'],
      '/data/0/event_name': ['error /data/0/event_name required: event_name must be given'],
      '/data/0/event_time': ['error /data/0/event_time required: event_time must be given'],
      '/data/0/event_id': ['warning /data/0/event_id required: event_id should be given'],
      '/data/0/action_source': ['error /data/0/action_source required: action_source must be given'],
      '/data/0/user_data': ['error /data/0/user_data required: user_data must be given'],
      '/data/0/user_data/madid': [
        'warning /data/0/user_data required: user_data should hold madid or anon_id where action_source is app',
      ],
      '/data/0/app_data': ['error /data/0/app_data required: app_data must be given where action_source is app'],
      '/data/0/app_data/advertiser_tracking_enabled': [
        'error /data/0/app_data/advertiser_tracking_enabled required: advertiser_tracking_enabled must be given',
      ],
      '/data/0/app_data/application_tracking_enabled': [
        'error /data/0/app_data/application_tracking_enabled required: application_tracking_enabled must be given',
      ],
      '/data/0/app_data/extinfo': ['error /data/0/app_data/extinfo required: extinfo must be given'],
      '/data/0/custom_data/currency': [
        'error /data/0/custom_data/currency dependentRequired: currency must be given where value is',
      ],
    });
  });
});

test('any value anywhere is told in words, and no other place is blamed for its type', () => {
  const sites = [purchase, lead, store, app].flatMap((payload) =>
    places(payload).map((path) => [payload, path] as const),
  );
  fc.assert(
    fc.property(fc.constantFrom(...sites), fc.jsonValue(), ([payload, path], value) => {
      const said = contract.check(edited(payload, { [path]: value }), now);
      const elsewhere = said.filter((one) => one.rule === 'type' && !`${one.path}/`.startsWith(`${path}/`));
      const unclear = said.filter(
        ({ message, source }) => source === undefined || /undefined must|\[object \w+\] /.test(message),
      );
      expect({ elsewhere, unclear }).toEqual({ elsewhere: [], unclear: [] });
    }),
  );
});

describe('the request', () => {
  const base: CheckedRequest = {
    method: 'POST',
    url: 'https://graph.facebook.com/v25.0/1248630053164112/events',
    headers: { 'content-type': 'application/json' },
    body: { access_token: '${META_ACCESS_TOKEN}', ...purchase },
  };
  const address = (rest: string): Partial<CheckedRequest> => ({ url: `https://graph.facebook.com${rest}` });
  const pathError = 'error request/path pattern: path must be /{version}/{pixel or dataset id}/events';
  const otherVersion =
    'warning request/path versions: path names a Graph API version this contract was not written for';
  const noToken = 'error request required: the request must hold an access token';

  test.each<[string, Partial<CheckedRequest>, readonly string[]]>([
    ['as it must be', {}, []],
    ['to the oldest version', address('/v24.0/1248630053164112/events'), []],
    ['to the newest version', address('/v26.0/1248630053164112/events'), []],
    ['to a version gone', address('/v23.0/1248630053164112/events'), [otherVersion]],
    ['to a version to come', address('/v27.0/1248630053164112/events'), [otherVersion]],
    ['without a version', address('/1248630053164112/events'), [pathError]],
    ['to a pixel that is none', address('/v25.0/me/events'), [pathError]],
    ['to a pixel that is a secret', address('/v25.0/${META_PIXEL}/events'), []],
    ['to another edge', address('/v25.0/1248630053164112/stats'), [pathError]],
    ['by GET', { method: 'GET' }, ['error request/method const: method must be "POST"']],
    [
      'to another host',
      { url: 'https://graph.facebook.example/v25.0/1248630053164112/events' },
      ['error request/host const: host must be "graph.facebook.com"'],
    ],
    ['without a token', { body: purchase }, [noToken]],
    [
      'with the token in the query',
      { ...address('/v25.0/1/events?access_token=${META_ACCESS_TOKEN}'), body: purchase },
      [],
    ],
    [
      'with an empty token in the query',
      { ...address('/v25.0/1/events?access_token='), body: purchase },
      ['error request/query/access_token minLength: access_token must not be empty'],
    ],
    [
      'with the token as authorization',
      { headers: { ...base.headers, authorization: 'Bearer ${META_ACCESS_TOKEN}' }, body: purchase },
      [],
    ],
    [
      'with another authorization',
      { headers: { ...base.headers, authorization: 'Basic ${META_ACCESS_TOKEN}' }, body: purchase },
      [noToken],
    ],
    ['with a proof', address('/v25.0/1/events?appsecret_proof=${META_PROOF}'), []],
    [
      'with a proof that is none',
      address('/v25.0/1/events?appsecret_proof=abc'),
      [
        'error request/query/appsecret_proof pattern: appsecret_proof must be an HMAC-SHA256 in 64 lower-case hex digits',
      ],
    ],
    ['with a charset', { headers: { 'content-type': 'application/json; charset=utf-8' } }, []],
    ['without a type', { headers: {} }, ['warning request/headers/content-type required: content-type must be given']],
    [
      'as another type',
      { headers: { 'content-type': 'text/plain' } },
      ['warning request/headers/content-type pattern: content-type must be application/json where the body is JSON'],
    ],
    ['without a body', { body: null }, [noToken, 'error payload type: the payload must be an object']],
  ])('%s', (_, changes, said) => {
    expect(lines(contract.checkRequest({ ...base, ...changes }, now))).toEqual(said);
  });
});

test('the reference container keeps it', () => {
  expect(recorded(contract)).toEqual([
    { name: 'Meta CAPI - Add to Cart', said: [] },
    { name: 'Meta CAPI - Initiate Checkout', said: [] },
    { name: 'Meta CAPI - Consult Completed', said: [] },
    { name: 'Meta CAPI - Consult Started', said: [] },
    { name: 'Meta CAPI - Lead', said: [] },
    { name: 'Meta CAPI - Purchase', said: [] },
    { name: 'Meta CAPI - RX Issued', said: [] },
    { name: 'Meta CAPI - CompleteRegistration', said: [] },
  ]);
});
