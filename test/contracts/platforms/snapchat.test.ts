import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CheckedRequest } from '../../../src/contracts/contract.ts';
import { type Edits, edited, lines, now, nowSeconds, places, recorded, shipped, withoutEach } from './meta-support.ts';

const contract = await shipped('snapchat/events');

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const ph = 'e03d152bbe638d9fe7a04f9b88a67674bf15b73c0981755c16eb78d177721e03';
const fn = '81f8f6dde88365f3928796ec7aa53f72820b06db8664f5fe76a7eb13e24546a2';

const purchase = {
  data: [
    {
      event_name: 'PURCHASE',
      event_time: 1785672000,
      event_id: 'SO-10442',
      action_source: 'WEB',
      event_source_url: 'https://shop.example/thank-you',
      integration: 'acme-sgtm',
      user_data: {
        em: ['86e0b9e56c17cc4d12387e1949b85053fbe73bc3ce5a1188713a9d300cc6133d'],
        ph: [ph],
        fn,
        ct: '26c98ec3b46b0a4f7bd5e464268df74a0ca7af24f2f1ec6cfdc27b5122a598fa',
        country: '1843653496800edfd0d30326c82f53b0338ed408468cca4a2f1b52f2f6395fc9',
        client_ip_address: '203.0.113.10',
        client_user_agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)',
        sc_click_id: '3b1f0a52-7c8d-4e9f-a0b1-c2d3e4f50617',
        sc_cookie1: '34dd6077-e3a0-4b1c-9f91-a690ea0e335d',
      },
      custom_data: {
        value: 89.9,
        currency: 'EUR',
        order_id: 'SO-10442',
        num_items: 2,
        content_ids: ['SKU-19'],
        contents: [{ id: 'SKU-19', quantity: 2, item_price: 42.5, brand: 'Acme' }],
      },
    },
  ],
};

const view = {
  data: [
    {
      event_name: 'PAGE_VIEW',
      event_time: 1785671990,
      action_source: 'WEB',
      event_source_url: 'https://shop.example/',
      event_id: 'pv-771',
      user_data: { client_ip_address: '2001:db8::1', client_user_agent: 'Mozilla/5.0' },
    },
  ],
};

const app = {
  data: [
    {
      event_name: 'ADD_CART',
      event_time: 1785671000,
      event_id: 'ac-9',
      action_source: 'MOBILE_APP',
      user_data: { madid: '9c1d7f2e-54a1-4a79-9f0e-0d5d0f1a2b3c' },
      app_data: {
        app_id: '1234567890',
        advertiser_tracking_enabled: 1,
        application_tracking_enabled: 1,
        // biome-ignore format: one line, as Snapchat's index of them
        extinfo: ['i2', 'com.acme.shop', '771', '7.7.1', '18.5', 'iPhone17,1', 'en_NL', 'CEST', '', '1179', '2556', '3.00', '6', '256', '80', 'Europe/Amsterdam'],
      },
      custom_data: { value: 42.5, currency: 'EUR', content_ids: ['SKU-19'] },
    },
  ],
};

const store = {
  data: [
    {
      event_name: 'PURCHASE',
      event_time: 1785600000,
      event_id: 'pos-77-1021',
      action_source: 'OFFLINE',
      user_data: { ph: [ph] },
      custom_data: { value: 46, currency: 'USD', order_id: 'pos-77-1021' },
    },
  ],
};

/** In seconds. */
const day = 86_400;

type Row = readonly [about: string, payload: unknown, edits: Edits, said: readonly string[]];

function checkRows(rows: readonly Row[]): void {
  test.each(rows)('%s', (_, payload, edits, said) => {
    expect(lines(contract.check(edited(payload, edits), now))).toEqual(said);
  });
}

describe('an example of what Snapchat takes', () => {
  test.each([
    ['a purchase on the web', purchase],
    ['a page view with address and user agent alone', view],
    ['an event of an app', app],
  ])('%s', (_, payload) => {
    expect(contract.check(payload, now)).toEqual([]);
  });

  test('a purchase in a shop 20 hours ago is warned of', () => {
    expect(contract.check(store, now)).toEqual([
      {
        contract: 'snapchat/events',
        severity: 'warning',
        path: '/data/0/event_time',
        rule: 'maxAge',
        message: 'event_time is more than an hour ago',
        actual: '1785600000',
        help: 'send events within the hour: Snapchat makes more of them',
        source: 'https://developers.snap.com/api/marketing-api/Conversions-API/Parameters',
        rulePath: '/$defs/event/properties/event_time/allOf/1/then/then/maxAge',
      },
    ]);
    expect(contract.check(edited(store, { event_time: nowSeconds }), now)).toEqual([]);
  });
});

