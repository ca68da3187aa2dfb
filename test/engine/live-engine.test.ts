import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Container } from '../../src/container/compile.ts';
import { parseContainer } from '../../src/container/load.ts';
import { loadContractsSync, shippedContracts } from '../../src/contracts/load.ts';
import type { AcceptedEvent } from '../../src/engine/accepted-event.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import { type Acceptance, createLiveEngine, type LiveEngine, MissingTagError } from '../../src/engine/live-engine.ts';
import { recordOutgoing } from '../../src/engine/record-outgoing.ts';
import type { Recording } from '../../src/engine/recording.ts';
import type { IncomingRequest } from '../../src/runtime/request.ts';
import { fixedRuntime } from '../../src/runtime/runtime.ts';
import { goldenNow, mpRequest, reference, sample } from '../support/reference.ts';

const contracts = loadContractsSync([shippedContracts]);
const unchecked = { event: () => [], outgoing: () => [] };

function liveOf(container: Container): LiveEngine {
  return createLiveEngine(container, fixedRuntime(goldenNow, 1), contracts);
}

/** What a recording says each tag sends for each event. */
function recorded({ events }: Recording): unknown {
  return events.map(({ tags }) =>
    tags.filter(({ status }) => status === 'fired').map(({ name, requests }) => [name, requests]),
  );
}

/** What is delivered for each event, built from what was kept of it, the last tag first. */
async function delivered(container: Container, { events }: Acceptance): Promise<unknown> {
  const later = createLiveEngine(container, fixedRuntime(goldenNow + 86_400_000, 2), contracts);
  return Promise.all(
    events.map(async ({ event }) => {
      const kept = JSON.parse(JSON.stringify(event)) as AcceptedEvent;
      const built = kept.executions.toReversed().map(async (execution) => {
        const { requests } = await later.build(kept, execution);
        return [execution.tag, requests.map((request) => recordOutgoing(request, unchecked))];
      });
      return (await Promise.all(built)).toReversed();
    }),
  );
}

type Sent = [tag: string, requests: [{ url: string; body: number }]];

const samples = [
  ...['purchase', 'add_to_cart', 'begin_checkout', 'generate_lead', 'sign_up'],
  ...['rx_issued', 'consult_started', 'consult_completed'],
];

describe('what is delivered', () => {
  test.each(samples)('of %s is what record mode shows, built from the event alone', async (name) => {
    const request = mpRequest(sample(name), { measurement_id: 'G-TEST' });
    const recording = await createEngine(reference, fixedRuntime(goldenNow, 1)).handle(request);
    expect(await delivered(reference, await liveOf(reference).accept(request))).toEqual(recorded(recording));
  });

  test('is the same where chance has a part in it, whichever tag is built first', async () => {
    const container = parseContainer(`
name: test
variables: { Draw: { type: random_number, min: 0, max: 1000000 } }
triggers: { All: {} }
tags:
  One: { type: http_request, triggers: [All], url: 'https://a.example/{{Draw}}', body: '{{Random Number}}' }
  Two: { type: http_request, triggers: [All], url: 'https://b.example/{{Random Number}}', body: '{{Draw}}' }
`);
    const request = mpRequest(sample('purchase'));
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const acceptance = await createLiveEngine(container, fixedRuntime(goldenNow, seed), contracts).accept(request);
        const [[one, two]] = (await delivered(container, acceptance)) as [[Sent, Sent]];
        expect([one[1][0].url, two[1][0].url]).toEqual([
          `https://a.example/${two[1][0].body}`,
          `https://b.example/${one[1][0].body}`,
        ]);
      }),
      { numRuns: 20 },
    );
  });
});

const destinations = `
name: test
variables:
  Pixel: { type: lookup_table, input: '{{Shop}}', map: { a: '111', b: '222' }, default: '{{Shop}}' }
  Shop: { type: event_data, path: shop }
triggers: { All: {}, Paid: { when: [{ variable: '{{Event Name}}', equals: purchase }] } }
tags:
  Meta: { type: meta, triggers: [Paid], pixel_id: '{{Pixel}}', access_token: '\${META_TOKEN}' }
  GA4: { type: ga4, triggers: [All] }
  Hook: { type: http_request, triggers: [All, Paid], firing_option: unlimited, url: 'https://hook.example/\${TOKEN}' }
  Page: { type: http_request, triggers: [All], firing_option: once_per_load, url: '\${ANYWHERE}' }
  Off: { type: ga4, triggers: [All], paused: true }
`;

