import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { browser, onlyEvent, post, request, run } from './requests.ts';

const system = { 'x-ga-protocol_version': '2' };
const one = (params: unknown, more: object = {}) => ({
  client_id: 'c.1',
  events: [{ name: 'purchase', params }],
  ...more,
});

describe('a Measurement Protocol request becomes events', () => {
  test('with every field the protocol has', () => {
    const items = [{ item_id: 'SKU-19', item_name: 'Linen shirt', price: 42.5, quantity: 2, size: 'M' }];
    const user_data = {
      sha256_email_address: ['542d240129883c019e106e3b1b2d3f3cb3537c43c425364de8e951d5a3083345'],
      address: [{ city: 'austin', country: 'US' }],
    };
    const consent = { ad_user_data: 'GRANTED', ad_personalization: 'DENIED' };
    const user_location = {
      city: 'Austin',
      region_id: 'US-TX',
      country_id: 'US',
      subcontinent_id: '021',
      continent_id: '019',
    };
    const device = { category: 'mobile', language: 'en', screen_resolution: '1280x2856', browser: 'Chrome' };
    const body = JSON.stringify({
      client_id: '1849235714.1771200000',
      app_instance_id: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
      user_id: 'crm-88213',
      timestamp_micros: 1785672000000000,
      user_properties: { plan: { value: 'gold' }, orders: { value: 3 }, gone: { value: null }, none: null },
      user_data,
      consent,
      non_personalized_ads: true,
      ip_override: '203.0.113.7',
      user_agent: 'Mozilla/5.0 (iPhone)',
      user_location,
      device,
      validation_behavior: 'ENFORCE_RECOMMENDATIONS',
      api_secret: 'in the wrong place',
      events: [
        {
          name: 'purchase',
          params: { session_id: 1771199821, engagement_time_msec: '120', value: 89.9, currency: 'EUR', items },
        },
      ],
    });
    const url = '/mp/collect?measurement_id=G-TEST123&firebase_app_id=1:2:web:3&api_secret=hush&sgtm_session=s1';
    expect(run(request('POST', url, { body }))).toEqual({
      status: 'accepted',
      contract: 'ga4/mp_incoming',
      body: JSON.parse(body),
      response: { status: 204, headers: {}, body: '' },
      violations: [],
      events: [
        {
          event_name: 'purchase',
          client_id: '1849235714.1771200000',
          app_instance_id: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
          user_id: 'crm-88213',
          timestamp_micros: 1785672000000000,
          session_id: 1771199821,
          ga_session_id: '1771199821',
          engagement_time_msec: 120,
          value: 89.9,
          currency: 'EUR',
          items,
          user_data,
          consent,
          ip_override: '203.0.113.7',
          user_agent: 'Mozilla/5.0 (iPhone)',
          user_location,
          event_location: { city: 'Austin', region: 'TX', country: 'US', subcontinent: '021', continent: '019' },
          device,
          language: 'en',
          screen_resolution: '1280x2856',
          'x-ga-mp2-user_properties': { plan: 'gold', orders: 3 },
          'x-ga-npa': '1',
          'x-ga-protocol_version': '2',
          'x-ga-measurement_id': 'G-TEST123',
          firebase_app_id: '1:2:web:3',
        },
      ],
    });
  });

  test('with the fewest fields it can have', () => {
    const body = { app_instance_id: 'a1', events: [{ name: 'sign_up' }] };
    expect(post(body)).toEqual({
      status: 'accepted',
      contract: 'ga4/mp_incoming',
      body,
      response: { status: 204, headers: {}, body: '' },
      violations: [],
      events: [{ event_name: 'sign_up', app_instance_id: 'a1', ...system }],
    });
  });

  test('one for each of up to 25, each with its own time', () => {
    const events = Array.from({ length: 25 }, (_, i) => ({ name: `e${i}`, timestamp_micros: 1785672000000000 + i }));
    const outcome = post({ client_id: 'c.1', timestamp_micros: 1785000000000000, events });
    expect(outcome.status === 'accepted' && outcome.events).toEqual(
      events.map(({ name, timestamp_micros }) => ({ event_name: name, client_id: 'c.1', timestamp_micros, ...system })),
    );
  });

  test('optional fields that hold null count as absent', () => {
    const body = {
      client_id: 'c.1',
      app_instance_id: null,
      user_id: null,
      timestamp_micros: null,
      user_properties: null,
      user_data: null,
      consent: null,
      non_personalized_ads: null,
      ip_override: null,
      user_agent: null,
      user_location: null,
      device: null,
      events: [{ name: 'purchase', params: null, timestamp_micros: null }],
    };
    expect(onlyEvent(post(body))).toEqual({ event_name: 'purchase', client_id: 'c.1', ...system });
  });

  test('what GA4 itself would take and lose is not turned away', () => {
    const params = Object.fromEntries(Array.from({ length: 26 }, (_, i) => [`p${i}`, i]));
    const name = 'n'.repeat(41);
    expect(
      onlyEvent(post({ client_id: 'c.1', events: [{ name, params: { ...params, nested: { a: [null] } } }] })),
    ).toEqual({ event_name: name, ...params, nested: { a: [null] }, client_id: 'c.1', ...system });
  });

  test('non_personalized_ads: false is said too', () => {
    expect(onlyEvent(post(one({}, { non_personalized_ads: false })))).toEqual({
      event_name: 'purchase',
      client_id: 'c.1',
      'x-ga-npa': '0',
      ...system,
    });
  });

  test('a byte order mark is skipped', () => {
    const body = `\ufeff${JSON.stringify(one({}))}`;
    expect(onlyEvent(run(request('POST', '/mp/collect', { body })))).toEqual({
      event_name: 'purchase',
      client_id: 'c.1',
      ...system,
    });
  });
});