describe('an example of what Snapchat does not take', () => {
  // biome-ignore format: a row is a case and what is said of it
  checkRows([
    ['PURCHASE without value', purchase, { 'custom_data/value': undefined }, [
      'error /data/0/custom_data/value required: value must be given with PURCHASE',
    ]],
    ['PURCHASE without currency', purchase, { 'custom_data/currency': undefined }, [
      'error /data/0/custom_data/currency required: currency must be given with PURCHASE',
    ]],
    ['a first name alone', view, { user_data: { fn } }, [
      'error /data/0/user_data match: user_data holds too little to know anybody by',
    ]],
    ['an email as it came', view, { 'user_data/em': ['jane.doe@example.com'] }, [
      'error /data/0/user_data/em/0 sha256: an item of em must be a SHA-256 digest in 64 lower-case hex digits; this is an email as it came',
    ]],
    ['45 days old', view, { event_time: nowSeconds - 45 * day }, [
      'error /data/0/event_time maxAge: event_time is 45 days old, and must be at most 37 days old',
    ]],
    ['WEB without event_source_url', view, { event_source_url: undefined }, [
      'error /data/0/event_source_url required: event_source_url must be given where action_source is WEB',
    ]],
    ['the name Purchase', view, { event_name: 'Purchase' }, [
      "error /data/0/event_name enum: event_name must be one of Snapchat's own",
    ]],
    ['the name lead', view, { event_name: 'lead' }, [
      "error /data/0/event_name enum: event_name must be one of Snapchat's own",
    ]],
    ['an address without a user agent', view, { 'user_data/client_user_agent': undefined }, [
      'error /data/0/user_data match: user_data holds too little to know anybody by',
    ]],
    ['currency eur', purchase, { 'custom_data/currency': 'eur' }, [
      'error /data/0/custom_data/currency pattern: currency must be an ISO 4217 code of three capitals',
    ]],
    ['currency EURO', purchase, { 'custom_data/currency': 'EURO' }, [
      'error /data/0/custom_data/currency pattern: currency must be an ISO 4217 code of three capitals',
    ]],
    ['the flat body of v2', { pixel_id: '0f1e', event_type: 'PURCHASE', event_conversion_type: 'WEB', timestamp: now, hashed_email: ph, price: 89.9, currency: 'EUR' }, {}, [
      'error /data required: data must be given',
    ]],
    ['an app with 15 entries of extinfo', app, { 'app_data/extinfo': app.data[0]?.app_data.extinfo.slice(0, 15) }, [
      'error /data/0/app_data/extinfo minItems: extinfo must have exactly 16 entries',
    ]],
  ]);

  test('is told with where, what and what to do', () => {
    expect(contract.check(edited(view, { 'user_data/client_user_agent': undefined }), now)).toEqual([
      {
        contract: 'snapchat/events',
        severity: 'error',
        path: '/data/0/user_data',
        rule: 'match',
        message: 'user_data holds too little to know anybody by',
        actual: '{ client_ip_address }',
        help: 'send em, ph, madid, or client_ip_address together with client_user_agent: without one Snapchat answers 400, insufficient PII',
        source: 'https://developers.snap.com/api/marketing-api/Conversions-API/Parameters',
        rulePath: '/$defs/userData/anyOf',
      },
    ]);
  });

  test('of v2 is told what v3 takes instead', () => {
    expect(contract.check({ event_type: 'PURCHASE', hashed_email: ph, price: 89.9 }, now)).toEqual([
      {
        contract: 'snapchat/events',
        severity: 'error',
        path: '/data',
        rule: 'required',
        message: 'data must be given',
        help: 'send { "data": [event, …] }: the flat body with event_type, hashed_email and price was that of v2',
        source: 'https://developers.snap.com/api/marketing-api/Conversions-API/Parameters',
        rulePath: '/required',
      },
    ]);
  });
});

describe('beside the events', () => {
  // biome-ignore format: a row is a case and what is said of it
  checkRows([
    ['no list', view, { '/data': view.data[0] }, ['error /data type: data must be an array']],
    ['no event', view, { '/data': [] }, ['error /data minItems: data must not be empty']],
    ['an event that is none', view, { '/data/0': 'PAGE_VIEW' }, [
      'error /data/0 type: an item of data must be an object',
    ]],
    ['2000 events', view, { '/data': Array(2000).fill(view.data[0]) }, []],
    ['2001 events', view, { '/data': Array(2001).fill(view.data[0]) }, [
      'error /data maxItems: data must have at most 2000 items',
    ]],
    ['of an app and offline', view, { '/data': [app.data[0], edited(store.data[0], { '/event_time': nowSeconds })] }, [
      'error /data asset: events of an app and others cannot share a request',
    ]],
    ["of an app and of the web, in Meta's words", view, { action_source: 'website', '/data/1': edited(app.data[0], { '/action_source': 'app' }) }, [
      'error /data asset: events of an app and others cannot share a request',
      'warning /data/0/action_source enum: action_source should be WEB, MOBILE_APP or OFFLINE',
      'warning /data/1/action_source enum: action_source should be WEB, MOBILE_APP or OFFLINE',
    ]],
    ['of an app, one without a source, and one that is none', app, { '/data/1': edited(view.data[0], { '/action_source': undefined }), '/data/2': 7 }, [
      'error /data/1/action_source required: action_source must be given',
      'error /data/2 type: an item of data must be an object',
    ]],
    ['of the web, one without a source, and one that is none', view, { '/data/1': edited(view.data[0], { '/action_source': undefined }), '/data/2': 7 }, [
      'error /data/1/action_source required: action_source must be given',
      'error /data/2 type: an item of data must be an object',
    ]],
    ['of an app and of the web', view, { '/data/1': app.data[0] }, [
      'error /data asset: events of an app and others cannot share a request',
    ]],
    ['an unknown key', view, { '/test_event_code': 'T1' }, [
      'warning /test_event_code additionalProperties: test_event_code: unknown key; known are data',
    ]],
    ['a key of v2 in an event', view, { hashed_email: ph, opt_out: false }, [
      'warning /data/0/hashed_email additionalProperties: hashed_email: unknown key; known are event_name, event_time, action_source, event_source_url, event_id, user_data, custom_data, app_data, data_processing_options, data_processing_options_country, data_processing_options_state, integration, test_event_code, version',
      'warning /data/0/opt_out additionalProperties: opt_out: unknown key; known are event_name, event_time, action_source, event_source_url, event_id, user_data, custom_data, app_data, data_processing_options, data_processing_options_country, data_processing_options_state, integration, test_event_code, version',
    ]],
  ]);

  test.each([[null], [7], ['data'], [[]]])('%j is no payload', (payload) => {
    expect(lines(contract.check(payload, now))).toEqual(['error payload type: the payload must be an object']);
  });
});

