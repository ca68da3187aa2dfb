import { describe, expect, test } from 'vitest';
import type { ScenarioResult } from '../../src/workbench/test-run.ts';
import { purchase, runText } from './scenario-support.ts';

/** One scenario's result, recordings aside; the lines of `expect` begin at line 3. */
async function run(expectations: string, send = purchase): Promise<Omit<ScenarioResult, 'recordings'>> {
  const { results } = await runText(`name: a\nsend: ${send}\n${expectations}`);
  const { recordings: _, ...result } = results[0] as ScenarioResult;
  return result;
}

const passed = {
  name: 'a',
  file: 'contracts/a.scenario.yaml',
  line: 1,
  with: undefined,
  status: 'passed',
  durationMs: 0,
  failures: [],
  warnings: [],
} as const;

const refund = '{ client_id: "1.2", events: [{ name: refund }] }';
const view = '{ client_id: "1.2", events: [{ name: page_view }] }';
const both = `[${purchase}, ${view}]`;
const spam = '{ client_id: "1.2", events: [{ name: purchase, params: { transaction_id: T-10, spam: "true" } }] }';

const orders = {
  send: 0,
  event: 'purchase',
  tag: 'Orders',
  request: { platform: 'http_request', method: 'POST', url: 'https://orders.example/?id=T-10' },
} as const;
const warehouse = {
  send: 0,
  event: 'purchase',
  tag: 'Warehouse',
  request: { platform: 'http_request', method: 'POST', url: 'https://warehouse.example/events' },
} as const;

describe('what holds', () => {
  test.each<[string, string, string?]>([
    ['nothing asked for', ''],
    ['the answer', 'expect: { response: { status: 204, body: "" } }'],
    ['tags', 'expect: { tags: { fired: [Warehouse, Orders], not_fired: [Refunds], paused: [Old], only: true } }'],
    ['tags over all sends', 'expect: { tags: { fired: [Warehouse, Orders], only: true } }', both],
    ['a blocked tag', 'expect: { tags: { blocked: [Orders] } }', spam],
    ['a failed tag that is expected to', 'expect: { tags: { failed: [Refunds] } }', refund],
    ['a request by its address', 'expect: { requests: [{ url: https://warehouse.example/events, method: POST }] }'],
    ['a request by its query', 'expect: { requests: [{ tag: Orders, query: { id: T-10 }, body: { $absent: true } }] }'],
    ['a request without a body, as printed', 'expect: { requests: [{ tag: Orders, body: null }] }'],
    ['a request by its event', 'expect: { requests: [{ event: page_view }] }', both],
    ['headers in any case', 'expect: { requests: [{ headers: { Content-Type: application/json } }] }'],
    ['the number of requests', 'expect: { request_count: { http_request: 3, meta: 0 } }', both],
    ['no violations', 'expect: { violations: errors }'],
    [
      'an expected refusal, its body read as JSON',
      'expect: { response: { status: 400, body: { error: { message: { $regex: "no client" } } } }, tags: { not_fired: [Orders] } }',
      '{ path: /elsewhere }',
    ],
    [
      'expected violations',
      'expect: { violations: [{ contract: events/purchase, path: /transaction_id, rule: required }] }',
      '{ client_id: "1.2", events: [{ name: purchase }] }',
    ],
  ])('%s', async (_, expectations, send) => {
    expect(await run(expectations, send)).toEqual(passed);
  });

  test('a warning, which is told', async () => {
    const result = await run('', '{ client_id: "1.2", events: [{ name: purchase, params: { transaction_id: T } }] }');
    expect(result).toEqual({
      ...passed,
      warnings: [
        {
          where: { send: 0, event: 'purchase' },
          violation: {
            contract: 'events/purchase',
            severity: 'warning',
            path: '/transaction_id',
            rule: 'minLength',
            message: 'transaction_id must have at least 4 characters',
            actual: '"T"',
            rulePath: '/properties/transaction_id/minLength',
          },
        },
      ],
    });
  });
});