describe('where body and parameters name the same key', () => {
  test("the protocol's own field wins", () => {
    const params = {
      event_name: 'forged',
      client_id: 'p',
      user_id: 'p',
      user_agent: 'p',
      ip_override: '203.0.113.1',
      user_data: { email_address: 'p@example.com' },
      consent: { ad_user_data: 'DENIED' },
      device: 'p',
      'x-ga-protocol_version': '1',
      'x-ga-measurement_id': 'G-P',
    };
    const more = {
      user_id: 'b',
      user_agent: 'b',
      ip_override: '203.0.113.2',
      user_data: { email_address: 'b@example.com' },
      consent: { ad_user_data: 'GRANTED' },
      device: { category: 'mobile' },
    };
    const incoming = request('POST', '/mp/collect?measurement_id=G-Q', { body: JSON.stringify(one(params, more)) });
    expect(onlyEvent(run(incoming))).toEqual({
      event_name: 'purchase',
      client_id: 'c.1',
      ...more,
      'x-ga-measurement_id': 'G-Q',
      ...system,
    });
  });

  test('what only describes yields to the parameter', () => {
    const params = { language: 'de', screen_resolution: '1x1', event_location: { country: 'DE' }, ga_session_id: '7' };
    const more = {
      device: { language: 'en', screen_resolution: '2x2' },
      user_location: { country_id: 'US' },
    };
    expect(onlyEvent(post(one({ ...params, session_id: '8' }, more)))).toEqual({
      event_name: 'purchase',
      client_id: 'c.1',
      ...params,
      session_id: '8',
      ...more,
      ...system,
    });
  });

  test('the parameter fills what the body leaves out, and a secret among them is dropped', () => {
    const params = {
      user_data: { em: 'x' },
      user_id: 'u',
      user_agent: 'ua',
      ip_override: '203.0.113.1',
      timestamp_micros: '1785672000000000',
      engagement_time_msec: 'soon',
      session_id: '',
    };
    expect(onlyEvent(post(one({ ...params, api_secret: 'hush' })))).toEqual({
      event_name: 'purchase',
      client_id: 'c.1',
      ...params,
      timestamp_micros: 1785672000000000,
      ...system,
    });
  });
});

