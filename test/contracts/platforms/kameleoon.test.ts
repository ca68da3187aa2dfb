import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kameleoonTag } from '../../../src/platforms/kameleoon/tag.ts';
import { type Edits, edited, errorsOf, lines, now, recorded, shipped, soundEvent } from './tiktok-support.ts';

const contract = await shipped('kameleoon/visit_events');

const safari =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15';

const events = 'https://eu-data.kameleoon.io/visit/events';

/** Payloads of any JSON, so that edits may break them. */
interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const purchase: Request = {
  method: 'POST',
  url: `${events}?siteCode=a1b2c3d4e5&visitorCode=0q9v3f1k2j4h5g6d&json=true`,
  headers: { 'user-agent': safari },
  body: [
    {
      nonce: '9f86d081884c7d65',
      eventType: 'CONVERSION',
      goalId: 123456,
      revenue: 89.9,
      metadata: { 3: ['SO-10442'] },
    },
  ],
};

const bulk: Request = {
  ...purchase,
  url: `${events}?siteCode=a1b2c3d4e5&json=true`,
  body: [
    {
      visitorCode: '0q9v3f1k2j4h5g6d',
      nonce: 'A1B2C3D4E5F60718',
      eventType: 'CONVERSION',
      goalId: 123456,
      revenue: 46,
    },
    { visitorCode: 'zz81k3m5n7p9q2r4', nonce: '0123456789ABCDEF', eventType: 'CONVERSION', goalId: 123457 },
  ],
};

const refund: Request = {
  ...purchase,
  body: [{ nonce: '00ff11ee22dd33cc', eventType: 'CONVERSION', goalId: 123456, revenue: 42.5, negative: true }],
};

const text: Request = {
  method: 'POST',
  url: `${events}?siteCode=a1b2c3d4e5&bodyUa=true`,
  headers: {},
  body:
    'eventType=conversion&goalId=123456&negative=false&nonce=4F1A9C0B7D2E8835&revenue=89.9' +
    '&visitorCode=0q9v3f1k2j4h5g6d&userAgent=Mozilla%2F5.0%20%28X11%3B%20Linux%20x86_64%29\n' +
    'eventType=conversion&goalId=123457&negative=false&nonce=5AA9C0B7D2E88351&revenue=0&visitorCode=0q9v3f1k2j4h5g6d',
};

/** What the contract says of a request with edits. */
function said(request: Request, edits: Edits): readonly string[] {
  return lines(contract.checkRequest(edited(request, edits), now));
}

/** What the contract says of the purchase with edits of its event. */
function saidOfEvent(edits: Edits): readonly string[] {
  const placed = Object.entries(edits).map(([key, value]) => [`/body/0/${key}`, value]);
  return said(purchase, Object.fromEntries(placed));
}

/** What the contract says of the text lines with the second line in place of theirs. */
function saidOfLine(line: string): readonly string[] {
  const first = (text.body as string).split('\n')[0];
  return said(text, { '/body': `${first}\n${line}` });
}

describe('an example of what Kameleoon takes', () => {
  it.each([
    ['purchase, one event', purchase],
    ['bulk, several visitors', bulk],
    ['refund', refund],
    ['text lines', text],
    ['text lines that end in a line feed', { ...text, body: `${text.body}\n` }],
  ])('%s passes', (_, request) => {
    expect(contract.checkRequest(request, now)).toEqual([]);
    expect(contract.check(request.body, now)).toEqual([]);
  });
});

