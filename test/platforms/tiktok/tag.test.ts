import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventData } from '../../../src/event/event-data.ts';
import { type Fields, TagError } from '../../../src/platforms/tag.ts';
import { tiktokTag } from '../../../src/platforms/tiktok/tag.ts';
import { build, tagInput } from '../../support/tag-input.ts';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

const pixel = { pixel_id: 'CQ1A2B3C77U0TESTPIX0', access_token: '${TIKTOK_ACCESS_TOKEN}' };
const userAgent = 'Mozilla/5.0 (Linux; Android 15)';

const purchase: EventData = {
  event_name: 'purchase',
  event_id: 'SO-10442',
  client_id: '1849235714.1771200000',
  user_id: 'user_123',
  timestamp_micros: 1795276799987654,
  page_location: 'https://bosley.example/checkout/thank-you?utm_source=tiktok&ttclid=E.C.P.v3fQ2RHacdks',
  page_referrer: 'https://bosley.example/checkout',
  ip_override: '203.0.113.7',
  user_agent: userAgent,
  language: 'en-us',
  transaction_id: 'SO-10442',
  value: 89.9,
  currency: 'usd',
  storefront_id: 'bosley',
  t_value: 'affiliate_123',
  session_id: '1771199821',
  items: [
    {
      item_id: 1077218,
      item_name: 'Linen shirt',
      item_brand: 'Acme',
      item_category: 'Apparel',
      price: 42.5,
      quantity: '2',
    },
    { item_id: 'SKU-20', price: '4.9' },
    { quantity: 3 },
  ],
  user_data: {
    email_address: ' ALICE_abc@gmail.com ',
    phone_number: '(+1)2133734253',
    _ttp: '2F7h37YkS1j57AYSKTI7IHhJPYH',
    address: [
      {
        first_name: 'Mary',
        last_name: 'Smith',
        street: '1 Main Street',
        city: 'Springfield',
        region: 'IL',
        postal_code: '62701',
        country: 'US',
      },
    ],
  },
};

const purchaseEvent = {
  event: 'CompletePayment',
  event_time: 1795276799,
  event_id: 'SO-10442',
  user: {
    email: ['848a771458438fc2ec420560d769fb9b9b86851ee338ec56517baabd79d3bb4f'],
    phone: ['9f7ec22d72092cd3c0b58726ed9c2d91b92e51a3f29837508fb2948bb22dd2fd'],
    external_id: ['80fba0ae1c48e3978e43e4efc365e14e12ea0c830ba8ba5b9a2dafc7e3f2ab8b'],
    first_name: sha('mary'),
    last_name: sha('smith'),
    city: 'springfield',
    state: 'il',
    zip_code: sha('62701'),
    country: 'us',
    ttclid: 'E.C.P.v3fQ2RHacdks',
    ttp: '2F7h37YkS1j57AYSKTI7IHhJPYH',
    ip: '203.0.113.7',
    user_agent: userAgent,
    locale: 'en-us',
  },
  page: {
    url: 'https://bosley.example/checkout/thank-you?utm_source=tiktok&ttclid=E.C.P.v3fQ2RHacdks',
    referrer: 'https://bosley.example/checkout',
  },
  properties: {
    value: 89.9,
    currency: 'USD',
    order_id: 'SO-10442',
    contents: [
      {
        content_id: '1077218',
        content_name: 'Linen shirt',
        content_category: 'Apparel',
        brand: 'Acme',
        price: 42.5,
        quantity: 2,
      },
      { content_id: 'SKU-20', price: 4.9, quantity: 1 },
    ],
    content_ids: ['1077218', 'SKU-20'],
    content_type: 'product',
    num_items: 6,
  },
};

/** The one event of the one request, and what the tag said. */
async function run(
  event: EventData,
  fields: Fields = {},
  options: Parameters<typeof build>[3] = {},
): Promise<{ sent: Record<string, Record<string, unknown>>; console: string[] }> {
  const { input, console } = tagInput(event, { ...pixel, ...fields }, options);
  const built = await tiktokTag.build(input);
  const requests = JSON.parse(JSON.stringify(built));
  // No key holds undefined: a contract sees the object, not its JSON.
  expect(built.map(({ body }) => (body as { data: unknown }).data)).toStrictEqual([requests[0].body.data]);
  expect(requests).toHaveLength(1);
  expect(requests[0].body.data).toHaveLength(1);
  return { sent: requests[0].body.data[0], console };
}

