import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventData } from '../../../src/event/event-data.ts';
import { metaTag } from '../../../src/platforms/meta/tag.ts';
import { type Fields, TagError } from '../../../src/platforms/tag.ts';
import { build, tagInput } from '../../support/tag-input.ts';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

const pixel = { pixel_id: '1248630053164112', access_token: '${META_ACCESS_TOKEN}' };
const userAgent = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36';

const purchase: EventData = {
  event_name: 'purchase',
  event_id: 'SO-10442',
  client_id: '1849235714.1771200000',
  user_id: 'user_123',
  ga_session_id: '1771199821',
  engagement_time_msec: 120,
  timestamp_micros: 1795276799987654,
  page_location: 'https://bosley.example/checkout/thank-you?utm_medium=cpc&utm_campaign=fall&fbclid=IwAR0AbCdEf',
  page_referrer: 'https://bosley.example/checkout',
  ip_override: '203.0.113.7',
  user_agent: userAgent,
  transaction_id: 'SO-10442',
  value: 89.9,
  currency: 'usd',
  tax: 7.4,
  shipping: 4.9,
  coupon: 'FALL10',
  storefront_id: 'bosley',
  t_value: 'affiliate_123',
  session_id: '1771199821',
  utm_source: 'google',
  items: [
    {
      item_id: 'SKU-19',
      item_name: 'Linen shirt',
      item_brand: 'Acme',
      item_category: 'Apparel',
      price: 42.5,
      quantity: 2,
    },
    { item_id: 'SKU-20', price: '4.9' },
    { quantity: 3 },
  ],
  user_data: {
    email_address: ' John_Smith@gmail.com ',
    phone_number: '+1 (650) 555-1212',
    address: {
      first_name: 'Mary',
      last_name: "O'Brien",
      street: '1 Main Street',
      city: 'New York',
      region: 'NY',
      postal_code: '94035-1234',
      country: 'US',
    },
    gender: 'Female',
    date_of_birth: '1997-02-16',
  },
  consent: { ad_user_data: 'GRANTED', ad_personalization: 'GRANTED' },
  'x-ga-measurement_id': 'G-BOSLEY123',
};

const purchaseEvent = {
  event_name: 'Purchase',
  event_time: 1795276799,
  event_id: 'SO-10442',
  action_source: 'website',
  event_source_url: 'https://bosley.example/checkout/thank-you?utm_medium=cpc&utm_campaign=fall&fbclid=IwAR0AbCdEf',
  referrer_url: 'https://bosley.example/checkout',
  user_data: {
    em: ['62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f'],
    ph: ['e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176'],
    fn: ['6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec'],
    ln: ['b4cb6cb33fe4b865868de825023a1e2790dc12ac01ecc8d7c5afe8254071c8ba'],
    ge: ['252f10c83610ebca1a059c0bae8255eba2f95be4d1d7bcfa89d7248a82d9f111'],
    db: ['01acdbf6ec7b4f478a225f1a246e5d6767eeab1a7ffa17f025265b5b94f40f0c'],
    ct: ['350c754ba4d38897693aa077ef43072a859d23f613443133fecbbd90a3512ca5'],
    st: [sha('ny')],
    zp: ['1794327a4d443904421f5ca1f3d72d0a62ba2f0770d80755ec2220fc0efb052e'],
    country: ['79adb2a2fce5c6ba215fe5f27f532d4e7edbac4b6a5e09e1ef3a08084a904621'],
    external_id: ['80fba0ae1c48e3978e43e4efc365e14e12ea0c830ba8ba5b9a2dafc7e3f2ab8b'],
    client_ip_address: '203.0.113.7',
    client_user_agent: userAgent,
    fbc: 'fb.1.1795276799987.IwAR0AbCdEf',
  },
  custom_data: {
    value: 89.9,
    currency: 'USD',
    order_id: 'SO-10442',
    content_ids: ['SKU-19', 'SKU-20'],
    contents: [
      { id: 'SKU-19', quantity: 2, item_price: 42.5, title: 'Linen shirt', brand: 'Acme', category: 'Apparel' },
      { id: 'SKU-20', quantity: 1, item_price: 4.9 },
    ],
    content_type: 'product',
    num_items: 6,
    utm_source: 'google',
    utm_medium: 'cpc',
    utm_campaign: 'fall',
    t_value: 'affiliate_123',
    session_id: '1771199821',
    storefront_id: 'bosley',
  },
};

