import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventData } from '../../../src/event/event-data.ts';
import { kameleoonTag } from '../../../src/platforms/kameleoon/tag.ts';
import { type Fields, type OutgoingRequest, TagError } from '../../../src/platforms/tag.ts';
import { reveal } from '../../../src/runtime/secret.ts';
import { build, receivedAt, tagInput } from '../../support/tag-input.ts';

const nonce = (...parts: string[]): string => hash('sha256', parts.join('\0'), 'hex').slice(0, 16);

const agent = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15';

const config: Fields = { site_code: 'a1b2c3d4e5', goal_id: 123456, access_token: '${KAMELEOON_TOKEN}' };

const purchase: EventData = {
  event_name: 'purchase',
  event_id: 'SO-10442',
  kameleoon_visitor_code: '0q9v3f1k2j4h5g6d',
  user_agent: agent,
  transaction_id: 'SO-10442',
  value: 89.9,
};

const conversion = {
  nonce: nonce('a1b2c3d4e5', '0q9v3f1k2j4h5g6d', '123456', 'event', 'SO-10442', ''),
  eventType: 'CONVERSION',
  goalId: 123456,
  revenue: 89.9,
};

async function requestOf(event: EventData, fields: Fields = {}, options = {}): Promise<OutgoingRequest> {
  const [request] = await build(kameleoonTag, event, { ...config, ...fields }, options);
  return request as OutgoingRequest;
}

async function conversionOf(event: EventData, fields: Fields = {}): Promise<unknown> {
  const { body } = await requestOf(event, fields);
  return (body as unknown[])[0];
}

function consoleOf(event: EventData, fields: Fields = {}): readonly string[] {
  const { input, console } = tagInput(event, { ...config, ...fields });
  kameleoonTag.build(input);
  return console;
}

function errorOf(event: EventData, fields: Fields = {}): string {
  const { input } = tagInput(event, { ...config, ...fields });
  try {
    kameleoonTag.build(input);
  } catch (error) {
    if (error instanceof TagError) return error.message;
  }
  throw new Error('it made a request');
}

test('a purchase', async () => {
  expect(await build(kameleoonTag, purchase, config)).toEqual([
    {
      platform: 'kameleoon',
      method: 'POST',
      url: 'https://data.kameleoon.io/visit/events?siteCode=a1b2c3d4e5&visitorCode=0q9v3f1k2j4h5g6d&json=true',
      headers: { 'content-type': 'application/json', 'user-agent': agent, authorization: 'Bearer ${KAMELEOON_TOKEN}' },
      body: [conversion],
      contract: 'kameleoon/visit_events',
    },
  ]);
  expect(consoleOf(purchase)).toEqual([]);
});

test('a delayed conversion with all that can be said of it', async () => {
  const late = { ...purchase, event_name: 'renewal', timestamp_micros: (receivedAt - 61_000) * 1000, currency: 'eur' };
  const fields: Fields = {
    region: 'eu',
    visitor_code: 'crm visitor/1',
    mapping_value: 'unused',
    goal_id: '77',
    conversion_id: 'renewal-2026-11',
    revenue: '120.50',
    currency: 'usd',
    exchange_rates: { EUR: '1.1' },
    metadata: { 3: 'SO-10442', 4: ['lead', 2, true], 5: undefined, 6: null },
    event_time: undefined,
  };
  expect(await requestOf(late, fields)).toEqual({
    platform: 'kameleoon',
    method: 'POST',
    url: 'https://eu-data.kameleoon.io/visit/events?siteCode=a1b2c3d4e5&visitorCode=crm%20visitor%2F1&json=true',
    headers: { 'content-type': 'application/json', 'user-agent': agent, authorization: 'Bearer ${KAMELEOON_TOKEN}' },
    body: [
      {
        nonce: nonce('a1b2c3d4e5', 'crm visitor/1', '77', 'conversion', 'renewal-2026-11', ''),
        eventType: 'CONVERSION',
        goalId: 77,
        revenue: 132.55,
        metadata: { 3: ['SO-10442'], 4: ['lead', '2', 'true'] },
      },
    ],
    contract: 'kameleoon/visit_events',
  });
  expect(consoleOf(late, fields)).toEqual([
    'the time of the event is not sent: Kameleoon counts a conversion when it arrives, in the visit open then',
  ]);
});

