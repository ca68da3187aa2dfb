import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { EventData } from '../../../src/event/event-data.ts';
import { eventNames } from '../../../src/platforms/pinterest/event-names.ts';
import { pinterestTag } from '../../../src/platforms/pinterest/tag.ts';
import { type Fields, TagError } from '../../../src/platforms/tag.ts';
import { reveal } from '../../../src/runtime/secret.ts';
import { build, tagInput } from '../../support/tag-input.ts';

const sha = (text: string): string => hash('sha256', text, 'hex');

const credentials: Fields = { ad_account_id: '549755885175', access_token: '${PINTEREST_ACCESS_TOKEN}' };

const purchase: EventData = {
  event_name: 'purchase',
  event_id: 'SO-10442',
  user_id: 'CRM-88213',
  page_location: 'https://bosley.example/thank-you?utm_source=pinterest&epik=dj0yJnU9TESTepik',
  page_referrer: 'https://bosley.example/checkout',
  ip_override: '::ffff:203.0.113.7',
  user_agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)',
  language: 'en-us',
  timestamp_micros: 1795276700123456,
  transaction_id: 'SO-10442',
  value: 89.9,
  currency: 'usd',
  utm_source: 'pinterest',
  t_value: 'affiliate_123',
  items: [
    { item_id: 'SKU-19', item_name: 'Minoxidil', item_brand: 'Acme', item_category: 'Hair', price: 42.5, quantity: 2 },
    { item_id: 'SKU-20', item_name: 'Shampoo', item_brand: 'Acme', item_category: 'Care', price: '4.90' },
  ],
  user_data: {
    email_address: [' Jane.Doe@Example.com ', 'jane@example.com'],
    phone_number: '+1 (650) 555-0100',
    address: {
      first_name: 'Jane',
      last_name: "O'Neil",
      city: 'New York',
      region: 'NY',
      postal_code: '10001',
      country: 'US',
    },
    date_of_birth: '1990-02-03',
    gender: 'female',
    madid: '9C1D7F2E-54A1-4A79-9F0E-0D5D0F1A2B3C',
    partner_id: 'XY1000',
  },
};

const mapped = {
  event_name: 'checkout',
  action_source: 'web',
  event_time: 1795276700,
  event_id: 'SO-10442',
  event_source_url: 'https://bosley.example/thank-you?utm_source=pinterest&epik=dj0yJnU9TESTepik',
  language: 'en',
  user_data: {
    em: [sha('jane.doe@example.com'), sha('jane@example.com')],
    ph: [sha('16505550100')],
    ge: [sha('f')],
    db: [sha('19900203')],
    ln: [sha("o'neil")],
    fn: [sha('jane')],
    ct: [sha('newyork')],
    st: [sha('ny')],
    zp: [sha('10001')],
    country: [sha('us')],
    external_id: [sha('CRM-88213')],
    hashed_maids: ['9cdc7823eb5439f6d956c2bcd012b768477c9ceaffcbba82f5396350b7f51b61'],
    client_ip_address: '203.0.113.7',
    client_user_agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)',
    click_id: 'dj0yJnU9TESTepik',
    partner_id: 'XY1000',
  },
  custom_data: {
    currency: 'USD',
    value: '89.9',
    order_id: 'SO-10442',
    content_ids: ['SKU-19', 'SKU-20'],
    contents: [
      {
        id: 'SKU-19',
        item_price: '42.5',
        quantity: 2,
        item_name: 'Minoxidil',
        item_category: 'Hair',
        item_brand: 'Acme',
      },
      { id: 'SKU-20', item_price: '4.9', item_name: 'Shampoo', item_category: 'Care', item_brand: 'Acme' },
    ],
    num_items: 3,
    content_brand: 'Acme',
  },
};

async function eventOf(event: EventData, fields: Fields = {}, options = {}): Promise<Record<string, unknown>> {
  const [request] = await build(pinterestTag, event, { ...credentials, ...fields }, options);
  return (request as { body: { data: [Record<string, unknown>] } }).body.data[0];
}

function consoleOf(event: EventData, fields: Fields = {}): readonly string[] {
  const { input, console } = tagInput(event, { ...credentials, ...fields });
  pinterestTag.build(input);
  return console;
}

