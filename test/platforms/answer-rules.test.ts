import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/event/json.ts';
import { type AnswerRule, classifier, placesIn, range, type Said } from '../../src/platforms/answer-rules.ts';
import type { Answer } from '../../src/platforms/delivery.ts';

const said = ({ code, sub, text }: JsonObject): Said => ({
  codes: typeof code !== 'number' ? [] : typeof sub !== 'number' ? [code] : [code, `${code}/${sub}`],
  ...(typeof text === 'string' && { words: text }),
});

const answer = (status: number, body: unknown, more: Partial<Answer> = {}): Answer => ({
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
  truncated: false,
  ...more,
});

const rules: readonly AnswerRule[] = [
  { statuses: [200], when: ({ json }) => json?.['ok'] === true, verdict: 'delivered' },
  { codes: ['9/1'], verdict: 'throttled' },
  { codes: [9, ...range(80, 82)], statuses: ['4xx', 500], verdict: 'auth' },
  { text: /try again/, verdict: 'transient' },
  {
    codes: [7],
    verdict: ({ events, message }) =>
      events > 1 ? { outcome: 'invalid', message, culprits: [events - 1] } : undefined,
  },
];

describe('rules', () => {
  const classify = classifier(said, rules);
  test.each<[string, Answer, number, ReturnType<typeof classify>]>([
    ['by status and form', answer(200, { ok: true, code: 9 }), 1, { outcome: 'delivered' }],
    ['by the exact code', answer(400, { code: 9, sub: 1 }), 1, { outcome: 'throttled', message: '9/1' }],
    ['by the broad code', answer(400, { code: 9, sub: 2, text: 'no' }), 1, { outcome: 'auth', message: '9/2: no' }],
    ['by a range', answer(500, { code: 82 }), 1, { outcome: 'auth', message: '82' }],
    ['past a range', answer(500, { code: 83 }), 1, { outcome: 'transient', message: '83' }],
    ['not where the status differs', answer(503, { code: 9 }), 1, { outcome: 'transient', message: '9' }],
    ['by text', answer(400, { text: 'try again later' }), 1, { outcome: 'transient', message: 'try again later' }],
    ['by a function', answer(400, { code: 7 }), 3, { outcome: 'invalid', message: '7', culprits: [2] }],
    ['by the next where a function has nothing', answer(400, { code: 7 }), 1, { outcome: 'invalid', message: '7' }],
    [
      'without persons',
      answer(400, { text: 'bad jane@shop.example' }),
      1,
      { outcome: 'invalid', message: 'bad <email>' },
    ],
  ])('match %s', (_, given, events, verdict) => {
    expect(classify(given, events)).toEqual(verdict);
  });
});

describe('answers no rule speaks of', () => {
  const classify = classifier(said, []);
  const html = '<!doctype html><p>Bad gateway</p>';
  test.each<[number, string, Partial<Answer>, ReturnType<typeof classify>]>([
    [200, '', {}, { outcome: 'unknown', message: 'HTTP 200 without a body' }],
    [200, html, {}, { outcome: 'unknown', message: 'HTTP 200 with a body that is a page of HTML' }],
    [200, 'OK', {}, { outcome: 'unknown', message: 'HTTP 200 with a body that is not JSON' }],
    [200, '[1]', {}, { outcome: 'unknown', message: 'HTTP 200 with a body that is not JSON' }],
    [200, '{}', { truncated: true }, { outcome: 'unknown', message: 'HTTP 200 with a body too long to read' }],
    [204, '{}', {}, { outcome: 'unknown', message: 'HTTP 204 with JSON that says nothing of it' }],
    [302, '', {}, { outcome: 'transient', message: 'HTTP 302 without a body' }],
    [400, '{}', {}, { outcome: 'invalid', message: 'HTTP 400 with JSON that says nothing of it' }],
    [400, '', {}, { outcome: 'invalid', message: 'HTTP 400 without a body' }],
    [400, html, {}, { outcome: 'transient', message: 'HTTP 400 with a body that is a page of HTML' }],
    [413, html, {}, { outcome: 'invalid', message: 'HTTP 413 with a body that is a page of HTML' }],
    [401, '', {}, { outcome: 'auth', message: 'HTTP 401 without a body' }],
    [403, html, {}, { outcome: 'auth', message: 'HTTP 403 with a body that is a page of HTML' }],
    [404, html, {}, { outcome: 'transient', message: 'HTTP 404 with a body that is a page of HTML' }],
    [404, '{}', {}, { outcome: 'auth', message: 'HTTP 404 with JSON that says nothing of it' }],
    [405, '', {}, { outcome: 'auth', message: 'HTTP 405 without a body' }],
    [407, '', {}, { outcome: 'transient', message: 'HTTP 407 without a body' }],
    [408, '', {}, { outcome: 'transient', message: 'HTTP 408 without a body' }],
    [425, '', {}, { outcome: 'transient', message: 'HTTP 425 without a body' }],
    [429, '', {}, { outcome: 'throttled', message: 'HTTP 429 without a body' }],
    [500, '{"text":', {}, { outcome: 'transient', message: 'HTTP 500 with a body that is not JSON' }],
    [599, '', {}, { outcome: 'transient', message: 'HTTP 599 without a body' }],
  ])('%i %s', (status, body, more, verdict) => {
    expect(classify(answer(status, body, more), 1)).toEqual(verdict);
  });
});

test('places named in a text', () => {
  const places = (text: string): readonly number[] | undefined => placesIn(text, /\bdata\[(\d+)\]/g, 10);
  expect([places('data[3].a, data[0].b, data[3].c, data[10]'), places('data[10]'), places('nothing')]).toEqual([
    [0, 3],
    undefined,
    undefined,
  ]);
});