/** The one event of the one request, and what the tag said. */
async function run(
  event: EventData,
  fields: Fields = {},
  options: Parameters<typeof build>[3] = {},
): Promise<{ sent: Record<string, Record<string, unknown>>; console: string[] }> {
  const { input, console } = tagInput(event, { ...pixel, ...fields }, options);
  const built = await metaTag.build(input);
  const requests = JSON.parse(JSON.stringify(built));
  // No key holds undefined: a contract sees the object, not its JSON.
  expect(built.map(({ body }) => (body as { data: unknown }).data)).toStrictEqual([requests[0].body.data]);
  expect(requests).toHaveLength(1);
  expect(requests[0].body.data).toHaveLength(1);
  return { sent: requests[0].body.data[0], console };
}

/** As `page_view` on a page, so that nothing but the key in question is in the event. */
const bare: EventData = { event_name: 'ping', event_id: 'e-1', page_location: 'https://acme.example/' };
const bareSent = {
  event_name: 'ping',
  event_time: 1795276800,
  event_id: 'e-1',
  action_source: 'website',
  event_source_url: 'https://acme.example/',
  user_data: {},
};

describe('the request', () => {
  it('carries a purchase with everything the event says', async () => {
    const { input, console } = tagInput(purchase, {
      ...pixel,
      test_event_code: 'TEST48213',
      partner_agent: 'acme-sgtm-1.0',
    });
    expect(JSON.parse(JSON.stringify(await metaTag.build(input)))).toEqual([
      {
        platform: 'meta',
        method: 'POST',
        url: 'https://graph.facebook.com/v25.0/1248630053164112/events',
        headers: { 'content-type': 'application/json' },
        body: {
          access_token: '${META_ACCESS_TOKEN}',
          data: [purchaseEvent],
          test_event_code: 'TEST48213',
          partner_agent: 'acme-sgtm-1.0',
        },
        contract: 'meta/events',
      },
    ]);
    expect(console).toEqual([]);
  });

  it.each([
    ['v26.0', {}, 'https://graph.facebook.com/v26.0/1248630053164112/events'],
    [
      'v24.0',
      { appsecret_proof: '${META_PROOF}' },
      'https://graph.facebook.com/v24.0/1248630053164112/events?appsecret_proof=${META_PROOF}',
    ],
    ['v25.0', { pixel_id: '${PIXEL}' }, 'https://graph.facebook.com/v25.0/${PIXEL}/events'],
    ['v25.0', { pixel_id: 1248630053164112 }, 'https://graph.facebook.com/v25.0/1248630053164112/events'],
  ])('goes to version %s with %j', async (api_version, fields, url) => {
    const [request] = await build(metaTag, bare, { ...pixel, api_version, ...fields });
    expect(request?.url).toBe(url);
  });

  it.each([
    [{ pixel_id: undefined }, 'pixel_id is empty: give it in the tag, or give the variable it names a value'],
    [{ pixel_id: '' }, 'pixel_id is empty: give it in the tag, or give the variable it names a value'],
    [{ access_token: null }, 'access_token is empty: give it in the tag, or give the variable it names a value'],
    [{ pixel_id: '123/../../me?x=' }, 'pixel_id must be digits only: copy it from Events Manager > Data sources'],
    [{ pixel_id: '123\n' }, 'pixel_id must be digits only: copy it from Events Manager > Data sources'],
    [{ api_version: '../me' }, 'api_version must be a Graph API version such as v25.0'],
    [{ api_version: '25.0' }, 'api_version must be a Graph API version such as v25.0'],
    [{ event_name: null }, 'event_name is empty: send an event with a name, or give the tag one'],
  ])('is refused with %j', async (fields, message) => {
    await expect(async () => build(metaTag, bare, { ...pixel, ...fields })).rejects.toThrow(new TagError(message));
  });

  it('is refused for an event without a name', async () => {
    await expect(async () => build(metaTag, {}, pixel)).rejects.toThrow(
      new TagError('event_name is empty: send an event with a name, or give the tag one'),
    );
  });
});