function errorOf(event: EventData, fields: Fields): string {
  const { input } = tagInput(event, fields);
  try {
    pinterestTag.build(input);
  } catch (error) {
    if (error instanceof TagError) return error.message;
  }
  throw new Error('it made a request');
}

test('a purchase with all it has', async () => {
  expect(await build(pinterestTag, purchase, credentials)).toEqual([
    {
      platform: 'pinterest',
      method: 'POST',
      url: 'https://api.pinterest.com/v5/ad_accounts/549755885175/events',
      headers: { 'content-type': 'application/json', authorization: 'Bearer ${PINTEREST_ACCESS_TOKEN}' },
      body: { data: [mapped] },
      contract: 'pinterest/events',
    },
  ]);
  expect(consoleOf(purchase)).toEqual([]);
});

describe('event names', () => {
  test.each([
    ...eventNames,
    ['refund', 'custom'],
    ['consult_started', 'custom'],
    ['anything', 'custom'],
    ['', 'custom'],
  ])('%s is %s', async (name, expected) => {
    expect(await eventOf({ event_name: name, event_id: 'e1' })).toEqual({
      event_name: expected,
      action_source: 'web',
      event_time: 1795276800,
      event_id: 'e1',
      user_data: {},
    });
  });

  test('the relay and the reference container agree on these', () => {
    expect(
      [
        'purchase_completed',
        'add_to_cart',
        'begin_checkout',
        'lead',
        'generate_lead',
        'sign_up',
        'signup',
        'complete_registration',
      ].map((name) => eventNames.get(name)),
    ).toEqual(['checkout', 'add_to_cart', 'initiate_checkout', 'lead', 'lead', 'signup', 'signup', 'signup']);
  });
});