describe('the eight events of the relay', () => {
  const unsent =
    "the event's value is not sent: it is revenue only of purchases, refunds and leads; set revenue to send it";
  const base = { eventType: 'CONVERSION', goalId: 123456, nonce: conversion.nonce };

  test.each<[string, Record<string, unknown>, readonly string[]]>([
    ['purchase', { revenue: 89.9 }, []],
    ['purchase_completed', { revenue: 89.9 }, []],
    ['add_to_cart', {}, [unsent]],
    ['begin_checkout', {}, [unsent]],
    ['generate_lead', { revenue: 89.9 }, []],
    ['lead', { revenue: 89.9 }, []],
    ['sign_up', { revenue: 89.9 }, []],
    ['signup', { revenue: 89.9 }, []],
    ['complete_registration', { revenue: 89.9 }, []],
    ['rx_issued', {}, [unsent]],
    ['consult_started', {}, [unsent]],
    ['consult_completed', {}, [unsent]],
  ])('%s', async (event_name, expected, console) => {
    const event = { ...purchase, event_name };
    expect(await conversionOf(event)).toEqual({ ...base, ...expected });
    expect(consoleOf(event)).toEqual(console);
  });

  test('a lead is worth its lead_value', async () => {
    expect(await conversionOf({ ...purchase, event_name: 'lead', lead_value: '15' })).toEqual({ ...base, revenue: 15 });
  });

  test('no value, no revenue', async () => {
    const { value: _, ...event } = purchase;
    expect(await conversionOf(event)).toEqual(base);
    expect(consoleOf(event)).toEqual([]);
  });
});

describe('revenue', () => {
  const refund = { ...purchase, event_name: 'refund' };
  const takenBack = nonce('a1b2c3d4e5', '0q9v3f1k2j4h5g6d', '123456', 'event', 'SO-10442', 'negative');
  const back = { ...conversion, nonce: takenBack, negative: true };

  test.each<[string, EventData, Fields, unknown]>([
    ['a refund takes back', refund, {}, back],
    ['a refund below zero is one all the same', { ...refund, value: -89.9 }, {}, back],
    ['an amount below zero takes back', { ...purchase, value: '-89.9' }, {}, back],
    ['the tag takes back', purchase, { negative: 'true' }, back],
    ['the tag does not', refund, { negative: false }, { ...conversion, negative: false }],
    ['the tag says nothing of it', refund, { negative: null }, conversion],
    ['the tag names the amount', purchase, { revenue: 10 }, { ...conversion, revenue: 10 }],
    ['the tag names none', purchase, { revenue: null }, { ...conversion, revenue: undefined }],
    ['a variable holds nothing', purchase, { revenue: undefined, negative: undefined }, conversion],
  ])('%s', async (_, event, fields, expected) => {
    expect(await conversionOf(event, fields)).toEqual(expected);
  });

  test('what is no number is left out', async () => {
    const { revenue: _, ...bare } = conversion;
    expect(await conversionOf({ ...purchase, value: '89,90' })).toEqual(bare);
    expect(consoleOf({ ...purchase, value: '89,90' })).toEqual(["the event's value is not a number: left out"]);
    expect(await conversionOf(purchase, { revenue: '89,90' })).toEqual(bare);
    expect(consoleOf(purchase, { revenue: '89,90' })).toEqual(['revenue is not a number (such as 89.9): left out']);
  });

  test('signs that contradict', () => {
    expect(errorOf(purchase, { revenue: -1, negative: false })).toBe(
      'the revenue is below zero, but negative is false: leave negative out, or give the amount itself',
    );
    expect(errorOf(refund, { negative: 'perhaps' })).toBe('negative is neither true nor false');
  });
});

