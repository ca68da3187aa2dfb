import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseContainer } from '../../src/container/load.ts';
import { loadContracts } from '../../src/contracts/load.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { Recording } from '../../src/engine/recording.ts';
import { runAgain } from '../../src/recordings/run-again.ts';
import { withoutPersons } from '../../src/recordings/without-persons.ts';
import { type IncomingRequest, parseQuery } from '../../src/runtime/request.ts';
import { fixedRuntime, systemRuntime } from '../../src/runtime/runtime.ts';
import { emptyFolder } from '../support/cli.ts';
import { mpRequest, sample } from '../support/reference.ts';
import { receivedAt } from '../support/tag-input.ts';
import { request } from './support/pseudonymised.ts';

/** A container whose one tag sends all that a run can depend on. */
const shop = parseContainer(`
name: shop
clients: { GA4: { type: ga4, paths: [/mp/collect, /g/collect, /any] } }
variables:
  Dice: { type: random_number, min: 1, max: 1000000 }
  Agent: { type: request_header, name: user-agent }
  Cookie: { type: cookie, name: _ga }
triggers: { All: {} }
tags:
  Echo:
    type: http_request
    triggers: [All]
    url: https://echo.example/
    body: ['{{Dice}}', '{{Random Number}}', '{{Timestamp}}', '{{Query String}}', '{{Request Path}}', '{{Agent}}', '{{Cookie}}']
  All of it: { type: http_request, triggers: [All], url: 'https://echo.example/', event_data: true }
`);

/** As it would come back from a file. */
const saved = (recording: Recording): Recording => JSON.parse(JSON.stringify(recording)) as Recording;

const mp = (body: unknown): IncomingRequest => mpRequest(body, { api_secret: 'hidden', to: 'jane doe@example.com' });

describe('runAgain', () => {
  test('gives what came of the request, less its credentials, under the same id and moment', async () => {
    const given = mp({
      client_id: '1.2',
      events: [{ name: 'purchase', params: { value: 5, email: 'j@example.com' } }],
    });
    const first = saved(await createEngine(shop, systemRuntime).handle(given));
    const again = saved(await runAgain(first, shop));
    const drawn = (recording: Recording): Recording => ({
      ...recording,
      events: recording.events.map((event) => ({
        ...event,
        data: { ...event.data, event_id: '' },
        variables: { ...event.variables, Dice: 0, 'Random Number': 0, 'Query String': '' },
        tags: event.tags.map((tag) => ({ ...tag, durationMs: 0, requests: [] })),
      })),
    });
    expect(drawn(again)).toEqual(drawn(first));
    const { variables, tags } = again.events[0] ?? {};
    expect(tags?.[0]?.requests[0]?.body).toEqual([
      variables?.['Dice'],
      variables?.['Random Number'],
      Date.parse(first.receivedAt),
      'api_secret=<redacted>&to=jane+doe%40example.com',
      '/mp/collect',
      null,
      null,
    ]);
    expect(saved(await runAgain(again, shop))).toEqual(again);
  });

  test('keeps the answer of a strict server', async () => {
    const folder = emptyFolder();
    const contracts = await loadContracts([folder]);
    mkdirSync(join(folder, 'ga4'), { recursive: true });
    writeFileSync(join(folder, 'ga4/mp_incoming.schema.json'), '{ "required": ["nobody_sends_this"] }');
    const broken = await loadContracts([folder]);
    const given = mpRequest({ client_id: '1.2', events: [{ name: 'purchase' }] });
    const first = await createEngine(shop, systemRuntime, { contracts: broken, strict: true }).handle(given);
    const lenient = await createEngine(shop, systemRuntime, { contracts: broken }).handle(given);
    const statuses = [
      await runAgain(first, shop, { contracts: broken }),
      await runAgain(first, shop, { contracts }),
      await runAgain(lenient, shop, { contracts: broken }),
    ].map(({ response }) => response.status);
    expect(statuses).toEqual([422, 204, 204]);
  });

  test('leaves what the server turned away as it was, but for its persons', async () => {
    const refused: Recording = {
      id: '7b0c6a52-1c1e-4d0e-9a55-0c2f6d1e0a01',
      session: 'mine',
      receivedAt: '2026-11-21T16:00:00.000Z',
      request: {
        method: 'POST',
        path: '/any',
        query: {},
        headers: { a: 'j@x.com' },
        body: null,
        remoteAddress: '9.9.9.9',
      },
      client: null,
      reason: 'the body is larger than 5 bytes',
      response: { status: 413, headers: {}, body: 'no' },
      violations: [],
      events: [],
    };
    expect(saved(await runAgain(refused, shop))).toEqual(refused);
    expect(saved(await withoutPersons(refused, shop))).toEqual({
      ...refused,
      request: { ...refused.request, headers: { a: 'person-2f4a5497@example.com' }, remoteAddress: '198.51.100.186' },
    });
  });

  test('gives the same for ever, whatever came in', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        'j@example.com',
        '+12025550143',
        '203.0.113.7',
        '"\\"deep\\""',
        'null',
        ' {"a":1.0}',
        '{"a":1,"a":2}',
      ),
    );
    const given = fc.record({
      path: fc.constantFrom('/mp/collect', '/g/collect', '/any', '/nowhere'),
      method: fc.constantFrom('POST', 'GET'),
      queryString: fc.oneof(
        fc
          .array(fc.tuple(fc.constantFrom('v', 'tid', 'en', 'api_secret', 'to', '7'), text))
          .map((pairs) =>
            pairs.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&'),
          ),
        fc.constant('v=2&tid=G-1&en=purchase&ep.full_name=Jane%20Doe&to=b&x=~*&to=a&sgtm_session=s'),
      ),
      headers: fc.record({
        cookie: fc.constantFrom('_ga=GA1.1.2.3; sid=9', 'a; =;; _ga=x', 'email=jane@example.com'),
        'user-agent': text,
        'x-sgtm-session': fc.constantFrom('', 'mine'),
      }),
      body: fc.oneof(
        fc.json(),
        text,
        fc.constant(undefined),
        fc.jsonValue().map((value) => JSON.stringify({ client_id: '1.2', events: [{ name: 'a', params: { value } }] })),
        fc.constant(JSON.stringify(sample('purchase'), null, 2)),
      ),
    });
    await fc.assert(
      fc.asyncProperty(given, fc.boolean(), fc.nat(), async (parts, hide, seed) => {
        const incoming = request({ ...parts, query: parseQuery(parts.queryString), remoteAddress: '9.9.9.9' });
        const first = await createEngine(shop, fixedRuntime(receivedAt, seed)).handle(incoming);
        const kept = saved(await runAgain(first, shop, { pseudonymise: hide }));
        const again = saved(await runAgain(kept, shop));
        expect(again).toEqual(kept);
        expect(JSON.stringify(again)).toBe(JSON.stringify(kept));
      }),
      { numRuns: 300 },
    );
  });
});
