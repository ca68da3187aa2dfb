import { describe, expect, test } from 'vitest';
import type { AccessRules } from '../../src/container/access.ts';
import { systemRuntime } from '../../src/runtime/runtime.ts';
import { createAdmission } from '../../src/server/admission/admission.ts';
import { RawConnection } from '../server/support/raw-connection.ts';
import { type Started, start } from '../server/support/start.ts';

const none: AccessRules = { apiSecrets: new Map(), requireApiSecret: false, allow: undefined, rateLimit: undefined };
const logger = { info() {}, warn() {}, error() {} };
const secret = 'sentinel-api-secret-31415';
const guess = 'sentinel-guess-27182';

async function guarded(rules: Partial<AccessRules>, options: Parameters<typeof start>[0] = {}): Promise<Started> {
  const admission = createAdmission(
    { ...none, ...rules },
    { secrets: () => secret, elapsed: () => 0, unset: 'refuse', logger },
  );
  return start({ admission, ...options });
}

const post = (url: string, query: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/mp/collect?${query}`, { method: 'POST', body: '{}', headers });

describe('who may send', () => {
  test('a wrong secret: 403, never run, recorded as refused, and neither secret shown anywhere', async () => {
    const { url, requests, recorder, log, server } = await guarded({ apiSecrets: new Map([['G-X', ['S']]]) });
    expect((await post(url, `measurement_id=G-X&api_secret=${secret}`)).status).toBe(204);
    const answer = await post(url, `measurement_id=G-X&api_secret=${guess}`);
    const body = {
      error: {
        message: "the query's api_secret is not the one of its measurement_id",
        help: 'Send in the query the api_secret that access.api_secrets in the container file has for this id.',
      },
    };
    expect([answer.status, answer.headers.get('content-type'), await answer.json()]).toEqual([
      403,
      'application/json',
      body,
    ]);
    expect([requests.length, server.stats.requests, server.stats.refused]).toEqual([1, 1, 1]);
    const [refused, taken] = [...recorder.list()].sort((a, b) => Number(a.client !== null) - Number(b.client !== null));
    expect([refused?.client, refused?.reason, refused?.response.status, refused?.request.query, taken?.client]).toEqual(
      [null, body.error.message, 403, { measurement_id: 'G-X', api_secret: '<redacted>' }, 'GA4 Client'],
    );
    expect(log).toEqual([
      {
        level: 'warn',
        fields: { status: 403, method: 'POST' },
        message: `turned a request away: ${body.error.message}`,
      },
    ]);
    expect(JSON.stringify([refused, log, body])).not.toMatch(/sentinel/);
  });

  test('by address: the caller behind a trusted proxy counts, not the proxy, nor what a stranger claims', async () => {
    const rules = { allow: ['203.0.113.7'] };
    const behind = await guarded(rules, { trustedProxies: ['127.0.0.1'] });
    const direct = await guarded(rules);
    const forwarded = { 'x-forwarded-for': '203.0.113.7' };
    const statuses = await Promise.all([
      post(behind.url, '', forwarded),
      post(behind.url, '', { 'x-forwarded-for': '203.0.113.8' }),
      post(behind.url, ''),
      post(direct.url, '', forwarded),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([204, 403, 403, 403]);
  });

  test('too many: 429 with Retry-After, each caller for itself', async () => {
    const { url, recorder } = await guarded(
      { rateLimit: { requestsPerSecond: 0.25, burst: 2 } },
      { trustedProxies: ['127.0.0.1'] },
    );
    const send = (address: string): Promise<Response> => post(url, '', { 'x-forwarded-for': address });
    const answers = [
      await send('192.0.2.1'),
      await send('192.0.2.1'),
      await send('192.0.2.1'),
      await send('192.0.2.2'),
    ];
    expect(answers.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual([
      [204, null],
      [204, null],
      [429, '4'],
      [204, null],
    ]);
    expect(recorder.list().filter(({ response }) => response.status === 429).length).toBe(1);
  });

  test('guesses count against the rate, so that a secret cannot be tried out', async () => {
    const { url } = await guarded({
      apiSecrets: new Map([['G-X', ['S']]]),
      rateLimit: { requestsPerSecond: 1, burst: 2 },
    });
    const statuses: number[] = [];
    for (const given of [guess, guess, secret]) {
      statuses.push((await post(url, `measurement_id=G-X&api_secret=${given}`)).status);
    }
    expect(statuses).toEqual([403, 403, 429]);
  });

  test('is decided before the body is in, and the connection goes on', async () => {
    const { port } = await guarded({ allow: ['203.0.113.7'] });
    const head = 'POST /mp/collect HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n';
    const connection = (await RawConnection.open(port)).send(head);
    expect((await connection.response())?.status).toBe(403);
    connection.send('0123456789GET /healthy HTTP/1.1\r\nHost: localhost\r\n\r\n');
    expect((await connection.response())?.status).toBe(200);
    connection.close();
  });

  test('every path of the container is guarded, the server’s own are not', async () => {
    const { url } = await guarded({ allow: ['203.0.113.7'] });
    const paths = ['/mp/collect', '/g/collect?v=2&tid=G-X', '/debug/mp/collect', '/anything', '/healthy', '/ready'];
    const statuses = await Promise.all(paths.map(async (path) => [path, (await fetch(`${url}${path}`)).status]));
    expect(Object.fromEntries(statuses)).toEqual({
      '/mp/collect': 403,
      '/g/collect?v=2&tid=G-X': 403,
      '/debug/mp/collect': 403,
      '/anything': 403,
      '/healthy': 200,
      '/ready': 200,
    });
  });

  test('who watches is told why, and how long what was taken took', async () => {
    const seen: unknown[] = [];
    const { url } = await guarded(
      { apiSecrets: new Map([['G-X', ['S']]]) },
      {
        runtime: { ...systemRuntime, elapsed: () => 7 },
        maxBodyBytes: 10,
        observer: {
          answered: (status, milliseconds) => void seen.push([status, milliseconds]),
          refused: (reason) => void seen.push(reason),
        },
      },
    );
    await post(url, '');
    await post(url, 'measurement_id=G-X');
    await fetch(`${url}/mp/collect`, { method: 'POST', body: 'x'.repeat(11) });
    await fetch(`${url}/mp/collect`, { method: 'POST', body: 'x', headers: { 'content-encoding': 'gzip' } });
    expect(seen).toEqual([[204, 0], 'api_secret', 'too_large', 'encoding']);
  });
});