describe('event_time', () => {
  // biome-ignore format: a row is a case and what is said of it
  checkRows([
    ['an hour old', view, { event_time: nowSeconds - 3600 }, []],
    ['a second more', view, { event_time: nowSeconds - 3601 }, [
      'warning /data/0/event_time maxAge: event_time is more than an hour ago',
    ]],
    ['37 days old', view, { event_time: nowSeconds - 37 * day }, [
      'warning /data/0/event_time maxAge: event_time is more than an hour ago',
    ]],
    ['a second more than that', view, { event_time: nowSeconds - 37 * day - 1 }, [
      'error /data/0/event_time maxAge: event_time is more than 37 days old, and must be at most 37 days old',
    ]],
    ['60 s ahead', view, { event_time: nowSeconds + 60 }, []],
    ['61 s ahead', view, { event_time: nowSeconds + 61 }, [
      'warning /data/0/event_time maxFuture: event_time is more than 1 minute ahead of the clock, and must be at most 1 minute ahead',
    ]],
    ['in milliseconds', view, { event_time: now }, [
      'warning /data/0/event_time timeUnit: event_time is in milliseconds, and must be in seconds',
    ]],
    ['in milliseconds, 45 days old', view, { event_time: now - 45 * day * 1000 }, [
      'warning /data/0/event_time timeUnit: event_time is in milliseconds, and must be in seconds',
      'error /data/0/event_time maxAge: event_time is 45 days old, and must be at most 37 days old',
    ]],
    ['in microseconds', view, { event_time: now * 1000 }, [
      'error /data/0/event_time timeUnit: event_time is in microseconds, and must be in seconds',
    ]],
    ['as text', view, { event_time: String(nowSeconds) }, [
      'warning /data/0/event_time type: event_time should be a number, not text',
    ]],
    ['as text, in milliseconds', view, { event_time: String(now) }, [
      'warning /data/0/event_time type: event_time should be a number, not text',
      'warning /data/0/event_time timeUnit: event_time is in milliseconds, and must be in seconds',
    ]],
    ['as text, 45 days old', view, { event_time: String(nowSeconds - 45 * day) }, [
      'warning /data/0/event_time type: event_time should be a number, not text',
      'error /data/0/event_time maxAge: event_time is 45 days old, and must be at most 37 days old',
    ]],
    ['with a fraction', view, { event_time: nowSeconds + 0.5 }, [
      'error /data/0/event_time type: event_time must be a whole number of seconds',
    ]],
    ['as text, in microseconds', view, { event_time: String(now * 1000) }, [
      'warning /data/0/event_time type: event_time should be a number, not text',
      'error /data/0/event_time timeUnit: event_time is in microseconds, and must be in seconds',
    ]],
    ['in words', view, { event_time: '2026-08-02T12:00:00Z' }, [
      'error /data/0/event_time pattern: event_time must be a whole number of seconds',
    ]],
  ]);
});

describe('an event', () => {
  // biome-ignore format: a row is a case and what is said of it
  checkRows([
    ['a custom event', view, { event_name: 'CUSTOM_EVENT_5' }, []],
    ['a custom event too many', view, { event_name: 'CUSTOM_EVENT_6' }, [
      "error /data/0/event_name enum: event_name must be one of Snapchat's own",
    ]],
    ['what a program writes for no value', view, { event_id: 'undefined' }, [
      'warning /data/0/event_id placeholder: this is what a program writes where it has no value',
    ]],
    ['a line with a key of its own', view, { custom_data: { contents: [{ id: 'SKU-19', price: 4 }] } }, [
      'warning /data/0/custom_data/contents/0/price additionalProperties: price: unknown key; known are id, quantity, item_price, brand, delivery_category',
    ]],
    ["Meta's names for the source", view, { action_source: 'website' }, [
      'warning /data/0/action_source enum: action_source should be WEB, MOBILE_APP or OFFLINE',
    ]],
    ["Meta's name for an app", app, { action_source: 'app' }, [
      'warning /data/0/action_source enum: action_source should be WEB, MOBILE_APP or OFFLINE',
    ]],
    ["Meta's name, without event_source_url", view, { action_source: 'website', event_source_url: undefined }, [
      'error /data/0/event_source_url required: event_source_url must be given where action_source is WEB',
      'warning /data/0/action_source enum: action_source should be WEB, MOBILE_APP or OFFLINE',
    ]],
    ["Meta's name, without app_data", app, { action_source: 'app', app_data: undefined }, [
      'error /data/0/app_data required: app_data must be given where action_source is MOBILE_APP',
      'warning /data/0/action_source enum: action_source should be WEB, MOBILE_APP or OFFLINE',
    ]],
    ['another source', view, { action_source: 'web' }, [
      'error /data/0/action_source enum: action_source must be WEB, MOBILE_APP or OFFLINE',
    ]],
    ['OFFLINE without event_source_url', view, { action_source: 'OFFLINE', event_source_url: undefined }, []],
    ['an address that is not whole', view, { event_source_url: '/thank-you' }, [
      'error /data/0/event_source_url pattern: event_source_url must be an absolute URL',
    ]],
    ['the page of an app', view, { event_source_url: 'acme://thank-you' }, []],
    ['an empty event_id', view, { event_id: '' }, ['error /data/0/event_id minLength: event_id must not be empty']],
    ['event_id as a number', view, { event_id: 771 }, ['error /data/0/event_id type: event_id must be text']],
    ['event_id in custom_data', view, { event_id: undefined, custom_data: { event_id: 'pv-771' } }, [
      'warning /data/0/event_id required: event_id should be given',
      'warning /data/0/custom_data/event_id additionalProperties: event_id: unknown key; known are value, currency, content_ids, content_category, content_name, content_type, contents, brands, num_items, order_id, search_string, sign_up_method, predicted_ltv, referrer_url, custom_id, checkin_date, travel_start, travel_end, suggested_destinations, destination_airport and 17 more',
    ]],
    ['MOBILE_APP without app_data', app, { app_data: undefined }, [
      'error /data/0/app_data required: app_data must be given where action_source is MOBILE_APP',
    ]],
    ['an integration in capitals', view, { integration: 'Acme' }, [
      'warning /data/0/integration pattern: integration should be in lower case',
    ]],
    ['an integration that is no text', view, { integration: 1 }, [
      'error /data/0/integration type: integration must be text',
    ]],
    ['a test event', view, { test_event_code: 'T1' }, [
      "warning /data/0/test_event_code test: test_event_code is for tests, and not on Snapchat's page of parameters",
    ]],
    ['a version', view, { version: '3.0' }, []],
    ['a version as a number', view, { version: 3 }, ['error /data/0/version type: version must be text']],
    ['values of other types', view, { event_source_url: 7, test_event_code: 7, data_processing_options_country: '1' }, [
      'error /data/0/event_source_url type: event_source_url must be text',
      'error /data/0/data_processing_options_country type: data_processing_options_country must be a whole number',
      'warning /data/0/data_processing_options_country enum: data_processing_options_country must be one of 0, 1',
      'error /data/0/test_event_code type: test_event_code must be text',
      "warning /data/0/test_event_code test: test_event_code is for tests, and not on Snapchat's page of parameters",
    ]],
    ['without a source', view, { action_source: undefined }, [
      'error /data/0/action_source required: action_source must be given',
    ]],
    ['objects that are none', view, { user_data: 'em', custom_data: [], app_data: 1 }, [
      'error /data/0/user_data type: user_data must be an object',
      'error /data/0/custom_data type: custom_data must be an object',
      'error /data/0/app_data type: app_data must be an object',
    ]],
  ]);
});