describe('overrides', () => {
  test('values replace, each in its form', async () => {
    expect(
      await eventOf(purchase, {
        event_name: 'subscribe',
        event_time: 1795270000,
        event_id: 'own',
        action_source: 'app_ios',
        event_source_url: 'https://hims.example/',
        opt_out: 'false',
        partner_name: 'ss-acme',
        app_id: 1234567890,
        device_type: 'iPhone',
        wifi: 1,
        language: 'nl',
        user_data: {
          em: sha('john@example.com').toUpperCase(),
          ph: null,
          fn: ['John', 'Johnny'],
          ln: undefined,
          hashed_maids: ['38400000-8CF0-11BD-B23E-10B96E40000D'],
          click_id: 'own-click',
          partner_id: null,
        },
        custom_data: {
          value: 100,
          currency: 'eur',
          content_ids: 'SKU-1',
          contents: [{ id: 'SKU-1', item_price: '1' }],
          num_items: null,
          predicted_ltv: '12.50',
          np: 'ss-gtm',
          opt_out_type: 'LDP',
          external_measurement_vendor_id: '3',
        },
        app_info: { app_id: '1234567890', install_time: 1795000000.5 },
        device_info: { os_family: 'ios', languages: 'en', screen_density: 3.5, battery_level: '80' },
      }),
    ).toEqual({
      event_name: 'subscribe',
      action_source: 'app_ios',
      event_time: 1795270000,
      event_id: 'own',
      event_source_url: 'https://hims.example/',
      language: 'nl',
      opt_out: false,
      partner_name: 'ss-acme',
      app_id: '1234567890',
      device_type: 'iPhone',
      wifi: true,
      user_data: {
        em: [sha('john@example.com')],
        ge: [sha('f')],
        db: [sha('19900203')],
        ln: [sha("o'neil")],
        fn: [sha('john'), sha('johnny')],
        ct: [sha('newyork')],
        st: [sha('ny')],
        zp: [sha('10001')],
        country: [sha('us')],
        external_id: [sha('CRM-88213')],
        hashed_maids: [sha('38400000-8cf0-11bd-b23e-10b96e40000d')],
        client_ip_address: '203.0.113.7',
        client_user_agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)',
        click_id: 'own-click',
      },
      custom_data: {
        currency: 'EUR',
        value: '100',
        order_id: 'SO-10442',
        content_ids: ['SKU-1'],
        contents: [{ id: 'SKU-1', item_price: '1' }],
        content_brand: 'Acme',
        predicted_ltv: '12.5',
        np: 'ss-gtm',
        opt_out_type: 'LDP',
        external_measurement_vendor_id: 3,
      },
      app_info: { app_id: '1234567890', install_time: 1795000000 },
      device_info: { os_family: 'ios', languages: ['en'], screen_density: 3.5, battery_level: 80 },
    });
  });

  test('undefined and empty text leave what is mapped', async () => {
    expect(
      await eventOf(purchase, {
        event_name: undefined,
        event_time: '',
        language: undefined,
        user_data: { em: undefined, hashed_maids: '' },
        custom_data: { value: undefined },
        app_info: undefined,
      }),
    ).toEqual(mapped);
  });

  test('null removes', async () => {
    expect(
      await eventOf(
        {
          event_name: 'page_view',
          event_id: 'e1',
          language: 'en',
          value: 1,
          user_data: { em: 'jane@example.com', madid: 'a' },
        },
        {
          event_name: null,
          action_source: null,
          event_time: null,
          event_id: null,
          language: null,
          user_data: { em: null, hashed_maids: null },
          custom_data: { value: null },
        },
      ),
    ).toEqual({ user_data: {} });
  });

  test('what cannot be is left out, and told without the value', async () => {
    const event: EventData = { ...purchase, value: '89,90', currency: 'dollars' };
    const fields: Fields = {
      opt_out: 'maybe',
      user_data: { em: 'jane at example', email_address: 'jane@example.com' },
      custom_data: { num_items: 1.5, utm_source: 'x', predicted_ltv: Number.NaN },
      device_info: { colour: 'red' },
    };
    const { em: _, ...user_data } = mapped.user_data;
    const { value: _v, currency: _c, num_items: _n, ...custom_data } = mapped.custom_data;
    expect(await eventOf(event, fields)).toEqual({ ...mapped, user_data, custom_data });
    expect(consoleOf(event, fields)).toEqual([
      'opt_out is not true or false: left out',
      'user_data.em is not one Pinterest could match: left out',
      'user_data has no key email_address: left out',
      "the event's currency is not an ISO 4217 currency code: left out",
      "the event's value is not a number: left out",
      'custom_data.num_items is not a whole number: left out',
      'custom_data has no key utm_source: left out',
      'custom_data.predicted_ltv is not a number: left out',
      'device_info has no key colour: left out',
    ]);
  });

  test('null is no mistake to tell of', () => {
    const fields: Fields = {
      event_id: null,
      user_data: { em: null, client_ip_address: null },
      custom_data: { value: null },
    };
    expect(consoleOf(purchase, fields)).toEqual([]);
  });
});

describe('limits of use', () => {
  const login = { event_name: 'login', action_source: 'web' };
  const sent = { event_name: 'custom', action_source: 'web', event_time: 1795276800, user_data: {} };

  test.each<[string, EventData, Fields, Record<string, unknown>]>([
    [
      'limited data use of the event',
      { data_processing_options: ['LDU'] },
      {},
      { custom_data: { opt_out_type: 'LDP' } },
    ],
    ['limited data use of the tag', {}, { data_processing_options: 'ldp' }, { custom_data: { opt_out_type: 'LDP' } }],
    ['no limit', { data_processing_options: [] }, {}, {}],
    ['no limit, says the tag', { data_processing_options: ['LDU'] }, { data_processing_options: [] }, {}],
    ['no limit, by null', { data_processing_options: ['LDU'] }, { data_processing_options: null }, {}],
    ['denied use of data', { consent: { ad_user_data: 'DENIED' } }, {}, { opt_out: true }],
    ['denied personalisation', { 'x-ga-npa': '1' }, {}, { opt_out: true }],
    ['denied, but the tag knows better', { consent: { ad_user_data: 'DENIED' } }, { opt_out: null }, {}],
  ])('%s', async (_, data, fields, expected) => {
    expect(await eventOf({ ...login, ...data }, fields)).toEqual({ ...sent, ...expected });
  });
});

