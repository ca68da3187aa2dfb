import { describe, expect, test } from 'vitest';
import type { EventData } from '../../../src/event/event-data.ts';
import { googleAdsTag } from '../../../src/platforms/google-ads/tag.ts';
import { type Fields, type OutgoingRequest, TagError } from '../../../src/platforms/tag.ts';
import { reveal } from '../../../src/runtime/secret.ts';
import { build, receivedAt, tagInput } from '../../support/tag-input.ts';
import { prescription, purchase, relayNames, telling } from '../ga4/events.ts';

const ids: Fields = { conversion_id: '801363001', conversion_label: 'AbC-D_efG1h2IjKlMnOp' };
const small: EventData = { event_name: 'purchase' };

async function request(
  event: EventData,
  fields: Fields = {},
  cookies: Record<string, string> = {},
): Promise<OutgoingRequest> {
  const made = await build(googleAdsTag, event, { ...ids, ...fields }, { defaultRegion: 'US', cookies });
  return made[0] as OutgoingRequest;
}

/** The query without what every conversion has. */
async function query(
  event: EventData,
  fields: Fields = {},
  cookies: Record<string, string> = {},
): Promise<Record<string, string>> {
  const { url } = await request(event, fields, cookies);
  const { random, cv, fst, fmt, bg, guid, async, label, hn, frm, capi, ...rest } = Object.fromEntries(
    new URL(url.toString()).searchParams,
  );
  expect({ random, cv, fst, fmt, bg, guid, async, label, hn, frm, capi }).toEqual({
    random: String(receivedAt),
    cv: '11',
    fst: String(receivedAt),
    fmt: '3',
    bg: 'ffffff',
    guid: 'ON',
    async: '1',
    label: 'AbC-D_efG1h2IjKlMnOp',
    hn: 'www.googleadservices.com',
    frm: '0',
    capi: '1',
  });
  return rest as Record<string, string>;
}

const em =
  'tv.1~em.1hFzBkhe0OUK-rOshx6Y-BaZFR8wKBUn1j_18jNlbGk~pn.HiMcZgEeei2Gepz64memr_EDz0kTZAtucamYUPwP-8g~fn0.aRV3G-HFqgyIaHC2lRsD1-r8Eh_qDoCl6oO-t8RJ9Ow~ln0.pv5opxn72ORGbLaZLZpk3R9oN-Jt_FoCTxOT9R03N8A~sa0.wmgdm6Iz2Dl4XZSNw6ysmwlHmTAMsYSLNU3pwmy4suY~ct0.lyon~rg0.ca~pc0.94035~co0.US';

test('a purchase goes whole', async () => {
  const event = {
    ...purchase,
    screen_resolution: '1440x900',
    new_customer: true,
    discount: 5,
    'x-ga-gtm_version': '45je68v0',
  };
  const fields = { enable_product_reporting: true, merchant_id: '5551234', feed_country: 'US', feed_language: 'en' };
  expect(await request(event, fields)).toEqual({
    platform: 'google_ads',
    method: 'GET',
    url: `https://www.googleadservices.com/pagead/conversion/801363001/?${[
      'random=1795276800000',
      'cv=11',
      'fst=1795276800000',
      'fmt=3',
      'bg=ffffff',
      'guid=ON',
      'async=1',
      'gtm=45je68v0',
      'gcd=11l1l1t1t5',
      'npa=0',
      'u_w=1440',
      'u_h=900',
      'url=https%3A%2F%2Fbosley.example%2Fcheckout%2Fthank-you%3Futm_source%3Dgoogle%26gclid%3DCj0KCQjwTESTabcdef',
      'ref=https%3A%2F%2Fbosley.example%2Fcheckout',
      'label=AbC-D_efG1h2IjKlMnOp',
      'hn=www.googleadservices.com',
      'frm=0',
      'tiba=Thank%20you',
      'value=89.9',
      'currency_code=USD',
      'oid=SO-10442',
      'bttype=purchase',
      'en=purchase',
      'gclaw=Cj0KCQjwTESTabcdef',
      'capi=1',
      `em=${em}`,
      'vdnc=1',
      'item=(SKU-19*42.5*2)(SKU-20*4.9*1)',
      'mid=5551234',
      'fcntr=US',
      'flng=en',
      'dscnt=5',
    ].join('&')}`,
    headers: {
      'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36',
      'x-forwarded-for': '203.0.113.7',
    },
    contract: 'google_ads/conversion',
  });
});

