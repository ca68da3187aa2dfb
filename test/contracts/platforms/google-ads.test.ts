import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventData } from '../../../src/event/event-data.ts';
import { googleAdsTag } from '../../../src/platforms/google-ads/tag.ts';
import { build, receivedAt } from '../../support/tag-input.ts';
import { now, recorded, shipped, told } from './google-support.ts';

const contract = shipped('google_ads/conversion');

/** The reference's example: a purchase, its click known, all consent given. */
const example: string =
  'https://www.googleadservices.com/pagead/conversion/1234567890/?random=1785672000123&cv=11&fst=1785672000123&fmt=3&guid=ON&async=1&gtm=45He68v0&u_w=1440&u_h=900&url=https%3A%2F%2Fshop.example%2Fthank-you&ref=https%3A%2F%2Fshop.example%2Fcheckout&label=AbC-D_efG1h2IjKlMnOp&value=89.9&currency_code=EUR&oid=SO-10442&gclaw=Cj0KCQjwTESTabcdef&auid=621761916.1785600000&gcs=G111&npa=0';

/** Jane.Doe@Example.com, hashed: as the pixel has it, and in hex. */
const email = 'huC55WwXzE0SOH4ZSbhQU_vnO8POWhGIcTqdMAzGEz0';
const hex = '86e0b9e56c17cc4d12387e1949b85053fbe73bc3ce5a1188713a9d300cc6133d';

type Parameters = Readonly<Record<string, string | undefined>>;

function toldOf(url: string, method = 'GET'): readonly string[] {
  return told(contract.checkRequest({ method, url, headers: {}, body: null }, now));
}

/** The example with other parameters; undefined takes one away. */
function withParameters(parameters: Parameters): string {
  const url = new URL(example);
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.href;
}

test('the example holds', () => {
  expect(toldOf(example)).toEqual([]);
});

test('the form without a script holds, and what it lacks is said', () => {
  const url =
    'https://www.googleadservices.com/pagead/conversion/1234567890/?value=1.00&currency_code=EUR&label=XXX&guid=ON&script=0';
  expect(toldOf(url)).toEqual([
    'warning  attribution: there is no click id and no user data: Google cannot tell which click this conversion came from',
    'warning /label minLength: label is about 19 to 22 characters long, and this one looks like none',
  ]);
});

test('a fault says where it is, what to do and where the rule stands', () => {
  const url = withParameters({ value: '89,90' });
  expect(contract.checkRequest({ method: 'GET', url, headers: {}, body: null }, now)).toEqual([
    {
      contract: 'google_ads/conversion',
      severity: 'error',
      path: '/value',
      rule: 'pattern',
      message: 'value must be digits with a decimal dot',
      actual: '"89,90"',
      help: 'write 89.90: no comma, no currency, nothing between the thousands',
      source: 'https://support.google.com/tagmanager/answer/10704288',
      rulePath: '/properties/value/pattern',
    },
  ]);
});

