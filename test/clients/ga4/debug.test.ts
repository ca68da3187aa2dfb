import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DebugAnswer, debugAnswer, type ValidationMessage } from '../../../src/clients/ga4/debug.ts';
import type { Contract } from '../../../src/contracts/contract.ts';
import { loadContracts, shippedContracts } from '../../../src/contracts/load.ts';

const contract = (await loadContracts([shippedContracts])).get('ga4/mp') as Contract;

/** 2026-08-02T12:00:00Z. */
const now = Date.UTC(2026, 7, 2, 12);
const hour = 3_600_000_000;

function answerTo(text: string | undefined): DebugAnswer {
  return debugAnswer(text, (payload) => contract.check(payload, now));
}

/** Sorted: which comes first says nothing. */
function sorted(told: readonly ValidationMessage[]): readonly ValidationMessage[] {
  return told.toSorted((one, other) => (one.description < other.description ? -1 : 1));
}

function messages(body: unknown): readonly ValidationMessage[] {
  return sorted(answerTo(JSON.stringify(body)).body.validationMessages);
}

const base = {
  client_id: '55.66',
  events: [{ name: 'sign_up', params: { session_id: '1', engagement_time_msec: 1 } }],
};
const event = (more: object) => ({ ...base, events: [{ ...base.events[0], ...more }] });

test('nothing wrong, nothing said', () => {
  expect(answerTo(JSON.stringify(base))).toEqual({ status: 200, body: { validationMessages: [] } });
});

test('what is wrong, by its place', () => {
  expect(messages({ ...base, client_id: undefined })).toEqual([
    {
      fieldPath: 'client_id',
      description: 'Measurement requires a client_id.',
      validationCode: 'VALUE_REQUIRED',
    },
  ]);
});

describe('what is not looked at', () => {
  test.each<[string, unknown]>([
    ['names nobody knows', event({ name: 'purchse' })],
    ['what a purchase should carry', event({ name: 'purchase', params: {} })],
    ['a value without its currency', event({ params: { value: 5 } })],
    ['a value that is text', event({ params: { value: '89,90', currency: 'eur' } })],
    ['items without a name', event({ params: { items: [{ price: 5 }] } })],
    ['a client_id of no tag’s making', { ...base, client_id: 'visitor-1' }],
    ['advice', event({ params: undefined })],
    ['old times, where recommendations are not enforced', { ...base, timestamp_micros: now * 1000 - 100 * hour }],
    ['times in milliseconds, likewise', { ...base, timestamp_micros: now }],
  ])('%s', (_, body) => {
    expect(messages(body)).toEqual([]);
  });

  test('advice, and faults outside the body, whatever code they carry', () => {
    const said = { contract: 'ga4/mp', rule: 'x', message: 'x', code: 'VALUE_INVALID' } as const;
    const told = debugAnswer('{}', () => [
      { ...said, severity: 'warning', path: '/client_id' },
      { ...said, severity: 'error', path: '/query/api_secret', in: 'request' },
    ]);
    expect(told).toEqual({ status: 200, body: { validationMessages: [] } });
  });

  test('text the container warns of', () => {
    expect(answerTo(JSON.stringify({ ...base, user_agent: '\ud800' })).body.validationMessages).toEqual([]);
  });

  test('where the request goes', () => {
    const told = debugAnswer(JSON.stringify(base), (body) =>
      contract.checkRequest(
        { method: 'POST', url: 'https://www.google-analytics.com/debug/mp/collect', headers: {}, body },
        now,
      ),
    );
    expect(told.body.validationMessages).toEqual([]);
  });
});