test.each(relayNames)(
  '%s is counted by its label, and described by a name that tells nothing of health',
  async (relay, ga4) => {
    const en = ['rx_issued', 'consult_started', 'consult_completed'].includes(ga4) ? 'conversion' : ga4;
    expect(await query({ event_name: relay })).toEqual(en === 'purchase' ? { en, bttype: en } : { en });
  },
);

describe('conversion_id', () => {
  test.each([
    ['801363001', '801363001'],
    ['AW-801363001', '801363001'],
    [801363001, '801363001'],
    ['${ADS_ID}', '${ADS_ID}'],
  ])('%s', async (conversion_id, expected) => {
    const { url } = await request(small, { conversion_id });
    expect(url.toString().split('/?')[0]).toBe(`https://www.googleadservices.com/pagead/conversion/${expected}`);
  });

  test('a secret one is encoded when it is sent', async () => {
    const [sent] = await googleAdsTag.build(tagInput(small, { ...ids, conversion_id: '${ADS_ID}' }).input);
    expect(reveal(sent?.url ?? '', () => '1/../2').split('/?')[0]).toBe(
      'https://www.googleadservices.com/pagead/conversion/1%2F..%2F2',
    );
  });

  test.each(['123/../../me?x=', '123?label=x', 'AW-', '12 3', '１２３'])('%s is refused', async (conversion_id) => {
    await expect(request(small, { conversion_id })).rejects.toThrow(
      new TagError(
        'conversion_id is not a number: copy the conversion id (AW-…) from the tag set-up of the conversion action',
      ),
    );
  });

  test('none is refused', async () => {
    await expect(request(small, { conversion_id: undefined })).rejects.toThrow(
      new TagError('conversion_id is empty: give it in the tag, or give the variable it names a value'),
    );
  });
});

test('without a label it would be remarketing', async () => {
  await expect(request(small, { conversion_label: '' })).rejects.toThrow(
    new TagError('no conversion_label: without one Google takes the request for remarketing, not for a conversion'),
  );
  await expect(request(small, { conversion_label: 'a&b' })).rejects.toThrow(
    new TagError('conversion_label may hold letters, digits, - and _ only: copy it from the conversion action'),
  );
});

test('fields laid over the event replace, leave and remove', async () => {
  const fields: Fields = {
    conversion_value: '12.50',
    currency_code: undefined,
    order_id: null,
    customer_type: 'returning',
    customer_lifetime_value: 300,
    gclid: 'Cj0KCQjwOTHER',
    gclaw_src: 2,
    gbraid: 'GB1',
    user_data: { em: 'john_smith@gmail.com', ph: null, address: null },
    user_agent: null,
    redact_visitor_ip: true,
    restricted_data_processing: true,
    consent: { ad_personalization: 'denied' },
    parameters: { tiba: null, url: null, ref: undefined, ec_mode: 'c', fmt: 4, cv: '12' },
  };
  const { url, headers } = await request(purchase, fields);
  expect(headers).toEqual({});
  expect(url.toString().split('?')[1]?.split('&')).toEqual([
    'random=1795276800000',
    'cv=12',
    'fst=1795276800000',
    'fmt=4',
    'bg=ffffff',
    'guid=ON',
    'async=1',
    'gcd=11l1l1t1p5',
    'npa=1',
    'ref=https%3A%2F%2Fbosley.example%2Fcheckout',
    'label=AbC-D_efG1h2IjKlMnOp',
    'hn=www.googleadservices.com',
    'frm=0',
    'value=12.5',
    'currency_code=USD',
    'bttype=purchase',
    'en=purchase',
    'gclaw=Cj0KCQjwOTHER',
    'gclaw_src=2',
    'gbraid=GB1',
    'capi=1',
    'em=tv.1~em.YqFORPdlQZ0Q_qmTZzYacnwSNl4lIPMiGNUF7Zqg9i8',
    'vdnc=0',
    'vdltv=300',
    'rdp=1',
    'ec_mode=c',
  ]);
});