test.each(
  // biome-ignore format: as Snapchat lists them
  [
    'PURCHASE', 'ADD_CART', 'VIEW_CONTENT', 'START_CHECKOUT', 'ADD_BILLING', 'SIGN_UP', 'SEARCH', 'PAGE_VIEW', 'ADD_TO_WISHLIST',
    'LIST_VIEW', 'SAVE', 'SUBSCRIBE', 'START_TRIAL', 'COMPLETE_TUTORIAL', 'LOGIN', 'SHARE', 'INVITE', 'RESERVE',
    'ACHIEVEMENT_UNLOCKED', 'LEVEL_COMPLETE', 'SPENT_CREDITS', 'RATE', 'AD_CLICK', 'AD_VIEW', 'APP_OPEN', 'APP_INSTALL',
    'CUSTOM_EVENT_1', 'CUSTOM_EVENT_2', 'CUSTOM_EVENT_3', 'CUSTOM_EVENT_4', 'CUSTOM_EVENT_5',
  ],
)('%s is a name of an event', (name) => {
  expect(contract.check(edited(purchase, { event_name: name }), now)).toEqual([]);
});

describe('limited data use', () => {
  // biome-ignore format: a row is a case and what is said of it
  checkRows([
    ['none', view, { data_processing_options: [] }, []],
    ['LDU', view, { data_processing_options: ['LDU'], data_processing_options_country: 1, data_processing_options_state: 1000 }, []],
    ['LMU, left to Snapchat', view, { data_processing_options: ['LMU'], data_processing_options_country: 0, data_processing_options_state: 0 }, []],
    ['without country and state', view, { data_processing_options: ['LDU'] }, [
      'warning /data/0/data_processing_options_country required: data_processing_options_country must be given',
      'warning /data/0/data_processing_options_state required: data_processing_options_state must be given',
    ]],
    ['the text of a list', view, { data_processing_options: "['LMU']" }, [
      'error /data/0/data_processing_options type: data_processing_options must be an array',
    ]],
    ['another option', view, { data_processing_options: ['LUD'], data_processing_options_country: 0, data_processing_options_state: 0 }, [
      'error /data/0/data_processing_options/0 enum: an item of data_processing_options must be one of LDU, LMU',
    ]],
    ['country and state of other forms', view, { data_processing_options_country: 2, data_processing_options_state: 'CA' }, [
      'warning /data/0/data_processing_options_country enum: data_processing_options_country must be one of 0, 1',
      'error /data/0/data_processing_options_state type: data_processing_options_state must be a whole number',
    ]],
  ]);
});

describe('money', () => {
  // biome-ignore format: a row is a case and what is said of it
  checkRows([
    ['without custom_data', purchase, { custom_data: undefined }, [
      'error /data/0/custom_data required: custom_data must be given with PURCHASE',
    ]],
    ['another event: value without currency', app, { 'custom_data/currency': undefined }, [
      'error /data/0/custom_data/currency dependentRequired: currency must be given where value is',
    ]],
    ['another event: neither', app, { 'custom_data/currency': undefined, 'custom_data/value': undefined }, []],
  ]);
});

describe('enough to know somebody by', () => {
  // biome-ignore format: a row is a case and what is said of it
  checkRows([
    ['nothing', view, { user_data: {} }, [
      'error /data/0/user_data match: user_data holds too little to know anybody by',
    ]],
    ['every other identifier', view, { user_data: { fn, ln: fn, ge: fn, ct: fn, st: fn, zp: fn, country: fn, db: fn, external_id: [fn], client_user_agent: 'Mozilla/5.0', sc_click_id: 'c', sc_cookie1: '34dd6077-e3a0-4b1c-9f91-a690ea0e335d', idfv: 'i', anon_id: 'a', lead_id: 'l', subscription_id: 's', download_id: 'd' } }, [
      'error /data/0/user_data match: user_data holds too little to know anybody by',
    ]],
    ['em', view, { user_data: { em: ph } }, []],
    ['ph', view, { user_data: { ph } }, []],
    ['madid', view, { user_data: { madid: '9c1d7f2e-54a1-4a79-9f0e-0d5d0f1a2b3c' } }, []],
  ]);
});