describe('currency', () => {
  const inEuro = { ...purchase, currency: 'EUR' };

  test('is told where it is not checked', async () => {
    expect(await conversionOf(inEuro)).toEqual(conversion);
    expect(consoleOf(inEuro)).toEqual([
      "EUR is not sent: Kameleoon takes revenue in the project's currency; set currency to have it checked",
    ]);
    expect(consoleOf({ ...purchase, currency: 'jane@example.com' })).toEqual([
      "the currency is not sent: Kameleoon takes revenue in the project's currency; set currency to have it checked",
    ]);
    expect(consoleOf({ ...inEuro, event_name: 'add_to_cart', value: undefined })).toEqual([]);
  });

  test('is the project’s, or converted', async () => {
    expect(await conversionOf(inEuro, { currency: 'EUR' })).toEqual(conversion);
    expect(await conversionOf(purchase, { currency: 'EUR' })).toEqual(conversion);
    expect(await conversionOf(inEuro, { currency: 'USD', exchange_rates: { EUR: 1.1 } })).toEqual({
      ...conversion,
      revenue: 98.89,
    });
    expect(await conversionOf({ ...inEuro, value: undefined }, { currency: 'USD' })).toEqual({
      ...conversion,
      revenue: undefined,
    });
  });

  test.each<[EventData, Fields, string]>([
    [
      inEuro,
      { currency: 'USD' },
      'the event is in EUR, the project in USD: give exchange_rates a rate for EUR (how many USD one is)',
    ],
    [
      inEuro,
      { currency: 'USD', exchange_rates: { EUR: 0 } },
      'the event is in EUR, the project in USD: give exchange_rates a rate for EUR (how many USD one is)',
    ],
    [
      inEuro,
      { currency: 'USD', exchange_rates: { EUR: 'much' } },
      'the event is in EUR, the project in USD: give exchange_rates a rate for EUR (how many USD one is)',
    ],
    [
      { ...purchase, currency: 'EURO' },
      { currency: 'USD' },
      "the event's currency is not an ISO 4217 code, so its revenue could be wrong",
    ],
    [inEuro, { currency: 'dollars' }, 'currency is not an ISO 4217 code, such as USD'],
  ])('that would make the revenue wrong: %#', (event, fields, message) => {
    expect(errorOf(event, fields)).toBe(message);
  });
});

describe('the visitor', () => {
  const bare: EventData = { event_name: 'lead', event_id: 'l-1', user_agent: agent };

  test.each<[string, EventData, Fields, Record<string, string>, string]>([
    ['field', purchase, { visitor_code: 'own' }, { kameleoonVisitorCode: 'cookie' }, 'own'],
    ['event', purchase, { visitor_code: undefined }, { kameleoonVisitorCode: 'cookie' }, '0q9v3f1k2j4h5g6d'],
    ['event, as the cookie is named', { ...bare, kameleoonVisitorCode: 'k' }, {}, {}, 'k'],
    ['event, as the API names it', { ...bare, visitor_code: 'v' }, {}, {}, 'v'],
    ['event, as the template names it', { ...bare, visitor_id: 'i' }, {}, {}, 'i'],
    ['cookie', bare, {}, { kameleoonVisitorCode: 'cookie' }, 'cookie'],
  ])('code from the %s', async (_, event, fields, cookies, code) => {
    const { url } = await requestOf(event, fields, { cookies });
    expect(url).toBe(`https://data.kameleoon.io/visit/events?siteCode=a1b2c3d4e5&visitorCode=${code}&json=true`);
  });

  test('characters that mean something in a URL are encoded', async () => {
    const { url } = await requestOf(bare, { site_code: 'a&b', visitor_code: 'x&json=false#é\ud800' });
    expect(url).toBe(
      'https://data.kameleoon.io/visit/events?siteCode=a%26b&visitorCode=x%26json%3Dfalse%23%C3%A9%EF%BF%BD&json=true',
    );
  });

  test.each<[string, EventData, Fields, string]>([
    ['field', bare, { mapping_value: 'crm-88213' }, 'crm-88213'],
    ['event', { ...bare, kameleoon_mapping_value: 'm' }, {}, 'm'],
    ['field, the code set aside', purchase, { visitor_code: null, mapping_value: 'crm-88213' }, 'crm-88213'],
  ])('mapping value from the %s', async (_, event, fields, mappingValue) => {
    const { url, body } = await requestOf({ ...event, value: undefined, event_id: 'l-1' }, fields);
    expect({ url, body }).toEqual({
      url: 'https://data.kameleoon.io/visit/events?siteCode=a1b2c3d4e5&json=true',
      body: [
        {
          nonce: nonce('a1b2c3d4e5', mappingValue, '123456', 'event', 'l-1', ''),
          eventType: 'CONVERSION',
          goalId: 123456,
          mappingValue,
        },
      ],
    });
  });

  test('must be known, by a code Kameleoon could have given', async () => {
    expect(errorOf(bare)).toBe(
      'no visitor_code and no mapping_value: have the browser pass the kameleoonVisitorCode cookie to the backend and the backend send it as visitor_code, or set mapping_value to the cross-device id Kameleoon knows the visitor by',
    );
    expect(errorOf(bare, { visitor_code: 'x'.repeat(101) })).toBe(
      'visitor_code has more than 100 characters: it is not one Kameleoon gave',
    );
    expect((await requestOf(bare, { visitor_code: 'x'.repeat(100) })).body).toEqual([
      {
        nonce: nonce('a1b2c3d4e5', 'x'.repeat(100), '123456', 'event', 'l-1', ''),
        eventType: 'CONVERSION',
        goalId: 123456,
      },
    ]);
  });
});