/** An event on a page with nothing else in it. */
const bare: EventData = { event_name: 'ping', event_id: 'e-1', page_location: 'https://acme.example/' };
const bareSent = {
  event: 'ping',
  event_time: 1795276800,
  event_id: 'e-1',
  page: { url: 'https://acme.example/' },
};

describe('the request', () => {
  it('carries a purchase with everything the event says', async () => {
    const { input, console } = tagInput(purchase, {
      ...pixel,
      test_event_code: 'TEST11178',
      partner_name: 'acme-sgtm',
    });
    expect(JSON.parse(JSON.stringify(await tiktokTag.build(input)))).toEqual([
      {
        platform: 'tiktok',
        method: 'POST',
        url: 'https://business-api.tiktok.com/open_api/v1.3/event/track/',
        headers: { 'access-token': '${TIKTOK_ACCESS_TOKEN}', 'content-type': 'application/json' },
        body: {
          event_source: 'web',
          event_source_id: 'CQ1A2B3C77U0TESTPIX0',
          data: [purchaseEvent],
          test_event_code: 'TEST11178',
          partner_name: 'acme-sgtm',
        },
        contract: 'tiktok/event_track',
      },
    ]);
    expect(console).toEqual([]);
  });

  it.each([
    [{ event_source_id: 'CQ9', pixel_id: undefined }, 'CQ9'],
    [{ event_source_id: 'CQ9' }, 'CQ9'],
    [{ pixel_id: 7112233445566778 }, '7112233445566778'],
    [{ pixel_id: '${TIKTOK_PIXEL}' }, '${TIKTOK_PIXEL}'],
    [{ pixel_id: 'CQ1"}],"x":[{"y":"' }, 'CQ1"}],"x":[{"y":"'],
  ])('names its source by %j', async (fields, event_source_id) => {
    const [request] = await build(tiktokTag, bare, { ...pixel, ...fields });
    expect(request?.body).toEqual({ event_source: 'web', event_source_id, data: [bareSent] });
    expect(request?.url).toBe('https://business-api.tiktok.com/open_api/v1.3/event/track/');
  });

  it.each([
    [{ pixel_id: '' }, 'pixel_id is empty: give it in the tag, or give the variable it names a value'],
    [{ access_token: null }, 'access_token is empty: give it in the tag, or give the variable it names a value'],
    [{ event_source: 'website' }, 'event_source must be web, app, offline or crm'],
    [{ event: null }, 'event is empty: send an event with a name, or give the tag one'],
  ])('is refused with %j', async (fields, message) => {
    await expect(async () => build(tiktokTag, bare, { ...pixel, ...fields })).rejects.toThrow(new TagError(message));
  });

  it('is refused for an event without a name', async () => {
    await expect(async () => build(tiktokTag, {}, pixel)).rejects.toThrow(
      new TagError('event is empty: send an event with a name, or give the tag one'),
    );
  });
});

describe('each event of the relay', () => {
  it.each([
    ['purchase', 'CompletePayment', { content_type: 'product' }],
    ['purchase_completed', 'CompletePayment', { content_type: 'product' }],
    ['add_to_cart', 'AddToCart', { content_type: 'product' }],
    ['begin_checkout', 'InitiateCheckout', { content_type: 'product' }],
    ['generate_lead', 'SubmitForm', undefined],
    ['lead', 'SubmitForm', undefined],
    ['sign_up', 'CompleteRegistration', undefined],
    ['signup', 'CompleteRegistration', undefined],
    ['complete_registration', 'CompleteRegistration', undefined],
    ['rx_issued', 'rx_issued', undefined],
    ['consult_started', 'consult_started', undefined],
    ['consult_completed', 'SubmitForm', undefined],
    ['add_payment_info', 'AddPaymentInfo', undefined],
    ['add_to_wishlist', 'AddToWishlist', undefined],
    ['search', 'Search', undefined],
    ['view_item', 'ViewContent', undefined],
    ['page_view', 'Pageview', undefined],
    ['refill_reminder', 'refill_reminder', undefined],
    ['constructor', 'constructor', undefined],
  ])('%s is %s', async (name, event, properties) => {
    const { sent, console } = await run({ ...bare, event_name: name });
    expect(sent).toEqual({ ...bareSent, event, ...(properties && { properties }) });
    expect(console).toEqual([]);
  });

  it('takes the new spelling where the tag gives it', async () => {
    expect((await run(purchase, { event: 'Purchase' })).sent).toEqual({ ...purchaseEvent, event: 'Purchase' });
  });
});

