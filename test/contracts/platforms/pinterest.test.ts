import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pinterestTag } from '../../../src/platforms/pinterest/tag.ts';
import {
  type Edits,
  edited,
  errorsOf,
  lines,
  meaningless,
  now,
  nowSeconds,
  recorded,
  sha256 as sha,
  shipped,
  soundEvent,
  testAddresses,
} from './tiktok-support.ts';

const contract = await shipped('pinterest/events');

const checkout = {
  data: [
    {
      event_name: 'checkout',
      action_source: 'web',
      event_time: 1785672000,
      event_id: 'SO-10442',
      event_source_url: 'https://shop.example/thank-you',
      partner_name: 'ss-acme',
      user_data: {
        em: ['86e0b9e56c17cc4d12387e1949b85053fbe73bc3ce5a1188713a9d300cc6133d'],
        ph: ['e03d152bbe638d9fe7a04f9b88a67674bf15b73c0981755c16eb78d177721e03'],
        country: ['1843653496800edfd0d30326c82f53b0338ed408468cca4a2f1b52f2f6395fc9'],
        external_id: ['d04c992200c84b4447b20287ca92e4f1d70fe5c263df53ed36b56b47f24aa542'],
        client_ip_address: '203.0.113.10',
        client_user_agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)',
        click_id: 'dj0yJnU9TESTepik',
      },
      custom_data: {
        currency: 'EUR',
        value: '89.90',
        order_id: 'SO-10442',
        num_items: 2,
        content_ids: ['SKU-19'],
        contents: [{ id: 'SKU-19', item_name: 'Linen shirt', item_price: '42.50', quantity: 2 }],
      },
    },
  ],
};

const pageVisit = {
  data: [
    {
      event_name: 'page_visit',
      action_source: 'web',
      event_time: 1785671990,
      event_id: 'pv-771',
      event_source_url: 'https://shop.example/p/19',
      user_data: { client_ip_address: '2001:db8::1', client_user_agent: 'Mozilla/5.0' },
      custom_data: { content_ids: ['SKU-19'], np: 'ss-gtm' },
    },
  ],
};

const offline = {
  data: [
    {
      event_name: 'checkout',
      action_source: 'offline',
      event_time: 1785600000,
      event_id: 'pos-77-1021',
      user_data: { em: ['86e0b9e56c17cc4d12387e1949b85053fbe73bc3ce5a1188713a9d300cc6133d'] },
      custom_data: { currency: 'USD', value: '46', order_id: 'pos-77-1021', opt_out_type: 'LDP' },
    },
  ],
};

const install = {
  data: [
    {
      event_name: 'app_install',
      action_source: 'app_ios',
      event_time: 1785671000,
      event_id: 'inst-5',
      opt_out: false,
      user_data: { hashed_maids: ['9cdc7823eb5439f6d956c2bcd012b768477c9ceaffcbba82f5396350b7f51b61'] },
      app_info: { app_id: '1234567890', app_name: 'Acme', app_version: '7.7.1' },
      device_info: { os_family: 'ios', os_version: 'iOS 18.5', form_factor: 'cellphone', network_type: 'wifi' },
    },
  ],
};

/** What the contract says of an example's first event with edits. */
function said(payload: unknown, edits: Edits): readonly string[] {
  const placed = Object.entries(edits).map(([key, value]) => [`/data/0/${key}`, value]);
  return lines(contract.check(edited(payload, Object.fromEntries(placed)), now));
}

const request = {
  method: 'POST',
  url: 'https://api.pinterest.com/v5/ad_accounts/549755885175/events',
  headers: { authorization: 'Bearer ${PINTEREST_ACCESS_TOKEN}', 'content-type': 'application/json' },
  body: checkout as unknown,
};

/** What the contract says of a good request with edits. */
function saidOfRequest(edits: Edits): readonly string[] {
  return lines(contract.checkRequest(edited(request, edits), now));
}

describe('an example of what Pinterest takes', () => {
  it.each([
    ['checkout', checkout],
    ['page visit, address and user agent only', pageVisit],
    ['offline checkout with opt-out type', offline],
    ['app install', install],
  ])('%s passes', (_, payload) => {
    expect(contract.check(payload, now)).toEqual([]);
  });
});