describe('what is refused', () => {
  test.each<[string, unknown, readonly ValidationMessage[]]>([
    [
      'names that begin with no letter',
      event({ name: '_badEventName' }),
      [
        {
          fieldPath: 'events',
          description:
            'Event at index: [0] has invalid name [_badEventName]. Names must start with an alphabetic character.',
          validationCode: 'NAME_INVALID',
        },
      ],
    ],
    [
      'names with other characters',
      event({ name: 'campaign@details' }),
      [
        {
          fieldPath: 'events',
          description:
            'Event at index: [0] has invalid name [campaign@details]. Only alphanumeric characters and underscores are allowed.',
          validationCode: 'NAME_INVALID',
        },
      ],
    ],
    [
      'names that are too long',
      { ...base, events: [base.events[0], { name: 'a'.repeat(41), params: {} }] },
      [
        {
          fieldPath: 'events',
          description: `Event at index: [1] has invalid name [${'a'.repeat(41)}]. an event's name must have at most 40 characters.`,
          validationCode: 'NAME_INVALID',
        },
      ],
    ],
    [
      'names that are reserved',
      event({ name: 'session_start' }),
      [
        {
          fieldPath: 'events',
          description: 'Event at index: [0] has invalid name [session_start]. The name is reserved.',
          validationCode: 'NAME_RESERVED',
        },
      ],
    ],
    [
      'no name',
      event({ name: undefined }),
      [
        {
          fieldPath: 'events[0].name',
          description: 'an event must have a name.',
          validationCode: 'VALUE_REQUIRED',
        },
      ],
    ],
    [
      'too many events',
      { ...base, events: Array.from({ length: 26 }, () => base.events[0]) },
      [
        {
          fieldPath: 'events',
          description: 'events must hold at most 25 events.',
          validationCode: 'EXCEEDED_MAX_ENTITIES',
        },
      ],
    ],
    [
      'parameters: names and values',
      event({
        params: { ga_custom: '1', 'a-b': 1, long: 'x'.repeat(101), items: [{ item_id: 'A1', item_variant: null }] },
      }),
      [
        {
          fieldPath: 'events[0].params.a-b',
          description: "a parameter's name must begin with a letter, and hold letters, digits and underscores alone.",
          validationCode: 'NAME_INVALID',
        },
        {
          fieldPath: 'events[0].params.ga_custom',
          description: "a parameter's name must not begin with firebase_, ga_ or google_: these are reserved.",
          validationCode: 'NAME_RESERVED',
        },
        {
          fieldPath: 'events[0].params.long',
          description: 'long must have at most 100 characters.',
          validationCode: 'VALUE_OUT_OF_BOUNDS',
        },
        {
          fieldPath: 'events[0].params.items[0].item_variant',
          description: 'item_variant must be text or a number or true or false.',
          validationCode: 'VALUE_INVALID',
        },
      ],
    ],
    [
      'user properties of another form',
      { ...base, user_properties: { plan: 'gold', p: { value: 1, timestamp_micros: 'x' } } },
      [
        {
          fieldPath: 'user_properties.plan',
          description: 'a user property must be an object with value.',
          validationCode: 'VALUE_INVALID',
        },
        {
          fieldPath: 'user_properties.p.timestamp_micros',
          description: 'timestamp_micros must be whole microseconds since 1970.',
          validationCode: 'VALUE_INVALID',
        },
      ],
    ],
    [
      'fields there is no place for',
      { ...base, usr_id: 'u', user_data: { email: 'jane@example.com' }, events: [{ ...base.events[0], names: 'x' }] },
      [
        {
          description: 'Unable to parse Measurement Protocol JSON payload. usr_id: Cannot find field.',
          validationCode: 'VALUE_INVALID',
        },
        {
          description: 'Unable to parse Measurement Protocol JSON payload. (user_data) email: Cannot find field.',
          validationCode: 'VALUE_INVALID',
        },
        {
          description: 'Unable to parse Measurement Protocol JSON payload. (events[0]) names: Cannot find field.',
          validationCode: 'VALUE_INVALID',
        },
      ],
    ],
    [
      'times to come',
      { ...base, timestamp_micros: now * 1000 + hour },
      [
        {
          fieldPath: 'timestamp_micros',
          description: 'timestamp_micros is 1 hour ahead of the clock, and must be at most 1 minute ahead.',
          validationCode: 'VALUE_INVALID',
        },
      ],
    ],
    [
      'old times and odd clients, where recommendations are enforced',
      {
        ...base,
        client_id: '18',
        validation_behavior: 'ENFORCE_RECOMMENDATIONS',
        timestamp_micros: now * 1000 - 100 * hour,
        events: [{ ...base.events[0], timestamp_micros: now }],
      },
      [
        {
          fieldPath: 'client_id',
          description: 'client_id [18] has invalid format. It should be in <number>.<number> format.',
          validationCode: 'VALUE_INVALID',
        },
        {
          fieldPath: 'timestamp_micros',
          description: 'timestamp_micros is more than 72 hours ago.',
          validationCode: 'VALUE_INVALID',
        },
        {
          fieldPath: 'events[0].timestamp_micros',
          description: 'timestamp_micros is in milliseconds, and must be in microseconds.',
          validationCode: 'VALUE_INVALID',
        },
      ],
    ],
    [
      'a body that is no object',
      [],
      [
        {
          description: 'Unable to parse Measurement Protocol JSON payload. the body must be an object.',
          validationCode: 'VALUE_INVALID',
        },
      ],
    ],
  ])('%s', (_, body, expected) => {
    expect(messages(body)).toEqual(sorted(expected));
  });

  test('an app stream without its instance', () => {
    const url = 'https://www.google-analytics.com/debug/mp/collect?firebase_app_id=1:2:ios:3';
    const told = debugAnswer(JSON.stringify(base), (body) =>
      contract.checkRequest({ method: 'POST', url, headers: {}, body }, now),
    );
    expect(told.body.validationMessages).toEqual([
      {
        fieldPath: 'app_instance_id',
        description: 'Measurement requires an app_instance_id.',
        validationCode: 'VALUE_REQUIRED',
      },
    ]);
  });

  test('a key of digits is no index', () => {
    const told = debugAnswer('{"a":{"0":[{"b":1}]}}', () => [
      { contract: 'ga4/mp', severity: 'error', path: '/a/0/0/b', rule: 'x', message: 'no', code: 'VALUE_INVALID' },
    ]);
    expect(told.body.validationMessages).toEqual([
      { fieldPath: 'a.0[0].b', description: 'no.', validationCode: 'VALUE_INVALID' },
    ]);
  });

  test('a key that stands twice', () => {
    const text = '{"client_id":"55.66","events":[{"name":"a","params":{"x":1,"x":2}}]}';
    expect(answerTo(text).body.validationMessages).toEqual([
      {
        fieldPath: 'events[0].params.x',
        description: 'The name [x] is provided more than once.',
        validationCode: 'NAME_DUPLICATED',
      },
    ]);
  });
});

