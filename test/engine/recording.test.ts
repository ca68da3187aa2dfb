import { describe, expect, test } from 'vitest';
import { parseContainer } from '../../src/container/load.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { Recording } from '../../src/engine/recording.ts';
import { fixedRuntime } from '../../src/runtime/runtime.ts';
import { fakeTags } from '../container/fake-tags.ts';
import { containerOf, handle, requestOf, requestWith } from '../container/run.ts';
import { receivedAt } from '../support/tag-input.ts';

const shop = `
name: shop
variables:
  Value: { type: event_data, path: value }
  Token: { type: constant, value: '\${META_ACCESS_TOKEN}' }
triggers:
  All Events: {}
  Purchase: { when: [{ variable: '{{Event Name}}', equals: purchase }] }
  Large: { when: [{ variable: '{{Event Name}}', starts_with: purch }, { variable: '{{Value}}', greater_than: 100 }] }
  Bots: { when: [{ variable: '{{User Agent}}', contains: bot }] }
tags:
  Every Event: { type: echo, triggers: [All Events], body: log, count: '{{Value}}' }
  Purchase: { type: echo, triggers: [Purchase, Large], url: 'https://api.example/{{Event Name}}', token: 'Bearer {{Token}}' }
  Large Orders: { type: echo, triggers: [Large] }
  Humans: { type: echo, triggers: [Purchase], blocking_triggers: [Bots, All Events] }
  Resting: { type: echo, triggers: [All Events], paused: true }
  Alone: { type: echo }
  Refused: { type: echo, triggers: [Purchase], body: tag error }
  Broken: { type: echo, triggers: [Purchase], body: type error }
`;

const tag = (name: string, status: string, reason: string, triggers: readonly string[] = []): unknown => ({
  name,
  type: 'echo',
  status,
  triggers,
  reason,
  console: [],
  durationMs: 0,
  requests: [],
});

const sent = (body: unknown, url = 'https://echo.example/', headers = {}): unknown => ({
  platform: 'echo',
  method: 'POST',
  url,
  headers,
  body,
  contract: null,
  violations: [],
  response: null,
});

test('a Measurement Protocol request, all of it', () => {
  const engine = createEngine(parseContainer(shop, 'shop.yaml', fakeTags), fixedRuntime(receivedAt, 7));
  const body = {
    client_id: '111.222',
    events: [{ name: 'purchase', params: { transaction_id: 'T-1', value: 50 } }, { name: 'page_view' }],
  };
  const recording = engine.handle(
    requestOf({
      path: '/mp/collect',
      queryString: 'measurement_id=G-TEST&api_secret=hush&sgtm_session=spring',
      headers: { 'content-type': 'application/json', authorization: 'Bearer hush', 'x-sgtm-session': ' ci ' },
      body: JSON.stringify(body),
    }),
  ) as Recording;

  expect(recording.events[0]?.data).toMatchObject({ event_name: 'purchase', event_id: 'purchase.T-1', value: 50 });
  expect(JSON.parse(JSON.stringify(recording))).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    session: 'ci',
    receivedAt: '2026-11-21T16:00:00.000Z',
    request: {
      method: 'POST',
      path: '/mp/collect',
      query: { measurement_id: 'G-TEST', api_secret: '<redacted>' },
      headers: { 'content-type': 'application/json', authorization: '<redacted>' },
      body,
      remoteAddress: '203.0.113.7',
    },
    client: 'GA4 Client',
    response: { status: 204, headers: {}, body: '' },
    violations: [],
    events: [
      {
        data: recording.events[0]?.data,
        violations: [],
        variables: { Value: 50, Token: '${META_ACCESS_TOKEN}', 'Event Name': 'purchase', 'User Agent': null },
        tags: [
          {
            name: 'Every Event',
            type: 'echo',
            status: 'fired',
            triggers: ['All Events'],
            reason: 'All Events matched',
            console: ['saw purchase'],
            durationMs: 0,
            requests: [sent({ body: 'log', count: 50 })],
          },
          {
            name: 'Purchase',
            type: 'echo',
            status: 'fired',
            triggers: ['Purchase'],
            reason: 'Purchase matched',
            console: [],
            durationMs: 0,
            requests: [sent({}, 'https://api.example/purchase', { authorization: 'Bearer ${META_ACCESS_TOKEN}' })],
          },
          tag('Large Orders', 'not_fired', 'Large: {{Value}} is greater than 100, saw "50"'),
          tag('Humans', 'blocked', 'blocked by All Events', ['Purchase']),
          tag('Resting', 'paused', 'the tag is paused'),
          tag('Alone', 'not_fired', 'it has no firing trigger'),
          tag('Refused', 'failed', 'pixel_id is empty: give the tag one', ['Purchase']),
          tag('Broken', 'failed', 'TypeError: x is not a function', ['Purchase']),
        ],
      },
      {
        data: recording.events[1]?.data,
        violations: [],
        variables: { Value: null },
        tags: [
          {
            name: 'Every Event',
            type: 'echo',
            status: 'fired',
            triggers: ['All Events'],
            reason: 'All Events matched',
            console: ['saw page_view'],
            durationMs: 0,
            requests: [sent({ body: 'log' })],
          },
          tag(
            'Purchase',
            'not_fired',
            'Purchase: {{Event Name}} equals purchase, saw "page_view"; Large: {{Event Name}} starts with purch, saw "page_view"',
          ),
          tag('Large Orders', 'not_fired', 'Large: {{Event Name}} starts with purch, saw "page_view"'),
          tag('Humans', 'not_fired', 'Purchase: {{Event Name}} equals purchase, saw "page_view"'),
          tag('Resting', 'paused', 'the tag is paused'),
          tag('Alone', 'not_fired', 'it has no firing trigger'),
          tag('Refused', 'not_fired', 'Purchase: {{Event Name}} equals purchase, saw "page_view"'),
          tag('Broken', 'not_fired', 'Purchase: {{Event Name}} equals purchase, saw "page_view"'),
        ],
      },
    ],
  });
});

