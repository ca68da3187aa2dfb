import { describe, expect, test } from 'vitest';
import type { Client } from '../../src/clients/client.ts';
import type { Contracts } from '../../src/contracts/contract.ts';
import { contractsOf } from '../../src/contracts/load.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { Recording } from '../../src/engine/recording.ts';
import { breachesOf } from '../../src/engine/refuse-broken.ts';
import type { EventData } from '../../src/event/event-data.ts';
import type { IncomingRequest } from '../../src/runtime/request.ts';
import { fixedRuntime } from '../../src/runtime/runtime.ts';
import { parseSource } from '../../src/text/source.ts';
import { containerOf, listClient, requestWith } from '../container/run.ts';
import { receivedAt } from '../support/tag-input.ts';

const contracts: Contracts = contractsOf(
  Object.entries({
    'echo/fancy': {
      properties: {
        values: {
          required: ['id'],
          properties: {
            id: { type: 'string' },
            note: { severity: 'warning', maxLength: 3 },
            token: { type: 'string' },
          },
        },
      },
    },
    'list/incoming': { items: { properties: { event_name: { pattern: '^[a-z_]+$' } } } },
    'events/purchase': { required: ['value'], properties: { at: { maxAge: '1d' } } },
  }).map(([name, schema]) => [name, parseSource(`${name}.schema.json`, JSON.stringify(schema))] as const),
);

const parts = {
  variables: { Id: { type: 'event_data', path: 'id' }, Note: { type: 'event_data', path: 'note' } },
  triggers: { All: {} },
  tags: {
    Send: {
      type: 'echo',
      triggers: ['All'],
      mode: 'fancy',
      values: { id: '{{Id}}', note: '{{Note}}', token: '${TOKEN}' },
    },
    Free: { type: 'echo', triggers: ['All'] },
  },
};

/** As the list client, with its body under a contract. */
const strictClient: Client = {
  ...listClient,
  run(request, runtime) {
    const result = listClient.run(request, runtime);
    return result.status === 'rejected'
      ? result
      : { ...result, body: JSON.parse(request.body ?? '[]'), contract: 'list/incoming' };
  },
};

function run(events: readonly EventData[], strict = false): Recording {
  const container = { ...containerOf(parts), clients: [strictClient] };
  const engine = createEngine(container, fixedRuntime(receivedAt, 1), { contracts, strict });
  return engine.handle(requestWith(events)) as Recording;
}

test('what comes in and what goes out is held against its contract', () => {
  const recording = run([
    { event_name: 'purchase', event_id: 'e1', id: 5, note: 'long', at: receivedAt / 1000 - 2 * 86_400 },
    { event_name: 'Other', event_id: 'e2', id: 'a' },
  ]);
  expect([recording.violations, recording.events.map(({ violations }) => violations)]).toEqual([
    [
      {
        contract: 'list/incoming',
        severity: 'error',
        path: '/1/event_name',
        rule: 'pattern',
        message: 'event_name must match ^[a-z_]+$',
        actual: '"Other"',
        rulePath: '/items/properties/event_name/pattern',
      },
    ],
    [
      [
        {
          contract: 'events/purchase',
          severity: 'error',
          path: '/value',
          rule: 'required',
          message: 'value must be given',
          rulePath: '/required',
        },
        {
          contract: 'events/purchase',
          severity: 'error',
          path: '/at',
          rule: 'maxAge',
          message: 'at is 2 days old, and must be at most 1 day old',
          actual: String(receivedAt / 1000 - 2 * 86_400),
          rulePath: '/properties/at/maxAge',
        },
      ],
      [],
    ],
  ]);
  expect(recording.events.map(({ tags }) => tags.map(({ requests }) => requests[0]?.violations))).toEqual([
    [
      [
        {
          contract: 'echo/fancy',
          severity: 'error',
          path: '/values/id',
          rule: 'type',
          message: 'id must be text',
          actual: '5',
          rulePath: '/properties/values/properties/id/type',
        },
        {
          contract: 'echo/fancy',
          severity: 'warning',
          path: '/values/note',
          rule: 'maxLength',
          message: 'note must have at most 3 characters',
          actual: '"long"',
          rulePath: '/properties/values/properties/note/maxLength',
        },
      ],
      [],
    ],
    [[], []],
  ]);
});