describe('each event of the relay', () => {
  it.each([
    ['purchase', 'Purchase', { content_type: 'product' }],
    ['purchase_completed', 'Purchase', { content_type: 'product' }],
    ['add_to_cart', 'AddToCart', { content_type: 'product' }],
    ['begin_checkout', 'InitiateCheckout', { content_type: 'product' }],
    ['generate_lead', 'Lead', undefined],
    ['lead', 'Lead', undefined],
    ['sign_up', 'CompleteRegistration', undefined],
    ['signup', 'CompleteRegistration', undefined],
    ['complete_registration', 'CompleteRegistration', undefined],
    ['rx_issued', 'Lead', { lead_type: 'rx_issued' }],
    ['consult_started', 'consult_started', undefined],
    ['consult_completed', 'Lead', { lead_type: 'consult_completed' }],
    ['add_payment_info', 'AddPaymentInfo', undefined],
    ['add_to_wishlist', 'AddToWishlist', undefined],
    ['search', 'Search', undefined],
    ['view_item', 'ViewContent', undefined],
    ['page_view', 'PageView', undefined],
    ['gtm.dom', 'PageView', undefined],
    ['refill_reminder', 'refill_reminder', undefined],
    ['constructor', 'constructor', undefined],
  ])('%s is %s', async (name, event_name, custom_data) => {
    const { sent, console } = await run({ ...bare, event_name: name });
    expect(sent).toEqual({ ...bareSent, event_name, ...(custom_data && { custom_data }) });
    expect(console).toEqual([]);
  });

  it('takes the name the tag gives, and still marks a lead', async () => {
    expect((await run({ ...bare, event_name: 'rx_issued' }, { event_name: 'Lead' })).sent).toEqual({
      ...bareSent,
      event_name: 'Lead',
      custom_data: { lead_type: 'rx_issued' },
    });
    expect((await run({ ...bare, event_name: 'rx_issued' }, { event_name: 'Schedule' })).sent).toEqual({
      ...bareSent,
      event_name: 'Schedule',
    });
  });
});

describe('the time', () => {
  it.each([
    [{ timestamp_micros: 1795276799987654 }, {}, 1795276799],
    [{ timestamp_micros: '1795276799987654' }, {}, 1795276799],
    [{ timestamp_micros: 'yesterday' }, {}, 1795276800],
    [{ timestamp_micros: 0 }, {}, 1795276800],
    [{}, {}, 1795276800],
    [{}, { event_time: 1795270000 }, 1795270000],
    [{}, { event_time: '1795270000.7' }, 1795270000],
    [{}, { event_time: undefined }, 1795276800],
    [{}, { event_time: null }, undefined],
  ])('of %j with %j is %s', async (event, fields, event_time) => {
    const { sent, console } = await run({ ...bare, ...event }, fields);
    const { event_time: _, ...rest } = bareSent;
    expect(sent).toEqual(event_time === undefined ? rest : { ...rest, event_time });
    expect(console).toEqual([]);
  });

  it("is the event's where the tag's own is none", async () => {
    const { sent, console } = await run(bare, { event_time: 'yesterday' });
    expect(sent).toEqual(bareSent);
    expect(console).toEqual(['event_time does not hold a value the platform takes: left out']);
  });
});