test('an event about health says who and how much, nothing of what', async () => {
  const rx: EventData = {
    ...purchase,
    event_name: 'rx_issued',
    search_term: 'minoxidil',
    content_name: 'Minoxidil',
    content_category: 'Hair loss',
  };
  expect(await eventOf(rx)).toEqual({
    ...mapped,
    event_name: 'custom',
    event_source_url: 'https://bosley.example/',
    custom_data: { currency: 'USD', value: '89.9', order_id: 'SO-10442' },
  });
});

test('content the event names itself, and search', async () => {
  const event = {
    event_name: 'search',
    search_term: 'hair',
    content_name: 'Results',
    content_category: 'Hair',
    items: [{ item_name: 'Comb', quantity: 1.5 }],
  };
  expect((await eventOf(event))['custom_data']).toEqual({
    content_ids: ['Comb'],
    contents: [{ id: 'Comb', item_name: 'Comb' }],
    content_name: 'Results',
    content_category: 'Hair',
    search_string: 'hair',
  });
});

test('app and device of the event, the tag over them', async () => {
  const event = {
    event_name: 'app_open',
    app_info: { app_id: 9, app_name: 'Acme' },
    device_info: { os_family: 'ios' },
  };
  const { app_info, device_info } = await eventOf(event, { app_info: { app_name: null, app_version: '7.7.1' } });
  expect({ app_info, device_info }).toEqual({
    app_info: { app_id: '9', app_version: '7.7.1' },
    device_info: { os_family: 'ios' },
  });
});

test.each<[string, EventData, Record<string, string>, unknown]>([
  ['event', { epik: 'e', page_location: 'https://bosley.example/?epik=p' }, { _epik: 'c' }, 'e'],
  ['page', { page_location: 'https://bosley.example/?epik=p' }, { _epik: 'c' }, 'p'],
  ['cookie', {}, { _epik: 'c' }, 'c'],
  ['nowhere', {}, {}, undefined],
])('click id of the %s', async (_, data, cookies, click_id) => {
  const { user_data } = await eventOf({ event_name: 'login', ...data }, {}, { cookies });
  expect(user_data).toEqual(click_id === undefined ? {} : { click_id });
});

test('hashed identifiers are kept, in lower case; private addresses are nobody', async () => {
  const user_data = { sha256_email_address: [sha('a@example.com').toUpperCase()], hashed_maids: [sha('x')] };
  expect((await eventOf({ event_name: 'login', ip_override: '192.168.1.9', user_data }))['user_data']).toEqual({
    em: [sha('a@example.com')],
    hashed_maids: [sha('x')],
  });
});

describe('the address', () => {
  const login: EventData = { event_name: 'login' };

  test('asks for a test where the tag does', async () => {
    const [request] = await build(pinterestTag, login, { ...credentials, test: 'true' });
    expect(request?.url).toBe('https://api.pinterest.com/v5/ad_accounts/549755885175/events?test=true');
  });

  test('holds a secret account encoded once it is revealed', async () => {
    const { input } = tagInput(login, { ...credentials, ad_account_id: '${PINTEREST_ACCOUNT}' });
    const [request] = await pinterestTag.build(input);
    expect(reveal(request?.url ?? '', () => '1/../2')).toBe(
      'https://api.pinterest.com/v5/ad_accounts/1%2F..%2F2/events',
    );
  });

  test.each(['123/../../me?x=', '12 3', '', 'abc', '123456789012345678901'])(
    'takes no account like %j',
    (ad_account_id) => {
      expect(errorOf(login, { ...credentials, ad_account_id })).toBe(
        ad_account_id === ''
          ? 'ad_account_id is empty: give it in the tag, or give the variable it names a value'
          : 'ad_account_id is not an ad account id (digits only): copy it from Ads Manager',
      );
    },
  );

  test('takes a number only with all its digits', async () => {
    const [request] = await build(pinterestTag, login, { ...credentials, ad_account_id: 549755885175 });
    expect(request?.url).toBe('https://api.pinterest.com/v5/ad_accounts/549755885175/events');
    expect(errorOf(login, { ...credentials, ad_account_id: 549755885175549760 })).toBe(
      'ad_account_id lost digits, being too long for a number: put it in quotes',
    );
  });

  test('needs a token', () => {
    expect(errorOf(login, { ad_account_id: '1' })).toBe(
      'access_token is empty: give it in the tag, or give the variable it names a value',
    );
  });
});