describe('what is hashed', () => {
  // biome-ignore format: a row is a case and what is said of it
  checkRows([
    ['lists', view, { user_data: { em: [ph, fn], fn: [fn], external_id: fn } }, []],
    ['every one, as it came', view, { user_data: { em: 'John@example.com', ph: '+44 844 412 4653', fn: 'Mary', ln: "O'Brien", ge: 'f', ct: 'New York', st: 'NY', zp: '94035', country: 'us', db: '19970216', external_id: ['user_123'] } }, [
      'error /data/0/user_data/em sha256: em must be a SHA-256 digest in 64 lower-case hex digits; this is an email as it came',
      'error /data/0/user_data/ph sha256: ph must be a SHA-256 digest in 64 lower-case hex digits; this is a number as it came',
      'error /data/0/user_data/fn sha256: fn must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
      'error /data/0/user_data/ln sha256: ln must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
      'error /data/0/user_data/ge sha256: ge must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
      'error /data/0/user_data/ct sha256: ct must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
      'error /data/0/user_data/st sha256: st must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
      'error /data/0/user_data/zp sha256: zp must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
      'error /data/0/user_data/country sha256: country must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
      'error /data/0/user_data/db sha256: db must be a SHA-256 digest in 64 lower-case hex digits; this is a number as it came',
      'error /data/0/user_data/external_id/0 sha256: an item of external_id must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
    ]],
    ['in capitals', view, { 'user_data/em': ph.toUpperCase() }, [
      'error /data/0/user_data/em sha256: em must be a SHA-256 digest in 64 lower-case hex digits; this one has capitals',
    ]],
    ['an empty list', view, { 'user_data/em': [] }, ['error /data/0/user_data/em minItems: em must not be empty']],
    ['no text', view, { 'user_data/em': 7, 'user_data/ph': [7] }, [
      'error /data/0/user_data/em type: em must be text or an array',
      'error /data/0/user_data/ph/0 type: an item of ph must be text',
    ]],
    ['the digest of nothing', view, { 'user_data/em': [sha256(''), sha256('undefined'), sha256('null'), sha256('[object Object]'), sha256('none'), sha256('n/a'), sha256('NaN'), sha256('0'), sha256('true'), sha256('false')] }, [
      'error /data/0/user_data/em/0 meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]',
      'error /data/0/user_data/em/1 meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]',
      'error /data/0/user_data/em/2 meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]',
      'error /data/0/user_data/em/3 meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]',
      'error /data/0/user_data/em/4 meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]',
      'error /data/0/user_data/em/5 meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]',
      'error /data/0/user_data/em/6 meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]',
      'error /data/0/user_data/em/7 meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]',
      'error /data/0/user_data/em/8 meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]',
      'error /data/0/user_data/em/9 meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]',
    ]],
    ['the digest of a test person', view, { 'user_data/em': [sha256('test@test.com'), sha256('test@example.com')] }, [
      'warning /data/0/user_data/em/0 test: this is the digest of test@test.com or test@example.com',
      'warning /data/0/user_data/em/1 test: this is the digest of test@test.com or test@example.com',
    ]],
    ['user_agent for client_user_agent', view, { user_data: { em: ph, client_ip_address: '203.0.113.10', user_agent: 'Mozilla/5.0' } }, [
      'warning /data/0/user_data/user_agent additionalProperties: user_agent: unknown key; known are em, ph, fn, ln, ge, ct, st, zp, country, db, external_id, client_ip_address, client_user_agent, sc_click_id, sc_cookie1, madid, idfv, anon_id, lead_id, subscription_id, download_id',
    ]],
  ]);

  test('of a phone with its + is not told from one without: that never matches', () => {
    expect(contract.check(edited(view, { 'user_data/ph': [sha256('+448444124653')] }), now)).toEqual([]);
  });
});

test.each(['em', 'ph', 'fn', 'ln', 'ge', 'ct', 'st', 'zp', 'country', 'db', 'external_id'])(
  '%s is a digest, or a list of digests',
  (key) => {
    const at = `/data/0/user_data/${key}`;
    const values = [7, [], '', ['raw', 7, sha256('')]];
    expect(values.flatMap((value) => lines(contract.check(edited(view, { [at]: value }), now)))).toEqual([
      `error ${at} type: ${key} must be text or an array`,
      `error ${at} minItems: ${key} must not be empty`,
      `error ${at} sha256: ${key} must be a SHA-256 digest in 64 lower-case hex digits, and is empty`,
      `error ${at}/0 sha256: an item of ${key} must be a SHA-256 digest in 64 lower-case hex digits; this is no digest`,
      `error ${at}/1 type: an item of ${key} must be text`,
      `error ${at}/2 meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]`,
    ]);
  },
);

describe('what is never hashed', () => {
  // biome-ignore format: a row is a case and what is said of it
  checkRows([
    ['a hashed address', view, { 'user_data/client_ip_address': ph }, [
      'error /data/0/user_data/client_ip_address address: client_ip_address must be one bare IPv4 or IPv6 address',
    ]],
    ['a list of addresses', view, { 'user_data/client_ip_address': '203.0.113.10, 10.0.0.1' }, [
      'error /data/0/user_data/client_ip_address address: client_ip_address must be one bare IPv4 or IPv6 address',
    ]],
    ['other hashed ids', view, { user_data: { madid: ph, client_user_agent: ph, sc_click_id: ph, sc_cookie1: ph, idfv: ph, anon_id: ph, lead_id: ph, subscription_id: ph, download_id: ph } }, [
      'error /data/0/user_data/client_user_agent hashed: this must not be hashed',
      'error /data/0/user_data/sc_click_id hashed: this must not be hashed',
      'warning /data/0/user_data/sc_cookie1 pattern: sc_cookie1 should be a UUID (version 4)',
      'error /data/0/user_data/madid pattern: madid must be a UUID in lower case',
      'error /data/0/user_data/idfv hashed: this must not be hashed',
      'error /data/0/user_data/anon_id hashed: this must not be hashed',
      'error /data/0/user_data/lead_id hashed: this must not be hashed',
      'error /data/0/user_data/subscription_id hashed: this must not be hashed',
      'error /data/0/user_data/download_id hashed: this must not be hashed',
    ]],
    ['madid in capitals', view, { 'user_data/madid': '9C1D7F2E-54A1-4A79-9F0E-0D5D0F1A2B3C' }, [
      'error /data/0/user_data/madid pattern: madid must be a UUID in lower case',
    ]],
    ['a cookie of another version', view, { 'user_data/sc_cookie1': '34dd6077-e3a0-1b1c-9f91-a690ea0e335d' }, [
      'warning /data/0/user_data/sc_cookie1 pattern: sc_cookie1 should be a UUID (version 4)',
    ]],
    ['an address that is no text', view, { 'user_data/client_ip_address': 7 }, [
      'error /data/0/user_data/client_ip_address type: client_ip_address must be text',
    ]],
    ['an empty cookie', view, { 'user_data/sc_cookie1': '' }, [
      'warning /data/0/user_data/sc_cookie1 pattern: sc_cookie1 should be a UUID (version 4)',
      'error /data/0/user_data/sc_cookie1 minLength: sc_cookie1 must not be empty',
    ]],
    ['ids that are no text', view, { 'user_data/sc_click_id': 1, 'user_data/sc_cookie1': 2, 'user_data/madid': 3, 'user_data/lead_id': '' }, [
      'error /data/0/user_data/sc_click_id type: sc_click_id must be text',
      'error /data/0/user_data/sc_cookie1 type: sc_cookie1 must be text',
      'error /data/0/user_data/madid type: madid must be text',
      'error /data/0/user_data/lead_id minLength: lead_id must not be empty',
    ]],
  ]);
});

test.each(['client_user_agent', 'sc_click_id', 'idfv', 'anon_id', 'lead_id', 'subscription_id', 'download_id'])(
  '%s is text, never hashed',
  (key) => {
    const at = `/data/0/user_data/${key}`;
    expect([7, '', ph].flatMap((value) => lines(contract.check(edited(view, { [at]: value }), now)))).toEqual([
      `error ${at} type: ${key} must be text`,
      `error ${at} minLength: ${key} must not be empty`,
      `error ${at} hashed: this must not be hashed`,
    ]);
  },
);