describe('an example of what Pinterest does not take', () => {
  const ph = ['e03d152bbe638d9fe7a04f9b88a67674bf15b73c0981755c16eb78d177721e03'];
  const em = '86e0b9e56c17cc4d12387e1949b85053fbe73bc3ce5a1188713a9d300cc6133d';

  it.each<[string, Edits, readonly string[]]>([
    [
      '1: value as a number',
      { 'custom_data/value': 89.9 },
      ['error /data/0/custom_data/value type: value must be text'],
    ],
    ['2: no event_id', { event_id: undefined }, ['error /data/0/event_id required: event_id must be given']],
    [
      '3: only ph',
      { user_data: { ph } },
      [
        'error /data/0/user_data anyOf: user_data must have em, or hashed_maids, or both client_ip_address and client_user_agent',
      ],
    ],
    ['4: em as text', { 'user_data/em': em }, ['error /data/0/user_data/em type: em must be an array']],
    [
      '6: event_time in milliseconds',
      { event_time: now },
      ['error /data/0/event_time timeUnit (953): event_time is in milliseconds, and must be in seconds'],
    ],
    [
      '6: event_time 30 days old',
      { event_time: nowSeconds - 30 * 86_400 },
      ['error /data/0/event_time maxAge (953): event_time is 30 days old, and must be at most 7 days old'],
    ],
    [
      '8: transaction_id',
      { 'custom_data/transaction_id': 'SO-10442' },
      [
        "error /data/0/custom_data/transaction_id additionalProperties: transaction_id is GA4's name, and Pinterest does not know it",
      ],
    ],
    [
      '9: action_source of Meta',
      { action_source: 'website' },
      ['error /data/0/action_source enum: action_source must be one of web, app_android, app_ios, offline'],
    ],
    [
      '10: item_price as a number',
      { 'custom_data/contents/0/item_price': 42.5 },
      ['error /data/0/custom_data/contents/0/item_price type: item_price must be text'],
    ],
    [
      '10: quantity as text',
      { 'custom_data/contents/0/quantity': '2' },
      ['error /data/0/custom_data/contents/0/quantity type: quantity must be a whole number'],
    ],
    [
      '11: client_ip_address without client_user_agent',
      { user_data: { client_ip_address: '203.0.113.10' } },
      [
        'error /data/0/user_data anyOf: user_data must have em, or hashed_maids, or both client_ip_address and client_user_agent',
      ],
    ],
  ])('%s', (_, edits, expected) => {
    expect(said(checkout, edits)).toEqual(expected);
  });

  it('5: a name of GA4', () => {
    expect(contract.check(edited(checkout, { '/data/0/event_name': 'purchase' }), now)).toEqual([
      {
        contract: 'pinterest/events',
        severity: 'error',
        path: '/data/0/event_name',
        rule: 'ga4Name',
        message: "event_name must be one Pinterest knows, and this is GA4's",
        actual: '"purchase"',
        help: 'send checkout',
        source: 'github.com/pinterest/api-description, v5/openapi.json (ConversionEvents)',
        rulePath: '/$defs/event/properties/event_name/allOf/4/not',
      },
    ]);
  });

  it('7: 1,001 events, or none', () => {
    const many = { data: Array.from({ length: 1001 }, () => checkout.data[0]) };
    expect(lines(contract.check(many, now))).toEqual(['error /data maxItems: data must have at most 1000 items']);
    expect(lines(contract.check({ data: many.data.slice(1) }, now))).toEqual([]);
    expect(lines(contract.check({ data: [] }, now))).toEqual(['error /data minItems: data must not be empty']);
  });
});