describe('an example of what Kameleoon does not take', () => {
  const without = (name: string): string =>
    purchase.url.replace(new RegExp(`${name}=[^&]*&?`), '').replace(/[&?]$/, '');

  it.each<[string, Request, Edits, readonly string[]]>([
    ['1: no nonce', purchase, { '/body/0/nonce': undefined }, ['error /0/nonce required: nonce must be given']],
    [
      '1: a nonce of no hex',
      purchase,
      { '/body/0/nonce': 'order-10442' },
      ['error /0/nonce pattern: nonce must be 16 hex digits'],
    ],
    [
      '2: the same nonce twice',
      bulk,
      { '/body/1/nonce': 'A1B2C3D4E5F60718' },
      ['error /1/nonce uniqueKeys: nonce must be unique, and item 0 has the same'],
    ],
    [
      '3: CONVERSION without goalId',
      purchase,
      { '/body/0/goalId': undefined },
      ['error /0/goalId required: goalId must be given with CONVERSION'],
    ],
    [
      '3: goalId of no number',
      purchase,
      { '/body/0/goalId': 'checkout' },
      ['error /0/goalId type: goalId must be a whole number'],
    ],
    [
      '4: no visitorCode in query and event',
      purchase,
      { '/url': without('visitorCode') },
      ['error /0 required: visitorCode must be given in the query, or in each event'],
    ],
    [
      '4: no visitorCode in one event',
      bulk,
      { '/body/1/visitorCode': undefined },
      ['error /1 required: visitorCode must be given in the query, or in each event'],
    ],
    [
      '5: visitorCode of 120 characters',
      purchase,
      { '/url': purchase.url.replace('0q9v3f1k2j4h5g6d', 'x'.repeat(120)) },
      ['error request:/query/visitorCode maxLength: visitorCode must have at most 100 characters'],
    ],
    [
      '5: visitorCode of 120 characters in an event',
      bulk,
      { '/body/0/visitorCode': 'x'.repeat(120) },
      ['error /0/visitorCode maxLength: visitorCode must have at most 100 characters'],
    ],
    [
      '6: an object, json=true',
      purchase,
      { '/body': { nonce: '9f86d081884c7d65', eventType: 'CONVERSION', goalId: 1 } },
      ['error payload type: the payload must be a list of events, or lines of text'],
    ],
    [
      '7: JSON without json=true',
      purchase,
      { '/url': without('json') },
      ['error request:/query/json required: json=true must be given where the body is JSON'],
    ],
    [
      '7: JSON as text without json=true',
      purchase,
      { '/url': without('json'), '/body': JSON.stringify(purchase.body) },
      ['error payload type: the payload is JSON as text, where it must be a list of events or lines of text'],
    ],
    [
      '8: axios',
      purchase,
      { '/headers/user-agent': 'axios/1.7' },
      [
        'error request:/headers/user-agent bot (403): the user agent is one of a bot or an HTTP library: Kameleoon answers 403 and drops the events',
      ],
    ],
    [
      '8: curl',
      purchase,
      { '/headers/user-agent': 'curl/8' },
      [
        'error request:/headers/user-agent bot (403): the user agent is one of a bot or an HTTP library: Kameleoon answers 403 and drops the events',
      ],
    ],
    [
      '9: revenue of no number',
      purchase,
      { '/body/0/revenue': '89,90' },
      ['error /0/revenue type: revenue must be a number'],
    ],
    [
      '10: revenue below 0',
      purchase,
      { '/body/0/revenue': -42.5 },
      ['warning /0/revenue minimum: revenue must not be below 0'],
    ],
    [
      '11: metadata by name, not in lists',
      purchase,
      { '/body/0/metadata': { orderId: 'SO-1' } },
      [
        'error /0/metadata/orderId index: a key of metadata must be the index of a custom data',
        'error /0/metadata/orderId type: metadata must hold a list of values for each index',
      ],
    ],
    [
      '12: no siteCode',
      purchase,
      { '/url': without('siteCode') },
      ['error request:/query/siteCode required: siteCode must be given in the query'],
    ],
  ])('%s', (_, request, edits, expected) => {
    expect(said(request, edits)).toEqual(expected);
  });

  it('8: Googlebot, and all that is said of it', () => {
    const request = edited(purchase, { '/headers/user-agent': 'Googlebot/2.1' });
    expect(contract.checkRequest(request, now)).toEqual([
      {
        contract: 'kameleoon/visit_events',
        severity: 'error',
        path: '/headers/user-agent',
        in: 'request',
        rule: 'bot',
        message: 'the user agent is one of a bot or an HTTP library: Kameleoon answers 403 and drops the events',
        actual: '"Googlebot/2.1"',
        help: "send the visitor's own user agent",
        code: '403',
        source: 'https://docs.kameleoon.com/api-reference/visit/send-visitor-events',
        rulePath: '/$defs/userAgent/allOf/0/not',
      },
    ]);
  });
});