describe('parameters', () => {
  test.each<[string, Parameters, readonly string[]]>([
    ['18: a comma decimal', { value: '89,90' }, ['error /value pattern: value must be digits with a decimal dot']],
    [
      'what a program writes for no value',
      { oid: 'undefined', gclaw: 'null' },
      [
        'warning /oid placeholder: this is what a program writes where it has no value',
        'warning /gclaw placeholder: this is what a program writes where it has no value',
      ],
    ],
    [
      'a currency nobody has',
      { currency_code: 'ZZZ' },
      ['warning /currency_code pattern: currency is none of the codes ISO 4217 lists'],
    ],
    [
      'no label',
      { label: undefined },
      ['error /label required: label must be given: without one Google takes the request for remarketing'],
    ],
    [
      'a label with other characters',
      { label: 'a b' },
      ['error /label pattern: label must be letters, digits, - and _ only'],
    ],
    [
      'the name of an event for a label',
      { label: 'purchase' },
      ['warning /label minLength: label is about 19 to 22 characters long, and this one looks like none'],
    ],
    [
      'a label that is too long',
      { label: 'x'.repeat(31) },
      ['warning /label maxLength: label is about 19 to 22 characters long, and this one looks like none'],
    ],
    ['a secret for a label', { label: '${ADS_LABEL}' }, []],
    [
      'a value with its currency',
      { value: '89.90 EUR' },
      ['error /value pattern: value must be digits with a decimal dot'],
    ],
    ['a value with an exponent', { value: '1e+21' }, ['error /value pattern: value must be digits with a decimal dot']],
    ['a negative value', { value: '-5' }, []],
    [
      'a value without currency_code',
      { currency_code: undefined },
      ['error /currency_code required: currency_code must be given with value'],
    ],
    [
      'a currency in lower case',
      { currency_code: 'eur' },
      ['error /currency_code pattern: currency_code must be three capital letters'],
    ],
    ['an empty oid', { oid: '' }, ['error /oid minLength: oid must not be empty']],
    [
      'an oid of 65 characters',
      { oid: 'x'.repeat(65) },
      ['warning /oid maxLength: oid must have at most 64 characters'],
    ],
    [
      'an email address for an oid',
      { oid: 'joe@example.com' },
      ['error /oid personal: oid must not hold an email address'],
    ],
    [
      'an empty click id',
      { gclaw: '' },
      ['error /gclaw pattern: gclaw must be a click id as Google gave it, or 0 where consent hides it'],
    ],
    [
      'a cookie for a click id',
      { gclaw: 'GCL.1785600000.Cj0K' },
      ['error /gclaw clickId: gclaw must be the click id itself, not a cookie that holds it nor a hash of it'],
    ],
    [
      'a hash for a click id',
      { gclaw: hex },
      ['error /gclaw clickId: gclaw must be the click id itself, not a cookie that holds it nor a hash of it'],
    ],
    [
      'a source of the click that is no number',
      { gclaw_src: 'aw' },
      ['error /gclaw_src pattern: gclaw_src must be a small number'],
    ],
    [
      'a whole cookie for auid',
      { auid: '1.1.621761916.1785600000' },
      ['error /auid pattern: auid must be the last two numbers of the _gcl_au cookie'],
    ],
    [
      'a gbraid encoded twice',
      { gbraid: 'a%20b' },
      ['error /gbraid pattern: gbraid must be the click id as Google gave it'],
    ],
    [
      'a wbraid encoded twice',
      { wbraid: 'a%20b' },
      ['error /wbraid pattern: wbraid must be the click id as Google gave it'],
    ],
    [
      'a gcldc encoded twice',
      { gcldc: 'a%20b' },
      ['error /gcldc pattern: gcldc must be the click id as Google gave it'],
    ],
    ['a relative url', { url: '/thank-you' }, ['error /url pattern: url must be an absolute URL']],
    ['a relative ref', { ref: 'checkout' }, ['error /ref pattern: ref must be an absolute URL']],
    ['an empty en', { en: '' }, ['error /en minLength: en must not be empty']],
    ['an empty bttype', { bttype: '' }, ['error /bttype minLength: bttype must not be empty']],
    [
      'another form of gcs',
      { gcs: '111' },
      ['error /gcs pattern: gcs must be G1 and a digit each for ad_storage and analytics_storage'],
    ],
    ['consent denied, and kept to', { gcs: 'G100', gclaw: '0', npa: '1' }, []],
    ['consent for ads denied, the rest not said', { gcs: 'G10-', gclaw: '0', npa: undefined }, []],
    [
      'consent denied, and not kept to',
      { gcs: 'G100' },
      [
        'error /gclaw consent: gclaw must be 0 where gcs says that storing for ads was denied',
        'warning /npa consent: npa is 1 where gcs says that storing for ads was denied',
      ],
    ],
    ['npa in words', { npa: 'true' }, ['error /npa enum: npa must be one of 0, 1']],
    [
      'nothing to attribute it by',
      { gclaw: undefined },
      [
        'warning  attribution: there is no click id and no user data: Google cannot tell which click this conversion came from',
      ],
    ],
    ['a wbraid to attribute it by', { gclaw: undefined, wbraid: 'ClkKCQjwTEST' }, []],
    [
      'what was seen, in other forms',
      {
        random: '1',
        fst: 'now',
        gcd: 'granted',
        cv: 'x',
        fmt: '5',
        rfmt: '5',
        guid: 'on',
        script: '1',
        async: '0',
        bg: 'white',
        frm: 'x',
        hn: 'https://x',
        u_w: '1440px',
        u_h: '',
      },
      [
        'warning /random pattern: random must be Unix milliseconds',
        'warning /fst pattern: fst must be Unix milliseconds',
        'warning /gcd pattern: gcd must be a letter for each of the four kinds of consent, with digits between',
        'warning /cv pattern: cv must be a small whole number',
        'warning /fmt enum: fmt must be one of 3, 4',
        'warning /rfmt enum: rfmt must be one of 3, 4',
        'warning /guid const: guid must be "ON"',
        'warning /script const: script must be "0"',
        'warning /async const: async must be "1"',
        'warning /bg pattern: bg must be a colour in six hex digits',
        'warning /frm pattern: frm must be a small whole number',
        'warning /hn pattern: hn must be the name of a host',
        'warning /u_w pattern: u_w must be a small whole number',
        'warning /u_h pattern: u_h must be a small whole number',
      ],
    ],
    [
      'what was seen, in other forms, further',
      { dma: 'x', dma_cps: '1', uamb: '?0', uaw: 'no', capi: '0', vdnc: 'new', vdltv: '1,5', dscnt: '5%', rdp: 'true' },
      [
        'warning /dma enum: dma must be one of 0, 1',
        'warning /dma_cps pattern: dma_cps must be lower-case letters',
        'warning /uamb enum: uamb must be one of 0, 1',
        'warning /uaw enum: uaw must be one of 0, 1',
        'warning /capi const: capi must be "1"',
        'warning /vdnc enum: vdnc must be one of 0, 1',
        'warning /vdltv pattern: vdltv must be digits with a decimal dot',
        'warning /dscnt pattern: dscnt must be digits with a decimal dot',
        'warning /rdp enum: rdp must be one of 0, 1',
      ],
    ],
    ['names nobody has seen', { category: 'x', data: 'y', ept: '1', new_one: 'z' }, []],
  ])('%s', (_, parameters, expected) => {
    expect(toldOf(withParameters(parameters))).toEqual(expected);
  });

  test('one given twice', () => {
    expect(toldOf(`${example}&label=x&zzz=1&zzz=2`)).toEqual(['error /label type: label must be text']);
  });

  test('each given twice', () => {
    const texts = [
      ...['label', 'value', 'currency_code', 'oid', 'gclaw', 'gclaw_src', 'auid', 'gcldc', 'wbraid', 'gbraid', 'em'],
      ...['en', 'bttype', 'url', 'ref', 'tiba', 'gcs', 'random', 'fst', 'gcd', 'cv', 'bg', 'frm', 'hn', 'u_w', 'u_h'],
      ...['gtm', 'tag_exp', 'pscdl', 'dma_cps', 'uaa', 'uab', 'uafvl', 'uam', 'uap', 'uapv', 'gac', 'vdltv', 'dscnt'],
    ];
    const twice = Object.fromEntries(texts.map((name) => [name, ['1', '2']]));
    expect(told(contract.check(twice, now))).toEqual(texts.map((name) => `error /${name} type: ${name} must be text`));
  });

  test('none at all', () => {
    expect(told(contract.check(null, now))).toEqual(['error  type: the payload must be an object']);
  });
});