describe('the time', () => {
  it.each([
    [{ timestamp_micros: '1795276799987654' }, {}, 1795276799],
    [{ timestamp_micros: 'yesterday' }, {}, 1795276800],
    [{ timestamp_micros: -5 }, {}, 1795276800],
    [{}, { event_time: '1795270000.7' }, 1795270000],
    [{}, { event_time: undefined }, 1795276800],
    [{}, { event_time: null }, undefined],
  ])('of %j with %j is %s', async (event, fields, event_time) => {
    const { event_time: _, ...rest } = bareSent;
    expect((await run({ ...bare, ...event }, fields)).sent).toEqual(
      event_time === undefined ? rest : { ...rest, event_time },
    );
  });
});

describe("a tag's own values", () => {
  it('replace every key of the event', async () => {
    const own = {
      event: 'Download',
      event_time: 1795270000,
      event_id: 273196,
      limited_data_use: 'true',
      user: {
        email: 'alice_abc@gmail.com',
        phone: ['+12133734253', '+12133734253'],
        external_id: 12345,
        first_name: 'Mary',
        last_name: sha('smith'),
        zip_code: '62701',
        city: 'Springfield',
        state: 'IL',
        country: 'US',
        ttclid: 'E.C.P.own',
        ttp: 'ownTtp',
        ip: '203.0.113.9, 10.0.0.1',
        user_agent: 'Own/1.0',
        locale: 'pt_BR',
        idfa: 'a8f9b2c1-0000-4000-8000-1234567890ab',
        gaid: '38400000-8CF0-11BD-B23E-10B96E40000D',
        idfv: 'V-1',
        att_status: 'authorized',
      },
      properties: {
        value: '12.50',
        currency: 'eur',
        content_type: 'product_group',
        contents: [{ content_id: 'A' }],
        content_ids: [1, null, 'B', ''],
        num_items: '2',
        search_string: 'linen',
        description: 'A shirt',
        order_id: 7,
        shop_id: 77,
        customer_type: 'new',
        predicted_ltv: 9,
        delivery_category: 'home_delivery',
      },
      page: { url: 'https://own.example/', referrer: 'https://search.example/' },
      app: { app_id: 'com.acme', app_name: 'Acme', app_version: 3 },
      ad: { callback: 'cb', ad_id: 5, is_retargeting: 'false', attribution_share: '0.5' },
      lead: { lead_id: 7301, lead_event_source: 'HubSpot' },
    };
    const { sent, console } = await run({ event_name: 'ping', event_id: 'e-1' }, own);
    expect(sent).toEqual({
      event: 'Download',
      event_time: 1795270000,
      event_id: '273196',
      limited_data_use: true,
      user: {
        email: [sha('alice_abc@gmail.com')],
        phone: [sha('+12133734253')],
        external_id: [sha('12345')],
        first_name: sha('mary'),
        last_name: sha('smith'),
        zip_code: sha('62701'),
        city: 'springfield',
        state: 'il',
        country: 'us',
        ttclid: 'E.C.P.own',
        ttp: 'ownTtp',
        ip: '203.0.113.9',
        user_agent: 'Own/1.0',
        locale: 'pt-BR',
        idfa: 'A8F9B2C1-0000-4000-8000-1234567890AB',
        gaid: '38400000-8cf0-11bd-b23e-10b96e40000d',
        idfv: 'V-1',
        att_status: 'AUTHORIZED',
      },
      properties: {
        ...own.properties,
        value: 12.5,
        currency: 'EUR',
        content_ids: ['1', 'B'],
        num_items: 2,
        order_id: '7',
        shop_id: '77',
      },
      page: own.page,
      app: { app_id: 'com.acme', app_name: 'Acme', app_version: '3' },
      ad: { callback: 'cb', ad_id: '5', is_retargeting: false, attribution_share: 0.5 },
      lead: { lead_id: '7301', lead_event_source: 'HubSpot' },
    });
    expect(console).toEqual([]);
  });

  it('leave the mapped ones where a variable holds nothing', async () => {
    const nothing = Object.fromEntries(
      Object.keys(tiktokTag.fields)
        .filter((key) => !Object.hasOwn(pixel, key))
        .map((key) => [key, undefined]),
    );
    expect((await run(purchase, nothing)).sent).toEqual(purchaseEvent);
    const { sent, console } = await run(purchase, {
      event_id: '',
      user: { email: undefined, phone: '' },
      properties: { value: undefined, order_id: '' },
      page: '',
    });
    expect(sent).toEqual(purchaseEvent);
    expect(console).toEqual([]);
  });

  it('remove what they say is null', async () => {
    const { sent, console } = await run(purchase, { event_id: null, user: null, properties: null, page: null });
    expect(sent).toEqual({ event: 'CompletePayment', event_time: 1795276799 });
    expect(console).toEqual(['TikTok requires page.url where event_source is web: send page_location, or set page']);
    const { email, ip, ...user } = purchaseEvent.user;
    const { value, contents, ...properties } = purchaseEvent.properties;
    expect(
      (
        await run(purchase, {
          user: { email: null, ip: null },
          properties: { value: null, contents: null },
          page: { referrer: null },
        })
      ).sent,
    ).toEqual({ ...purchaseEvent, user, properties, page: { url: purchaseEvent.page.url } });
  });

  it('are left out where they cannot be what they should', async () => {
    const { sent, console } = await run(purchase, {
      limited_data_use: 'perhaps',
      user: { email: 'nobody', ip: '10.0.0.7', locale: 'English please', 'x@example.com': 'y', ttclidX: 'z' },
      properties: { value: 'ninety', currency: 'dollars', contents_ids: ['A'] },
      page: 'https://acme.example/',
    });
    const { email, ip, locale, ...user } = purchaseEvent.user;
    const { value, currency, ...properties } = purchaseEvent.properties;
    expect(sent).toEqual({ ...purchaseEvent, user, properties });
    expect(console).toEqual([
      'user.email does not hold a value the platform takes: left out',
      'user.ip does not hold a value the platform takes: left out',
      'user.locale does not hold a value the platform takes: left out',
      'user has no key (not a name): left out',
      'user has no key ttclidX: left out',
      'limited_data_use does not hold a value the platform takes: left out',
      'page does not hold named values: left out',
      'properties.value does not hold a value the platform takes: left out',
      'properties.currency does not hold a value the platform takes: left out',
      'properties has no key contents_ids: left out',
    ]);
  });
});

