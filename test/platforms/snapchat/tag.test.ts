import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { EventData } from '../../../src/event/event-data.ts';
import { eventNames } from '../../../src/platforms/snapchat/event-names.ts';
import { snapchatTag } from '../../../src/platforms/snapchat/tag.ts';
import { type Fields, TagError } from '../../../src/platforms/tag.ts';
import { reveal } from '../../../src/runtime/secret.ts';
import { build, tagInput } from '../../support/tag-input.ts';

const sha = (text: string): string => hash('sha256', text, 'hex');

const credentials: Fields = {
  pixel_id: '0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9',
  access_token: '${SNAPCHAT_ACCESS_TOKEN}',
};
const url =
  'https://tr.snapchat.com/v3/0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9/events?access_token=${SNAPCHAT_ACCESS_TOKEN}';

const purchase: EventData = {
  event_name: 'purchase',
  event_id: 'SO-10442',
  client_id: '1849235714.1771200000',
  user_id: 'CRM-88213',
  page_location: 'https://bosley.example/thank-you?utm_source=snapchat&ScCid=3b1f0a52-7c8d-4e9f-a0b1-c2d3e4f50617',
  page_referrer: 'https://bosley.example/checkout',
  ip_override: '203.0.113.7',
  user_agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)',
  timestamp_micros: 1795276700123456,
  transaction_id: 'SO-10442',
  value: '89.9',
  currency: 'usd',
  utm_source: 'snapchat',
  items: [
    { item_id: 'SKU-19', item_name: 'Minoxidil', item_brand: 'Acme', item_category: 'Hair', price: 42.5, quantity: 2 },
    { item_id: 'SKU-20', item_name: 'Shampoo', item_brand: 'Acme', item_category: 'Care', price: 4.9 },
  ],
  user_data: {
    email_address: ' Jane.Doe@Example.com ',
    phone_number: ['+1 (650) 555-0100', '+16505550101'],
    address: [
      {
        first_name: 'Jane',
        last_name: "O'Neil",
        city: 'New York',
        region: 'NY',
        postal_code: '10001-1234',
        country: 'US',
      },
    ],
  },
};

const mapped = {
  event_name: 'PURCHASE',
  event_time: 1795276700,
  action_source: 'WEB',
  event_id: 'SO-10442',
  event_source_url: 'https://bosley.example/thank-you?utm_source=snapchat&ScCid=3b1f0a52-7c8d-4e9f-a0b1-c2d3e4f50617',
  user_data: {
    em: [sha('jane.doe@example.com')],
    ph: [sha('16505550100'), sha('16505550101')],
    fn: sha('jane'),
    ln: sha('oneil'),
    ct: sha('newyork'),
    st: sha('ny'),
    zp: sha('10001'),
    country: sha('us'),
    external_id: [sha('crm-88213')],
    client_ip_address: '203.0.113.7',
    client_user_agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)',
    sc_click_id: '3b1f0a52-7c8d-4e9f-a0b1-c2d3e4f50617',
    sc_cookie1: '34dd6077-e3a0-4b1c-9f91-a690ea0e335d',
  },
  custom_data: {
    value: 89.9,
    currency: 'USD',
    order_id: 'SO-10442',
    content_ids: ['SKU-19', 'SKU-20'],
    contents: [
      { id: 'SKU-19', quantity: 2, item_price: 42.5, brand: 'Acme' },
      { id: 'SKU-20', item_price: 4.9, brand: 'Acme' },
    ],
    brands: ['Acme'],
    num_items: 3,
    content_category: ['Hair', 'Care'],
    referrer_url: 'https://bosley.example/checkout',
  },
};

const cookies = { _scid: '34dd6077-e3a0-4b1c-9f91-a690ea0e335d', _scclid: 'from-cookie' };

/** The one event of the one request. */
async function eventOf(event: EventData, fields: Fields = {}, options = {}): Promise<Record<string, unknown>> {
  const [request] = await build(snapchatTag, event, { ...credentials, ...fields }, options);
  return (request as { body: { data: [Record<string, unknown>] } }).body.data[0];
}

function consoleOf(event: EventData, fields: Fields = {}): readonly string[] {
  const { input, console } = tagInput(event, { ...credentials, ...fields });
  snapchatTag.build(input);
  return console;
}