describe('rules of the request', () => {
  it.each<[string, Request, Edits, readonly string[]]>([
    ['method', purchase, { '/method': 'GET' }, ['error request:/method const: method must be "POST"']],
    [
      'path',
      purchase,
      { '/url': purchase.url.replace('/visit/events', '/visit/event') },
      ['error request:/path const: path must be "/visit/events"'],
    ],
    [
      'an empty siteCode',
      purchase,
      { '/url': purchase.url.replace('a1b2c3d4e5', '') },
      ['error request:/query/siteCode minLength: siteCode must not be empty'],
    ],
    [
      'a siteCode of another form',
      purchase,
      { '/url': purchase.url.replace('a1b2c3d4e5', 'Bosley') },
      ['warning request:/query/siteCode pattern: siteCode does not look like one: ten lower-case letters and digits'],
    ],
    ['a secret as siteCode', purchase, { '/url': purchase.url.replace('a1b2c3d4e5', '${KAMELEOON_SITE}') }, []],
    [
      'siteCode twice',
      purchase,
      { '/url': `${purchase.url}&siteCode=a1b2c3d4e5` },
      ['error request:/query/siteCode type: siteCode must be given once'],
    ],
    [
      'an empty visitorCode',
      purchase,
      { '/url': purchase.url.replace('0q9v3f1k2j4h5g6d', '') },
      ['error request:/query/visitorCode minLength: visitorCode must not be empty'],
    ],
    [
      'visitorCode of 100 characters',
      purchase,
      { '/url': purchase.url.replace('0q9v3f1k2j4h5g6d', 'x'.repeat(100)) },
      [],
    ],
    [
      'visitorCode in query and event',
      bulk,
      { '/url': purchase.url },
      [
        "warning /0/visitorCode unexpected: visitorCode is ignored here: the query's holds for all events",
        "warning /1/visitorCode unexpected: visitorCode is ignored here: the query's holds for all events",
      ],
    ],
    [
      'json=false with JSON',
      purchase,
      { '/url': purchase.url.replace('json=true', 'json=false') },
      ['error request:/query/json const: json must be true where the body is JSON'],
    ],
    [
      'json=1 with JSON',
      purchase,
      { '/url': purchase.url.replace('json=true', 'json=1') },
      ['error request:/query/json enum: json must be true or false'],
    ],
    ['json=false with text', text, { '/url': `${text.url}&json=false` }, []],
    [
      'json=true with text',
      text,
      { '/url': `${text.url}&json=true` },
      ['error payload type: the payload must be a list of events where json=true'],
    ],
    [
      'json=true with JSON as text',
      purchase,
      { '/body': JSON.stringify(purchase.body) },
      [
        'error payload type: the payload must be a list of events where json=true',
        'error payload type: the payload is JSON as text, where it must be a list of events or lines of text',
      ],
    ],
    ['sdkName and sdkVersion', purchase, { '/url': `${purchase.url}&sdkName=GO&sdkVersion=3.18.0` }, []],
    [
      'no body',
      purchase,
      { '/body': null },
      ['error payload type: the payload must be a list of events, or lines of text'],
    ],
    [
      'no user agent',
      purchase,
      { '/headers/user-agent': undefined },
      ['error request:/headers/user-agent required: the header User-Agent must be given'],
    ],
    [
      'an empty user agent',
      purchase,
      { '/headers/user-agent': '' },
      ['error request:/headers/user-agent minLength (403): the header User-Agent must not be empty'],
    ],
    [
      'bodyUa=true and userAgent in the first event',
      bulk,
      { '/url': `${bulk.url}&bodyUa=true`, '/headers': {}, '/body/0/userAgent': safari },
      [],
    ],
    [
      'bodyUa=true and no userAgent',
      bulk,
      { '/url': `${bulk.url}&bodyUa=true`, '/headers': {} },
      ["error /0/userAgent required: userAgent must be given in the visitor's first event where bodyUa=true"],
    ],
    [
      'bodyUa=true and no userAgent in text',
      text,
      { '/body': 'eventType=activity&nonce=4F1A9C0B7D2E8835&visitorCode=a' },
      ["error payload required: userAgent must be given in the visitor's first line where bodyUa=true"],
    ],
    [
      'bodyUa=true and the user agent of a bot',
      bulk,
      { '/url': `${bulk.url}&bodyUa=true`, '/body/0/userAgent': 'Googlebot/2.1' },
      [
        'error /0/userAgent bot (403): the user agent is one of a bot or an HTTP library: Kameleoon answers 403 and drops the events',
      ],
    ],
    [
      'userAgent without bodyUa',
      purchase,
      { '/body/0/userAgent': safari },
      ['warning /0/userAgent unexpected: userAgent is read here with bodyUa=true alone'],
    ],
    [
      'bodyUa=1',
      purchase,
      { '/url': `${purchase.url}&bodyUa=1` },
      ['error request:/query/bodyUa enum: bodyUa must be true or false'],
    ],
    ['bodyUa=false', purchase, { '/url': `${purchase.url}&bodyUa=false` }, []],
    [
      'sdkName and sdkVersion twice',
      purchase,
      { '/url': `${purchase.url}&sdkName=GO&sdkName=GO&sdkVersion=3&sdkVersion=3` },
      [
        'error request:/query/sdkName type: sdkName must be text',
        'error request:/query/sdkVersion type: sdkVersion must be text',
      ],
    ],
    [
      'bodyUa=true and userAgent of no text',
      bulk,
      { '/url': `${bulk.url}&bodyUa=true`, '/body/0/userAgent': 1 },
      ['error /0/userAgent type: userAgent must be text'],
    ],
    [
      'bodyUa=true and an empty userAgent',
      bulk,
      { '/url': `${bulk.url}&bodyUa=true`, '/body/0/userAgent': '' },
      ['error /0/userAgent minLength: userAgent must not be empty'],
    ],
    ['a token', purchase, { '/headers/authorization': 'Bearer <access token of ${KAMELEOON_CLIENT_ID}>' }, []],
    [
      'no bearer',
      purchase,
      { '/headers/authorization': '${KAMELEOON_TOKEN}' },
      ['warning request:/headers/authorization pattern (401): authorization should be Bearer and the token'],
    ],
  ])('%s', (_, request, edits, expected) => {
    expect(said(request, edits)).toEqual(expected);
  });

  it.each([
    ...['eu-data.kameleoon.io', 'eu-data.kameleoon.eu', 'na-data.kameleoon.io', 'na-data.kameleoon.eu'],
    ...['data.kameleoon.io', 'data.shop.example'],
  ])('%s is a host', (host) => {
    expect(said(purchase, { '/url': purchase.url.replace('eu-data.kameleoon.io', host) })).toEqual([]);
  });

  it.each(['api.kameleoon.com', 'asia-data.kameleoon.io', 'shop.example'])('%s is none', (host) => {
    expect(said(purchase, { '/url': purchase.url.replace('eu-data.kameleoon.io', host) })).toEqual([
      "warning request:/host pattern: host is none of the Data API's",
    ]);
  });

  it.each([
    ...['axios/1.7.2', 'curl/8.5.0', 'Wget/1.21', 'node', 'node-fetch/1.0', 'undici', 'Go-http-client/1.1'],
    ...['python-requests/2.32.3', 'Python-urllib/3.12', 'Python/3.12 aiohttp/3.9', 'okhttp/4.12.0', 'Java/21.0.1'],
    ...[
      'Apache-HttpClient/4.5.14 (Java/17)',
      'GuzzleHttp/7',
      'PostmanRuntime/7.39.0',
      'Ruby',
      'got (https://npmjs.com)',
    ],
    ...['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'AdsBot-Google', 'Applebot'],
    ...['Mozilla/5.0 (compatible; bingbot/2.0)', 'Baiduspider', 'My Crawler', 'facebookexternalhit/1.1'],
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36',
  ])('%s is dropped', (agent) => {
    expect(said(purchase, { '/headers/user-agent': agent })).toEqual([
      'error request:/headers/user-agent bot (403): the user agent is one of a bot or an HTTP library: Kameleoon answers 403 and drops the events',
    ]);
  });

  it.each(['sgtm-workbench', 'GTM-Server/1.0 (+https://www.example.com)'])('%s is the sender', (agent) => {
    expect(said(purchase, { '/headers/user-agent': agent })).toEqual([
      "warning request:/headers/user-agent bot (403): the user agent is the sender's: Kameleoon may take it for a bot and drop the events",
    ]);
  });

  it.each([
    'Mozilla/5.0 (Linux; Android 9; CUBOT_POWER) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 [FBAN/FBIOS]',
    'Opera/9.80 (Windows NT 6.1) Presto/2.12.388 Version/12.18',
    'Acme/7.7.1 CFNetwork/1568 Darwin/24.0.0',
    'nodebook/1.0 (a reader)',
  ])('%s is a visitor', (agent) => {
    expect(said(purchase, { '/headers/user-agent': agent })).toEqual([]);
  });
});

describe('rules of the payload', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['an object', {}, ['error payload type: the payload must be a list of events, or lines of text']],
    ['no events', [], ['error payload minItems: the payload must hold an event']],
    ['no lines', '', ['error payload minLength: the payload must hold an event']],
    ['an event of no object', ['conversion'], ['error /0 type: item 0 must be an object']],
    [
      'more than 3 MB',
      [{ nonce: '9f86d081884c7d65', eventType: 'PAGE', href: 'x'.repeat(3_000_000) }],
      ['error payload maxBytes: the payload has 3,000,059 bytes as JSON, and must have at most 3,000,000'],
    ],
    ['3 MB', [{ nonce: '9f86d081884c7d65', eventType: 'PAGE', href: 'x'.repeat(2_999_936) }], []],
    [
      'more than 3 MB of text',
      `eventType=page&nonce=9f86d081884c7d65&href=${'x'.repeat(3_000_000)}`,
      ['error payload maxBytes: the payload has 3,000,043 bytes as JSON, and must have at most 3,000,000'],
    ],
  ])('%s', (_, payload, expected) => {
    expect(lines(contract.check(payload, now))).toEqual(expected);
  });
});