describe('user', () => {
  const user = async (event: EventData, fields: Fields = {}, cookies = {}) =>
    (await run({ ...bare, ...event }, fields, { cookies })).sent['user'];

  it('keeps what is hashed, in lower case, and takes several', async () => {
    const digest = sha('alice_abc@gmail.com');
    expect(
      await user({
        user_data: {
          sha256_email_address: digest.toUpperCase(),
          em: ['b@example.com', 'B@example.com'],
          address: { sha256_first_name: sha('mary'), city: sha('springfield') },
        },
      }),
    ).toEqual({ email: [digest, sha('b@example.com')], first_name: sha('mary') });
  });

  it.each([
    ['ttclid of the event', { ttclid: 'E.C.P.a', page_location: 'https://a.example/?ttclid=b' }, {}, 'E.C.P.a'],
    ['ttclid of user_data', { user_data: { ttclid: 'E.C.P.u' }, ttclid: 'E.C.P.a' }, {}, 'E.C.P.u'],
    ['ttclid of the page', { page_location: 'https://acme.example/?ttclid=E.C.P.b' }, { ttclid: 'c' }, 'E.C.P.b'],
    ['ttclid of the cookie', {}, { ttclid: 'E.C.P.c' }, 'E.C.P.c'],
    ['a long ttclid, whole', { ttclid: `E.C.P.${'x'.repeat(994)}` }, {}, `E.C.P.${'x'.repeat(994)}`],
  ])('has %s', async (_, event, cookies, ttclid) => {
    expect(await user(event, {}, cookies)).toEqual({ ttclid });
  });

  it('has ttp from the event, else the cookie', async () => {
    expect(await user({ ttp: 'a' }, {}, { _ttp: 'b' })).toEqual({ ttp: 'a' });
    expect(await user({}, {}, { _ttp: 'b' })).toEqual({ ttp: 'b' });
  });

  it.each([
    [{ ip_override: '10.0.0.1' }, undefined],
    [{ ip_override: '2001:DB8::5' }, { ip: '2001:db8::5' }],
    [{ ip_override: '127.0.0.1', user_data: { client_ip_address: '203.0.113.5' } }, { ip: '203.0.113.5' }],
    [{ language: 'fr_CH' }, { locale: 'fr-CH' }],
    [{ language: '<script>' }, undefined],
  ])('of %j is %j', async (event, expected) => {
    expect(await user(event as EventData)).toEqual(expected);
  });
});