describe('event names', () => {
  const eventNames = { purchase_completed: 'purchase', lead: 'generate_lead' };
  test.each([
    ['purchase_completed', 'purchase'],
    ['lead', 'generate_lead'],
    ['purchase', 'purchase'],
    ['toString', 'toString'],
    ['constructor', 'constructor'],
    ['__proto__', '__proto__'],
  ])('%s comes in as %s', (name, event_name) => {
    expect(onlyEvent(post({ client_id: 'c.1', events: [{ name }] }, { eventNames }))).toEqual({
      event_name,
      client_id: 'c.1',
      ...system,
    });
  });
});

describe('the visitor', () => {
  const relay = { 'user-agent': 'relay/1.0' };
  const visitor = { user_agent: browser, ip_override: '203.0.113.9' };
  const rows: [string, 'auto' | 'always' | 'never', Record<string, string>, object, object, object][] = [
    ["a browser's header and address count", 'auto', { 'user-agent': browser }, {}, {}, visitor],
    ["a relay's do not", 'auto', relay, {}, {}, {}],
    ['no header is no browser', 'auto', {}, {}, {}, {}],
    ["a relay's do with always", 'always', relay, {}, {}, { user_agent: 'relay/1.0', ip_override: '203.0.113.9' }],
    ["a browser's do not with never", 'never', { 'user-agent': browser }, {}, {}, {}],
    [
      'the body comes first',
      'auto',
      { 'user-agent': browser },
      { user_agent: 'b' },
      { user_agent: 'p' },
      { ...visitor, user_agent: 'b' },
    ],
    [
      'then the parameters',
      'auto',
      { 'user-agent': browser },
      {},
      { ip_override: '2001:db8::1' },
      { ...visitor, ip_override: '2001:db8::1' },
    ],
    ['empty text gives way', 'auto', { 'user-agent': browser }, { user_agent: '' }, { ip_override: '' }, visitor],
  ];
  test.each(rows)('%s', (_, visitorFromRequest, headers, more, params, expected) => {
    const incoming = request('POST', '/mp/collect', {
      headers,
      remoteAddress: '203.0.113.9',
      body: JSON.stringify(one(params, more)),
    });
    expect(onlyEvent(run(incoming, { visitorFromRequest }))).toEqual({
      event_name: 'purchase',
      client_id: 'c.1',
      ...expected,
      ...system,
    });
  });
});