describe('user-provided data', () => {
  test.each<[string, string, readonly string[]]>([
    ['one hash', `tv.1~em.${email}`, []],
    [
      'a whole person',
      `tv.1~em.${email}~pn.${email}~fn0.${email}~ln0.${email}~sa0.${email}~ct0.new%20york~rg0.ny~pc0.10001~co0.US`,
      [],
    ],
    [
      'a raw email address',
      'joe@example.com',
      ['error /em hashed: em must hold hashes, and this one holds an email address or phone number as it came'],
    ],
    [
      'a raw email address in its form',
      'tv.1~em.joe@example.com',
      ['error /em hashed: em must hold hashes, and this one holds an email address or phone number as it came'],
    ],
    [
      'a raw phone number',
      'tv.1~pn.+16505551212',
      ['error /em hashed: em must hold hashes, and this one holds an email address or phone number as it came'],
    ],
    [
      'a hash in hex',
      `tv.1~em.${hex}`,
      ['warning /em userData: em must be tv.1 and ~em. ~pn. or an address, with hashes of 43 characters of base64url'],
    ],
    [
      'a hash alone',
      email,
      ['warning /em userData: em must be tv.1 and ~em. ~pn. or an address, with hashes of 43 characters of base64url'],
    ],
    [
      'a name as it came',
      'tv.1~fn0.mary',
      ['warning /em userData: em must be tv.1 and ~em. ~pn. or an address, with hashes of 43 characters of base64url'],
    ],
    [
      'the hash of nothing',
      'tv.1~em.47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU',
      ['error /em emptyHash: em holds the hash of nothing: of empty text, undefined, null or [object Object]'],
    ],
  ])('%s', (_, em, expected) => {
    expect(toldOf(withParameters({ em }))).toEqual(expected);
  });
});