function errorOf(event: EventData, fields: Fields): string {
  const { input } = tagInput(event, fields);
  try {
    snapchatTag.build(input);
  } catch (error) {
    if (error instanceof TagError) return error.message;
  }
  throw new Error('it made a request');
}

test('a purchase with all it has', async () => {
  expect(await build(snapchatTag, purchase, credentials, { cookies })).toEqual([
    {
      platform: 'snapchat',
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json' },
      body: { data: [mapped] },
      contract: 'snapchat/events',
    },
  ]);
});

describe('event names', () => {
  test.each([...eventNames])('%s is %s', async (name, expected) => {
    expect(await eventOf({ event_name: name, event_id: 'e1', page_location: 'https://bosley.example/' })).toEqual({
      event_name: expected,
      event_time: 1795276800,
      action_source: 'WEB',
      event_id: 'e1',
      event_source_url: 'https://bosley.example/',
      user_data: {},
    });
  });

  test.each(['rx_issued', 'consult_started', 'consult_completed', 'refund', ''])('%s has none', (name) => {
    expect(errorOf({ event_name: name }, credentials)).toBe(
      'Snapchat has no event of this name and takes none of your own: give the tag an event_name, such as CUSTOM_EVENT_1, or do not fire it for this event',
    );
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
    ).toEqual(['PURCHASE', 'ADD_CART', 'START_CHECKOUT', 'SIGN_UP', 'SIGN_UP', 'SIGN_UP', 'SIGN_UP', 'SIGN_UP']);
  });
});