describe('a timestamp_micros that is no time is left out with a warning', () => {
  const must = 'timestamp_micros must be whole microseconds since 1970';
  const help = 'the time is left out; send microseconds, such as 1785672000000000, or none for the time of arrival';
  const rows: [unknown, string, string][] = [
    [1785672000, 'unit', `${must}, this is seconds: multiply by 1,000,000`],
    [1785672000.25, 'unit', `${must}, this is seconds: multiply by 1,000,000`],
    ['1785672000', 'unit', `${must}, this is seconds: multiply by 1,000,000`],
    [1785672000000, 'unit', `${must}, this is milliseconds: multiply by 1,000`],
    [1785672000000000000, 'unit', `${must}, this is nanoseconds: divide by 1,000`],
    [1785672000000000.5, 'integer', `${must}, not a fraction`],
    [946684799999999, 'range', `${must}, between the years 2000 and 2262`],
    [9223372036000002, 'range', `${must}, between the years 2000 and 2262`],
    [0, 'range', `${must}, between the years 2000 and 2262`],
    [-1785672000000000, 'range', `${must}, between the years 2000 and 2262`],
    ['2026-11-21T16:00:00Z', 'integer', `${must}, not text`],
    [true, 'integer', `${must}, not a boolean`],
    [{}, 'integer', `${must}, not an object`],
  ];
  test.each(rows)('%s', (timestamp_micros, rule, message) => {
    const warning = (path: string) => ({ contract: 'ga4/mp', severity: 'warning', path, rule, message, help });
    const bare = { event_name: 'purchase', client_id: 'c.1', ...system };
    const base = {
      status: 'accepted',
      response: { status: 204, headers: {}, body: '' },
      contract: 'ga4/mp_incoming',
    };
    const onRequest = one({}, { timestamp_micros });
    expect(post(onRequest)).toEqual({
      ...base,
      body: onRequest,
      events: [bare],
      violations: [warning('/timestamp_micros')],
    });
    const onEvent = {
      client_id: 'c.1',
      timestamp_micros: 1785672000000000,
      events: [{ name: 'purchase', timestamp_micros }],
    };
    expect(post(onEvent)).toEqual({
      ...base,
      body: onEvent,
      events: [{ ...bare, timestamp_micros: 1785672000000000 }],
      violations: [warning('/events/0/timestamp_micros')],
    });
    const inParams = one({ timestamp_micros });
    expect(post(inParams)).toEqual({
      ...base,
      body: inParams,
      events: [bare],
      violations: [warning('/events/0/params/timestamp_micros')],
    });
  });

  test.each([946684800000000, 9223372036000000])('%s is one', (timestamp_micros) => {
    const body = one({}, { timestamp_micros });
    expect(post(body)).toEqual({
      status: 'accepted',
      contract: 'ga4/mp_incoming',
      body,
      response: { status: 204, headers: {}, body: '' },
      violations: [],
      events: [{ event_name: 'purchase', client_id: 'c.1', timestamp_micros, ...system }],
    });
  });
});

test('what is odd about the JSON is a warning', () => {
  const body = '{"client_id":"c.1","client_id":"c.2","events":[{"name":"purchase","params":{"a":"\\ud800"}}]}';
  expect(run(request('POST', '/mp/collect', { body }))).toEqual({
    status: 'accepted',
    contract: 'ga4/mp_incoming',
    body: JSON.parse(body),
    response: { status: 204, headers: {}, body: '' },
    events: [{ event_name: 'purchase', client_id: 'c.2', a: '\ud800', ...system }],
    violations: [
      {
        contract: 'ga4/mp',
        severity: 'warning',
        path: '/client_id',
        rule: 'duplicate_key',
        message: 'this key stands more than once in its object; the last value is taken, the others are lost',
        help: 'send each key once',
      },
      {
        contract: 'ga4/mp',
        severity: 'warning',
        path: '/events/0/params/a',
        rule: 'lone_surrogate',
        message: 'this text holds half a surrogate pair, which UTF-8 cannot carry: it arrives as U+FFFD or an escape',
        help: 'cut text between characters, not inside one',
      },
    ],
  });
});