describe('click ids', () => {
  const page = { page_location: 'https://bosley.example/?gclid=PAGE&wbraid=WPAGE' };
  const linker = {
    _gcl_aw: 'GCL.1785000000.OLD',
    FPGCLAW: '2.1.kNEW$i1785600000',
    FPGCLAG: '2.1.kAG$i1785600000$u5',
    FPGCLGB: 'GCL.1785600000.GB-1_x',
    _gcl_dc: 'GCL.1785600000.DC',
    _gcl_au: '1.1.621761916.1785600000',
  };

  test.each<[string, EventData, Record<string, string>, Fields, Record<string, string>]>([
    [
      'of the event',
      { ...page, gclid: 'EVENT', gbraid: 'B', wbraid: 'W', dclid: 'D' },
      linker,
      { enable_conversion_linker: false },
      { gclaw: 'EVENT', gbraid: 'B', wbraid: 'W', gcldc: 'D' },
    ],
    ['of the page', page, {}, {}, { gclaw: 'PAGE', wbraid: 'WPAGE' }],
    [
      'of cookies, the newest',
      {},
      linker,
      {},
      { gclaw: 'NEW', gbraid: 'AG', wbraid: 'GB-1_x', gcldc: 'DC', auid: '621761916.1785600000' },
    ],
    [
      'of the older cookie where it is the newer click',
      {},
      { ...linker, _gcl_aw: 'GCL.1785700000.LATER' },
      {},
      { gclaw: 'LATER', gbraid: 'AG', wbraid: 'GB-1_x', gcldc: 'DC', auid: '621761916.1785600000' },
    ],
    ['of no cookie, where the linker is off', {}, linker, { enable_conversion_linker: false }, {}],
    ['of a server’s browser id', {}, { FPAU: '1.2.111.222' }, {}, { auid: '111.222' }],
    [
      'not of cookies that are none',
      {},
      { _gcl_aw: 'Cj0K', FPGCLAW: '2.1.x$i1', FPGCLGB: '2.1.k a', _gcl_au: 'x' },
      {},
      {},
    ],
    [
      'none where storing was denied',
      { ...page, gclid: 'EVENT', gbraid: 'B', 'x-ga-gcs': 'G100' },
      linker,
      { gclid: 'FIELD' },
      { gclaw: '0', gcs: 'G100', gcd: '11p1p1l1l5', url: 'https://bosley.example/' },
    ],
  ])('%s', async (_, data, cookies, fields, expected) => {
    const { url, ...rest } = await query({ ...small, ...data }, fields, cookies);
    expect(rest).toEqual({ bttype: 'purchase', en: 'purchase', ...expected, url: undefined });
    if (expected['url'] !== undefined) expect(url).toBe(expected['url']);
  });
});