describe('address', () => {
  test.each<[string, string, readonly string[]]>([
    [
      '17: AW- before the id',
      'www.googleadservices.com/pagead/conversion/AW-1234567890/',
      ['error request:/path pattern: the conversion id in the path must be digits, and a slash after them'],
    ],
    [
      'no id',
      'www.googleadservices.com/pagead/conversion//',
      ['error request:/path pattern: the conversion id in the path must be digits, and a slash after them'],
    ],
    [
      'no slash behind the id',
      'www.googleadservices.com/pagead/conversion/1234567890',
      ['error request:/path pattern: the conversion id in the path must be digits, and a slash after them'],
    ],
    ['a secret id', 'www.googleadservices.com/pagead/conversion/${ADS_ID}/', []],
    ['a sibling', 'www.googleadservices.com/ccm/conversion/1234567890/', []],
    ['a sibling at Google', 'www.google.com/pagead/1p-conversion/1234567890/', []],
    ['a sibling at doubleclick', 'googleads.g.doubleclick.net/pagead/viewthroughconversion/1234567890/', []],
    [
      'user data alone',
      'www.google.com/pagead/form-data/1234567890',
      ['error request:/path pattern: path must be /pagead/1p-conversion/{conversion id}/ at www.google.com'],
    ],
    [
      'remarketing',
      'www.googleadservices.com/rmkt/collect/1234567890/',
      ['error request:/path pattern: path must be /pagead/conversion/{conversion id}/ at www.googleadservices.com'],
    ],
    [
      'another path at doubleclick',
      'googleads.g.doubleclick.net/pagead/conversion/1234567890/',
      [
        'error request:/path pattern: path must be /pagead/viewthroughconversion/{conversion id}/ at googleads.g.doubleclick.net',
      ],
    ],
    [
      'another host',
      'ads.example/pagead/conversion/1234567890/',
      [
        'error request:/host enum: host must be one of www.googleadservices.com, googleads.g.doubleclick.net, www.google.com',
      ],
    ],
  ])('%s', (_, address, expected) => {
    expect(toldOf(example.replace('www.googleadservices.com/pagead/conversion/1234567890/', address))).toEqual(
      expected,
    );
  });

  test('another method', () => {
    expect(toldOf(example, 'POST')).toEqual(['error request:/method const: method must be "GET"']);
  });
});

test.each(recorded('google_ads').map(({ recording, tag, ...rest }) => [recording, tag, rest] as const))(
  '%s: what %s sent holds',
  (_, __, { request, now: at }) => {
    expect(told(contract.checkRequest(request, at))).toEqual([]);
  },
);

test('recordings have conversions to check', () => {
  expect(recorded('google_ads').map(({ tag }) => tag)).toEqual([
    'Google Ads - Lead Conversion',
    'Google Ads - Purchase Conversion',
    'Google Ads - Sign Up Conversion',
  ]);
});

test('whatever value, person and consent an event has, the tag sends what holds', async () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }));
  const anything = fc.oneof(text, fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(text));
  const consent = fc.constantFrom('granted', 'denied', 'GRANTED', 'DENIED');
  const event = fc.record(
    {
      event_name: fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('purchase', 'generate_lead', 'rx_issued')),
      value: fc.oneof(anything, fc.double({ min: 0, max: 1e6, noNaN: true })),
      customer_lifetime_value: anything,
      customer_type: anything,
      currency: anything,
      gclid: fc.stringMatching(/^[\w-]{1,100}$/),
      page_location: fc.webUrl({ withQueryParameters: true }),
      screen_resolution: anything,
      user_data: fc.record({ email: anything, phone: anything, address: anything }, { requiredKeys: [] }),
      consent: fc.record({ ad_storage: consent, ad_user_data: consent, ad_personalization: consent }),
    },
    { requiredKeys: ['event_name'] },
  );
  await fc.assert(
    fc.asyncProperty(event, async (data) => {
      const fields = { conversion_id: '801363001', conversion_label: 'AbC-D_efG1h2IjKlMnOp', currency_code: 'USD' };
      const [sent] = await build(googleAdsTag, data as EventData, fields);
      const request = { method: 'GET', url: String(sent?.url), headers: {}, body: null };
      const errors = contract.checkRequest(request, receivedAt).filter(({ severity }) => severity === 'error');
      expect(told(errors)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
