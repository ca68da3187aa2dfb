import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jane, ofBody, ofRequest, sha } from './support/persons.ts';

/** What honest requests are full of: by key, as it stands in a body or a query. */
const realistic: readonly (readonly [key: string, value: string | number])[] = [
  ['order_id', 'SO-10442'],
  ['order_id', 'TEST-001'],
  ['order_id', '112-1234567-1234567'],
  ['order_id', '4111-2222-3333-4444-5555'],
  ['order_id', 'ORD-2026-11-21-000123'],
  ['order_id', 4111111111111111],
  ['transaction_id', '4111111111111111'],
  ['transaction_id', 'pi_3OaBcDeFgHiJkLmN0123456789'],
  ['transaction_id', '5500005555555559'],
  ['order_number', '6011000990139424'],
  ['tracking_number', '1Z999AA10123456784'],
  ['tracking_number', '9400110200881234567890'],
  ['t_value', 'affiliate_123'],
  ['event_id', '3b1f0a52-7c8d-4e9f-a0b1-c2d3e4f50617'],
  ['event_id', '12345678-1234-1234-1234-123456789012'],
  ['event_id', '41111111-1111-4111-8111-650555121212'],
  ['session_id', '1795275900'],
  ['client_id', '1849235714.1795275000'],
  ['client_id', 'GA1.1.1849235714.1795275000'],
  ['app_instance_id', '0f1e2d3c4b5a69788796a5b4c3d2e1f0'],
  ['gclid', 'Cj0KCQjw4bipBhCyARIsAFsieCz2650-555-1212_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789aAlPHEALw_wcB'],
  ['gbraid', '0AAAAADtGlZ4111111111111111_abcdef'],
  ['wbraid', 'CkQKCAjwq4imBhB6EjQAbcdef0123456789'],
  ['dclid', 'CPb0-7W1jIYDFQ0ORAgd1234567'],
  ['gclaw', 'GCL.1795275000.Cj0KCQjwTESTabcdef'],
  ['FPGCLAW', '2.1.kCj0KCQjwTESTabcdef$i1795275000'],
  ['auid', '621761916.1684372177'],
  ['fbc', 'fb.1.1795276800000.IwAR0AbCdEf-1234567890_abc'],
  ['fbp', 'fb.1.1795276800000.1098115397'],
  ['fbp', 'fb.1.1795276800000.4111111111111111'],
  ['fbp', 'fb.2.1795276800000.1098115397.AQIDAQEA'],
  ['fbclid', 'IwAR2F4-dbP0l7Mn1IawQQGCINEz7PYXQvwjNwB_qa2ofrHyiLjcbCRxTDMgk'],
  ['ttclid', 'E.C.P.v3fQ2RHacdksKfofPmlyuStIIDMN4111111111111111'],
  ['ttp', '94e2a4j9-h3ss-k5h5-98cc-c84n745mk'],
  ['_ttp', '2QbWYc3nJq1rXsYtZuAvBwCxDyE'],
  ['epik', 'dj0yJnU9b2JDcFFSekV4SHlMM3h5eGlGdVphTDl4Q2tJQ1lZMCZwPTAmbj1'],
  ['sc_click_id', '3b1f0a52-7c8d-4e9f-a0b1-c2d3e4f50617'],
  ['sc_cookie1', '00000000-0000-4000-8000-000000000001'],
  ['twclid', '26l6412g5p4iyj65a2oic2ayg2'],
  ['msclkid', 'f1b2c3d4e5f60718293a4b5c6d7e8f90'],
  ['madid', '38400000-8cf0-11bd-b23e-10b96e40000d'],
  ['visitorCode', '0q9v3f1k2j4h5g6d'],
  ['visitorCode', '1234567890123456'],
  ['nonce', 'be997ed36292675c'],
  ['nonce', '4111111111111111'],
  ['event_time', 1795276800],
  ['timestamp', 1795276800000],
  ['timestamp_micros', 1795276800123456],
  ['timestamp_micros', '1795276800123456'],
  ['x', 1795276800123456],
  ['x', '1795276800000'],
  ['eventTimestamp', '2026-11-21T16:00:00.000Z'],
  ['eventTimestamp', '2026-11-21T16:00:00+01:00'],
  ['conversionDateTime', '2026-11-21 16:00:00-05:00'],
  ['x', '2026-11-21 16:00:00.123456'],
  ['x', '20261121T160000Z'],
  ['x', 'Sat Nov 21 2026 16:00:00 GMT+0100 (CET)'],
  ['pixel_id', '1248630053164112'],
  ['pixel_id', 4242424242424242],
  ['event_source_id', 'C0PLACEHOLDERBOSLEY0'],
  ['event_source_id', '6998877665544332211'],
  ['ad_account_id', '549000000001234567'],
  ['lead_id', 525645896321548],
  ['login_customer_id', '801-363-0011'],
  ['customer_id', '404-555-1212'],
  ['goalId', 100001],
  ['measurement_id', 'G-BOSLEY123'],
  ['tid', 'G-6505551212'],
  ['conversion_id', 'AW-801363001'],
  ['label', 'AbCdEfGhIjKlMnOpQr0'],
  ['gtm', '45He6bj0v9123456789za200'],
  ['tag_exp', '101925629~102067555~102067808~102081485'],
  ['gcd', '13l3l3l3l1l1'],
  ['dma_cps', 'syphamo'],
  ['_p', '1795276800123'],
  ['version', '131.0.6778.135'],
  ['uafvl', 'Chromium;131.0.6778.135|Not_A%20Brand;24.0.0.0'],
  ['version', '1.0.0+20261121160000'],
  ['user_agent', 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'],
  [
    'user_agent',
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/131.0.0.0 Mobile Safari/537.36 [FBAN/EMA;FBLC/en;FBAV/443.0.0.23.229]',
  ],
  ['user_agent', 'ShopApp/650.555.1212 (Android 14)'],
  ['user_agent', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'],
  ['user_agent', 'Instagram 309.0.0.40.113 Android (33/13; 420dpi; 1080x2194; 536988435)'],
  ['ip_override', '203.0.113.7'],
  ['ip_override', '2001:db8:85a3::8a2e:370:7334'],
  ['x-forwarded-for', '203.0.113.7, 198.51.100.200'],
  ['sku', '4006381333931'],
  ['gtin', '00012345600012'],
  ['item_id', 'SKU-19'],
  ['item_id', '5012345678900'],
  ['x', '4006381333931'],
  ['x', '4012345000009'],
  ['x', '36000291452'],
  ['x', '978-3-16-148410-0'],
  ['x', '9783161484100'],
  ['value', 89.9],
  ['value', '1234.56'],
  ['value', 12345678.9],
  ['value', 6505551212],
  ['x', '$1,234,567.89'],
  ['x', '1 234 567,89 EUR'],
  ['x', '+1234.56'],
  ['sr', '1920x1080'],
  ['viewport_size', '390x844'],
  ['sha', sha('anybody else')],
  ['sha', Buffer.from(sha('anybody else'), 'hex').toString('base64')],
  ['sha', '+12345678/aBcDeFgHiJkLmNoPqRsTuVwXyZ01234567='],
  ['md5', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['event_name', 'purchase'],
  ['event_name', 'rx_issued'],
  ['event', 'CompletePayment'],
  ['action_source', 'website'],
  ['language', 'en-us'],
  [
    'page_location',
    'https://bosley.example/thanks?utm_source=google&gclid=Cj0KCQjw&fbclid=IwAR0&order=4111111111111111',
  ],
  ['page_location', 'https://www.instagram.com/@some.body/video/7301234567890123456?x=1'],
  ['page_location', 'https://shop.example/products/4111111111111111/reviews/650-555-1212-blue'],
  ['page_location', 'https://cdn.example/npm/react@18.2.0/index.js'],
  ['image', 'https://cdn.example/logo@2x.png'],
  ['image', 'hero@3x.webp'],
  ['map', 'https://maps.example/@40.7127753,-74.0059728,15z'],
  ['handle', '@jane.doe'],
  ['q', 'a+b+c 1+1=2'],
  ['phone_model', 'iPhone 15'],
  ['phone_verified_at', '1795276800'],
  ['mobile', 'true'],
  ['ph', sha('+16505551212')],
  ['api_secret', '${GA4_API_SECRET_BOSLEY}'],
  ['access_token', 'EAAB6505551212ZBcardZA4111111111111111ZD'],
  ['authorization', 'Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiI0MTExMTExMTExMTExMTExIn0.c2ln'],
];

describe('what honest requests are full of', () => {
  it.each(realistic)('is no personal data: %s %s', (key, value) => {
    const query = new URLSearchParams([[key, String(value)]]);
    expect([
      ofBody({ [key]: value }),
      ofBody({ [key]: [String(value)] }),
      ofRequest({ url: `https://platform.example/c?${query}` }),
      ofRequest({ headers: { [key.toLowerCase()]: String(value) } }),
    ]).toEqual([[], [], [], []]);
  });

  it.each([
    'https://graph.facebook.com/v25.0/1248630053164112/events',
    'https://graph.facebook.com/v25.0/4111111111111111/events',
    'https://tr.snapchat.com/v3/00000000-0000-4000-8000-000000000001/events?access_token=${TOKEN}',
    'https://www.googleadservices.com/pagead/conversion/801363001/?random=1795276800000&cv=11&label=AbC',
    'https://googleads.googleapis.com/v25/customers/8013630011:uploadClickConversions',
    'http://127.0.0.1:8080/v5/ad_accounts/549000000001/events',
    'http://[2001:db8::1]:8080/collect#top',
  ])('is no personal data: %s', (url) => {
    expect(ofRequest({ url })).toEqual([]);
  });
});

/** A key that says nothing of its value. */
const plainKey = fc.constantFrom('x', 'ref', 'data', 'sub_id', 'value', 'id', 'session_id');
const idKey = fc.constantFrom('id', 'order_id', 'pixel_id', 'transaction_id', 'content_ids', 'sku', 'timestamp_micros');
const hex = (size: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: size, maxLength: size });
const number = (min: number, max: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max });

describe('random ids', () => {
  const silent = (key: string, value: string): void => {
    expect([ofBody({ [key]: value }), ofRequest({ url: `https://platform.example/${value}?${key}=${value}` })]).toEqual(
      [[], []],
    );
  };

  it('never fire as UUIDs', () => {
    fc.assert(fc.property(plainKey, fc.uuid(), silent));
  });

  it('never fire as hex', () => {
    fc.assert(
      fc.property(
        plainKey,
        fc.oneof(hex(15), hex(31), hex(39), hex(63)).map((digits) => `${digits}f`),
        silent,
      ),
    );
  });

  it('never fire as digests in base64', () => {
    const base64 = fc
      .uint8Array({ minLength: 32, maxLength: 32 })
      .map((bytes) => Buffer.from(bytes).toString('base64'));
    fc.assert(fc.property(plainKey, base64, silent));
  });

  it('never fire as numbers shorter than a card', () => {
    fc.assert(fc.property(plainKey, number(1, 12), silent));
  });

  it('never fire as numbers of any length under the names of ids', () => {
    fc.assert(
      fc.property(idKey, number(1, 24), (key, value) => {
        silent(key, value);
        expect(ofBody({ [key]: Number(value) }, jane)).toEqual([]);
      }),
    );
  });
});