describe('custom_data', () => {
  // biome-ignore format: a row is a case and what is said of it
  checkRows([
    ["numbers as text, as Snapchat's page has them", purchase, { 'custom_data/value': '89.90', 'custom_data/num_items': '2', 'custom_data/contents/0/quantity': '2', 'custom_data/contents/0/item_price': '42.5' }, []],
    ['numbers of a locale', purchase, { 'custom_data/value': '89,90', 'custom_data/num_items': 1.5, 'custom_data/contents/0/quantity': 'two', 'custom_data/contents/0/item_price': '€42', 'custom_data/predicted_ltv': '100' }, [
      'error /data/0/custom_data/value pattern: value must be a number',
      'error /data/0/custom_data/contents/0/quantity pattern: quantity must be a number',
      'error /data/0/custom_data/contents/0/item_price pattern: item_price must be a number',
      'error /data/0/custom_data/num_items type: num_items must be a whole number',
      'error /data/0/custom_data/predicted_ltv type: predicted_ltv must be a number',
    ]],
    ['values of other types', purchase, { custom_data: { value: true, currency: 7, content_ids: [1], content_type: 7, contents: [{ quantity: true, item_price: true, delivery_category: 7 }], num_items: 'two', num_adults: 'two', num_children: 1.5, num_infants: 'none', hotel_score: true } }, [
      'error /data/0/custom_data/value type: value must be a number',
      'error /data/0/custom_data/currency type: currency must be text',
      'error /data/0/custom_data/content_ids/0 type: an item of content_ids must be text',
      'error /data/0/custom_data/content_type type: content_type must be text',
      'warning /data/0/custom_data/content_type enum: content_type must be one of product, product_group',
      'error /data/0/custom_data/contents/0/quantity type: quantity must be a number',
      'error /data/0/custom_data/contents/0/item_price type: item_price must be a number',
      'error /data/0/custom_data/contents/0/delivery_category type: delivery_category must be text',
      'warning /data/0/custom_data/contents/0/delivery_category enum: delivery_category must be one of home_delivery, in_store, curbside',
      'error /data/0/custom_data/num_items pattern: num_items must be a whole number',
      'error /data/0/custom_data/num_adults pattern: num_adults must be a whole number',
      'error /data/0/custom_data/num_children type: num_children must be a whole number',
      'error /data/0/custom_data/num_infants pattern: num_infants must be a whole number',
      'error /data/0/custom_data/hotel_score type: hotel_score must be a number',
    ]],
    ['a currency nobody saw it take', purchase, { 'custom_data/currency': 'JMD' }, [
      'warning /data/0/custom_data/currency enum: currency is none Snapchat is known to take',
    ]],
    ['content_ids as text', purchase, { 'custom_data/content_ids': 'SKU-19' }, [
      'error /data/0/custom_data/content_ids type: content_ids must be an array',
    ]],
    ['contents as the JSON of a list', purchase, { 'custom_data/contents': '[]' }, [
      'error /data/0/custom_data/contents type: contents must be an array',
    ]],
    ['contents of wrong types', purchase, { 'custom_data/contents': [{ id: 1, brand: 2, delivery_category: 'drone' }, 'A'] }, [
      'error /data/0/custom_data/contents/0/id type: id must be text',
      'error /data/0/custom_data/contents/0/brand type: brand must be text',
      'warning /data/0/custom_data/contents/0/delivery_category enum: delivery_category must be one of home_delivery, in_store, curbside',
      'error /data/0/custom_data/contents/1 type: an item of contents must be an object',
    ]],
    ['one brand as text', purchase, { 'custom_data/brands': 'Acme' }, [
      'warning /data/0/custom_data/brands type: brands should be a list',
    ]],
    ['brands that are none', purchase, { 'custom_data/brands': [true] }, [
      'error /data/0/custom_data/brands/0 type: an item of brands must be text or a whole number',
    ]],
    ['categories, one or several', purchase, { 'custom_data/content_category': ['Hair'] }, []],
    ['a category that is none', purchase, { 'custom_data/content_category': { name: 'Hair' } }, [
      'error /data/0/custom_data/content_category type: content_category must be text or an array',
    ]],
    ['a content_type that is none', purchase, { 'custom_data/content_type': 'sku' }, [
      'warning /data/0/custom_data/content_type enum: content_type must be one of product, product_group',
    ]],
    ['texts that are none', purchase, { 'custom_data/content_name': 1, 'custom_data/order_id': 2, 'custom_data/search_string': 3, 'custom_data/sign_up_method': 4, 'custom_data/referrer_url': 5, 'custom_data/custom_id': 6 }, [
      'error /data/0/custom_data/content_name type: content_name must be text',
      'error /data/0/custom_data/order_id type: order_id must be text',
      'error /data/0/custom_data/search_string type: search_string must be text',
      'error /data/0/custom_data/sign_up_method type: sign_up_method must be text',
      'error /data/0/custom_data/referrer_url type: referrer_url must be text',
      'error /data/0/custom_data/custom_id type: custom_id must be text',
    ]],
    ['travel', purchase, { custom_data: { ...purchase.data[0]?.custom_data, checkin_date: '2026-09-01', travel_start: '2026-09-01', travel_end: '2026-09-08', suggested_destinations: ['Rome'], destination_airport: 'FCO', origin_airport: 'AMS', city: 'Rome', region: 'Lazio', country: 'IT', neighborhood: 'Monti', postal_code: '00184', departing_departure_date: '2026-09-01', departing_arrival_date: '2026-09-01', returning_departure_date: '2026-09-08', returning_arrival_date: '2026-09-08', num_adults: 2, num_children: '1', num_infants: 0, hotel_score: 8.5, preferred_neighborhoods: 'Monti', preferred_star_ratings: [4, 5], suggested_hotels: ['Hotel Roma'] } }, []],
    ['travel of wrong types', purchase, { custom_data: { value: 1, currency: 'EUR', checkin_date: 1, travel_start: 1, travel_end: 1, suggested_destinations: 1, destination_airport: 1, origin_airport: 1, city: 1, region: 1, country: 1, neighborhood: 1, postal_code: 1, departing_departure_date: 1, departing_arrival_date: 1, returning_departure_date: 1, returning_arrival_date: 1, num_adults: 1.5, num_children: 'one', num_infants: null, hotel_score: 'good', preferred_neighborhoods: 1, preferred_star_ratings: 1, suggested_hotels: 1 } }, [
      'error /data/0/custom_data/checkin_date type: checkin_date must be text',
      'error /data/0/custom_data/travel_start type: travel_start must be text',
      'error /data/0/custom_data/travel_end type: travel_end must be text',
      'error /data/0/custom_data/suggested_destinations type: suggested_destinations must be text or an array',
      'error /data/0/custom_data/destination_airport type: destination_airport must be text',
      'error /data/0/custom_data/origin_airport type: origin_airport must be text',
      'error /data/0/custom_data/city type: city must be text',
      'error /data/0/custom_data/region type: region must be text',
      'error /data/0/custom_data/country type: country must be text',
      'error /data/0/custom_data/neighborhood type: neighborhood must be text',
      'error /data/0/custom_data/postal_code type: postal_code must be text',
      'error /data/0/custom_data/departing_departure_date type: departing_departure_date must be text',
      'error /data/0/custom_data/departing_arrival_date type: departing_arrival_date must be text',
      'error /data/0/custom_data/returning_departure_date type: returning_departure_date must be text',
      'error /data/0/custom_data/returning_arrival_date type: returning_arrival_date must be text',
      'error /data/0/custom_data/num_adults type: num_adults must be a whole number',
      'error /data/0/custom_data/num_children pattern: num_children must be a whole number',
      'error /data/0/custom_data/num_infants type: num_infants must be a whole number',
      'error /data/0/custom_data/hotel_score pattern: hotel_score must be a number',
      'error /data/0/custom_data/preferred_neighborhoods type: preferred_neighborhoods must be text or an array',
      'error /data/0/custom_data/preferred_star_ratings type: preferred_star_ratings must be text or an array',
      'error /data/0/custom_data/suggested_hotels type: suggested_hotels must be text or an array',
    ]],
    ['an unknown key', purchase, { 'custom_data/orderid': 'SO-1' }, [
      'warning /data/0/custom_data/orderid additionalProperties: orderid: unknown key; did you mean order_id?',
    ]],
  ]);
});