function post(events: readonly object[], headers: Record<string, string> = {}, query = {}): IncomingRequest {
  const request = mpRequest({ client_id: '1.2', events }, { measurement_id: 'G-1', ...query });
  return { ...request, headers: { ...request.headers, ...headers } };
}

describe('acceptance', () => {
  test('names what fires and for which destination, and keeps no credential', async () => {
    const request = post(
      [
        { name: 'purchase', params: { shop: 'a', transaction_id: 'T-1' } },
        { name: 'purchase', params: { shop: 'it’s me@example.com' } },
        { name: 'login', params: {} },
      ],
      { authorization: 'Bearer secret', cookie: '_ga=GA1.1.1.2; session=secret', 'x-sgtm-session': 'mine' },
      { api_secret: 'secret', sgtm_session: 'mine' },
    );
    const acceptance = await liveOf(parseContainer(destinations)).accept(request);
    const kept = { receivedAt: goldenNow, client: 'GA4 Client', requestId: acceptance.requestId };
    const hook = { tag: 'Hook', destination: 'http_request/hook.example', times: 1 };
    const ga4 = { tag: 'GA4', destination: 'ga4/G-1', times: 1 };
    expect(acceptance).toEqual({
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      client: 'GA4 Client',
      response: { status: 204, headers: {}, body: '' },
      violations: [],
      events: acceptance.events.map(({ event }, index) => ({
        key: index === 0 ? 'a9450458d3352b8eb48517adb70965ee' : undefined,
        event: {
          ...kept,
          seed: `${acceptance.requestId}.${index}`,
          data: event.data,
          request: {
            method: 'POST',
            path: '/mp/collect',
            query: { measurement_id: 'G-1', api_secret: '<redacted>' },
            headers: {
              'content-type': 'application/json',
              authorization: '<redacted>',
              cookie: '_ga=GA1.1.1.2; session=<redacted>',
            },
            remoteAddress: '',
          },
          executions: [
            [
              { tag: 'Meta', destination: 'meta/111', times: 1 },
              ga4,
              { ...hook, times: 2 },
              { tag: 'Page', destination: 'http_request', times: 1 },
            ],
            [{ tag: 'Meta', destination: 'meta/unnamed', times: 1 }, ga4, { ...hook, times: 2 }],
            [ga4, hook],
          ][index],
        },
      })),
    });
  });
});

describe('what cannot be built', () => {
  const event = { name: 'purchase', params: { email: 'ada@example.com' } };
  const accepted = async (engine: LiveEngine): Promise<AcceptedEvent> =>
    ((await engine.accept(post([event]))).events[0] as Acceptance['events'][number]).event;

  test('a tag that the container has no more', async () => {
    const engine = liveOf(parseContainer(destinations));
    const kept = await accepted(engine);
    const gone = { tag: 'Gone', destination: 'meta/1', times: 1 };
    expect(() => engine.build(kept, gone)).toThrow(new MissingTagError('the container has no tag Gone any more'));
  });

  test('what the PII guard is to hold back', async () => {
    const raw = (policy: string): Container =>
      parseContainer(`
name: test
pii_guard: ${policy}
triggers: { All: {} }
tags: { Hook: { type: http_request, triggers: [All], url: 'https://hook.example/' } }
`);
    const paths = async (policy: string): Promise<readonly string[]> => {
      const engine = liveOf(raw(policy));
      const kept = await accepted(engine);
      const { blocked } = await engine.build(kept, { tag: 'Hook', destination: 'http_request/hook.example', times: 1 });
      return blocked.map(({ path, severity }) => `${severity} ${path}`);
    };
    expect([await paths('warn'), await paths('fail'), await paths('block')]).toEqual([[], [], ['error /email']]);
  });
});

describe('a request nothing comes of', () => {
  test('is answered as in record mode, and nothing is to be kept', async () => {
    const requests = [{ ...post([]), path: '/nowhere' }, { ...post([]), body: '{' }, post([{ params: {} }])];
    for (const request of requests) {
      const { client, reason, response, violations } = await createEngine(reference, fixedRuntime(goldenNow, 1)).handle(
        request,
      );
      const acceptance = await liveOf(reference).accept(request);
      expect(acceptance).toEqual({ requestId: acceptance.requestId, client, reason, response, violations, events: [] });
    }
  });
});