describe('rules of an event', () => {
  it.each<[string, Edits, readonly string[]]>([
    ['a nonce in capitals', { nonce: '4F1A9C0B7D2E8835' }, []],
    ['a nonce of 17 digits', { nonce: '4F1A9C0B7D2E88351' }, ['error /0/nonce pattern: nonce must be 16 hex digits']],
    ['a nonce of no text', { nonce: 1234567890123456 }, ['error /0/nonce type: nonce must be text']],
    ['no eventType', { eventType: undefined }, ['error /0/eventType required: eventType must be given']],
    ['eventType of no text', { eventType: 1 }, ['error /0/eventType type: eventType must be text']],
    [
      'eventType nobody knows',
      { eventType: 'LEAD' },
      [
        'warning /0/eventType enum: eventType is none this contract knows: CONVERSION, PAGE, CUSTOMDATA, STATICDATA, EXPERIMENT, PERSONALIZATION, TARGETINGSEGMENT, GEOLOCATION or ACTIVITY',
      ],
    ],
    ['goalId as text', { goalId: '123456' }, ['error /0/goalId type: goalId must be a whole number']],
    ['goalId 0', { goalId: 0 }, ['error /0/goalId minimum: goalId must be above 0']],
    ['goalId with a fraction', { goalId: 1.5 }, ['error /0/goalId type: goalId must be a whole number']],
    [
      'conversion in small letters',
      { eventType: 'conversion', goalId: undefined },
      ['error /0/goalId required: goalId must be given with CONVERSION'],
    ],
    [
      'no eventType, no goalId',
      { eventType: undefined, goalId: undefined },
      ['error /0/eventType required: eventType must be given'],
    ],
    ['revenue a little below 0', { revenue: -0.5 }, ['warning /0/revenue minimum: revenue must not be below 0']],
    ['revenue 0', { revenue: 0 }, []],
    ['revenue as text', { revenue: '89.9' }, ['error /0/revenue type: revenue must be a number']],
    ['negative as text', { negative: 'true' }, ['error /0/negative type: negative must be true or false']],
    [
      'revenue below 0 and negative',
      { revenue: -42.5, negative: true },
      ['warning /0/revenue minimum: revenue must not be below 0'],
    ],
    ['metadata of no object', { metadata: ['SO-10442'] }, ['error /0/metadata type: metadata must be an object']],
    [
      'one value',
      { 'metadata/3': 'SO-10442' },
      ['error /0/metadata/3 type: metadata must hold a list of values for each index'],
    ],
    [
      'a value of no text',
      { 'metadata/3': ['SO-10442', 1] },
      ['error /0/metadata/3/1 type: an item of metadata must be text'],
    ],
    [
      'an index with a zero before',
      { metadata: { '03': ['a'] } },
      ['error /0/metadata/03 index: a key of metadata must be the index of a custom data'],
    ],
    ['index 0', { metadata: { 0: ['a'] } }, []],
    [
      'a currency',
      { currency: 'EUR' },
      ["warning /0/currency additionalProperties: currency is not read: revenue is in the project's currency"],
    ],
    [
      'a timestamp',
      { timestamp: now },
      [
        'warning /0/timestamp additionalProperties: timestamp is not read: a conversion counts when it arrives, in the visit open then',
      ],
    ],
    [
      'an unknown key',
      { orderId: 'SO-10442' },
      [
        'warning /0/orderId additionalProperties: orderId: unknown key; known are nonce, eventType, visitorCode, mappingValue, goalId, revenue, negative, metadata, userAgent',
      ],
    ],
  ])('%s', (_, edits, expected) => {
    expect(saidOfEvent(edits)).toEqual(expected);
  });

  it.each<[string, Edits, readonly string[]]>([
    [
      'mappingValue in place of visitorCode',
      { '/body/1/visitorCode': undefined, '/body/1/mappingValue': 'customer-1' },
      [],
    ],
    [
      'an empty mappingValue',
      { '/body/1/mappingValue': '' },
      ['error /1/mappingValue minLength: mappingValue must not be empty'],
    ],
    [
      'mappingValue of no text',
      { '/body/1/mappingValue': 1 },
      ['error /1/mappingValue type: mappingValue must be text'],
    ],
    [
      'an empty visitorCode',
      { '/body/1/visitorCode': '' },
      ['error /1/visitorCode minLength: visitorCode must not be empty'],
    ],
    [
      'visitorCode of no text',
      { '/body/1/visitorCode': 1 },
      ['error /1/visitorCode type: visitorCode must be text, given once'],
    ],
    ['an event of no object', { '/body/1': 'conversion' }, ['error /1 type: item 1 must be an object']],
    [
      'no nonce in either',
      { '/body/0/nonce': undefined, '/body/1/nonce': undefined },
      ['error /0/nonce required: nonce must be given', 'error /1/nonce required: nonce must be given'],
    ],
  ])('%s', (_, edits, expected) => {
    expect(said(bulk, edits)).toEqual(expected);
  });

  it.each([
    ...['STATICDATA', 'PAGE', 'TARGETINGSEGMENT', 'EXPERIMENT', 'PERSONALIZATION', 'page', 'customData', 'staticData'],
    ...['experiment', 'targetingSegment', 'geolocation', 'activity'],
  ])('%s is an eventType, of which the contract says no more', (eventType) => {
    const event = { nonce: '9f86d081884c7d65', eventType, id: 1, href: 'https://shop.example/', timestamp: 1 };
    expect(said(purchase, { '/body': [event] })).toEqual([]);
    expect(saidOfLine(`eventType=${eventType}&nonce=5AA9C0B7D2E88351&visitorCode=a&id=1`)).toEqual([]);
  });
});