describe('requests that come to nothing', () => {
  const container = containerOf({ triggers: { All: {} }, tags: { Echo: { type: 'echo', triggers: ['All'] } } });
  const head = { id: expect.any(String), session: 'default', receivedAt: '2026-11-21T16:00:00.000Z' };
  const request = { method: 'POST', path: '/events', query: {}, headers: {}, remoteAddress: '203.0.113.7' };

  test('one no client claims', () => {
    const reason = 'no client claimed GET /healthz (List Client: the path is not /events)';
    const help = 'Post events to a path a client claims, such as /mp/collect; this was GET /healthz.';
    expect(handle(container, requestOf({ method: 'GET', path: '/healthz' }))).toEqual({
      ...head,
      request: { ...request, method: 'GET', path: '/healthz', body: null },
      client: null,
      reason,
      response: {
        status: 400,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ error: { message: reason, help } }),
      },
      violations: [],
      events: [],
    });
  });

  test('one its client rejects', () => {
    expect(handle(container, requestOf({ body: 'refuse' }))).toEqual({
      ...head,
      request: { ...request, body: 'refuse' },
      client: 'List Client',
      reason: 'the body says so',
      response: { status: 422, headers: {}, body: 'no' },
      violations: [],
      events: [],
    });
  });

  test('one that is not the protocol its client speaks', () => {
    const engine = createEngine(parseContainer(shop, 'shop.yaml', fakeTags), fixedRuntime(receivedAt, 1));
    const recording = engine.handle(requestOf({ path: '/mp/collect', body: '{"client_id": 5}' })) as Recording;
    expect([recording.client, recording.response.status, recording.events, recording.request.body]).toEqual([
      'GA4 Client',
      400,
      [],
      { client_id: 5 },
    ]);
    expect(recording.reason).toBe(`${recording.violations[0]?.path}: ${recording.violations[0]?.message}`);
  });

  test('one without events', () => {
    expect(handle(container, requestWith([]))).toEqual({
      ...head,
      request: { ...request, body: '[]' },
      client: 'List Client',
      response: { status: 204, headers: {}, body: '' },
      violations: [],
      events: [],
    });
  });

  test('one whose bytes are no text', () => {
    const { body: _, ...rest } = requestOf({ path: '/elsewhere' });
    const recording = handle(container, { ...rest, body: undefined }) as Recording;
    expect(recording.request).toEqual({ ...request, path: '/elsewhere', body: null });
  });
});

describe('clients', () => {
  const client = (name: string, priority: number, path: string): (typeof container.clients)[number] => ({
    name,
    type: 'fake',
    priority,
    claims: (request) => request.path.startsWith(path) || `not under ${path}`,
    run: () => ({ status: 'accepted', events: [], response: { status: 200, headers: {}, body: name }, violations: [] }),
  });
  const container = containerOf({});
  const clients = [client('First', 2, '/a'), client('Second', 1, '/')];
  const answer = (path: string): string => {
    return (handle({ ...container, clients }, requestOf({ path })) as Recording).response.body as string;
  };

  test('the first that claims a request has it', () => {
    expect([answer('/a/b'), answer('/b')]).toEqual(['First', 'Second']);
  });

  test('each one says why it does not want a request', () => {
    const recording = handle({ ...container, clients: [clients[0] as never, client('Third', 0, '/c')] }, requestOf({}));
    expect((recording as Recording).reason).toBe(
      'no client claimed POST /events (First: not under /a; Third: not under /c)',
    );
  });

  test('of a container stand by priority, then as written', () => {
    const text = `
name: shop
clients:
  A: { type: ga4, priority: 1 }
  B: { type: ga4, priority: 5 }
  C: { type: ga4, priority: 1 }
`;
    expect(parseContainer(text, 'shop.yaml', fakeTags).clients.map(({ name }) => name)).toEqual(['B', 'A', 'C']);
  });

  test('are told what the container file says', () => {
    const text = `
name: shop
clients:
  Relay: { type: ga4, paths: [/relay], event_names: { lead: generate_lead }, visitor_from_request: always }
triggers: { All: }
tags: { Echo: { type: echo, triggers: [All], body: '{{Client Name}}', url: '{{IP Address}}' } }
`;
    const body = JSON.stringify({ client_id: '1.2', events: [{ name: 'lead' }] });
    const engine = createEngine(parseContainer(text, 'shop.yaml', fakeTags), fixedRuntime(receivedAt, 1));
    const recording = engine.handle(requestOf({ path: '/relay', body })) as Recording;
    expect([recording.events[0]?.data['event_name'], recording.events[0]?.variables]).toEqual([
      'generate_lead',
      { 'Client Name': 'Relay', 'IP Address': '203.0.113.7' },
    ]);
  });
});