describe('turned away', () => {
  const quotes = 'write it in double quotes: as a number it loses digits, and GA4 drops the event';
  const event = 'send 1 to 25 events: "events": [{"name": "purchase", "params": {}}]';
  const id = 'client_id (web stream) or app_instance_id (app stream) must be given, as text that is not empty';
  const idHelp = "send the visitor's client_id: the _ga cookie without its GA1.1. prefix";
  const name = 'an event must have a name, as text that is not empty';
  const nameHelp = 'write "name": "purchase"';
  const good = [{ name: 'purchase' }];
  const params = 'write {"transaction_id": "…", "value": 99.99}';
  /** Body, then path, rule, message, help, actual. */
  const rows: [unknown, string, string, string, string, string?][] = [
    [
      [],
      '',
      'type',
      'the body must be an object, not an array',
      'send one object: {"client_id": "…", "events": [{"name": "purchase", "params": {}}]}',
    ],
    [
      null,
      '',
      'type',
      'the body must be an object, not null',
      'send one object: {"client_id": "…", "events": [{"name": "purchase", "params": {}}]}',
    ],
    [
      'x',
      '',
      'type',
      'the body must be an object, not text',
      'send one object: {"client_id": "…", "events": [{"name": "purchase", "params": {}}]}',
    ],
    [{ events: good }, '/client_id', 'required', id, idHelp],
    [{ client_id: '', events: good }, '/client_id', 'required', id, idHelp],
    [{ client_id: null, events: good }, '/client_id', 'required', id, idHelp],
    [
      { client_id: 123.456, events: good },
      '/client_id',
      'type',
      'client_id must be text, not a number',
      quotes,
      'a number',
    ],
    [
      { app_instance_id: [], events: good },
      '/app_instance_id',
      'type',
      'app_instance_id must be text, not an array',
      quotes,
      'an array',
    ],
    [
      { client_id: 'c', user_id: 88213, events: good },
      '/user_id',
      'type',
      'user_id must be text, not a number',
      quotes,
      'a number',
    ],
    [
      { client_id: 'c', user_agent: {}, events: good },
      '/user_agent',
      'type',
      'user_agent must be text, not an object',
      'write it in double quotes',
      'an object',
    ],
    [
      { client_id: 'c', ip_override: 1, events: good },
      '/ip_override',
      'type',
      'ip_override must be text, not a number',
      'write it in double quotes',
      'a number',
    ],
    [
      { client_id: 'c', non_personalized_ads: 'true', events: good },
      '/non_personalized_ads',
      'type',
      'non_personalized_ads must be true or false, not text',
      'write it without quotes',
      'text',
    ],
    [
      { client_id: 'c', user_properties: [], events: good },
      '/user_properties',
      'type',
      'user_properties must be an object, not an array',
      'write {"plan": {"value": "gold"}}',
      'an array',
    ],
    [
      { client_id: 'c', user_properties: { 'a/b': 'gold' }, events: good },
      '/user_properties/a~1b',
      'type',
      'a user property must be an object, not text',
      'write {"value": "gold"} in place of "gold"',
      'text',
    ],
    [
      { client_id: 'c', user_properties: { plan: {} }, events: good },
      '/user_properties/plan/value',
      'required',
      'a user property must have a value',
      'write {"value": "gold"} in place of "gold"',
    ],
    [
      { client_id: 'c', user_data: 'x', events: good },
      '/user_data',
      'type',
      'user_data must be an object, not text',
      'write {"sha256_email_address": ["…"]}',
      'text',
    ],
    [
      { client_id: 'c', consent: true, events: good },
      '/consent',
      'type',
      'consent must be an object, not a boolean',
      'write {"ad_user_data": "GRANTED", "ad_personalization": "DENIED"}',
      'a boolean',
    ],
    [
      { client_id: 'c', user_location: 'US', events: good },
      '/user_location',
      'type',
      'user_location must be an object, not text',
      'write {"city": "…", "region_id": "US-CA", "country_id": "US"}',
      'text',
    ],
    [
      { client_id: 'c', device: '', events: good },
      '/device',
      'type',
      'device must be an object, not empty text',
      'write {"category": "mobile", "language": "en"}',
      'empty text',
    ],
    [{ client_id: 'c' }, '/events', 'required', 'events must be given', event],
    [{ client_id: 'c', events: null }, '/events', 'required', 'events must be given', event],
    [{ client_id: 'c', events: {} }, '/events', 'type', 'events must be an array, not an object', event, 'an object'],
    [{ client_id: 'c', events: [] }, '/events', 'minItems', 'events is empty', event],
    [
      { client_id: 'c', events: Array(26).fill(good[0]) },
      '/events',
      'maxItems',
      'events holds 26 events, a request takes 25',
      'split them over several requests',
      '26',
    ],
    [
      { client_id: 'c', events: ['purchase'] },
      '/events/0',
      'type',
      'an event must be an object, not text',
      'write {"name": "purchase", "params": {}}',
      'text',
    ],
    [{ client_id: 'c', events: [good[0], {}] }, '/events/1/name', 'required', name, nameHelp],
    [{ client_id: 'c', events: [{ name: '' }] }, '/events/0/name', 'minLength', name, nameHelp, 'empty text'],
    [{ client_id: 'c', events: [{ name: null }] }, '/events/0/name', 'type', name, nameHelp, 'null'],
    [
      { client_id: 'c', events: [{ name: 'a', params: [] }] },
      '/events/0/params',
      'type',
      'params must be an object, not an array',
      params,
      'an array',
    ],
  ];
  test.each(rows)('%j', (body, path, rule, message, help, actual) => {
    const violation = {
      contract: 'ga4/mp',
      severity: 'error',
      path,
      rule,
      message,
      help,
      ...(actual === undefined ? {} : { actual }),
    };
    expect(post(body)).toEqual({
      status: 'rejected',
      body,
      reason: path === '' ? message : `${path}: ${message}`,
      violations: [violation],
      response: {
        status: 400,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ error: { message, path, help }, violations: [violation] }),
      },
    });
  });

  test('with every fault at once, 50 at most', () => {
    const paths = (body: unknown) => post(body).violations.map(({ path }) => path);
    expect(paths({ client_id: 1, user_id: 2, events: [{ name: 3, params: 4 }, 5] })).toEqual([
      '/client_id',
      '/user_id',
      '/events/0/name',
      '/events/0/params',
      '/events/1',
    ]);
    const user_properties = Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`p${i}`, i]));
    expect(paths({ client_id: 'c', user_properties, events: [] })).toEqual(
      Array.from({ length: 50 }, (_, i) => `/user_properties/p${i}`),
    );
  });

  /** Body, then status, path, rule, message, help. */
  const serialiser = 'send the body through a JSON serialiser; do not put it together from text';
  const texts: [string, string | undefined, number, string, string, string, string][] = [
    ['not UTF-8', undefined, 400, '', 'utf8', 'the body is not UTF-8', 'encode the body as UTF-8'],
    ['empty', ' \n', 400, '', 'syntax', 'the body is empty', serialiser],
    [
      'not JSON',
      '{"client_id":"c",\n}',
      400,
      '',
      'syntax',
      'the body is not JSON: line 2, column 1: expected another key: JSON takes no comma before "}", found "}"',
      serialiser,
    ],
    [
      'nested 33 deep',
      `{"a":${'['.repeat(32)}${']'.repeat(32)}}`,
      400,
      `/a${'/0'.repeat(31)}`,
      'depth',
      'the body holds objects and arrays nested more than 32 deep',
      'send parameters flat: GA4 takes none that nest',
    ],
    [
      'with __proto__',
      '{"client_id":"c","events":[{"name":"a","params":{"__proto__":{"polluted":1}}}]}',
      400,
      '/events/0/params/__proto__',
      'prototype',
      'the body holds a key named __proto__, which could change every object',
      'rename the key',
    ],
    [
      'with 1e999',
      '{"a":1e999}',
      400,
      '/a',
      'number',
      'the body holds a number too large for a double (about 1.8e308)',
      'send a number a double can hold, or text',
    ],
    [
      'one byte too large',
      `{"a":"${'x'.repeat(133_113)}"}`,
      413,
      '',
      'maxBytes',
      'the body is larger than 133120 bytes',
      'send fewer events in a request',
    ],
    [
      'too large only as bytes',
      `{"a":"${'é'.repeat(66_557)}"}`,
      413,
      '',
      'maxBytes',
      'the body is larger than 133120 bytes',
      'send fewer events in a request',
    ],
  ];
  test.each(texts)('%s', (_, body, status, path, rule, message, help) => {
    const violation = { contract: 'ga4/mp', severity: 'error', path, rule, message, help };
    expect(run({ ...request('POST', '/mp/collect'), body })).toEqual({
      status: 'rejected',
      reason: path === '' ? message : `${path}: ${message}`,
      violations: [violation],
      response: {
        status,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ error: { message, path, help }, violations: [violation] }),
      },
    });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('a compressed body, with advice', () => {
    const incoming = {
      ...request('POST', '/mp/collect', { headers: { 'content-encoding': 'gzip' } }),
      body: undefined,
    };
    expect(run(incoming).violations).toEqual([
      {
        contract: 'ga4/mp',
        severity: 'error',
        path: '',
        rule: 'utf8',
        message: 'the body is not UTF-8',
        help: 'send the body uncompressed, without Content-Encoding',
      },
    ]);
  });

  test.each(['GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'])('method %s', (method) => {
    const message = `method ${method} is not taken here, only POST`;
    const help = 'send the Measurement Protocol as JSON in the body of a POST';
    const violation = { contract: 'ga4/mp', severity: 'error', path: '', rule: 'method', message, help };
    expect(run(request(method, '/mp/collect'))).toEqual({
      status: 'rejected',
      reason: message,
      violations: [violation],
      response: {
        status: 405,
        headers: { allow: 'POST', 'content-type': 'application/json' },
        body: JSON.stringify({ error: { message, path: '', help }, violations: [violation] }),
      },
    });
  });

  test('a body of just the limit is not', () => {
    const limited = (mp: number) =>
      run(request('POST', '/mp/collect', { body: text }), { maxBodyBytes: { mp } }).status;
    const text = JSON.stringify(one({ a: 'é' }));
    const bytes = Buffer.byteLength(text);
    expect([limited(bytes), limited(bytes - 1)]).toEqual(['accepted', 'rejected']);
  });
});