describe('rules of text lines', () => {
  const good = 'eventType=conversion&goalId=1&nonce=5AA9C0B7D2E88351&visitorCode=a';

  it.each<[string, string, readonly string[]]>([
    ['a good one', good, []],
    ['mappingValue', good.replace('visitorCode', 'mappingValue'), []],
    [
      'no nonce',
      good.replace('nonce=5AA9C0B7D2E88351&', ''),
      ['error payload required: nonce must be given in each line'],
    ],
    [
      'no nonce, but negative',
      good.replace('nonce=5AA9C0B7D2E88351', 'negative=true'),
      ['error payload required: nonce must be given in each line'],
    ],
    [
      'a short nonce',
      good.replace('5AA9C0B7D2E88351', '5AA9'),
      ['error payload pattern: nonce must be 16 hex digits in each line'],
    ],
    [
      'a long nonce',
      good.replace('5AA9C0B7D2E88351', '5AA9C0B7D2E883511'),
      ['error payload pattern: nonce must be 16 hex digits in each line'],
    ],
    [
      'an empty nonce',
      good.replace('5AA9C0B7D2E88351', ''),
      ['error payload pattern: nonce must be 16 hex digits in each line'],
    ],
    [
      'no eventType',
      good.replace('eventType=conversion&', ''),
      ['error payload required: eventType must be given in each line'],
    ],
    [
      'eventType nobody knows',
      good.replace('conversion', 'LEAD'),
      ['warning payload enum: a line has an eventType this contract does not know'],
    ],
    [
      'no visitorCode',
      good.replace('&visitorCode=a', ''),
      ['error payload required: visitorCode must be given in the query, or in each line'],
    ],
    [
      'no visitorCode, but metadata',
      good.replace('visitorCode=a', 'metadata=%7B%7D'),
      ['error payload required: visitorCode must be given in the query, or in each line'],
    ],
    [
      'no goalId',
      good.replace('goalId=1&', ''),
      ['error payload required: goalId must be given in each line of a conversion'],
    ],
    [
      'no goalId, and an eventType that needs none',
      good.replace('goalId=1&', '').replace('conversion', 'activity'),
      [],
    ],
    [
      'CONVERSION without goalId',
      good.replace('goalId=1&', '').replace('conversion', 'CONVERSION'),
      ['error payload required: goalId must be given in each line of a conversion'],
    ],
    [
      'goalId 0',
      good.replace('goalId=1', 'goalId=0'),
      ['error payload type: goalId must be a whole number above 0 in each line'],
    ],
    [
      'goalId of no number',
      good.replace('goalId=1', 'goalId=1a'),
      ['error payload type: goalId must be a whole number above 0 in each line'],
    ],
    [
      'an empty goalId',
      good.replace('goalId=1', 'goalId='),
      ['error payload type: goalId must be a whole number above 0 in each line'],
    ],
    ['revenue', `${good}&revenue=0`, []],
    ['revenue with a comma', `${good}&revenue=89%2C90`, ['error payload type: revenue must be a number in each line']],
    [
      'revenue with a point and nothing after it',
      `${good}&revenue=89.`,
      ['error payload type: revenue must be a number in each line'],
    ],
    ['an empty revenue', `${good}&revenue=`, ['error payload type: revenue must be a number in each line']],
    [
      'a revenue of signs',
      `${good}&revenue=-`,
      [
        'error payload type: revenue must be a number in each line',
        'warning payload minimum: revenue must not be below 0',
      ],
    ],
    ['revenue below 0', `${good}&revenue=-42.5`, ['warning payload minimum: revenue must not be below 0']],
    ['negative', `${good}&negative=true`, []],
    [
      'negative of another word',
      `${good}&negative=truth`,
      ['error payload type: negative must be true or false in each line'],
    ],
    [
      'negative and more',
      `${good}&negative=falsey`,
      ['error payload type: negative must be true or false in each line'],
    ],
    ['an empty negative', `${good}&negative=`, ['error payload type: negative must be true or false in each line']],
    ['metadata', `${good}&metadata=%7B%223%22%3A%5B%22SO-10442%22%5D%7D`, []],
    [
      'metadata of no object',
      `${good}&metadata=SO-10442`,
      ['error payload type: metadata must be a JSON object, percent-encoded, in each line'],
    ],
    [
      'an empty metadata',
      `${good}&metadata=`,
      ['error payload type: metadata must be a JSON object, percent-encoded, in each line'],
    ],
    [
      'metadata that is not encoded',
      `${good}&metadata={"3":["SO-10442"]}`,
      ['error payload type: metadata must be a JSON object, percent-encoded, in each line'],
    ],
    [
      'a space',
      `${good}&userAgent=Mozilla/5.0 (X11)`,
      ['error payload encoding: lines must have no spaces, and end in a line feed alone'],
    ],
    [
      'carriage returns',
      `${good}\r\n${good.replace('88351', '88352')}`,
      ['error payload encoding: lines must have no spaces, and end in a line feed alone'],
    ],
    ['a key without a value', `${good}&sent`, ['error payload encoding: lines must be key=value&key=value']],
    ['a value without a key', `${good}&=1`, ['error payload encoding: lines must be key=value&key=value']],
    ['= in a value', `${good}&mappingValue=a=b`, ['error payload encoding: lines must be key=value&key=value']],
    [
      'a sentence',
      'a conversion',
      [
        'error payload required: visitorCode must be given in the query, or in each line',
        'error payload encoding: lines must have no spaces, and end in a line feed alone',
        'error payload encoding: lines must be key=value&key=value',
        'error payload required: nonce must be given in each line',
        'error payload required: eventType must be given in each line',
      ],
    ],
  ])('%s', (_, line, expected) => {
    expect(saidOfLine(line)).toEqual(expected);
  });

  it('are told alike on the first line and on a later one of many', () => {
    const many = Array.from({ length: 200 }, (_, index) =>
      good.replace('5AA9C0B7D2E88351', index.toString(16).padStart(16, '0')),
    );
    const at = (index: number): readonly string[] =>
      lines(contract.check(many.with(index, good.replace('goalId=1&', '')).join('\n'), now));
    const told = ['error payload required: goalId must be given in each line of a conversion'];
    expect(lines(contract.check(many.join('\n'), now))).toEqual([]);
    expect([at(0), at(100), at(199)]).toEqual([told, told, told]);
  });
});

it('passes every request of the reference container', () => {
  expect(recorded(contract)).toEqual({
    'generate_lead.json: Kameleoon - Lead': [],
    'purchase.json: Kameleoon - Purchase': [],
    'sign_up.json: Kameleoon - Sign Up': [],
  });
});

it('finds no error in what the tag makes of a sound event', async () => {
  const fields = { site_code: 'a1b2c3d4e5', goal_id: 100001, visitor_code: '0q9v3f1k2j4h5g6d', metadata: { 3: ['x'] } };
  await fc.assert(
    fc.asyncProperty(soundEvent, async (event) => {
      expect(await errorsOf(contract, kameleoonTag, event, fields)).toEqual([]);
    }),
  );
});