describe('strict', () => {
  const broken: EventData = { event_name: 'purchase', event_id: 'e1', id: 5, value: 1 };

  test('answers 422 with what is broken and where', () => {
    expect(run([broken], true).response).toEqual({
      status: 422,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        error: {
          message: '1 contract violation',
          help: 'mend what each violation names; without --strict the request is answered as GA4 does',
        },
        violations: [
          {
            event: 'purchase',
            tag: 'Send',
            contract: 'echo/fancy',
            severity: 'error',
            path: '/values/id',
            rule: 'type',
            message: 'id must be text',
            actual: '5',
            rulePath: '/properties/values/properties/id/type',
          },
        ],
      }),
    });
  });

  test('leaves what holds, or was refused already, as it is', () => {
    expect(run([{ ...broken, id: 'a', note: 'warned of' }], true).response).toEqual({
      status: 204,
      headers: {},
      body: '',
    });
    const container = containerOf(parts);
    const engine = createEngine(container, fixedRuntime(receivedAt, 1), { contracts, strict: true });
    const refused = engine.handle({ ...requestWith([]), body: 'refuse' } as IncomingRequest) as Recording;
    expect(refused.response).toEqual({ status: 422, headers: {}, body: 'no' });
  });

  test('without it the caller is answered as ever', () => {
    const recording = run([broken]);
    expect([
      recording.response.status,
      breachesOf(recording).map(({ tag, violation }) => [tag, violation.path]),
    ]).toEqual([204, [['Send', '/values/id']]]);
  });
});

describe('personal data on its way out', () => {
  const leaky = {
    variables: { Mail: { type: 'event_data', path: 'user_data.email_address' } },
    triggers: { All: {} },
    tags: { Leak: { type: 'echo', triggers: ['All'], mode: 'fancy', values: { id: '{{Mail}}', note: 'ok' } } },
  };
  const leak = (policy?: string): readonly unknown[] => {
    const container = containerOf({ ...leaky, ...(policy === undefined ? {} : { pii_guard: policy }) });
    const engine = createEngine(container, fixedRuntime(receivedAt, 1), { contracts });
    const event = { event_name: 'other', event_id: 'e1', user_data: { email_address: 'jane.doe@example.com' } };
    const recording = engine.handle(requestWith([event])) as Recording;
    return (recording.events[0]?.tags[0]?.requests[0]?.violations ?? []).map(({ contract, severity, path, rule }) => [
      contract,
      severity,
      path,
      rule,
    ]);
  };

  test.each([
    [undefined, 'error'],
    ['fail', 'error'],
    ['block', 'error'],
    ['warn', 'warning'],
  ])('by the policy %s it is of severity %s', (policy, severity) => {
    expect(leak(policy)).toEqual([['pii', severity, '/values/id', 'raw_email']]);
  });
});

test('a contract that is not there breaks nothing silently', () => {
  const parts = { triggers: { All: {} }, tags: { Send: { type: 'echo', triggers: ['All'], mode: 'fancy' } } };
  const others = contractsOf([['echo/fanzy', parseSource('echo/fanzy.schema.json', '{}')]]);
  const engine = createEngine(containerOf(parts), fixedRuntime(receivedAt, 1), { contracts: others });
  const recording = engine.handle(requestWith([{ event_name: 'other', event_id: 'e1' }])) as Recording;
  expect(recording.events[0]?.tags[0]?.requests[0]?.violations).toEqual([
    {
      contract: 'echo/fancy',
      severity: 'error',
      path: '',
      rule: 'contract',
      message: 'there is no contract echo/fancy; did you mean echo/fanzy?',
      help: 'write contracts/echo/fancy.schema.json, or name another',
    },
  ]);
});