describe('rules of the request', () => {
  it.each<[string, Edits, readonly string[]]>([
    ['a good one', {}, []],
    ['a secret account', { '/url': 'https://api.pinterest.com/v5/ad_accounts/${PINTEREST_ACCOUNT}/events' }, []],
    [
      'a dry run',
      { '/url': 'https://api.pinterest.com/v5/ad_accounts/549755885175/events?test=true' },
      ['warning request:/query/test test: test=true makes this a dry run: it is checked, and nothing is kept'],
    ],
    ['no dry run', { '/url': 'https://api.pinterest.com/v5/ad_accounts/549755885175/events?test=false' }, []],
    ['method', { '/method': 'GET' }, ['error request:/method const: method must be "POST"']],
    [
      'the older API',
      { '/url': 'https://ct.pinterest.com/events/v3' },
      [
        'error request:/host const: host must be "api.pinterest.com"',
        'error request:/path pattern: path must be /v5/ad_accounts/{ad_account_id}/events, with an id of digits',
      ],
    ],
    [
      'the sandbox',
      { '/url': 'https://api-sandbox.pinterest.com/v5/ad_accounts/549755885175/events' },
      ['error request:/host const: host must be "api.pinterest.com"'],
    ],
    [
      'an account of no digits',
      { '/url': 'https://api.pinterest.com/v5/ad_accounts/acme/events' },
      ['error request:/path pattern: path must be /v5/ad_accounts/{ad_account_id}/events, with an id of digits'],
    ],
    [
      'another path',
      { '/url': 'https://api.pinterest.com/v5/ad_accounts/549755885175/event' },
      ['error request:/path pattern: path must be /v5/ad_accounts/{ad_account_id}/events, with an id of digits'],
    ],
    [
      'no token',
      { '/headers/authorization': undefined },
      ['error request:/headers/authorization required (2): the header Authorization must be given'],
    ],
    [
      'a bare token',
      { '/headers/authorization': '${PINTEREST_ACCESS_TOKEN}' },
      ['error request:/headers/authorization pattern (2): the header Authorization must be Bearer and the token'],
    ],
    [
      'an empty token',
      { '/headers/authorization': 'Bearer ' },
      ['error request:/headers/authorization pattern (2): the header Authorization must be Bearer and the token'],
    ],
    [
      'no content type',
      { '/headers/content-type': undefined },
      ['error request:/headers/content-type required: the header Content-Type must be given'],
    ],
    [
      'another content type',
      { '/headers/content-type': 'text/plain' },
      ['error request:/headers/content-type pattern: the header Content-Type must be application/json'],
    ],
    ['faults of the body', { '/body': { data: [] } }, ['error /data minItems: data must not be empty']],
    ['no body', { '/body': null }, ['error payload type: the payload must be an object']],
  ])('%s', (_, edits, expected) => {
    expect(saidOfRequest(edits)).toEqual(expected);
  });
});

describe('rules of the payload', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['no data', {}, ['error /data required: data must be given']],
    ['data of no list', { data: {} }, ['error /data type: data must be an array']],
    [
      'an unknown key',
      { ...offline, advertiser_tracking_enabled: true },
      [
        'error /advertiser_tracking_enabled additionalProperties: advertiser_tracking_enabled: unknown key; known are data',
      ],
    ],
    ['an event of no object', { data: ['checkout'] }, ['error /data/0 type: an item of data must be an object']],
    [
      'an empty event',
      { data: [{}] },
      [
        'error /data/0/event_name required: event_name must be given',
        'error /data/0/action_source required: action_source must be given',
        'error /data/0/event_time required: event_time must be given',
        'error /data/0/event_id required: event_id must be given',
        'error /data/0/user_data required: user_data must be given',
      ],
    ],
  ])('%s', (_, payload, expected) => {
    expect(lines(contract.check(payload, now))).toEqual(expected);
  });
});

