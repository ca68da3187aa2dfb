import { describe, expect, test } from 'vitest';
import type { Group } from '../../src/delivery/batcher.ts';
import { createSender, type SenderOptions, type SendResult } from '../../src/delivery/sender.ts';
import type { Sent, WireRequest } from '../../src/delivery/transport/transport.ts';
import type { OutgoingRequest } from '../../src/platforms/tag.ts';
import { parseSecrets } from '../../src/runtime/secret.ts';
import { answer, batching, noAnswer, ok, spoken, verdict } from '../support/dispatcher-kit.ts';

const request: OutgoingRequest = {
  platform: 'batch',
  method: 'POST',
  url: 'https://platform.example/',
  headers: { token: parseSecrets('${TOKEN}') },
  body: [{ id: 'é' }],
  contract: null,
};

/** What comes of sending, and what went out. */
async function send(
  sent: Sent,
  group: Partial<Group<undefined>> & { readonly requests?: readonly OutgoingRequest[] } = {},
  options: Partial<SenderOptions> = {},
): Promise<SendResult & { readonly wires: readonly WireRequest[] }> {
  const wires: WireRequest[] = [];
  const platform = spoken('batch', { ...batching({ maxBytes: 30 }), redirects: [307] });
  const sender = createSender({
    deliveries: new Map([['batch', platform]]),
    transport: {
      send: async (wire) => {
        wires.push(wire);
        return sent;
      },
    },
    tokens: { get: async () => ({ token: 't' }), forget: () => undefined },
    secrets: (name) => (name === 'TOKEN' ? 'secret' : undefined),
    now: () => Date.UTC(2026, 10, 21, 16),
    ...options,
  });
  const items = (group.requests ?? [request]).map((one) => ({ item: undefined, request: one }));
  const result = await sender({ items, batching: 'batching' in group ? group.batching : platform.batching });
  return { ...result, wires };
}

describe('sending', () => {
  test('writes the request with its secrets, and judges the answer', async () => {
    const headers = { token: 'secret' };
    const body = '[{"id":"é"}]';
    expect(await send(ok)).toEqual({
      outcome: { outcome: 'delivered' },
      wasSent: true,
      bytes: 13,
      wires: [{ method: 'POST', url: 'https://platform.example/', headers, body, redirects: [307] }],
    });
  });

  test('sends several as one, where they fit', async () => {
    const { wires, bytes } = await send(ok, { requests: [request, request] });
    expect([wires.map(({ body }) => body), bytes]).toEqual([['[{"id":"é"},{"id":"é"}]'], 25]);
  });

  test('sends nothing that is too long', async () => {
    expect(await send(ok, { requests: [request, request, request] })).toEqual({
      outcome: { outcome: 'too_large' },
      wasSent: false,
      bytes: 37,
      wires: [],
    });
  });

  test('lets the platform judge what is too long by itself', async () => {
    const long = { ...request, body: ['x'.repeat(100)] };
    expect((await send(ok, { requests: [long] })).outcome).toEqual({ outcome: 'delivered' });
  });

  test('sends nothing without a secret', async () => {
    const unset = { ...request, headers: { token: parseSecrets('${GONE}') } };
    expect(await send(ok, { requests: [unset] })).toEqual({
      outcome: { outcome: 'no_secret', message: 'secret GONE is not set: set it, then resume the destination' },
      wasSent: false,
      bytes: 0,
      wires: [],
    });
  });

  test.each([
    ['what cannot be written', [{ ...request, body: [10n] }], {}],
    ['what cannot be merged', [request, request], { batching: undefined }],
  ])('sends nothing of %s', async (_, requests, group) => {
    const { outcome, wasSent } = await send(ok, { ...group, requests });
    expect([outcome.outcome, wasSent]).toEqual(['unbuildable', false]);
  });

  test.each([
    ['no answer', noAnswer('unknown'), { outcome: 'unknown', message: 'no answer (unknown)' }],
    [
      'time to wait',
      answer(503, { 'retry-after': '7' }),
      { outcome: 'transient', message: 'said 503', retryAfterMs: 7_000 },
    ],
    [
      'the header before what the platform’s words say',
      answer(200, { 'retry-after': '7' }, { outcome: 'throttled', message: 'busy', retryAfterMs: 300_000 }),
      { outcome: 'throttled', message: 'busy', retryAfterMs: 7_000 },
    ],
    [
      'what the platform’s words say, within bounds',
      verdict({ outcome: 'throttled', message: 'busy', retryAfterMs: 1e12 }),
      { outcome: 'throttled', message: 'busy', retryAfterMs: 3_600_000 },
    ],
    [
      'no time that is none',
      verdict({ outcome: 'throttled', message: 'busy', retryAfterMs: -1 }),
      { outcome: 'throttled', message: 'busy' },
    ],
    [
      'words without what they might do to a terminal',
      verdict({ outcome: 'invalid', message: '\u001b[2Jno' }),
      { outcome: 'invalid', message: '\\u001b[2Jno' },
    ],
    [
      'an answer that cannot be judged',
      { answer: { status: 200, headers: {}, body: 'jane@example.com', truncated: false } },
      { outcome: 'unknown', message: 'its answer 200 could not be judged: SyntaxError' },
    ],
  ])('hears %s', async (_, sent, outcome) => {
    expect((await send(sent)).outcome).toEqual(outcome);
  });
});