test('every currency a connector knows Snapchat to take', () => {
  const known =
    'USD AED AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP GIP HKD HRK HUF IDR ILS INR JPY KRW KWD KZT LBP MXN ' +
    'MYR NGN NOK NZD PEN PHP PKR PLN QAR RON RUB SAR SEK SGD THB TRY TWD TZS UAH VND ZAR ALL BHD DZD GHS IQD ISK JOD ' +
    'KES MAD OMR XOF';
  const data = known.split(' ').map((currency) => edited(purchase.data[0], { '/custom_data/currency': currency }));
  expect(contract.check({ data }, now)).toEqual([]);
});

describe('app_data', () => {
  // biome-ignore format: a row is a case and what is said of it
  checkRows([
    ['without what it needs', app, { app_data: {} }, [
      'error /data/0/app_data/app_id required: app_id must be given',
      'error /data/0/app_data/advertiser_tracking_enabled required: advertiser_tracking_enabled must be given',
      'error /data/0/app_data/extinfo required: extinfo must be given',
    ]],
    ['a package', app, { 'app_data/app_id': 'com.acme.shop' }, []],
    ['an id of another form', app, { 'app_data/app_id': 'Acme Shop' }, [
      'error /data/0/app_data/app_id pattern: app_id must be the number of the App Store or the package of Google Play',
    ]],
    ['an id as a number', app, { 'app_data/app_id': 1234567890 }, [
      'error /data/0/app_data/app_id type: app_id must be text',
    ]],
    ['switches that are not 0 or 1', app, { 'app_data/advertiser_tracking_enabled': true, 'app_data/application_tracking_enabled': '1' }, [
      'error /data/0/app_data/advertiser_tracking_enabled enum: advertiser_tracking_enabled must be one of 0, 1',
      'error /data/0/app_data/application_tracking_enabled enum: application_tracking_enabled must be one of 0, 1',
    ]],
    ['without the switch it may leave out', app, { 'app_data/application_tracking_enabled': undefined }, []],
    ['extinfo of the web', app, { 'app_data/extinfo/0': 'w2' }, [
      'error /data/0/app_data/extinfo/0 enum: extinfo must start with i2 (iOS) or a2 (Android)',
    ]],
    ['extinfo of Android, where the rest is not known', app, { 'app_data/extinfo': ['a2', ...Array(15).fill('')] }, []],
    ['extinfo of 17 entries', app, { 'app_data/extinfo/16': '' }, [
      'error /data/0/app_data/extinfo maxItems: extinfo must have exactly 16 entries',
    ]],
    ['extinfo with a number', app, { 'app_data/extinfo/9': 1179 }, [
      'error /data/0/app_data/extinfo/9 type: an item of extinfo must be text',
    ]],
    ['extinfo as text', app, { 'app_data/extinfo': 'i2' }, [
      'error /data/0/app_data/extinfo type: extinfo must be an array',
    ]],
    ['an unknown key', app, { 'app_data/vendor_id': 'v' }, [
      'warning /data/0/app_data/vendor_id additionalProperties: vendor_id: unknown key; known are app_id, advertiser_tracking_enabled, application_tracking_enabled, extinfo',
    ]],
  ]);
});