describe('the nonce', () => {
  const nonceFor = async (event: EventData, fields: Fields = {}): Promise<unknown> =>
    ((await conversionOf(event, fields)) as { nonce: unknown }).nonce;

  test('is sixteen hex digits, the same again, another for another conversion', async () => {
    const part = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.isWellFormed());
    const which = fc.tuple(part, part, fc.integer({ min: 1, max: 1000 }), fc.boolean());
    const nonceOfOne = ([id, visitor, goal, negative]: [string, string, number, boolean]): Promise<unknown> =>
      nonceFor({ ...purchase, event_id: id }, { visitor_code: `v${visitor}`, goal_id: goal, negative });
    await fc.assert(
      fc.asyncProperty(which, which, async (one, other) => {
        const [a, again, b] = await Promise.all([nonceOfOne(one), nonceOfOne(one), nonceOfOne(other)]);
        expect(a).toMatch(/^[0-9a-f]{16}$/);
        expect(again).toBe(a);
        expect(a === b).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });

  test('a conversion_id stands for the event, of the tag or of the event', async () => {
    const first = await nonceFor(purchase, { conversion_id: 'c-1' });
    expect([
      await nonceFor({ ...purchase, event_id: 'sent again' }, { conversion_id: 'c-1' }),
      await nonceFor({ ...purchase, conversion_id: 'c-1' }),
    ]).toEqual([first, first]);
    expect(await nonceFor({ ...purchase, conversion_id: 'c-1' }, { conversion_id: null })).toBe(conversion.nonce);
    expect(await nonceFor({ ...purchase, event_name: 'refund' }, { conversion_id: 'c-1' })).not.toBe(first);
    expect(await nonceFor(purchase, { conversion_id: 'SO-10442' })).not.toBe(conversion.nonce);
  });

  test('can be the tag’s own', async () => {
    expect(await nonceFor(purchase, { nonce: '9F86D081884C7D65' })).toBe('9f86d081884c7d65');
    expect(errorOf(purchase, { nonce: 'order-10442' })).toBe(
      'nonce is not sixteen hex digits: leave it out to have it made',
    );
  });
});

describe('the host', () => {
  test.each<[Fields, string]>([
    [{}, 'data.kameleoon.io'],
    [{ region: 'auto', top_level_domain: 'io' }, 'data.kameleoon.io'],
    [{ region: 'eu' }, 'eu-data.kameleoon.io'],
    [{ region: 'eu', top_level_domain: 'eu' }, 'eu-data.kameleoon.eu'],
    [{ region: 'na' }, 'na-data.kameleoon.io'],
    [{ region: 'na', top_level_domain: 'eu' }, 'na-data.kameleoon.eu'],
    [{ region: 'custom', domain: 'Data.Bosley.example' }, 'data.bosley.example'],
    [{ region: 'custom', domain: 'localhost:8443' }, 'localhost:8443'],
  ])('of %j', async (fields, host) => {
    expect((await requestOf(purchase, fields)).url).toBe(
      `https://${host}/visit/events?siteCode=a1b2c3d4e5&visitorCode=0q9v3f1k2j4h5g6d&json=true`,
    );
  });

  test.each<[Fields, string]>([
    [{ region: 'auto', top_level_domain: 'eu' }, 'region auto has no host under eu: set region eu or na'],
    [{ region: 'asia' }, 'region is none of auto, eu, na and custom'],
    [{ region: 'eu', top_level_domain: 'com' }, 'top_level_domain is neither io nor eu'],
    [{ region: 'custom' }, 'region custom needs a domain: the host alone, such as data.example.com'],
    [{ domain: 'data.bosley.example' }, 'domain is set but region is not custom: set region custom, or leave it out'],
    ...[
      'https://data.bosley.example',
      'data.bosley.example/x',
      'a@b.example',
      'a b',
      '-a.example',
      'a..b',
      '${HOST}',
    ].map((domain): [Fields, string] => [
      { region: 'custom', domain },
      'region custom needs a domain: the host alone, such as data.example.com',
    ]),
  ])('none of %j', (fields, message) => {
    expect(errorOf(purchase, fields)).toBe(message);
  });
});

describe('authentication', () => {
  const own: Fields = { access_token: undefined };
  const common = { 'content-type': 'application/json', 'user-agent': agent };

  test('by a static token, whose value only the sender puts in', async () => {
    const { input } = tagInput(purchase, config);
    const [request] = await kameleoonTag.build(input);
    expect(reveal(request?.headers['authorization'] ?? '', (name) => `value of ${name}`)).toBe(
      'Bearer value of KAMELEOON_TOKEN',
    );
  });

  test('by client credentials, to be exchanged', async () => {
    const { headers, authorization } = await requestOf(purchase, {
      ...own,
      client_id: '${KAMELEOON_CLIENT_ID}',
      client_secret: '${KAMELEOON_CLIENT_SECRET}',
    });
    expect({ headers, authorization }).toEqual({
      headers: { ...common, authorization: 'Bearer <access token of ${KAMELEOON_CLIENT_ID}>' },
      authorization: {
        type: 'client_credentials',
        tokenUrl: 'https://api.kameleoon.com/oauth/token',
        clientId: '${KAMELEOON_CLIENT_ID}',
        clientSecret: '${KAMELEOON_CLIENT_SECRET}',
      },
    });
  });

  test.each<[string, Fields, Record<string, string>]>([
    ['an API key', { api_key: '${KAMELEOON_KEY}' }, { 'x-api-key': '${KAMELEOON_KEY}' }],
    [
      'an API key in a header of its own',
      { api_key: 'k', api_key_header: 'X-Kameleoon-Key' },
      { 'x-kameleoon-key': 'k' },
    ],
    [
      'headers of the environment',
      { headers: { Authorization: 'Basic ${BASIC}', 'X-Env': 'staging', 'x-none': null } },
      { authorization: 'Basic ${BASIC}', 'x-env': 'staging' },
    ],
    ['a key and headers', { api_key: 'k', headers: { 'X-Env': 7 } }, { 'x-api-key': 'k', 'x-env': '7' }],
  ])('by %s', async (_, fields, expected) => {
    const { headers, authorization } = await requestOf(purchase, { ...own, ...fields });
    expect({ headers, authorization }).toEqual({ headers: { ...common, ...expected }, authorization: undefined });
    expect(consoleOf(purchase, { ...own, ...fields })).toEqual([]);
  });

  test('by nothing', async () => {
    expect((await requestOf(purchase, own)).headers).toEqual(common);
    expect(consoleOf(purchase, own)).toEqual([
      'no authentication is set: Kameleoon takes the conversion, under a tighter rate limit',
    ]);
  });

  test.each<[Fields, string]>([
    [
      { api_key: 'k' },
      'more than one authentication is set: choose access_token, client_id and client_secret, or api_key',
    ],
    [
      { client_id: 'i', client_secret: 's' },
      'more than one authentication is set: choose access_token, client_id and client_secret, or api_key',
    ],
    [{ ...own, client_id: 'i' }, 'client_id and client_secret go together: one of them is empty'],
    [{ ...own, client_secret: 's' }, 'client_id and client_secret go together: one of them is empty'],
    [{ headers: { authorization: 'x' } }, 'headers.authorization is set already: the request has one of its own'],
    [{ headers: { 'User-Agent': 'x' } }, 'headers.user-agent is set already: the request has one of its own'],
    [
      { headers: { 'X-Env': 'a\r\nx-evil: 1' } },
      'headers.x-env holds a line break or another character no header can: encode it',
    ],
    [{ headers: { 'X Env': 'a' } }, "headers holds a name that cannot be a header's: letters, digits and hyphens"],
    [{ headers: { Host: 'evil.example' } }, 'headers cannot set host: it belongs to the connection'],
    [
      { ...own, api_key: 'k', api_key_header: 'user-agent' },
      'api_key_header cannot be user-agent: the request has one of its own',
    ],
    [
      { ...own, api_key: 'k', api_key_header: 'x: y' },
      "api_key_header holds a name that cannot be a header's: letters, digits and hyphens",
    ],
    [{ access_token: 'a\nb' }, 'access_token holds a line break or another character no header can: copy it anew'],
  ])('refuses %j', (fields, message) => {
    expect(errorOf(purchase, fields)).toBe(message);
  });
});

describe('the user agent', () => {
  const nobody =
    "the visitor's user agent is not known, so the request goes out as sgtm-workbench, which Kameleoon may refuse as a bot: send user_agent";
  const refused =
    'the user agent is one of a bot or an HTTP library, which Kameleoon may refuse: send the one of the visitor';

  test.each<[string, unknown, Fields, string, readonly string[]]>([
    ['of the tag', agent, { user_agent: 'Mozilla/5.0 (X11)' }, 'Mozilla/5.0 (X11)', []],
    ['of the visitor', agent, { user_agent: undefined }, agent, []],
    ['of nobody', undefined, {}, 'sgtm-workbench', [nobody]],
    ['set aside', agent, { user_agent: null }, 'sgtm-workbench', [nobody]],
    ['no header can hold', 'Mozilla/5.0 ☃', {}, 'sgtm-workbench', [nobody]],
    ['that breaks the line', 'Mozilla\r\nx-evil: 1', {}, 'sgtm-workbench', [nobody]],
    ['of a library', 'axios/1.7.2', {}, 'axios/1.7.2', [refused]],
    ['of a bot', 'Googlebot/2.1', {}, 'Googlebot/2.1', [refused]],
  ])('%s', async (_, given, fields, expected, console) => {
    const event = { ...purchase, user_agent: given } as EventData;
    expect((await requestOf(event, fields)).headers['user-agent']).toBe(expected);
    expect(consoleOf(event, fields)).toEqual(console);
  });
});

describe('metadata', () => {
  test('may be JSON as text, or nothing', async () => {
    expect(await conversionOf(purchase, { metadata: '{"0":["SO-10442"]}' })).toEqual({
      ...conversion,
      metadata: { 0: ['SO-10442'] },
    });
    expect(await conversionOf(purchase, { metadata: {} })).toEqual(conversion);
    expect(await conversionOf(purchase, { metadata: null })).toEqual(conversion);
  });

  test.each<[unknown, string]>([
    [{ orderId: 'SO-1' }, 'metadata has a key that is not a custom data index: name each by its number, such as 3'],
    [{ '03': 'SO-1' }, 'metadata has a key that is not a custom data index: name each by its number, such as 3'],
    [{ 3: { id: 1 } }, 'metadata.3 holds a value that is not text, a number or true or false'],
    [{ 3: ['a', null] }, 'metadata.3 holds a value that is not text, a number or true or false'],
    [{ 3: '${SECRET}' }, 'metadata.3 holds a value that is not text, a number or true or false'],
    [['SO-1'], 'metadata is not an object of custom data indexes and values'],
    ['[1]', 'metadata is not an object of custom data indexes and values'],
    ['SO-1', 'metadata is text but not JSON: write {"3": ["value"]}'],
  ])('is not %j', (metadata, message) => {
    expect(errorOf(purchase, { metadata })).toBe(message);
  });
});

describe('the goal and the site', () => {
  test.each(['checkout', '-1', '0', '1.5', '1e3', '99999999999999999999', '${GOAL}'])(
    'goal_id is not %s',
    (goal_id) => {
      expect(errorOf(purchase, { goal_id })).toBe(
        "goal_id is not a goal's id: a positive whole number, from the goal's settings",
      );
    },
  );

  test.each(['goal_id', 'site_code'])('%s is needed', (name) => {
    expect(errorOf(purchase, { [name]: undefined })).toBe(
      `${name} is empty: give it in the tag, or give the variable it names a value`,
    );
  });
});

test('a time that is asked for is told of, whatever it is', () => {
  const line =
    'the time of the event is not sent: Kameleoon counts a conversion when it arrives, in the visit open then';
  const recent = { ...purchase, timestamp_micros: (receivedAt - 60_000) * 1000 };
  expect([
    consoleOf(recent),
    consoleOf(recent, { event_time: 1795276700 }),
    consoleOf(recent, { timestamp: '2026-11-20T00:00:00Z' }),
    consoleOf({ ...purchase, timestamp_micros: 'soon' }),
  ]).toEqual([[], [line], [line], []]);
});