describe("a tag's own values", () => {
  it('replace every key of the event', async () => {
    const own = {
      event_name: 'AppendAttribution',
      event_time: 1795270000,
      event_id: 42,
      action_source: 'phone_call',
      event_source_url: 'https://other.example/',
      referrer_url: 'https://search.example/',
      opt_out: 'true',
      data_processing_options: ['LDU'],
      data_processing_options_country: '1',
      data_processing_options_state: 1000,
      customer_segmentation: 'new_customer_to_business',
      messaging_channel: 'whatsapp',
      advanced_measurement_table: 'table-1',
      original_event_data: { event_name: 'Purchase', event_time: 1795260000, order_id: 'SO-1', event_id: 'SO-1' },
      attribution_data: { ad_id: '23851', touchpoint_ts: 1795250000, attribution_share: 0.5, attribution_value: 12.5 },
      app_data: { advertiser_tracking_enabled: 1 },
      user_data: { em: 'Person@Example.com' },
      custom_data: { value: '12.50', currency: 'eur', plan: { level: 2 } },
    };
    const { sent, console } = await run({ event_name: 'ping', event_id: 'e-1' }, own);
    expect(sent).toEqual({
      ...own,
      event_id: '42',
      opt_out: true,
      data_processing_options_country: 1,
      user_data: { em: ['542d240129883c019e106e3b1b2d3f3cb3537c43c425364de8e951d5a3083345'] },
      custom_data: { value: 12.5, currency: 'EUR', plan: { level: 2 } },
    });
    expect(console).toEqual([]);
  });

  it('leave the mapped ones where a variable holds nothing', async () => {
    const nothing = Object.fromEntries(
      Object.keys(metaTag.fields)
        .filter((key) => !Object.hasOwn(pixel, key))
        .map((key) => [key, undefined]),
    );
    expect((await run(purchase, nothing)).sent).toEqual(purchaseEvent);
    const hollow = {
      event_id: '',
      user_data: { em: undefined, ph: '' },
      custom_data: { value: undefined, order_id: '', added: undefined },
      app_data: '',
    };
    const { sent, console } = await run(purchase, hollow);
    expect(sent).toEqual(purchaseEvent);
    expect(console).toEqual([]);
  });

  it('remove what they say is null', async () => {
    const { sent } = await run(purchase, {
      event_id: null,
      event_source_url: null,
      referrer_url: null,
      user_data: null,
      custom_data: null,
    });
    expect(sent).toEqual({
      event_name: 'Purchase',
      event_time: 1795276799,
      action_source: 'website',
      user_data: {},
    });
    const { em, client_ip_address, ...user_data } = purchaseEvent.user_data;
    const { value, contents, ...custom_data } = purchaseEvent.custom_data;
    expect(
      (
        await run(purchase, {
          user_data: { em: null, client_ip_address: null, fbp: null },
          custom_data: { value: null, contents: null },
        })
      ).sent,
    ).toEqual({ ...purchaseEvent, user_data, custom_data });
  });

  it('lie over the mapped custom_data key by key', async () => {
    const { sent, console } = await run(purchase, {
      custom_data: { value: 0, content_ids: ['A1', null, 2, ''], order_id: 7, num_items: '3', plan: 'gold' },
    });
    expect(sent).toEqual({
      ...purchaseEvent,
      custom_data: {
        ...purchaseEvent.custom_data,
        value: 0,
        content_ids: ['A1', '2'],
        order_id: '7',
        num_items: 3,
        plan: 'gold',
      },
    });
    expect(console).toEqual([]);
  });

  it('are left out where they cannot be what they should', async () => {
    const { sent, console } = await run(purchase, {
      opt_out: 'perhaps',
      custom_data: { value: 'ninety', currency: 'dollars', content_ids: [] },
      user_data: { em: 'nobody', client_ip_address: '10.0.0.7', lead_id: 'CRM-5', 'x@example.com': 'y', email: 'z' },
      app_data: 'ios',
    });
    const { em, client_ip_address, ...user_data } = purchaseEvent.user_data;
    const { value, currency, content_ids, ...custom_data } = purchaseEvent.custom_data;
    expect(sent).toEqual({ ...purchaseEvent, user_data, custom_data });
    expect(console).toEqual([
      'opt_out does not hold a value the platform takes: left out',
      'app_data does not hold named values: left out',
      'user_data.em does not hold a value the platform takes: left out',
      'user_data.client_ip_address does not hold a value the platform takes: left out',
      'user_data.lead_id does not hold a value the platform takes: left out',
      'user_data has no key (not a name): left out',
      'user_data has no key email: left out',
      'custom_data.value does not hold a value the platform takes: left out',
      'custom_data.currency does not hold a value the platform takes: left out',
      'custom_data.content_ids does not hold a value the platform takes: left out',
    ]);
  });
});