describe('what cannot be read', () => {
  test.each<[string, string | undefined, string]>([
    ['no UTF-8', undefined, 'It is not UTF-8.'],
    ['nothing', ' ', 'it is empty.'],
    [
      'no JSON',
      '{"client_id":',
      'line 1, column 14: expected a value: an object, an array, a string in double quotes, a number, true, false or null, found the end of the text.',
    ],
    [
      'a key that could change every object',
      '{"__proto__":{}}',
      'it holds a key named __proto__, which could change every object.',
    ],
  ])('%s', (_, text, why) => {
    expect(answerTo(text)).toEqual({
      status: 200,
      body: {
        validationMessages: [
          {
            description: `Unable to parse Measurement Protocol JSON payload. ${why}`,
            validationCode: 'VALUE_INVALID',
          },
        ],
      },
    });
  });
});

describe('whatever comes', () => {
  test('there is an answer, and each message has a code and words', () => {
    const body = fc.oneof(
      fc.json(),
      fc.string(),
      fc.json().map((json) => `{"client_id":"1.2","events":[${json}]}`),
    );
    fc.assert(
      fc.property(body, (text) => {
        const odd = answerTo(text).body.validationMessages.filter(
          ({ fieldPath, description, validationCode }) =>
            fieldPath === '' || !/\.$/.test(description) || !/^(?:VALUE|NAME|EXCEEDED)_[A-Z_]+$/.test(validationCode),
        );
        expect(odd).toEqual([]);
      }),
    );
  });
});
