import { readdirSync, readFileSync } from 'node:fs';
import supertest from 'supertest';
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.ts';
import { fixedRuntime, systemRuntime } from '../../src/runtime/runtime.ts';
import { goldenNow, mpRequest, reference } from '../support/reference.ts';
import { start } from './support/start.ts';

const samples = new URL('../../samples/', import.meta.url);
const text = (file: string): string => readFileSync(new URL(file, samples), 'utf8');

describe('the reference container behind the server', () => {
  test.each(readdirSync(samples))('%s over HTTP gives the events it gives without', async (file) => {
    const { url, recorder } = await start({ engine: createEngine(reference, fixedRuntime(goldenNow, 1)) });
    const answer = await supertest(url).post('/mp/collect').set('content-type', 'application/json').send(text(file));
    expect(answer.status).toBe(204);
    const direct = await createEngine(reference, fixedRuntime(goldenNow, 1)).handle({
      ...mpRequest(JSON.parse(text(file))),
      remoteAddress: '127.0.0.1',
    });
    const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
    expect(json(recorder.list().map(({ events }) => events))).toEqual(json([direct.events]));
  });

  test('sessions are kept apart, and their name goes no further', async () => {
    const { url, recorder } = await start({ engine: createEngine(reference, systemRuntime) });
    await supertest(url).post('/mp/collect').set('x-sgtm-session', 'one').send(text('purchase.json'));
    await supertest(url).post('/mp/collect?sgtm_session=two').send(text('purchase.json'));
    expect(recorder.sessions()).toEqual([
      { name: 'one', count: 1 },
      { name: 'two', count: 1 },
    ]);
    expect(
      recorder.list().map(({ request }) => ['x-sgtm-session' in request.headers, 'sgtm_session' in request.query]),
    ).toEqual([
      [false, false],
      [false, false],
    ]);
  });

  test('what no client claims, and what is no JSON, is answered 400 and recorded with the reason', async () => {
    const { url, recorder } = await start({ engine: createEngine(reference, systemRuntime) });
    const nowhere = await supertest(url).trace('/nowhere');
    const broken = await supertest(url).post('/mp/collect').type('text/plain').send('{"events":[}');
    const bytes = await supertest(url)
      .post('/mp/collect')
      .type('text/plain')
      .send(Buffer.from([0x7b, 0xff, 0x7d]) as never);
    expect([nowhere.status, broken.status, bytes.status]).toEqual([400, 400, 400]);
    expect([nowhere.body.error.message, broken.body.error.message].map(String)).toEqual([
      expect.stringMatching(/^no client claimed TRACE \/nowhere/),
      expect.stringMatching(/line 1, column 12/),
    ]);
    expect(recorder.list().map(({ client, reason }) => [client, typeof reason])).toEqual([
      [null, 'string'],
      ['GA4 Client', 'string'],
      ['GA4 Client', 'string'],
    ]);
  });

  test('no log line tells of a person or a secret', async () => {
    const { url, log } = await start({ engine: createEngine(reference, systemRuntime), maxBodyBytes: 4_000 });
    const send = (body: string): Promise<unknown> =>
      supertest(url)
        .post('/mp/collect?api_secret=s3cret&email=jane.doe@example.com')
        .set({ authorization: 'Bearer s3cret', cookie: 'session=s3cret' })
        .send(body)
        .then();
    await send(text('purchase.json'));
    await send(`{"email":"jane.doe@example.com"`);
    await send(`"${'jane.doe@example.com'.repeat(1_000)}"`);
    await supertest(url).post('/mp/collect?api_secret=s3cret').set('content-encoding', 'gzip').send('jane.doe');
    expect(log.map(({ message }) => message)).toEqual([
      'turned a request away: the body is larger than 4000 bytes',
      'turned a request away: compressed bodies are not taken',
    ]);
    expect(/s3cret|jane/i.test(JSON.stringify(log))).toBe(false);
  });
});