describe('user_data', () => {
  const user = async (user_data: EventData, event: EventData = {}, fields: Fields = {}, cookies = {}) =>
    (await run({ ...bare, ...event, user_data }, fields, { cookies })).sent['user_data'];

  it('keeps what is hashed, in lower case', async () => {
    const digest = sha('john_smith@gmail.com');
    expect(
      await user({ sha256_email_address: digest.toUpperCase(), address: { sha256_first_name: sha('mary') } }),
    ).toEqual({ em: [digest], fn: [sha('mary')] });
    expect(await user({}, {}, { user_data: { em: digest, external_id: [12345, sha('b')] } })).toEqual({
      em: [digest],
      external_id: [sha('12345'), sha('b')],
    });
  });

  it('takes several values of one kind, and several addresses', async () => {
    expect(
      await user({
        em: ['a@example.com', 'A@example.com', 'b@example.com'],
        ph: ['+16505551212'],
        address: [
          { first_name: 'Mary', city: 'New York' },
          { first_name: 'Jean-Luc', country: 'US' },
        ],
      }),
    ).toEqual({
      em: [sha('a@example.com'), sha('b@example.com')],
      ph: [sha('16505551212')],
      fn: [sha('mary'), sha('jeanluc')],
      ct: [sha('newyork')],
      country: [sha('us')],
    });
  });

  it("takes Meta's own keys as they are", async () => {
    expect(
      await user({
        subscription_id: 'sub-9',
        fb_login_id: 1029384756,
        lead_id: '525645896321548',
        fbp: 'fb.1.1785500000000.1098115397',
        fbc: 'fb.1.1785600000000.IwAR0AbCdEf',
        client_ip_address: '2001:db8::1',
        client_user_agent: 'Mozilla/5.0',
        f5first: 'Micha',
        doby: 1997,
        anon_id: 'only-of-apps',
        page_id: 'only-of-messages',
      }),
    ).toEqual({
      subscription_id: 'sub-9',
      fb_login_id: '1029384756',
      lead_id: 525645896321548,
      fbp: 'fb.1.1785500000000.1098115397',
      fbc: 'fb.1.1785600000000.IwAR0AbCdEf',
      client_ip_address: '2001:db8::1',
      client_user_agent: 'Mozilla/5.0',
      f5first: [sha('micha')],
      doby: [sha('1997')],
    });
  });

  it.each([
    ['17-digit ids stay text', { lead_id: '12345678901234567' }, { lead_id: '12345678901234567' }],
    ["a CRM's lead id is not Meta's", { lead_id: 'L-553' }, {}],
  ])('%s', async (_, event, user_data) => {
    expect(await user({}, event)).toEqual(user_data);
  });

  it.each([
    ['fbc of the event', { fbc: 'fb.1.1785600000000.AbC', fbclid: 'other' }, {}, 'fb.1.1785600000000.AbC'],
    ['_fbc of the event', { _fbc: 'fb.1.1785600000000.AbC' }, { _fbc: 'other' }, 'fb.1.1785600000000.AbC'],
    ['the cookie', { fbclid: 'XyZ' }, { _fbc: 'fb.2.1785600000000.AbC' }, 'fb.2.1785600000000.AbC'],
    ['fbclid of the event', { fbclid: 'XyZ' }, {}, 'fb.1.1795276800000.XyZ'],
    [
      'fbclid of the page',
      { page_location: 'https://acme.example/?a=1&fbclid=PaGe_-1' },
      {},
      'fb.1.1795276800000.PaGe_-1',
    ],
    ['an empty fbclid', { page_location: 'https://acme.example/?fbclid=' }, {}, undefined],
  ])('has fbc from %s', async (_, event, cookies, fbc) => {
    expect(await user({}, event, {}, cookies)).toEqual(fbc === undefined ? {} : { fbc });
  });

  it("makes fbc at the tag's own time", async () => {
    expect(await user({}, { fbclid: 'XyZ' }, { event_time: 1795270000.7 })).toEqual({ fbc: 'fb.1.1795270000000.XyZ' });
  });

  it('has fbp from the event, else the cookie', async () => {
    expect(await user({}, { _fbp: 'fb.1.1785500000000.1' }, {}, { _fbp: 'fb.1.1785500000000.2' })).toEqual({
      fbp: 'fb.1.1785500000000.1',
    });
    expect(await user({}, {}, {}, { _fbp: 'fb.1.1785500000000.2' })).toEqual({ fbp: 'fb.1.1785500000000.2' });
  });

  it.each([
    ['203.0.113.9, 10.0.0.1', '203.0.113.9'],
    ['10.0.0.1', undefined],
    ['127.0.0.1', undefined],
    ['fe80::1', undefined],
    ['nowhere', undefined],
    ['2001:DB8::5', '2001:db8::5'],
  ])('sends of the address %s %s', async (ip_override, client_ip_address) => {
    expect(await user({}, { ip_override })).toEqual(client_ip_address === undefined ? {} : { client_ip_address });
  });
});