describe('event_source', () => {
  const everything: EventData = {
    ...purchase,
    app_id: 'com.acme.shop',
    app_version: '3.2',
    idfa: sha('idfa').toUpperCase(),
    gaid: '38400000-8CF0-11BD-B23E-10B96E40000D',
    idfv: 'V-1',
    att_status: 'denied',
    lead_id: 7301234567890,
    lead_event_source: 'HubSpot',
    limited_data_use: true,
    ad: { callback: 'cb', campaign_id: 12, attributed: true, note: 'not TikTok’s' },
  };
  const { email, phone, external_id, ip, user_agent, locale } = purchaseEvent.user;
  const head = { event: 'CompletePayment', event_time: 1795276799, event_id: 'SO-10442' };
  const ad = { callback: 'cb', campaign_id: '12', attributed: true };
  const { properties } = purchaseEvent;

  it('web carries page and browser', async () => {
    expect((await run(everything)).sent).toEqual({ ...purchaseEvent, limited_data_use: true, ad });
  });

  it('app carries the app and its ids', async () => {
    const { sent, console } = await run(everything, { event_source: 'app' });
    expect(sent).toEqual({
      ...head,
      limited_data_use: true,
      user: {
        email,
        phone,
        ip,
        user_agent,
        locale,
        idfa: sha('idfa'),
        gaid: '38400000-8cf0-11bd-b23e-10b96e40000d',
        idfv: 'V-1',
        att_status: 'DENIED',
      },
      app: { app_id: 'com.acme.shop', app_version: '3.2' },
      ad,
      properties,
    });
    expect(console).toEqual([]);
  });

  it('offline has nothing of a browser', async () => {
    const { sent, console } = await run(everything, { event_source: 'offline' });
    expect(sent).toEqual({ ...head, user: { email, phone }, properties });
    expect(console).toEqual([]);
  });

  it('crm carries the lead', async () => {
    const { sent, console } = await run(everything, { event_source: 'crm', event: 'Qualified' });
    expect(sent).toEqual({
      ...head,
      event: 'Qualified',
      user: { email, phone, external_id },
      lead: { lead_id: '7301234567890', lead_event_source: 'HubSpot' },
      properties,
    });
    expect(console).toEqual([]);
  });

  it.each([
    ['web', 'TikTok requires page.url where event_source is web: send page_location, or set page'],
    ['app', 'TikTok requires app.app_id where event_source is app: send app_id, or set app'],
    ['crm', 'TikTok requires lead.lead_id where event_source is crm: send lead_id, or set lead'],
  ])('%s says what it misses', async (event_source, line) => {
    const { sent, console } = await run({ event_name: 'ping', event_id: 'e-1' }, { event_source });
    expect(sent).toEqual({ event: 'ping', event_time: 1795276800, event_id: 'e-1' });
    expect(console).toEqual([line]);
  });

  it('web takes no page that is not of the web', async () => {
    const { sent, console } = await run({ ...bare, page_location: 'android-app://com.acme' });
    expect(sent).toEqual({ event: 'ping', event_time: 1795276800, event_id: 'e-1' });
    expect(console).toEqual(['TikTok requires page.url where event_source is web: send page_location, or set page']);
  });
});

describe('limited data use', () => {
  it.each([
    [{ limited_data_use: true }, {}, true],
    [{ limited_data_use: false, data_processing_options: ['LDU'] }, {}, false],
    [{ data_processing_options: ['LDU'], data_processing_options_country: 1 }, {}, true],
    [{ data_processing_options: 'LDU' }, {}, true],
    [{ data_processing_options: [] }, {}, undefined],
    [{ consent: { ad_personalization: 'DENIED' } }, {}, undefined],
    [{}, { limited_data_use: true }, true],
    [{ data_processing_options: ['LDU'] }, { limited_data_use: 'false' }, false],
    [{ data_processing_options: ['LDU'] }, { limited_data_use: null }, undefined],
  ])('of %j with %j is %s', async (event, fields, limited_data_use) => {
    const { sent } = await run({ ...bare, ...event } as EventData, fields);
    expect(sent).toEqual(limited_data_use === undefined ? bareSent : { ...bareSent, limited_data_use });
  });
});