describe('rules of an event', () => {
  it.each<[string, Edits, readonly string[]]>([
    ['an advertiser-defined name', { event_name: 'Rx_Issued' }, []],
    [
      'a name with a digit',
      { event_name: 'step_2' },
      ['error /data/0/event_name pattern: event_name must be of letters and underscores alone'],
    ],
    [
      'what a program writes for no value',
      { event_id: 'undefined' },
      ['warning /data/0/event_id placeholder: this is what a program writes where it has no value'],
    ],
    ['a name of no text', { event_name: 1 }, ['error /data/0/event_name type: event_name must be text']],
    [
      'an empty name',
      { event_name: '' },
      ['error /data/0/event_name pattern: event_name must be of letters and underscores alone'],
    ],
    [
      'action_source of no text',
      { action_source: null },
      ['error /data/0/action_source enum: action_source must be one of web, app_android, app_ios, offline'],
    ],
    [
      'event_time as text',
      { event_time: '2026-08-02T12:00:00Z' },
      ['error /data/0/event_time type: event_time must be Unix seconds, a whole number'],
    ],
    [
      'event_time as digits in text',
      { event_time: String(nowSeconds) },
      ['error /data/0/event_time type: event_time must be Unix seconds, a whole number'],
    ],
    [
      'a fraction of a second',
      { event_time: nowSeconds + 0.5 },
      ['error /data/0/event_time type: event_time must be Unix seconds, a whole number'],
    ],
    ['7 days ago', { event_time: nowSeconds - 7 * 86_400 }, []],
    [
      'a second more',
      { event_time: nowSeconds - 7 * 86_400 - 1 },
      ['error /data/0/event_time maxAge (953): event_time is more than 7 days old, and must be at most 7 days old'],
    ],
    ['event_id as a number', { event_id: 10442 }, ['error /data/0/event_id type: event_id must be text']],
    ['an empty event_id', { event_id: '' }, ['error /data/0/event_id minLength: event_id must not be empty']],
    [
      'nulls',
      {
        event_source_url: null,
        partner_name: null,
        app_id: null,
        app_name: null,
        app_version: null,
        device_brand: null,
        device_carrier: null,
        device_model: null,
        device_type: null,
        os_version: null,
        language: null,
      },
      [],
    ],
    [
      'part of an address',
      { event_source_url: '/thank-you' },
      ['error /data/0/event_source_url pattern: event_source_url must be a full address'],
    ],
    [
      'event_source_url of no text',
      { event_source_url: 1 },
      ['error /data/0/event_source_url type: event_source_url must be text or null'],
    ],
    [
      'flags as text',
      { opt_out: 'true', wifi: 1 },
      [
        'error /data/0/opt_out type: opt_out must be true or false',
        'error /data/0/wifi type: wifi must be true or false',
      ],
    ],
    ['flags', { opt_out: true, wifi: false }, []],
    [
      'partner_name in capitals',
      { partner_name: 'ss-Acme' },
      ['warning /data/0/partner_name pattern: partner_name should be ss- and the partner, in lower case'],
    ],
    [
      'partner_name without ss-',
      { partner_name: 'acme' },
      ['warning /data/0/partner_name pattern: partner_name should be ss- and the partner, in lower case'],
    ],
    [
      'partner_name of no text',
      { partner_name: 1 },
      ['error /data/0/partner_name type: partner_name must be text or null'],
    ],
    [
      'keys that are superseded',
      {
        app_id: '1',
        app_name: 'Acme',
        app_version: '1',
        device_brand: 'A',
        device_carrier: 'B',
        device_model: 'C',
        device_type: 'D',
        os_version: '18.5',
      },
      [
        'warning /data/0/app_id deprecated: this key is superseded by one in app_info',
        'warning /data/0/app_name deprecated: this key is superseded by one in app_info',
        'warning /data/0/app_version deprecated: this key is superseded by one in app_info',
        'warning /data/0/device_brand deprecated: this key is superseded by one in device_info',
        'warning /data/0/device_carrier deprecated: this key is superseded by one in device_info',
        'warning /data/0/device_model deprecated: this key is superseded by one in device_info',
        'warning /data/0/device_type deprecated: this key is superseded by one in device_info',
        'warning /data/0/os_version deprecated: this key is superseded by one in device_info',
      ],
    ],
    [
      'superseded keys of no text',
      { app_id: 1, os_version: 18.5 },
      [
        'error /data/0/app_id type: app_id must be text or null',
        'error /data/0/os_version type: os_version must be text or null',
      ],
    ],
    ['language', { language: 'en' }, []],
    [
      'language with a country',
      { language: 'en-US' },
      ['error /data/0/language pattern: language must be an ISO 639-1 code of two letters'],
    ],
    ['language of no text', { language: 1 }, ['error /data/0/language type: language must be text or null']],
    [
      'an unknown key',
      { data_processing_options: ['LDU'] },
      [
        'error /data/0/data_processing_options additionalProperties: data_processing_options: unknown key; known are event_name, action_source, event_time, event_id, event_source_url, opt_out, partner_name, user_data, custom_data, app_id, app_name, app_version, device_brand, device_carrier, device_model, device_type, os_version, app_info, device_info, wifi, language',
      ],
    ],
    [
      'objects of no object',
      { user_data: [], custom_data: 'x', app_info: 1, device_info: null },
      [
        'error /data/0/user_data type: user_data must be an object',
        'error /data/0/custom_data type: custom_data must be an object',
        'error /data/0/app_info type: app_info must be an object',
        'error /data/0/device_info type: device_info must be an object',
      ],
    ],
  ])('%s', (_, edits, expected) => {
    expect(said(checkout, edits)).toEqual(expected);
  });

  it.each([
    ['page_view', 'page_visit'],
    ['view_item', 'page_visit'],
    ['view_item_list', 'view_category'],
    ['select_item', 'view_content'],
    ['select_promotion', 'view_content'],
    ['view_promotion', 'view_content'],
    ['begin_checkout', 'initiate_checkout'],
    ['add_shipping_info', 'initiate_checkout'],
    ['purchase', 'checkout'],
    ['sign_up', 'signup'],
    ['generate_lead', 'lead'],
    ['refund', 'custom'],
    ['remove_from_cart', 'custom'],
    ['view_cart', 'custom'],
  ])('%s of GA4 is %s', (ga4, name) => {
    const told = contract.check(edited(checkout, { '/data/0/event_name': ga4 }), now);
    expect(told.map(({ path, rule, severity, help }) => ({ path, rule, severity, help }))).toEqual([
      { path: '/data/0/event_name', rule: 'ga4Name', severity: 'error', help: `send ${name}` },
    ]);
  });

  it('takes every name of the documents', () => {
    const names =
      'add_payment_info add_to_cart add_to_wishlist app_install checkout custom initiate_checkout lead page_visit search ' +
      'signup subscribe view_category view_content watch_video app_open contact customize_product find_location schedule ' +
      'start_trial submit_application';
    expect(names.split(' ').filter((name) => said(checkout, { event_name: name }).length > 0)).toEqual([]);
  });
});