describe('action_source', () => {
  const visit: EventData = {
    ...bare,
    page_referrer: 'https://search.example/',
    ip_override: '203.0.113.7',
    user_agent: userAgent,
    fbc: 'fb.1.1785600000000.AbC',
    fbp: 'fb.1.1785500000000.1098115397',
    page_id: '1023',
    ctwa_clid: 'ARA-1',
    madid: '38400000-8cf0-11bd-b23e-10b96e40000d',
    messaging_channel: 'whatsapp',
    app_data: { advertiser_tracking_enabled: 0, extinfo: ['a2'] },
    user_data: { em: 'a@example.com' },
  };
  const browser = {
    client_ip_address: '203.0.113.7',
    client_user_agent: userAgent,
    fbc: 'fb.1.1785600000000.AbC',
    fbp: 'fb.1.1785500000000.1098115397',
  };
  const head = { event_name: 'ping', event_time: 1795276800, event_id: 'e-1' };
  const em = [sha('a@example.com')];

  it('business_messaging drops what only a browser has', async () => {
    const { sent, console } = await run(visit, { action_source: 'business_messaging' });
    expect(sent).toEqual({
      ...head,
      action_source: 'business_messaging',
      messaging_channel: 'whatsapp',
      user_data: { em, page_id: '1023', ctwa_clid: 'ARA-1' },
    });
    expect(console).toEqual([]);
  });

  it('physical_store drops what only a browser has', async () => {
    const { sent, console } = await run(visit, { action_source: 'physical_store' });
    expect(sent).toEqual({ ...head, action_source: 'physical_store', user_data: { em } });
    expect(console).toEqual([]);
  });

  it('app carries the app and its ids', async () => {
    const { sent } = await run({ ...visit, action_source: 'app' }, { app_data: { application_tracking_enabled: 1 } });
    expect(sent).toEqual({
      ...head,
      action_source: 'app',
      event_source_url: 'https://acme.example/',
      referrer_url: 'https://search.example/',
      app_data: { advertiser_tracking_enabled: 0, extinfo: ['a2'], application_tracking_enabled: 1 },
      user_data: { em, ...browser, madid: '38400000-8cf0-11bd-b23e-10b96e40000d' },
    });
  });

  it("of another platform's words is website", async () => {
    expect((await run({ ...bare, action_source: 'WEB' })).sent).toEqual(bareSent);
  });

  it.each([{ page_location: undefined }, { page_location: '/thanks' }, { page_location: 'android-app://com.acme' }])(
    'website without a page (%j) says what to do',
    async (event) => {
      const { sent, console } = await run({ ...bare, ...event });
      const { event_source_url: _, ...rest } = bareSent;
      expect(sent).toEqual(rest);
      expect(console).toEqual([
        'Meta requires event_source_url where action_source is website: send page_location, or set event_source_url',
      ]);
    },
  );

  it('website takes the address the tag gives', async () => {
    const { sent, console } = await run(
      { event_name: 'ping', event_id: 'e-1' },
      { event_source_url: 'https://acme.example/' },
    );
    expect(sent).toEqual(bareSent);
    expect(console).toEqual([]);
  });
});

