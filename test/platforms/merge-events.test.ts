import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeEvents } from '../../src/platforms/merge-events.ts';
import type { OutgoingRequest } from '../../src/platforms/tag.ts';
import { concat, parseSecrets } from '../../src/runtime/secret.ts';

const batching = mergeEvents('data', { maxEvents: 10, maxBytes: 1_000, waitMs: 20 });

const request = (body: unknown, more: Partial<OutgoingRequest> = {}): OutgoingRequest => ({
  platform: 'meta',
  method: 'POST',
  url: 'https://a.example/events',
  headers: { 'content-type': 'application/json' },
  body,
  contract: 'meta/events',
  ...more,
});
const one = request({ data: [{ id: 1 }], partner_agent: 'acme' });

test('the limits are kept', () => {
  expect([batching.maxEvents, batching.maxBytes, batching.waitMs]).toEqual([10, 1_000, 20]);
});

describe('the key', () => {
  const key = (body: unknown, more: Partial<OutgoingRequest> = {}): string | undefined =>
    batching.key(request(body, more));
  const own = key({ data: [{ id: 1 }], partner_agent: 'acme' });

  test('is the same whatever the events are', () => {
    expect(key({ data: [{ id: 2 }, { id: 3 }], partner_agent: 'acme' })).toBe(own);
  });

  test.each<[string, string | undefined]>([
    ['another value in the body', key({ data: [1], partner_agent: 'other' })],
    ['one more in the body', key({ data: [1], partner_agent: 'acme', test_event_code: 'TEST1' })],
    ['another method', key(one.body, { method: 'PUT' })],
    ['another address', key(one.body, { url: 'https://b.example/events' })],
    ['another header', key(one.body, { headers: { 'content-type': 'text/plain' } })],
    ['another contract', key(one.body, { contract: null })],
    ['another platform', key(one.body, { platform: 'other' })],
    ['credentials', key(one.body, { authorization: { type: 'google_service_account', credentials: 'a', scope: 'b' } })],
  ])('is another with %s', (_, other) => {
    expect([typeof other, other === own]).toEqual(['string', false]);
  });

  test('tells secrets by their names, and from text that reads like one', () => {
    const of = (token: string, secret: boolean): string | undefined =>
      key(
        { data: [1], token: secret ? parseSecrets(token) : token },
        { url: concat('https://a.example/?t=', parseSecrets('${T}')) },
      );
    const keys = [of('${A}', true), of('${A}', true), of('${B}', true), of('${A}', false)];
    expect(keys.map((text) => keys.indexOf(text))).toEqual([0, 0, 2, 3]);
  });

  test.each([
    ['no body', undefined],
    ['text', '{"data":[1]}'],
    ['a list', [1]],
    ['no events', { data: [] }],
    ['no list', { data: 1 }],
    ['null', null],
  ])('is none for %s', (_, body) => {
    expect(batching.key(request(body))).toBe(undefined);
  });
});

describe('merging', () => {
  test('gives one request with the events in order, the rest as it was', () => {
    expect(batching.merge([one, request({ data: [{ id: 2 }, { id: 3 }], partner_agent: 'acme' })])).toEqual(
      request({ data: [{ id: 1 }, { id: 2 }, { id: 3 }], partner_agent: 'acme' }),
    );
  });

  test('gives the same request for one', () => {
    expect(batching.merge([one])).toBe(one);
  });

  test('keeps secrets by name', () => {
    const url = concat('https://a.example/?t=', parseSecrets('${T}'));
    expect(
      batching.merge([
        { ...one, url },
        { ...one, url },
      ]).url,
    ).toBe(url);
  });

  test('needs a request', () => {
    expect(() => batching.merge([])).toThrow(new RangeError('no requests to merge'));
  });

  test('changes nothing it was given, loses and adds nothing, whatever is merged first', () => {
    const requests = fc.array(fc.array(fc.integer(), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(requests, fc.nat(), (lists, at) => {
        const given = lists.map((data) => request({ data }));
        const before = structuredClone(given);
        const all = batching.merge(given);
        expect(all).toEqual(request({ data: lists.flat() }));
        expect(given).toEqual(before);
        expect(batching.key(all)).toBe(batching.key(given[0] as OutgoingRequest));
        const cut = 1 + (at % lists.length);
        const halves = [given.slice(0, cut), given.slice(cut)].filter((half) => half.length > 0);
        expect(batching.merge(halves.map((half) => batching.merge(half)))).toEqual(all);
      }),
    );
  });
});