describe('what does not', () => {
  test.each<[string, string, ScenarioResult['failures'], string?]>([
    [
      'the answer',
      'expect:\n  response: { status: 200 }',
      [
        {
          kind: 'response',
          line: 4,
          differences: [{ path: '/status', kind: 'different', expected: 200, actual: 204 }],
        },
      ],
    ],
    [
      'a refusal nobody expects',
      '',
      [
        {
          kind: 'response',
          line: 1,
          differences: [
            {
              path: '/status',
              kind: 'different',
              expected: { $lte: 399 },
              actual: 400,
              rule: 'must be a number of at most 399',
            },
          ],
        },
      ],
      '{ path: /elsewhere }',
    ],
    [
      'a tag that did not fire',
      'expect:\n  tags:\n    fired:\n      - Warehouse\n      - Refunds',
      [
        {
          kind: 'tag_status',
          line: 7,
          tag: 'Refunds',
          event: 'purchase',
          expected: 'fired',
          actual: 'not_fired',
          reason: 'Refund: {{Event Name}} equals refund, saw "purchase"',
        },
      ],
    ],
    [
      'a tag that was blocked, for one of two events',
      'expect:\n  tags: { fired: [Orders] }',
      [
        {
          kind: 'tag_status',
          line: 4,
          tag: 'Orders',
          event: 'purchase',
          expected: 'fired',
          actual: 'blocked',
          reason: 'blocked by Spam',
        },
      ],
      `[${view}, ${spam}]`,
    ],
    [
      'a tag that fired for one of two events',
      'expect:\n  tags: { not_fired: [Orders] }',
      [
        {
          kind: 'tag_status',
          line: 4,
          tag: 'Orders',
          event: 'purchase',
          expected: 'not_fired',
          actual: 'fired',
          reason: 'Purchase matched',
        },
      ],
      both,
    ],
    [
      'a tag nobody has, even where it is not to fire',
      'expect:\n  tags: { not_fired: [Order] }',
      [
        {
          kind: 'tag_status',
          line: 4,
          tag: 'Order',
          event: '',
          expected: 'not_fired',
          actual: 'unknown',
          reason: 'the container has no such tag',
          nearest: 'Orders',
        },
      ],
    ],
    [
      'a tag of no event',
      'expect:\n  response: { status: 400 }\n  tags: { fired: [Orders] }',
      [
        {
          kind: 'tag_status',
          line: 5,
          tag: 'Orders',
          event: '',
          expected: 'fired',
          actual: 'not_fired',
          reason:
            'no event came in: no client claimed POST /elsewhere (GA4 Client: the path is none of /mp/collect, /g/collect)',
        },
      ],
      '{ path: /elsewhere }',
    ],
    [
      'a tag that failed and was not expected to',
      'expect: { tags: { fired: [Warehouse] } }',
      [
        {
          kind: 'tag_status',
          line: 3,
          tag: 'Refunds',
          event: 'refund',
          expected: 'fired',
          actual: 'failed',
          reason: 'method is none of GET, POST, PUT, PATCH, DELETE',
        },
      ],
      refund,
    ],
    [
      'a tag that failed and was expected to fire, once',
      'expect:\n  tags: { fired: [Refunds] }',
      [
        {
          kind: 'tag_status',
          line: 4,
          tag: 'Refunds',
          event: 'refund',
          expected: 'fired',
          actual: 'failed',
          reason: 'method is none of GET, POST, PUT, PATCH, DELETE',
        },
      ],
      refund,
    ],
    [
      'another tag than those alone',
      'expect:\n  tags:\n    fired: [Orders]\n    only: true',
      [
        {
          kind: 'tag_status',
          line: 6,
          tag: 'Warehouse',
          event: 'purchase',
          expected: 'not_fired',
          actual: 'fired',
          reason: 'All matched',
        },
      ],
    ],
    [
      'requests: the nearest are told, and what is wrong with them',
      'expect:\n  requests:\n    - { tag: Warehouse, body: { order: T-11 } }\n    - { tag: Orders, query: { id: T-10, test: "1" } }',
      [
        {
          kind: 'request_unmatched',
          line: 5,
          expected: { tag: 'Warehouse', body: { order: 'T-11' } },
          nearest: [
            {
              where: warehouse,
              differences: [{ path: '/body/order', kind: 'different', expected: 'T-11', actual: 'T-10' }],
            },
            {
              where: orders,
              differences: [
                { path: '/tag', kind: 'different', expected: 'Warehouse', actual: 'Orders' },
                { path: '/body', kind: 'different', expected: { order: 'T-11' }, actual: null },
              ],
            },
          ],
        },
        {
          kind: 'request_unmatched',
          line: 6,
          expected: { tag: 'Orders', query: { id: 'T-10', test: '1' } },
          nearest: [
            {
              where: orders,
              differences: [{ path: '/query/test', kind: 'missing', expected: '1', actual: undefined }],
            },
            {
              where: warehouse,
              differences: [
                { path: '/tag', kind: 'different', expected: 'Orders', actual: 'Warehouse' },
                { path: '/query/id', kind: 'missing', expected: 'T-10', actual: undefined },
                { path: '/query/test', kind: 'missing', expected: '1', actual: undefined },
              ],
            },
          ],
        },
      ],
    ],
    [
      'one request for two expectations',
      'expect:\n  requests:\n    - { tag: Orders }\n    - { tag: Orders, method: POST }',
      [
        {
          kind: 'request_unmatched',
          line: 6,
          expected: { tag: 'Orders', method: 'POST' },
          nearest: [
            {
              where: orders,
              differences: [
                {
                  path: '',
                  kind: 'missing',
                  expected: { tag: 'Orders', method: 'POST' },
                  actual: undefined,
                  rule: 'is what line 5 asks for: two expectations do not share a request',
                },
              ],
            },
            {
              where: warehouse,
              differences: [{ path: '/tag', kind: 'different', expected: 'Orders', actual: 'Warehouse' }],
            },
          ],
        },
      ],
    ],
    [
      'a request where there is none',
      'expect:\n  response: { status: 400 }\n  requests: [{ tag: Orders }]',
      [{ kind: 'request_unmatched', line: 5, expected: { tag: 'Orders' }, nearest: [] }],
      '{ path: /elsewhere }',
    ],
    [
      'the number of requests',
      'expect:\n  request_count:\n    http_request: 1\n    meta: 1',
      [
        {
          kind: 'request_count',
          line: 5,
          what: 'requests to http_request',
          expected: 1,
          actual: 2,
          requests: [warehouse, orders],
        },
        { kind: 'request_count', line: 6, what: 'requests to meta', expected: 1, actual: 0, requests: [] },
      ],
    ],
    [
      'an error nobody expects',
      'expect: { response: { status: 204 } }',
      [
        {
          kind: 'violation',
          line: 3,
          where: { send: 0, event: 'purchase' },
          violation: {
            contract: 'events/purchase',
            severity: 'error',
            path: '/transaction_id',
            rule: 'required',
            message: 'transaction_id must be given',
            rulePath: '/required',
          },
        },
      ],
      '{ client_id: "1.2", events: [{ name: purchase }] }',
    ],
    [
      'a warning where there is to be none',
      'expect:\n  violations: none',
      [
        {
          kind: 'violation',
          line: 4,
          where: { send: 0, event: 'purchase' },
          violation: {
            contract: 'events/purchase',
            severity: 'warning',
            path: '/transaction_id',
            rule: 'minLength',
            message: 'transaction_id must have at least 4 characters',
            actual: '"T"',
            rulePath: '/properties/transaction_id/minLength',
          },
        },
      ],
      '{ client_id: "1.2", events: [{ name: purchase, params: { transaction_id: T } }] }',
    ],
    [
      'a violation that does not come',
      'expect:\n  violations:\n    - { contract: events/purchase, rule: required }',
      [
        {
          kind: 'violation_missing',
          line: 5,
          expected: { contract: 'events/purchase', rule: 'required' },
          found: [],
        },
      ],
    ],
  ])('%s', async (_, expectations, failures, send) => {
    expect(await run(expectations, send)).toEqual({ ...passed, status: 'failed', failures });
  });
});