describe('rules of user_data', () => {
  const hashed = ['em', 'ph', 'fn', 'ln', 'ct', 'st', 'zp', 'country', 'db', 'ge', 'external_id', 'hashed_maids'];

  it.each(hashed)('%s is a list of digests', (key) => {
    const at = `user_data/${key}`;
    expect(said(checkout, { [at]: [sha('a'), sha('b')] })).toEqual([]);
    expect([
      ...said(checkout, { [at]: sha('a') }),
      ...said(checkout, { [at]: ['raw'] }),
      ...said(checkout, { [at]: [1] }),
      ...said(checkout, { [at]: [sha('a').toUpperCase()] }),
      ...meaningless.flatMap((digest) => said(checkout, { [at]: [digest] })),
      ...testAddresses.flatMap((digest) => said(checkout, { [at]: [digest] })),
    ]).toEqual([
      `error /data/0/user_data/${key} type: ${key} must be an array`,
      `error /data/0/user_data/${key}/0 sha256: an item of ${key} must be a SHA-256 digest in 64 lower-case hex digits; this is no digest`,
      `error /data/0/user_data/${key}/0 type: an item of ${key} must be text`,
      `error /data/0/user_data/${key}/0 sha256: an item of ${key} must be a SHA-256 digest in 64 lower-case hex digits; this one has capitals`,
      ...meaningless.map(
        () =>
          `error /data/0/user_data/${key}/0 meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]`,
      ),
      ...testAddresses.map(
        () => `warning /data/0/user_data/${key}/0 test: this is the digest of test@test.com or test@example.com`,
      ),
    ]);
  });

  it.each<[string, Edits, readonly string[]]>([
    ['none', { user_data: undefined }, ['error /data/0/user_data required: user_data must be given']],
    [
      'nothing',
      { user_data: {} },
      [
        'error /data/0/user_data anyOf: user_data must have em, or hashed_maids, or both client_ip_address and client_user_agent',
      ],
    ],
    [
      'an empty list',
      { user_data: { em: [] } },
      [
        'error /data/0/user_data anyOf: user_data must have em, or hashed_maids, or both client_ip_address and client_user_agent',
      ],
    ],
    [
      'another empty list',
      { user_data: { hashed_maids: [] } },
      [
        'error /data/0/user_data anyOf: user_data must have em, or hashed_maids, or both client_ip_address and client_user_agent',
      ],
    ],
    [
      'client_user_agent without client_ip_address',
      { user_data: { client_user_agent: 'Mozilla/5.0' } },
      [
        'error /data/0/user_data anyOf: user_data must have em, or hashed_maids, or both client_ip_address and client_user_agent',
      ],
    ],
    ['em alone', { user_data: { em: [sha('a')] } }, []],
    ['hashed_maids alone', { user_data: { hashed_maids: [sha('a')] } }, []],
    [
      'the country in capitals',
      { 'user_data/country': [sha('US')] },
      [
        "warning /data/0/user_data/country/0 letterCase: this is the digest of US in capitals, as Pinterest's example has it against its own text",
      ],
    ],
    ['the country', { 'user_data/country': [sha('us')] }, []],
    [
      'no address',
      { 'user_data/client_ip_address': '203.0.113.10, 10.0.0.1' },
      ['error /data/0/user_data/client_ip_address address: client_ip_address must be an IPv4 or IPv6 address'],
    ],
    [
      'a hashed address',
      { 'user_data/client_ip_address': sha('203.0.113.10') },
      ['error /data/0/user_data/client_ip_address address: client_ip_address must be an IPv4 or IPv6 address'],
    ],
    [
      'a hashed user agent and click id',
      { 'user_data/client_user_agent': sha('Mozilla'), 'user_data/click_id': sha('dj0y') },
      [
        'error /data/0/user_data/client_user_agent hashed: client_user_agent must not be hashed',
        'error /data/0/user_data/click_id hashed: click_id must not be hashed',
      ],
    ],
    [
      'an empty user agent',
      { 'user_data/client_user_agent': '' },
      ['error /data/0/user_data/client_user_agent minLength: client_user_agent must not be empty'],
    ],
    [
      'plain keys of no text',
      {
        'user_data/client_ip_address': 1,
        'user_data/client_user_agent': 2,
        'user_data/click_id': 3,
        'user_data/partner_id': 4,
      },
      [
        'error /data/0/user_data/client_ip_address type: client_ip_address must be text',
        'error /data/0/user_data/client_user_agent type: client_user_agent must be text',
        'error /data/0/user_data/click_id type: click_id must be text or null',
        'error /data/0/user_data/partner_id type: partner_id must be text or null',
      ],
    ],
    ['nulls', { 'user_data/click_id': null, 'user_data/partner_id': null }, []],
    [
      'null where none may be',
      { 'user_data/client_ip_address': null, 'user_data/client_user_agent': null },
      [
        'error /data/0/user_data/client_ip_address type: client_ip_address must be text',
        'error /data/0/user_data/client_user_agent type: client_user_agent must be text',
      ],
    ],
    ['a key of its own, which is taken', { 'user_data/loyalty': 'gold' }, []],
  ])('%s', (_, edits, expected) => {
    expect(said(checkout, edits)).toEqual(expected);
  });
});

