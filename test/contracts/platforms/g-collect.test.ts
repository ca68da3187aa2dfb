import { describe, expect, test } from 'vitest';
import type { CheckedRequest } from '../../../src/contracts/contract.ts';
import { ga4Tag } from '../../../src/platforms/ga4/tag.ts';
import { prescription, purchase } from '../../platforms/ga4/events.ts';
import { build } from '../../support/tag-input.ts';
import { lines, now, shipped } from './ga4-support.ts';

const contract = shipped('ga4/g_collect');

const address = 'https://www.google-analytics.com/g/collect?';
const base = { v: '2', tid: 'G-BOSLEY123', cid: '1849235714.1771200000', en: 'sign_up' };

/** A request with these parameters; undefined takes one away. */
function hit(parameters: Readonly<Record<string, string | undefined>>, body: unknown = null): CheckedRequest {
  const query = Object.entries({ ...base, ...parameters }).filter(([, value]) => value !== undefined);
  const url = address + query.map(([name, value]) => `${name}=${encodeURIComponent(value as string)}`).join('&');
  return { method: 'POST', url, headers: {}, body };
}

const everything = {
  'x-ga-gtm_version': '45je68v0',
  'x-ga-page_id': 1234,
  'x-ga-request_count': 2,
  'x-ga-gcs': 'G111',
  'x-ga-gcd': '13t3t3t3t5',
  'x-ga-dma': '0',
  'x-ga-npa': '0',
  'x-ga-mp2-seg': '1',
  'x-ga-system_properties': { eu: [34], ss: '1', ee: true },
  'x-sst-system_properties': { uc: 'US' },
  ga_session_number: 3,
  language: 'en-us',
  screen_resolution: '1512x982',
  client_hints: { architecture: 'arm', mobile: false, wow64: false, platform_version: '15.5.0' },
  campaign_name: 'spring',
  debug_mode: 'true',
};

describe('what the tag sends', () => {
  test.each([
    ['a purchase', purchase, {}],
    ['a prescription', prescription, {}],
    ['what a browser said', { ...purchase, ...everything }, {}],
    ['an address that must not be given away', purchase, { redact_visitor_ip: true, region: 'eu' }],
    [
      'an event that does not fit the address',
      {
        ...purchase,
        ...Object.fromEntries(Array.from({ length: 24 }, (_, index) => [`long_${index}`, 'x'.repeat(100)])),
      },
      {},
    ],
    ['a measurement ID that is a secret', purchase, { measurement_id: '${GA4_ID}' }],
  ])('%s', async (_, event, fields) => {
    const [request] = await build(ga4Tag, event, { protocol: 'gtag', ...fields }, { defaultRegion: 'US' });
    const sent = { body: null, ...request } as unknown as CheckedRequest & { contract: string };
    expect([sent.contract, contract.checkRequest(sent, now)]).toEqual(['ga4/g_collect', []]);
  });
});

test('a violation says what, where, what to do and who says so', () => {
  expect(contract.checkRequest(hit({ 'epn.value': '89.9' }), now)).toEqual([
    {
      contract: 'ga4/g_collect',
      severity: 'error',
      path: '/cu',
      rule: 'dependentRequired',
      message: 'cu must be given where epn.value is, or GA4 counts the value as nothing',
      help: 'send the ISO 4217 code of what the value is in, such as cu=USD',
      source: 'https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference/events',
      rulePath: '/allOf/1/dependentRequired',
    },
  ]);
});

const name = "a parameter's name must begin with a letter, and hold letters, digits and underscores alone";