test('failures come in the order of the file', async () => {
  const { failures } = await run(
    'expect:\n  request_count: { meta: 1 }\n  tags: { fired: [Refunds] }\n  response: { status: 200 }',
  );
  expect(failures.map(({ kind, line }) => [line, kind])).toEqual([
    [4, 'request_count'],
    [5, 'tag_status'],
    [6, 'response'],
  ]);
});

test('a run: cases in order, the clock and chance of each, the answer to a second send', async () => {
  const { results, ...rest } = await runText(`scenarios:
  - name: first
    with: [{ order: A }, { order: B }]
    now: 2026-01-02T03:04:05+01:00
    seed: 7
    send: [{ client_id: "1", events: [{ name: purchase, params: { transaction_id: '{{order}}234' } }] }, { path: /x }]
    expect: { requests: [{ tag: Orders, query: { id: '{{order}}234' } }], response: { status: { $any_of: [204, 400] } } }
  - { name: second, send: { sample: purchase, unset: [events.0.params.items] } }
`);
  expect(rest).toEqual({
    container: 'shop',
    startedAt: '2027-01-01T00:00:00.000Z',
    durationMs: 0,
    notices: [],
    updated: [],
  });
  expect(
    results.map(({ recordings, ...result }) => ({
      ...result,
      recordings: recordings.map(({ id, receivedAt, response, client }) => [
        id.slice(0, 8),
        receivedAt,
        response.status,
        client,
      ]),
    })),
  ).toMatchInlineSnapshot(`
    [
      {
        "durationMs": 0,
        "failures": [],
        "file": "contracts/a.scenario.yaml",
        "line": 2,
        "name": "first",
        "recordings": [
          [
            "e263fb2c",
            "2026-01-02T02:04:05.000Z",
            204,
            "GA4 Client",
          ],
          [
            "56b3c6d3",
            "2026-01-02T02:04:05.000Z",
            400,
            null,
          ],
        ],
        "status": "passed",
        "warnings": [],
        "with": {
          "order": "A",
        },
      },
      {
        "durationMs": 0,
        "failures": [],
        "file": "contracts/a.scenario.yaml",
        "line": 2,
        "name": "first",
        "recordings": [
          [
            "e263fb2c",
            "2026-01-02T02:04:05.000Z",
            204,
            "GA4 Client",
          ],
          [
            "56b3c6d3",
            "2026-01-02T02:04:05.000Z",
            400,
            null,
          ],
        ],
        "status": "passed",
        "warnings": [],
        "with": {
          "order": "B",
        },
      },
      {
        "durationMs": 0,
        "failures": [],
        "file": "contracts/a.scenario.yaml",
        "line": 8,
        "name": "second",
        "recordings": [
          [
            "5d28e92a",
            "2026-11-21T16:00:00.000Z",
            204,
            "GA4 Client",
          ],
        ],
        "status": "passed",
        "warnings": [],
        "with": undefined,
      },
    ]
  `);
});