describe('whatever the body', () => {
  const value = fc.jsonValue({ maxDepth: 3 });
  const field = fc.constantFrom(
    'client_id',
    'app_instance_id',
    'user_id',
    'timestamp_micros',
    'user_properties',
    'user_data',
    'consent',
    'non_personalized_ads',
    'ip_override',
    'user_agent',
    'user_location',
    'device',
    'constructor',
    '__proto__',
    'toString',
  );
  const param = fc.oneof(
    field,
    fc.constantFrom('session_id', 'engagement_time_msec', 'items', 'language'),
    fc.string(),
  );
  const properties = fc.dictionary(fc.string(), fc.oneof(value, fc.record({ value })));
  const event = fc.record(
    { name: fc.oneof(fc.string(), value), params: fc.dictionary(param, value), timestamp_micros: value },
    { requiredKeys: [] },
  );
  const body = fc
    .tuple(fc.dictionary(field, value), fc.array(fc.oneof(event, value), { maxLength: 4 }), properties, fc.boolean())
    .map(([fields, events, user_properties, likely]) =>
      likely ? { client_id: 'c', events, user_properties } : { ...fields, events },
    );

  test('it is taken or turned away, never thrown at, and changes no prototype', () => {
    const ends = new Set<string>();
    fc.assert(
      fc.property(fc.oneof(body, value), (given) => {
        const outcome = post(given);
        ends.add(outcome.status);
        JSON.stringify(outcome);
        if (outcome.status === 'accepted') {
          expect(outcome.response.status).toBe(204);
          for (const made of outcome.events) {
            expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
            expect(typeof made['event_name']).toBe('string');
          }
        } else {
          expect([outcome.response.status, outcome.violations.length > 0]).toEqual([400, true]);
        }
        expect(Object.keys(Object.prototype)).toEqual([]);
        expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
    expect(ends).toEqual(new Set(['accepted', 'rejected']));
  });

  test('any text is too', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        expect(['accepted', 'rejected']).toContain(run(request('POST', '/mp/collect', { body: text })).status);
      }),
      { numRuns: 1000 },
    );
  });
});