describe('overrides', () => {
  test('values replace, each in its form', async () => {
    expect(
      await eventOf(
        purchase,
        {
          event_name: 'CUSTOM_EVENT_1',
          event_time: '1795270000.9',
          event_id: 42,
          action_source: 'OFFLINE',
          event_source_url: 'https://hims.example/',
          integration: 'acme-sgtm',
          test_event_code: 'TEST123',
          version: '3.0',
          user_data: {
            em: 'John@Example.com',
            ph: sha('16505550199').toUpperCase(),
            fn: null,
            ln: undefined,
            external_id: ['A1', 'A2'],
            client_ip_address: '2001:db8::1',
            sc_click_id: 'click',
            madid: '9c1d7f2e-54a1-4a79-9f0e-0d5d0f1a2b3c',
          },
          custom_data: {
            value: '10',
            currency: 'eur',
            content_ids: 'SKU-1',
            contents: { id: 'SKU-1' },
            content_category: 'Hair',
            brands: undefined,
            num_items: '4',
            referrer_url: null,
            predicted_ltv: 12.5,
            num_adults: 2,
            destination_airport: 'AMS',
          },
        },
        { cookies },
      ),
    ).toEqual({
      event_name: 'CUSTOM_EVENT_1',
      event_time: 1795270000,
      action_source: 'OFFLINE',
      event_id: '42',
      event_source_url: 'https://hims.example/',
      integration: 'acme-sgtm',
      test_event_code: 'TEST123',
      version: '3.0',
      user_data: {
        em: [sha('john@example.com')],
        ph: [sha('16505550199')],
        ln: sha('oneil'),
        ct: sha('newyork'),
        st: sha('ny'),
        zp: sha('10001'),
        country: sha('us'),
        external_id: [sha('a1'), sha('a2')],
        client_ip_address: '2001:db8::1',
        client_user_agent: mapped.user_data.client_user_agent,
        sc_click_id: 'click',
        sc_cookie1: mapped.user_data.sc_cookie1,
        madid: '9c1d7f2e-54a1-4a79-9f0e-0d5d0f1a2b3c',
      },
      custom_data: {
        value: 10,
        currency: 'EUR',
        order_id: 'SO-10442',
        content_ids: ['SKU-1'],
        contents: [{ id: 'SKU-1' }],
        brands: ['Acme'],
        num_items: 4,
        content_category: 'Hair',
        predicted_ltv: 12.5,
        num_adults: 2,
        destination_airport: 'AMS',
      },
    });
  });

  test('empty ids of the event are none', async () => {
    const event = { event_name: 'login', event_id: '', test_event_code: '', page_location: 'https://bosley.example/' };
    expect(await eventOf(event)).toEqual({
      event_name: 'LOGIN',
      event_time: 1795276800,
      action_source: 'WEB',
      event_source_url: 'https://bosley.example/',
      user_data: {},
    });
  });

  test('undefined and empty text leave what is mapped', async () => {
    const nothing = { event_name: undefined, event_time: '', event_id: undefined, action_source: undefined };
    expect(
      await eventOf(
        purchase,
        { ...nothing, user_data: { em: undefined, ph: '' }, custom_data: { value: undefined } },
        { cookies },
      ),
    ).toEqual(mapped);
  });

  test('null removes', async () => {
    expect(
      await eventOf(
        { event_name: 'login', event_id: 'e1', page_location: 'https://bosley.example/', value: 1, user_id: 'u' },
        {
          event_name: null,
          event_time: null,
          event_id: null,
          action_source: null,
          event_source_url: null,
          user_data: { external_id: null },
          custom_data: { value: null },
        },
      ),
    ).toEqual({ user_data: {} });
  });

  test('what cannot be is left out, and told without the value', async () => {
    const event: EventData = { ...purchase, value: '89,90', currency: 'dollars' };
    const fields: Fields = {
      event_time: 'yesterday',
      user_data: { em: 'jane at example', email_address: 'jane@example.com', 'jane@example.com': 1 },
      custom_data: { num_items: 1.5, utm_source: 'x' },
    };
    const sent = await eventOf(event, fields, { cookies });
    const { em: _, ...user_data } = mapped.user_data;
    const { value: _v, currency: _c, num_items: _n, ...custom_data } = mapped.custom_data;
    const { event_time: _t, ...rest } = mapped;
    expect(sent).toEqual({ ...rest, user_data, custom_data });
    expect(consoleOf(event, fields)).toEqual([
      'event_time is not a time in Unix seconds: left out',
      'user_data.em is not one Snapchat could match: left out',
      'user_data has no key email_address: left out',
      'user_data has no key (not a name): left out',
      "the event's value is not a number: left out",
      "the event's currency is not an ISO 4217 currency code: left out",
      'custom_data.num_items is not a whole number: left out',
      'custom_data has no key utm_source: left out',
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

describe('app events', () => {
  const extinfo = [
    'i2',
    'com.acme.shop',
    '771',
    '7.7.1',
    '18.5',
    'iPhone17,1',
    'en_NL',
    'CEST',
    '',
    '1179',
    '2556',
    '3.00',
    '6',
    '256',
    '80',
    'Europe/Amsterdam',
  ];
  const event: EventData = {
    event_name: 'add_to_cart',
    event_id: 'ac-9',
    madid: '9C1D7F2E-54A1-4A79-9F0E-0D5D0F1A2B3C',
    app_data: { app_id: 1234567890, advertiser_tracking_enabled: true, extinfo },
  };

  test('go to the app, with its data', async () => {
    const [request] = await build(snapchatTag, event, {
      ...credentials,
      snap_app_id: 'a1b2c3d4-0000-4000-8000-00000000abcd',
      action_source: 'MOBILE_APP',
      app_data: { application_tracking_enabled: 0 },
    });
    expect(request?.url).toBe(
      'https://tr.snapchat.com/v3/a1b2c3d4-0000-4000-8000-00000000abcd/events?access_token=${SNAPCHAT_ACCESS_TOKEN}',
    );
    expect(request?.body).toEqual({
      data: [
        {
          event_name: 'ADD_CART',
          event_time: 1795276800,
          action_source: 'MOBILE_APP',
          event_id: 'ac-9',
          user_data: { madid: '9c1d7f2e-54a1-4a79-9f0e-0d5d0f1a2b3c' },
          app_data: {
            app_id: '1234567890',
            advertiser_tracking_enabled: 1,
            extinfo,
            application_tracking_enabled: 0,
          },
        },
      ],
    });
  });

  test('need the id of the app', () => {
    expect(errorOf(event, { ...credentials, action_source: 'MOBILE_APP' })).toBe(
      'snap_app_id is empty: give it in the tag, or give the variable it names a value',
    );
    expect(errorOf(event, { ...credentials, action_source: 'MOBILE_APP', snap_app_id: '../me' })).toBe(
      'snap_app_id is not a Snap App ID (letters, digits and hyphens): copy it from Ads Manager',
    );
  });

  test('leave app_data to app events', async () => {
    expect(await eventOf({ ...event, page_location: 'https://bosley.example/' })).toEqual({
      event_name: 'ADD_CART',
      event_time: 1795276800,
      action_source: 'WEB',
      event_id: 'ac-9',
      event_source_url: 'https://bosley.example/',
      user_data: { madid: '9c1d7f2e-54a1-4a79-9f0e-0d5d0f1a2b3c' },
    });
  });
});

describe('limited data use', () => {
  const login: EventData = { event_name: 'login', page_location: 'https://bosley.example/' };
  const base = {
    event_name: 'LOGIN',
    event_time: 1795276800,
    action_source: 'WEB',
    event_source_url: 'https://bosley.example/',
    user_data: {},
  };
  const left = { data_processing_options_country: 0, data_processing_options_state: 0 };

  test.each<[string, EventData, Fields, Record<string, unknown>]>([
    [
      'of the event',
      { data_processing_options: ['LDU'], data_processing_options_country: 1, data_processing_options_state: 1000 },
      {},
      { data_processing_options: ['LDU'], data_processing_options_country: 1, data_processing_options_state: 1000 },
    ],
    [
      'where it does not say the place',
      { data_processing_options: 'LDU' },
      {},
      { data_processing_options: ['LDU'], ...left },
    ],
    [
      'of the tag',
      {},
      { data_processing_options: 'LMU', data_processing_options_country: '1' },
      { data_processing_options: ['LMU'], data_processing_options_country: 1, data_processing_options_state: 0 },
    ],
    ['of a denial', { consent: { ad_user_data: 'DENIED' } }, {}, { data_processing_options: ['LDU'], ...left }],
    [
      'of a denial of personalisation',
      { consent: { ad_personalization: 'DENIED' } },
      {},
      { data_processing_options: ['LDU'], ...left },
    ],
    [
      'none where the event says none',
      { data_processing_options: [], consent: { ad_user_data: 'DENIED' } },
      {},
      { data_processing_options: [] },
    ],
    ['none where the tag says none', { data_processing_options: ['LDU'] }, { data_processing_options: null }, {}],
    ['none without a word', { consent: { ad_user_data: 'GRANTED' } }, {}, {}],
  ])('%s', async (_, data, fields, expected) => {
    expect(await eventOf({ ...login, ...data }, fields)).toEqual({ ...base, ...expected });
  });
});

describe('an event about health', () => {
  const rx: EventData = {
    ...purchase,
    event_name: 'rx_issued',
    search_term: 'minoxidil',
    content_name: 'Minoxidil',
    content_category: 'Hair loss',
    method: 'video',
    custom_id: 'rx-minoxidil',
  };

  test('says who and how much, nothing of what', async () => {
    expect(await eventOf(rx, { event_name: 'SIGN_UP' }, { cookies })).toEqual({
      ...mapped,
      event_name: 'SIGN_UP',
      event_source_url: 'https://bosley.example/',
      custom_data: { value: 89.9, currency: 'USD', order_id: 'SO-10442' },
    });
  });
});

describe('identifiers', () => {
  const bare = { event_name: 'login', page_location: 'https://bosley.example/' };

  test('hashed ones are kept, in lower case', async () => {
    const { user_data } = await eventOf({
      ...bare,
      user_data: { em: sha('a@example.com').toUpperCase(), sha256_phone_number: [sha('16505550100')] },
    });
    expect(user_data).toEqual({ em: [sha('a@example.com')], ph: [sha('16505550100')] });
  });

  test('a private address is nobody', async () => {
    const { user_data } = await eventOf({ ...bare, ip_override: '10.0.0.8', user_agent: 'Mozilla/5.0' });
    expect(user_data).toEqual({ client_user_agent: 'Mozilla/5.0' });
  });

  test.each<[string, EventData, Record<string, string>, string]>([
    ['event', { sc_click_id: 'e', ScCid: 'f' }, cookies, 'e'],
    ['event, under its parameter', { ScCid: 'f' }, cookies, 'f'],
    ['page', { page_location: 'https://bosley.example/?ScCid=p' }, cookies, 'p'],
    ['cookie', {}, cookies, 'from-cookie'],
  ])('click id of the %s', async (_, data, jar, expected) => {
    const { user_data } = await eventOf({ ...bare, ...data }, {}, { cookies: jar });
    expect(user_data).toEqual({ sc_click_id: expected, sc_cookie1: cookies._scid });
  });

  test('ids of its own that user_data carries', async () => {
    const ids = {
      sc_click_id: 'c',
      sc_cookie1: 'k',
      madid: 'A',
      idfv: 'i',
      anon_id: 'n',
      lead_id: 'l',
      subscription_id: 's',
      download_id: 'd',
    };
    const { user_data } = await eventOf({ ...bare, user_data: ids });
    expect(user_data).toEqual({ ...ids, madid: 'a' });
  });
});

test('a lead says how the person signed up, a search what for, a single item its name', async () => {
  const page_location = 'https://bosley.example/';
  expect((await eventOf({ event_name: 'lead', page_location, method: 'sms' }))['custom_data']).toEqual({
    sign_up_method: 'sms',
  });
  expect(
    (await eventOf({ event_name: 'search', page_location, search_term: 'hair', method: 'x' }))['custom_data'],
  ).toEqual({ search_string: 'hair' });
  expect(
    (
      await eventOf({
        event_name: 'view_item',
        page_location,
        content_type: 'product',
        items: [{ item_name: 'Comb', quantity: 0.5 }],
      })
    )['custom_data'],
  ).toEqual({
    content_ids: ['Comb'],
    contents: [{ id: 'Comb', quantity: 0.5 }],
    content_name: 'Comb',
    content_type: 'product',
  });
});

test('a WEB event without a page tells what Snapchat will say', () => {
  expect(consoleOf({ event_name: 'login' })).toEqual([
    'event_source_url is missing, and Snapchat refuses WEB events without one: send page_location, or set event_source_url or action_source OFFLINE',
  ]);
  expect(consoleOf({ event_name: 'login' }, { action_source: 'OFFLINE' })).toEqual([]);
});

describe('the address', () => {
  const login: EventData = { event_name: 'login', page_location: 'https://bosley.example/' };

  test('is the validator where asked', async () => {
    const [request] = await build(snapchatTag, login, { ...credentials, validate: true });
    expect(request?.url).toBe(url.replace('/events?', '/events/validate?'));
  });

  test('holds the token encoded once it is revealed, a plain one at once', async () => {
    const { input } = tagInput(login, { ...credentials, pixel_id: '${SNAPCHAT_PIXEL_ID}' });
    const [request] = await snapchatTag.build(input);
    expect(reveal(request?.url ?? '', (name) => `${name}&/`)).toBe(
      'https://tr.snapchat.com/v3/SNAPCHAT_PIXEL_ID%26%2F/events?access_token=SNAPCHAT_ACCESS_TOKEN%26%2F',
    );
    const [plain] = await build(snapchatTag, login, { ...credentials, access_token: 'a&b=c' });
    expect(plain?.url).toBe(url.replace('${SNAPCHAT_ACCESS_TOKEN}', 'a%26b%3Dc'));
  });

  test.each(['0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9/../../me?x=', '123', 'https://evil.example/', '%2e%2e'])(
    'takes no pixel_id like %s',
    (pixel_id) => {
      expect(errorOf(login, { ...credentials, pixel_id })).toBe(
        'pixel_id is not a Snap Pixel ID (a UUID such as 0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9): copy it from Events Manager',
      );
    },
  );

  test('takes the pixel in capitals', async () => {
    const [request] = await build(snapchatTag, login, {
      ...credentials,
      pixel_id: '0F1E2D3C-4B5A-4978-8695-A4B3C2D1E0F9',
    });
    expect(request?.url).toBe(url);
  });

  test.each(['pixel_id', 'access_token'])('needs %s', (name) => {
    expect(errorOf(login, { ...credentials, [name]: undefined })).toBe(
      `${name} is empty: give it in the tag, or give the variable it names a value`,
    );
  });
});