describe('limited data use', () => {
  const keys = (options: unknown, country?: unknown, state?: unknown) => ({
    data_processing_options: options,
    data_processing_options_country: country,
    data_processing_options_state: state,
  });

  it.each([
    ['as the event says', keys(['LDU'], 1, 1000), {}, keys(['LDU'], 1, 1000)],
    ['said as text', keys('LDU', '1', '1000'), {}, keys(['LDU'], 1, 1000)],
    ['with the place left to Meta', keys(['LDU']), {}, keys(['LDU'], 0, 0)],
    ['with the state left to the contract', keys(['LDU'], 1), {}, keys(['LDU'], 1)],
    ['expressly none', keys([]), {}, keys([])],
    ['as the tag says', {}, keys('LDU'), keys(['LDU'], 0, 0)],
    ["where the tag's own wins", keys(['LDU'], 1, 1000), keys([], null, null), keys([])],
    ['removed by the tag', keys(['LDU'], 1, 1000), keys(null, null, null), keys(undefined)],
    ['not guessed from consent', { consent: { ad_personalization: 'DENIED' } }, {}, keys(undefined)],
    ['not read from nonsense', keys([{ LDU: true }]), {}, keys(undefined)],
  ])('%s', async (_, event, fields, sent) => {
    expect((await run({ ...bare, ...event } as EventData, fields)).sent).toEqual({
      ...bareSent,
      ...JSON.parse(JSON.stringify(sent)),
    });
  });
});