describe('rules of custom_data', () => {
  it.each<[string, Edits, readonly string[]]>([
    [
      'amounts of no number',
      { value: '89,90', predicted_ltv: 'EUR 12', 'contents/0/item_price': '' },
      [
        'error /data/0/custom_data/value pattern: an amount must be a decimal number with a point, as text',
        'error /data/0/custom_data/contents/0/item_price pattern: an amount must be a decimal number with a point, as text',
        'error /data/0/custom_data/predicted_ltv pattern: an amount must be a decimal number with a point, as text',
      ],
    ],
    [
      'amounts as numbers',
      { predicted_ltv: 12.5 },
      ['error /data/0/custom_data/predicted_ltv type: predicted_ltv must be text'],
    ],
    ['amounts', { value: '-5', predicted_ltv: '8.99e1', 'contents/0/item_price': '42' }, []],
    [
      'a currency in small letters',
      { currency: 'eur' },
      ['error /data/0/custom_data/currency pattern: currency must be an ISO 4217 code in capitals'],
    ],
    [
      'nulls',
      {
        currency: null,
        order_id: null,
        search_string: null,
        content_name: null,
        content_category: null,
        content_brand: null,
        opt_out_type: null,
      },
      [],
    ],
    [
      'null where none may be',
      { value: null, np: null, num_items: null, content_ids: null, contents: null },
      [
        'error /data/0/custom_data/value type: value must be text',
        'error /data/0/custom_data/content_ids type: content_ids must be an array',
        'error /data/0/custom_data/contents type: contents must be an array',
        'error /data/0/custom_data/num_items type: num_items must be a whole number',
        'error /data/0/custom_data/np type: np must be text',
      ],
    ],
    [
      'numbers for text',
      {
        currency: 978,
        order_id: 1,
        search_string: 2,
        content_name: 3,
        content_category: 4,
        content_brand: 5,
        opt_out_type: 6,
        np: 7,
        external_measurement_id: 8,
      },
      [
        'error /data/0/custom_data/currency type: currency must be text or null',
        'error /data/0/custom_data/order_id type: order_id must be text or null',
        'error /data/0/custom_data/search_string type: search_string must be text or null',
        'error /data/0/custom_data/content_name type: content_name must be text or null',
        'error /data/0/custom_data/content_category type: content_category must be text or null',
        'error /data/0/custom_data/content_brand type: content_brand must be text or null',
        'error /data/0/custom_data/opt_out_type type: opt_out_type must be text or null',
        'error /data/0/custom_data/np type: np must be text',
        'error /data/0/custom_data/external_measurement_id type: external_measurement_id must be text',
      ],
    ],
    [
      'ids as numbers',
      { content_ids: [19], 'contents/0/id': 19 },
      [
        'error /data/0/custom_data/content_ids/0 type: an item of content_ids must be text',
        'error /data/0/custom_data/contents/0/id type: id must be text',
      ],
    ],
    ['one id', { content_ids: 'SKU-19' }, ['error /data/0/custom_data/content_ids type: content_ids must be an array']],
    [
      'num_items',
      { num_items: '2', external_measurement_vendor_id: '1' },
      [
        'error /data/0/custom_data/num_items type: num_items must be a whole number',
        'error /data/0/custom_data/external_measurement_vendor_id type: external_measurement_vendor_id must be a whole number',
      ],
    ],
    [
      'a fraction of a unit',
      { num_items: 1.5, 'contents/0/quantity': 0.5 },
      [
        'error /data/0/custom_data/contents/0/quantity type: quantity must be a whole number',
        'error /data/0/custom_data/num_items type: num_items must be a whole number',
      ],
    ],
    ['contents of no list', { contents: {} }, ['error /data/0/custom_data/contents type: contents must be an array']],
    [
      'a line of no object',
      { contents: ['SKU-19'] },
      ['error /data/0/custom_data/contents/0 type: an item of contents must be an object'],
    ],
    [
      'names of a line',
      { 'contents/0/item_name': 1, 'contents/0/item_category': 2, 'contents/0/item_brand': 3 },
      [
        'error /data/0/custom_data/contents/0/item_name type: item_name must be text',
        'error /data/0/custom_data/contents/0/item_category type: item_category must be text',
        'error /data/0/custom_data/contents/0/item_brand type: item_brand must be text',
      ],
    ],
    [
      'an unknown key of a line',
      { 'contents/0/item_id': 'SKU-19' },
      [
        'error /data/0/custom_data/contents/0/item_id additionalProperties: item_id: unknown key; known are id, item_price, quantity, item_name, item_category, item_brand',
      ],
    ],
    [
      'an unknown key',
      { utm_source: 'google' },
      [
        'error /data/0/custom_data/utm_source additionalProperties: utm_source: unknown key; known are currency, value, content_ids, contents, num_items, order_id, search_string, content_name, content_category, content_brand, opt_out_type, predicted_ltv, np, external_measurement_id, external_measurement_vendor_id',
      ],
    ],
    ['keys only when instructed', { external_measurement_id: 'a', external_measurement_vendor_id: 1 }, []],
  ])('%s', (_, edits, expected) => {
    const placed = Object.entries(edits).map(([key, value]) => [`custom_data/${key}`, value]);
    expect(said(checkout, Object.fromEntries(placed))).toEqual(expected);
  });
});