test('bail: what comes after the first that fails is skipped; each result is told as it comes', async () => {
  const told: string[] = [];
  const scenarios = ['204', '500', '204'].map(
    (status, index) => `  - { name: s${index}, send: ${purchase}, expect: { response: { status: ${status} } } }\n`,
  );
  const { results } = await runText(`scenarios:\n${scenarios.join('')}`, {
    bail: true,
    onResult: ({ name, status }) => told.push(`${name} ${status}`),
  });
  expect(told).toEqual(['s0 passed', 's1 failed', 's2 skipped']);
  expect(results[2]).toEqual({ ...passed, name: 's2', line: 4, status: 'skipped', recordings: [] });
});

test('no scenarios', async () => {
  expect(await runText('scenarios: [{ name: a, send: purchase }]', { scenarios: [] })).toEqual({
    container: 'shop',
    startedAt: '2027-01-01T00:00:00.000Z',
    durationMs: 0,
    results: [],
    notices: [
      {
        kind: 'no_scenarios',
        file: 'contracts',
        message: 'there are no scenarios: write one into contracts/, its name ending in .scenario.yaml',
      },
    ],
    updated: [],
  });
});

test('a scenario takes the time it takes', async () => {
  let clock = 0;
  const { results, durationMs } = await runText(`name: a\nsend: ${purchase}`, {
    elapsed: () => {
      clock += 1.23456;
      return clock;
    },
  });
  expect([results.map((result) => result.durationMs), durationMs]).toEqual([[1.235], 3.704]);
});