describe('user-provided data', () => {
  test.each<[string, EventData, Fields, string | undefined]>([
    ['goes hashed', purchase, {}, em],
    ['does not go where enhanced conversions are off', purchase, { enhanced_conversions: false }, undefined],
    ['does not go where passing it was denied', purchase, { consent: { ad_user_data: 'DENIED' } }, undefined],
    [
      'does not go without anything that names a person',
      { ...small, user_data: { address: { country: 'NO' } } },
      {},
      undefined,
    ],
    [
      'goes as it is where it is hashed already, each of several, addresses numbered',
      {
        ...small,
        user_data: {
          sha256_email_address: ['62A14E44F765419D10FEA99367361A727C12365E2520F32218D505ED9AA0F62F'],
          address: [
            { first_name: 'Mary', country: 'NO' },
            { last_name: 'van der Berg', city: 'Île~1' },
          ],
        },
      },
      {},
      'tv.1~em.YqFORPdlQZ0Q_qmTZzYacnwSNl4lIPMiGNUF7Zqg9i8~fn0.aRV3G-HFqgyIaHC2lRsD1-r8Eh_qDoCl6oO-t8RJ9Ow~co0.NO~ln1.pv5opxn72ORGbLaZLZpk3R9oN-Jt_FoCTxOT9R03N8A~ct1.%C3%AEle1',
    ],
  ])('%s', async (_, event, fields, expected) => {
    expect((await query(event, fields))['em']).toBe(expected);
  });
});

test('limited data use is restricted data processing', async () => {
  const event = { ...small, data_processing_options: ['LDU'] };
  expect(await query(event)).toEqual({ bttype: 'purchase', en: 'purchase', gcd: '11l1l1l1p5', npa: '1', rdp: '1' });
  expect(await query(event, { restricted_data_processing: false, data_processing_options: null })).toEqual({
    bttype: 'purchase',
    en: 'purchase',
  });
});

test('malformed values are left out, and the console says so', async () => {
  const event = {
    ...small,
    value: '89,90',
    currency: 'US Dollars',
    customer_type: 'odd',
    screen_resolution: 'wide',
    event_id: 'E1',
  };
  const made = tagInput(event, ids);
  await googleAdsTag.build(made.input);
  expect(await query(event)).toEqual({ bttype: 'purchase', en: 'purchase', oid: 'E1' });
  expect(made.console).toEqual([
    'conversion_value is not a number: left out',
    'currency_code is not a three-letter ISO 4217 code: left out',
    'customer_type is neither new nor returning: left out',
  ]);
});

test('amounts go in digits, however large or small', async () => {
  const items = [{ item_id: 'A', price: 1e-7, quantity: 1e21 }];
  const event = { ...small, value: 0.1 + 0.2 - 0.3, currency: 'USD', customer_lifetime_value: 1e21, items };
  expect(await query(event, { enable_product_reporting: true, discount: -5e-324 })).toEqual({
    bttype: 'purchase',
    en: 'purchase',
    value: '0.00000000000000005551',
    currency_code: 'USD',
    vdltv: '1000000000000000000000',
    item: '(A*0.0000001*1000000000000000000000)',
    dscnt: '0',
  });
});

test('what parts a cart’s lines does not stand in an id', async () => {
  const items = [{ item_id: 'a*b(c)%' }, { item_name: 'no id' }];
  expect((await query({ ...small, items }, { enable_product_reporting: true }))['item']).toBe('(a%2Ab%28c%29%25**1)');
});

test('half a character does not break the address', async () => {
  expect((await query({ ...small, page_title: 'a\ud800' }))['tiba']).toBe('a\ufffd');
});

test('of an event about health nothing tells what it was about', async () => {
  const sent = await request({ ...prescription, discount: 3 }, { enable_product_reporting: true });
  expect(sent).toEqual({
    platform: 'google_ads',
    method: 'GET',
    url: 'https://www.googleadservices.com/pagead/conversion/801363001/?random=1795276800000&cv=11&fst=1795276800000&fmt=3&bg=ffffff&guid=ON&async=1&url=https%3A%2F%2Fbosley.example%2F&label=AbC-D_efG1h2IjKlMnOp&hn=www.googleadservices.com&frm=0&value=30&currency_code=USD&oid=RX-77&en=conversion&gclaw=Cj0KCQjwTESTabcdef&capi=1&em=tv.1~em.VC0kASmIPAGeEG47Gy0_PLNTfEPEJTZN6OlR1aMIM0U',
    headers: {},
    contract: 'google_ads/conversion',
  });
  expect(JSON.stringify(sent)).not.toMatch(telling);
});