describe('what GA4 loses', () => {
  test.each<[string, Readonly<Record<string, string | undefined>>, readonly string[]]>([
    ['nothing', {}, []],
    [
      'no version, stream or client',
      { v: undefined, tid: undefined, cid: undefined },
      [
        'error /v required: v must be given',
        'error /tid required: tid must be given: the measurement ID',
        'error /cid required: cid must be given: the client ID',
      ],
    ],
    [
      'another version, an empty stream and client',
      { v: '1', tid: '', cid: '' },
      [
        'error /v const: v must be 2: the version of the protocol',
        'error /tid minLength: tid must not be empty',
        'error /cid minLength: cid must not be empty',
      ],
    ],
    ['a stream of another form', { tid: 'UA-1-1' }, ['warning /tid pattern: tid is not of the form G-XXXXXXXXXX']],
    [
      'no event',
      { en: undefined },
      ['error request:/query/en required: en must be given, in the address or in the body: the name of the event'],
    ],
    ['an event without a name', { en: '' }, ['error /en minLength: en must hold the name of the event']],
    [
      'an event with a name of another form',
      { en: 'Sign up' },
      ["error /en pattern: an event's name must begin with a letter, and hold letters, digits and underscores alone"],
    ],
    [
      'an event with a long name',
      { en: 'a'.repeat(41) },
      ["error /en maxLength: an event's name must have at most 40 characters"],
    ],
    [
      'a person by name',
      { uid: 'jane@example.com', 'ep.mail': 'jane@example.com', 'up.mail': 'jane@example.com', em: 'jane@example.com' },
      [
        'error /uid personal: an email address must not go to GA4, unless it goes hashed into user_data',
        'error /em personal: em must be tv.1 and hashes of what names a person, and hold no address as it came',
        'error /ep.mail personal: an email address must not go to GA4, unless it goes hashed into user_data',
        'error /up.mail personal: an email address must not go to GA4, unless it goes hashed into user_data',
      ],
    ],
    ['a long user id', { uid: 'x'.repeat(257) }, ['error /uid maxLength: uid must have at most 256 characters']],
    [
      'a page longer than GA4 keeps',
      { dl: 'x'.repeat(1001), dr: 'x'.repeat(421), dt: 'x'.repeat(301) },
      [
        'warning /dl maxLength: dl must have at most 1000 characters',
        'warning /dr maxLength: dr must have at most 420 characters',
        'warning /dt maxLength: dt must have at most 300 characters',
      ],
    ],
    [
      'numbers that are none',
      { sid: 'GS1', sct: 'x', _s: '-1', _p: 'x', _et: '1.5' },
      [
        'warning /sid pattern: sid, the session, should be digits alone',
        'warning /sct pattern: sct, the number of the session, should be digits alone',
        'warning /_s pattern: _s, the number of the hit, should be digits alone',
        'warning /_p pattern: _p, the page, should be digits alone',
        'warning /_et pattern: _et, the milliseconds of engagement, should be digits alone',
      ],
    ],
    [
      'switches that are none',
      { seg: 'yes', npa: '2', dma: 'x', _dbg: 'true', uamb: '?0', uaw: 'false' },
      [
        'warning /seg pattern: seg should be 0 or 1',
        'warning /npa pattern: npa should be 0 or 1',
        'warning /dma pattern: dma should be 0 or 1',
        'warning /_dbg pattern: _dbg should be 0 or 1',
        'warning /uamb pattern: uamb should be 0 or 1',
        'warning /uaw pattern: uaw should be 0 or 1',
      ],
    ],
    [
      'consent, language and screen of another form',
      { gcs: 'granted', gcd: 'x', ul: 'English (US)', sr: '4k' },
      [
        'warning /ul pattern: ul should be a language',
        'warning /sr pattern: sr should be width x height',
        'warning /gcs pattern: gcs should be G1 and what was said of ads and analytics',
        'warning /gcd pattern: gcd should tell four kinds of consent',
      ],
    ],
    ['an address that is none', { _uip: '10.0.0' }, ['error /_uip anyOf: _uip must be an IP address']],
    [
      'a currency in small letters, and one nobody has',
      { cu: 'usd' },
      ['error /cu pattern: cu must be an ISO 4217 code, or GA4 counts the value as nothing'],
    ],
    ['a currency nobody has', { cu: 'UDS' }, ['warning /cu pattern: currency is none of the codes ISO 4217 lists']],
    [
      'a value that is text',
      { 'ep.value': '89.9' },
      ['error /ep.value type: the value must go as a number, epn.value, or GA4 counts it as nothing'],
    ],
    [
      'numbers of the event that are none',
      { 'epn.tax': '7,4', 'upn.orders': 'x' },
      [
        'error /epn.tax pattern: epn. and upn. are for numbers',
        'error /upn.orders pattern: epn. and upn. are for numbers',
      ],
    ],
    [
      'values that are too long',
      { 'ep.a': 'x'.repeat(101), 'up.b': 'x'.repeat(37) },
      [
        'error /ep.a maxLength: ep.a must have at most 100 characters',
        'error /up.b maxLength: up.b must have at most 36 characters',
      ],
    ],
    [
      'names of parameters and properties',
      {
        'ep.a-b': '1',
        [`epn.${'a'.repeat(41)}`]: '1',
        'ep.ga_x': '1',
        'up.a-b': '1',
        [`upn.${'a'.repeat(25)}`]: '1',
        'up.google_x': '1',
      },
      [
        `error /ep.a-b pattern: ${name}`,
        `error /epn.${'a'.repeat(41)} maxLength: a parameter's name must have at most 40 characters`,
        'warning /ep.ga_x reserved: names that begin with firebase_, ga_ or google_ are reserved',
        'error /up.a-b pattern: the name of a user property must begin with a letter, and hold letters, digits and underscores alone',
        `error /upn.${'a'.repeat(25)} maxLength: the name of a user property must have at most 24 characters`,
        'warning /up.google_x reserved: names that begin with firebase_, ga_ or google_ are reserved',
      ],
    ],
    [
      'items of another form, and too many',
      { pr1: 'brNorda~pr42.5', pr201: 'idSKU-19' },
      [
        'warning /pr201 maxItems: GA4 takes 200 items, pr1 to pr200',
        'error /pr1 required: an item must have item_id or item_name (id… or nm…)',
      ],
    ],
  ])('%s', (_, parameters, expected) => {
    expect(lines(contract.checkRequest(hit(parameters), now))).toEqual(expected.toSorted());
  });

  test('a parameter that comes twice', () => {
    const request = { ...hit({}), url: `${hit({}).url}&ep.a=1&ep.a=2&up.b=1&up.b=2&tid=G-OTHER123` };
    expect(lines(contract.checkRequest(request, now))).toEqual([
      'error /ep.a type: a parameter must be given once',
      'error /tid type: a parameter must be given once',
      'error /up.b type: a parameter must be given once',
    ]);
  });
});

describe('how it goes', () => {
  test('the event may be in the body', () => {
    expect(contract.checkRequest(hit({ en: undefined }, 'en=sign_up&ep.a=1'), now)).toEqual([]);
    expect(contract.checkRequest(hit({ en: undefined }, 'ep.a=1\nen=sign_up'), now)).toEqual([]);
    expect(lines(contract.checkRequest(hit({ en: undefined }, 'ep.a=1&ep.en=x'), now))).toEqual([
      'error request:/query/en required: en must be given, in the address or in the body: the name of the event',
    ]);
  });

  test('elsewhere, by another method', () => {
    const request = { ...hit({}, 'ep.a=1'), method: 'GET', url: hit({}).url.replace('www.google', 'google') };
    expect(lines(contract.checkRequest(request, now))).toEqual([
      'error request:/host enum: host must be one of www.google-analytics.com, region1.google-analytics.com',
      'error request:/method const: method must be POST where there is a body',
    ]);
    const other = { ...hit({}), method: 'PUT', url: hit({}).url.replace('/g/', '/j/') };
    expect(lines(contract.checkRequest(other, now))).toEqual([
      'error request:/method enum: method must be one of GET, POST',
      'error request:/path const: path must be "/g/collect"',
    ]);
  });
});