describe('properties', () => {
  it("reads TikTok's own keys off the event", async () => {
    const { sent } = await run({
      ...bare,
      search_term: 'linen',
      description: 'A shirt',
      shop_id: 77,
      customer_type: 'returning',
      predicted_ltv: '120.5',
      delivery_category: 'home_delivery',
      content_type: 'product_group',
      num_items: '2',
      value: 0,
      currency: 'EUR',
    });
    expect(sent['properties']).toEqual({
      search_string: 'linen',
      description: 'A shirt',
      shop_id: '77',
      customer_type: 'returning',
      predicted_ltv: 120.5,
      delivery_category: 'home_delivery',
      content_type: 'product_group',
      num_items: 2,
      value: 0,
      currency: 'EUR',
    });
  });

  it('leaves out malformed money and says so', async () => {
    const { sent, console } = await run({ ...bare, value: '89,90 USD', currency: 'US$', predicted_ltv: [1] });
    expect(sent).toEqual(bareSent);
    expect(console).toEqual([
      'value is not a number: left out',
      'currency is not a three-letter ISO 4217 code: left out',
      'predicted_ltv is not a number: left out',
    ]);
  });

  it('sends a currency TikTok does not list, and says so', async () => {
    const { sent, console } = await run({ ...bare, value: 5, currency: 'bgn' });
    expect(sent['properties']).toEqual({ value: 5, currency: 'BGN' });
    expect(console).toEqual(['TikTok does not count in BGN: convert value and currency to one it lists, such as USD']);
  });
});

describe('an event about a person’s health', () => {
  it.each([
    ['rx_issued', 'rx_issued'],
    ['consult_started', 'consult_started'],
    ['consult_completed', 'SubmitForm'],
  ])('%s tells nothing of what it was about', async (event_name, event) => {
    const { sent, console } = await run({
      ...purchase,
      event_name,
      page_location: 'https://bosley.example/rx/finasterid?utm_campaign=finasterid&ttclid=E.C.P.v3fQ2RHacdks',
      page_referrer: 'https://bosley.example/rx/finasterid',
      utm_campaign: 'finasterid',
      content_name: 'finasterid',
      content_category: 'finasterid',
      content_type: 'finasterid',
      content_ids: ['finasterid'],
      description: 'finasterid',
      search_term: 'finasterid',
      shop_id: 'finasterid',
      customer_type: 'finasterid',
      delivery_category: 'finasterid',
      drug_name: 'finasterid',
      ad: { campaign_id: 'finasterid' },
      diagnosis: 'alopecia',
      items: [{ item_id: 'finasterid', item_name: 'finasterid', price: 20, quantity: 1 }],
    });
    expect(sent).toEqual({
      ...purchaseEvent,
      event,
      page: { url: 'https://bosley.example/' },
      properties: { value: 89.9, currency: 'USD', order_id: 'SO-10442' },
    });
    expect(console).toEqual([]);
  });
});

const eventKeys = new Set([
  'event',
  'event_time',
  'event_id',
  'limited_data_use',
  'user',
  'page',
  'app',
  'ad',
  'lead',
  'properties',
]);

it('never makes a key TikTok does not know, nor a number that is none, whatever the event holds', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(
        fc.oneof(fc.constantFrom(...Object.keys(purchase), ...eventKeys, 'ttclid', 'locale', 'num_items'), fc.string()),
        fc.jsonValue(),
      ),
      fc.constantFrom('web', 'app', 'offline', 'crm'),
      async (noise, event_source) => {
        const { sent } = await run({ ...(noise as EventData), event_name: 'purchase' }, { event_source });
        expect(Object.keys(sent).filter((key) => !eventKeys.has(key))).toEqual([]);
        expect(JSON.stringify(sent)).not.toMatch(/NaN|Infinity|\[object/);
        expect(Number.isInteger(sent['event_time'])).toBe(true);
        expect(['string', 'undefined']).toContain(typeof sent['event_id']);
        expect(['number', 'undefined']).toContain(typeof sent['properties']?.['value']);
      },
    ),
  );
});