describe('custom_data', () => {
  const custom = async (event: EventData) => (await run({ ...bare, ...event })).sent['custom_data'];

  it("reads Meta's own keys off the event", async () => {
    const event: EventData = {
      content_name: 'Shirts',
      content_category: 'Apparel',
      content_type: 'product_group',
      delivery_category: 'home_delivery',
      item_number: 'I-7',
      predicted_ltv: '120.5',
      net_revenue: 40,
      num_items: 2,
      search_term: 'linen',
      status: 'complete',
      order_id: 'O-1',
    };
    const expected = {
      content_name: 'Shirts',
      content_category: 'Apparel',
      content_type: 'product_group',
      delivery_category: 'home_delivery',
      item_number: 'I-7',
      predicted_ltv: 120.5,
      net_revenue: 40,
      num_items: 2,
      search_string: 'linen',
      order_id: 'O-1',
    };
    expect(await custom(event)).toEqual(expected);
    expect(await custom({ ...event, event_name: 'sign_up' })).toEqual({ ...expected, status: 'complete' });
  });

  it('keeps a value of 0', async () => {
    expect(await custom({ value: 0, currency: 'USD' })).toEqual({ value: 0, currency: 'USD' });
  });

  it('takes attribution off the page where the event has none', async () => {
    expect(
      await custom({
        page_location:
          'https://acme.example/?utm_source=a&utm_medium=b&utm_campaign=c%20d&utm_term=e&utm_content=f&t_value=no',
        utm_term: 'own',
        ga_session_id: 1771199821,
      }),
    ).toEqual({
      utm_source: 'a',
      utm_medium: 'b',
      utm_campaign: 'c d',
      utm_term: 'own',
      utm_content: 'f',
      session_id: '1771199821',
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

  it('counts units only where Meta documents them', async () => {
    const items = [{ item_id: 'A', quantity: 2 }];
    const shared = { content_ids: ['A'], contents: [{ id: 'A', quantity: 2 }], content_type: 'product' };
    expect(await custom({ event_name: 'view_item', items })).toEqual(shared);
    expect(await custom({ event_name: 'begin_checkout', items })).toEqual({ ...shared, num_items: 2 });
  });
});

it('carries what the event says of itself', async () => {
  const { sent } = await run({
    ...bare,
    event_name: 'AppendAttribution',
    opt_out: true,
    customer_segmentation: 'customer_in_loyalty_program',
    original_event_data: { event_name: 'Purchase', event_time: 1795260000, order_id: 'SO-1', note: 'not Meta’s' },
    attribution_data: { ad_id: '23851' },
    app_data: { advertiser_tracking_enabled: 1 },
  });
  expect(sent).toEqual({
    ...bareSent,
    event_name: 'AppendAttribution',
    opt_out: true,
    customer_segmentation: 'customer_in_loyalty_program',
    original_event_data: { event_name: 'Purchase', event_time: 1795260000, order_id: 'SO-1' },
    attribution_data: { ad_id: '23851' },
  });
});

describe('an event about a person’s health', () => {
  const told: EventData = {
    ...purchase,
    page_location: 'https://bosley.example/rx/finasterid?utm_campaign=finasterid&utm_source=google&fbclid=AbC',
    page_referrer: 'https://bosley.example/rx/finasterid',
    event_source_url: 'https://bosley.example/rx/finasterid',
    transaction_id: 'RX-77',
    utm_campaign: 'finasterid',
    utm_term: 'finasterid',
    utm_content: 'finasterid',
    content_name: 'finasterid',
    content_category: 'finasterid',
    content_type: 'finasterid',
    content_ids: ['finasterid'],
    contents: [{ id: 'finasterid' }],
    description: 'finasterid',
    search_term: 'finasterid',
    search_string: 'finasterid',
    status: 'finasterid',
    delivery_category: 'finasterid',
    item_number: 'finasterid',
    subscription_id: 'finasterid',
    customer_segmentation: 'finasterid',
    messaging_channel: 'finasterid',
    attribution_data: { note: 'finasterid' },
    original_event_data: { event_name: 'finasterid' },
    drug_name: 'finasterid',
    diagnosis: 'alopecia',
    items: [{ item_id: 'finasterid', item_name: 'finasterid', item_category: 'finasterid', price: 20, quantity: 1 }],
  };

  it.each([
    ['rx_issued', 'Lead', { lead_type: 'rx_issued' }],
    ['consult_started', 'consult_started', {}],
    ['consult_completed', 'Lead', { lead_type: 'consult_completed' }],
  ])('%s tells nothing of what it was about', async (name, event_name, mark) => {
    const { sent, console } = await run({ ...told, event_name: name });
    expect(sent).toEqual({
      event_name,
      event_time: 1795276799,
      event_id: 'SO-10442',
      action_source: 'website',
      event_source_url: 'https://bosley.example/',
      user_data: { ...purchaseEvent.user_data, fbc: 'fb.1.1795276799987.AbC' },
      custom_data: {
        ...mark,
        value: 89.9,
        currency: 'USD',
        order_id: 'RX-77',
        utm_source: 'google',
        utm_medium: undefined,
        t_value: 'affiliate_123',
        session_id: '1771199821',
        storefront_id: 'bosley',
      },
    });
    expect(console).toEqual([]);
  });
});

/** Keys Meta takes on an event; any other makes it refuse the whole request. */
const eventKeys = new Set(
  Object.keys(metaTag.fields).filter(
    (key) =>
      ![
        'pixel_id',
        'access_token',
        'api_version',
        'appsecret_proof',
        'test_event_code',
        'partner_agent',
        'upload_tag',
        'upload_id',
        'upload_source',
        'namespace_id',
      ].includes(key),
  ),
);

it('never makes a key Meta does not know, nor a number that is none, whatever the event holds', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(
        fc.oneof(
          fc.constantFrom(...Object.keys(purchase), ...eventKeys, 'fbclid', 'search_term', 'ad', 'num_items', 'status'),
          fc.string(),
        ),
        fc.jsonValue(),
      ),
      async (noise) => {
        const { sent } = await run({ ...(noise as EventData), event_name: 'purchase' });
        expect(Object.keys(sent).filter((key) => !eventKeys.has(key))).toEqual([]);
        expect(JSON.stringify(sent)).not.toMatch(/NaN|Infinity|\[object/);
        expect(typeof sent['user_data']).toBe('object');
        expect(Number.isInteger(sent['event_time'])).toBe(true);
        expect(['number', 'undefined']).toContain(typeof sent['custom_data']?.['value']);
      },
    ),
  );
});