describe('rules of app_info and device_info', () => {
  const texts = (limits: Readonly<Record<string, number>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(limits).map(([key, most]) => [key, 'x'.repeat(most)]));
  const app = {
    app_id: 200,
    app_name: 200,
    app_package_name: 200,
    app_store: 100,
    app_version: 100,
    user_agent: 16_384,
  };
  const device = {
    brand: 100,
    carrier: 100,
    model: 100,
    os_name: 100,
    os_release_name: 100,
    os_version: 100,
    timezone: 40,
    timezone_abbr: 5,
    type: 100,
  };
  const numbers: readonly (readonly [string, number])[] = [
    ['app_info/window_height', 30_720],
    ['app_info/window_width', 30_720],
    ['device_info/battery_level', 100],
    ['device_info/cpu_cores', 1152],
    ['device_info/screen_density', 100_000],
    ['device_info/screen_height', 30_720],
    ['device_info/screen_width', 30_720],
    ['device_info/storage_size', 1_048_576],
    ['device_info/storage_free_space', 1_048_576],
    ['device_info/external_storage_size', 1_048_576],
    ['device_info/external_storage_free_space', 1_048_576],
  ];

  it.each([
    ['app_info', app],
    ['device_info', device],
  ])('texts of %s are as long as they may be', (name, limits) => {
    expect(said(install, { [name]: texts(limits) })).toEqual([]);
    const longer = Object.fromEntries(Object.entries(limits).map(([key, most]) => [key, most + 1]));
    expect(said(install, { [name]: texts(longer) })).toEqual(
      Object.entries(limits).map(
        ([key, most]) => `error /data/0/${name}/${key} maxLength: ${key} must have at most ${most} characters`,
      ),
    );
    const counts = Object.fromEntries(Object.keys(limits).map((key) => [key, 1]));
    expect(said(install, { [name]: counts })).toEqual(
      Object.keys(limits).map((key) => `error /data/0/${name}/${key} type: ${key} must be text`),
    );
  });

  it.each(numbers)('%s is 0 to %i', (at, most) => {
    const key = at.split('/')[1];
    const kind = key === 'screen_density' ? 'a number' : 'a whole number';
    expect([0, most].flatMap((value) => said(install, { [at]: value }))).toEqual([]);
    expect([-1, most + 1, '1'].flatMap((value) => said(install, { [at]: value }))).toEqual([
      `error /data/0/${at} minimum: ${key} must be >= 0`,
      `error /data/0/${at} maximum: ${key} must be <= ${most}`,
      `error /data/0/${at} type: ${key} must be ${kind}`,
    ]);
  });

  it.each([
    ['form_factor', ['desktop', 'laptop', 'cellphone', 'tablet', 'smartwatch', 'tv', 'vr', 'console', 'other']],
    [
      'network_type',
      ['wifi', 'cellular_2g', 'cellular_3g', 'cellular_4g', 'cellular_5g', 'cellular_6g', 'ethernet', 'unknown'],
    ],
    ['os_family', ['ios', 'android', 'macos', 'windows', 'linux', 'bsd', 'other']],
  ])('%s is one of a list', (key, values) => {
    expect(values.flatMap((value) => said(install, { [`device_info/${key}`]: value }))).toEqual([]);
    expect(said(install, { [`device_info/${key}`]: 'none' })).toEqual([
      `error /data/0/device_info/${key} enum: ${key} must be one of ${values.join(', ')}`,
    ]);
  });

  it.each<[string, Edits, readonly string[]]>([
    ['install_time', { 'app_info/install_time': 1785000000 }, []],
    ['install_time long ago', { 'app_info/install_time': 0 }, []],
    [
      'install_time below 0',
      { 'app_info/install_time': -1 },
      ['error /data/0/app_info/install_time minimum: install_time must be >= 0'],
    ],
    [
      'install_time in milliseconds',
      { 'app_info/install_time': now },
      ['error /data/0/app_info/install_time timeUnit: install_time is in milliseconds, and must be in seconds'],
    ],
    [
      'install_time as text',
      { 'app_info/install_time': '1785000000' },
      ['error /data/0/app_info/install_time type: install_time must be a whole number'],
    ],
    ['languages', { 'device_info/languages': ['en', 'nl'] }, []],
    [
      'languages with a country',
      { 'device_info/languages': ['en-US'] },
      ['error /data/0/device_info/languages/0 pattern: an item of languages must be an ISO 639-1 code of two letters'],
    ],
    [
      'one language',
      { 'device_info/languages': 'en' },
      ['error /data/0/device_info/languages type: languages must be an array'],
    ],
    [
      '101 languages',
      { 'device_info/languages': Array.from({ length: 101 }, () => 'en') },
      ['error /data/0/device_info/languages maxItems: languages must have at most 100 items'],
    ],
    ['locale', { 'device_info/locale': 'zh-Hans-CN' }, []],
    [
      'locale with an underscore',
      { 'device_info/locale': 'en_US' },
      ['error /data/0/device_info/locale pattern: locale must be a BCP 47 language tag'],
    ],
    [
      'a long locale',
      { 'device_info/locale': 'en-abcdefgh-abcdefgh-abcdefgh-abcdefgh' },
      ['error /data/0/device_info/locale maxLength: locale must have at most 35 characters'],
    ],
    [
      'kernel_version of no text',
      { 'device_info/kernel_version': 6 },
      ['error /data/0/device_info/kernel_version type: kernel_version must be text'],
    ],
    [
      'languages and locale of no text',
      { 'device_info/languages': [1], 'device_info/locale': 2 },
      [
        'error /data/0/device_info/languages/0 type: an item of languages must be text',
        'error /data/0/device_info/locale type: locale must be text',
      ],
    ],
    [
      'unknown keys',
      { 'app_info/version': '1', 'device_info/os': 'ios' },
      [
        'error /data/0/app_info/version additionalProperties: version: unknown key; known are app_id, app_name, app_package_name, app_store, app_version, install_time, user_agent, window_height, window_width',
        'error /data/0/device_info/os additionalProperties: os: unknown key; known are battery_level, brand, carrier, cpu_cores, external_storage_free_space, external_storage_size, form_factor, kernel_version, languages, locale, model, network_type, os_family, os_name, os_release_name, os_version, screen_density, screen_height, screen_width, storage_free_space and 4 more',
      ],
    ],
  ])('%s', (_, edits, expected) => {
    expect(said(install, edits)).toEqual(expected);
  });
});

it('passes every request of the reference container', () => {
  expect(recorded(contract)).toEqual({
    'add_to_cart.json: Pinterest - Add to Cart': [],
    'begin_checkout.json: Pinterest - Initiate Checkout': [],
    'generate_lead.json: Pinterest - Lead': [],
    'purchase.json: Pinterest - Checkout': [],
    'sign_up.json: Pinterest - Sign Up': [],
  });
});

it('finds no error in what the tag makes of a sound event', async () => {
  const fields = { ad_account_id: '549755885175', access_token: '${PINTEREST_ACCESS_TOKEN}' };
  await fc.assert(
    fc.asyncProperty(soundEvent, async (event) => {
      expect(await errorsOf(contract, pinterestTag, event, fields)).toEqual([]);
    }),
  );
});