describe('without one of its keys', () => {
  test('a purchase on the web', () => {
    expect(withoutEach(contract, purchase)).toEqual({
      '/data': ['error /data required: data must be given'],
      '/data/0/event_name': ['error /data/0/event_name required: event_name must be given'],
      '/data/0/event_time': ['error /data/0/event_time required: event_time must be given'],
      '/data/0/event_id': ['warning /data/0/event_id required: event_id should be given'],
      '/data/0/action_source': ['error /data/0/action_source required: action_source must be given'],
      '/data/0/event_source_url': [
        'error /data/0/event_source_url required: event_source_url must be given where action_source is WEB',
      ],
      '/data/0/user_data': ['error /data/0/user_data required: user_data must be given'],
      '/data/0/custom_data': ['error /data/0/custom_data required: custom_data must be given with PURCHASE'],
      '/data/0/custom_data/value': ['error /data/0/custom_data/value required: value must be given with PURCHASE'],
      '/data/0/custom_data/currency': [
        'error /data/0/custom_data/currency required: currency must be given with PURCHASE',
      ],
    });
  });
  test('a page view', () => {
    expect(withoutEach(contract, view)).toEqual({
      '/data': ['error /data required: data must be given'],
      '/data/0/event_name': ['error /data/0/event_name required: event_name must be given'],
      '/data/0/event_time': ['error /data/0/event_time required: event_time must be given'],
      '/data/0/action_source': ['error /data/0/action_source required: action_source must be given'],
      '/data/0/event_source_url': [
        'error /data/0/event_source_url required: event_source_url must be given where action_source is WEB',
      ],
      '/data/0/event_id': ['warning /data/0/event_id required: event_id should be given'],
      '/data/0/user_data': ['error /data/0/user_data required: user_data must be given'],
      '/data/0/user_data/client_ip_address': [
        'error /data/0/user_data match: user_data holds too little to know anybody by',
      ],
      '/data/0/user_data/client_user_agent': [
        'error /data/0/user_data match: user_data holds too little to know anybody by',
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
      '/data/0/user_data/madid': ['error /data/0/user_data match: user_data holds too little to know anybody by'],
      '/data/0/app_data': ['error /data/0/app_data required: app_data must be given where action_source is MOBILE_APP'],
      '/data/0/app_data/app_id': ['error /data/0/app_data/app_id required: app_id must be given'],
      '/data/0/app_data/advertiser_tracking_enabled': [
        'error /data/0/app_data/advertiser_tracking_enabled required: advertiser_tracking_enabled must be given',
      ],
      '/data/0/app_data/extinfo': ['error /data/0/app_data/extinfo required: extinfo must be given'],
      '/data/0/custom_data/currency': [
        'error /data/0/custom_data/currency dependentRequired: currency must be given where value is',
      ],
    });
  });
});

test('any value anywhere is told in words, and no other place is blamed for its type', () => {
  const sites = [purchase, view, store, app].flatMap((payload) =>
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
  const pixel = '0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9';
  const base: CheckedRequest = {
    method: 'POST',
    url: `https://tr.snapchat.com/v3/${pixel}/events?access_token=\${SNAPCHAT_ACCESS_TOKEN}`,
    headers: { 'content-type': 'application/json' },
    body: view,
  };
  const address = (rest: string): Partial<CheckedRequest> => ({
    url: `https://tr.snapchat.com${rest}?access_token=\${SNAPCHAT_ACCESS_TOKEN}`,
  });
  const pathError = 'error request/path pattern: path must be /v3/{pixel or app id}/events';
  const noPixel =
    'error request/path asset: path must name the Snap Pixel ID, a UUID in lower case, where the events are of the web or offline';
  const noToken = 'error request/query/access_token required: access_token must be given in the query';
  const validated = 'warning request/path test: /events/validate checks the events and keeps none of them';

  test.each<[string, Partial<CheckedRequest>, readonly string[]]>([
    ['as it must be', {}, []],
    ['of an app', { ...address('/v3/acme-app/events'), body: app }, []],
    ['of an app whose id is a UUID, as that of a pixel it cannot be told from', { body: app }, []],
    ['to a pixel that is a secret', address('/v3/${SNAPCHAT_PIXEL}/events'), []],
    ['to be checked alone', address(`/v3/${pixel}/events/validate`), [validated]],
    ['of the web, to an app', address('/v3/acme-app/events'), [noPixel]],
    [
      'offline, to an app',
      { ...address('/v3/acme-app/events'), body: edited(store, { event_time: nowSeconds }) },
      [noPixel],
    ],
    ['to a pixel in capitals', address(`/v3/${pixel.toUpperCase()}/events`), [noPixel]],
    ['to v2', address('/v2/conversion'), [pathError]],
    ['to another path', address(`/v3/${pixel}`), [pathError]],
    ['by GET', { method: 'GET' }, ['error request/method const: method must be "POST"']],
    [
      'to another host',
      { url: base.url.replace('snapchat.com', 'snapchat.example') },
      ['error request/host const: host must be "tr.snapchat.com"'],
    ],
    ['without a token', { url: `https://tr.snapchat.com/v3/${pixel}/events` }, [noToken]],
    [
      'with the token as authorization',
      {
        url: `https://tr.snapchat.com/v3/${pixel}/events`,
        headers: { ...base.headers, authorization: 'Bearer ${SNAPCHAT_ACCESS_TOKEN}' },
      },
      [noToken],
    ],
    [
      'with an empty token',
      { url: `https://tr.snapchat.com/v3/${pixel}/events?access_token=` },
      ['error request/query/access_token minLength: access_token must not be empty'],
    ],
    ['with a charset', { headers: { 'content-type': 'application/json; charset=utf-8' } }, []],
    ['without a type', { headers: {} }, ['error request/headers/content-type required: content-type must be given']],
    [
      'as another type',
      { headers: { 'content-type': 'text/plain' } },
      ['error request/headers/content-type pattern: content-type must be application/json'],
    ],
    [
      'with two tokens',
      { url: `${base.url}&access_token=two` },
      ['error request/query/access_token type: access_token must be text'],
    ],
    [
      'to an app, without a body',
      { ...address('/v3/acme-app/events'), body: null },
      ['error payload type: the payload must be an object'],
    ],
    [
      'to an app, without data',
      { ...address('/v3/acme-app/events'), body: {} },
      ['error /data required: data must be given'],
    ],
    [
      'to an app, without a list',
      { ...address('/v3/acme-app/events'), body: { data: 7 } },
      ['error /data type: data must be an array'],
    ],
    ['without a body', { body: null }, ['error payload type: the payload must be an object']],
  ])('%s', (_, changes, said) => {
    expect(lines(contract.checkRequest({ ...base, ...changes }, now))).toEqual(said);
  });
});

test('the reference container keeps it', () => {
  expect(recorded(contract)).toEqual([
    { name: 'Snapchat - Add to Cart', said: [] },
    { name: 'Snapchat - Start Checkout', said: [] },
    { name: 'Snapchat - Lead', said: [] },
    { name: 'Snapchat - Purchase', said: [] },
    { name: 'Snapchat - Sign Up', said: [] },
  ]);
});
