import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { createWorkbench } from '../../src/testing/create-workbench.ts';
import { now, purchase, shop } from './support.ts';

const thin = {
  client_id: '1.2',
  events: [{ name: 'purchase', params: { value: 1, currency: 'USD', transaction_id: 'T' } }],
};

describe('in this process', () => {
  test('the same moment gives the same recording', async () => {
    const runs = await Promise.all(
      [1, 2].map(async () => (await createWorkbench({ container: shop, now })).send(purchase)),
    );
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]?.receivedAt).toBe('2026-11-21T16:00:00.000Z');
  });

  test('what came in, what went out and what is broken', async () => {
    const workbench = await createWorkbench({ container: shop, now });
    await workbench.send(purchase);
    await workbench.send({ path: '/mp/collect?sgtm_session=other', body: thin });
    expect(workbench.recordings().map(({ session, response }) => [session, response.status])).toEqual([
      ['default', 204],
      ['other', 204],
    ]);
    expect(workbench.requests('default').map(({ event, tag, url }) => [event, tag, url])).toEqual([
      ['purchase', 'Meta CAPI - Purchase', 'https://graph.facebook.com/v25.0/1234567890/events'],
    ]);
    expect(workbench.breaches().map(({ tag, violation }) => [tag, violation.code])).toEqual([
      ['Meta CAPI - Purchase', '100/2804050'],
    ]);
    workbench.reset('other');
    expect([workbench.recordings().length, workbench.breaches()]).toEqual([1, []]);
    workbench.reset();
    expect(workbench.recordings()).toEqual([]);
  });

  test('a file, and the contracts beside it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sgtm-workbench-'));
    mkdirSync(join(folder, 'contracts', 'events'), { recursive: true });
    writeFileSync(join(folder, 'sgtm.yaml'), stringify(shop));
    const own = { required: ['storefront_id'], properties: { storefront_id: {} } };
    writeFileSync(join(folder, 'contracts', 'events', 'purchase.schema.json'), JSON.stringify(own));
    const workbench = await createWorkbench({ container: join(folder, 'sgtm.yaml'), now });
    await workbench.send(purchase);
    expect(workbench.breaches().map(({ event, violation }) => [event, violation.message])).toEqual([
      ['purchase', 'storefront_id must be given'],
    ]);
  });

  test.each([
    [
      'what is no request',
      { container: shop },
      { events: 1, path: 2 } as Record<string, unknown>,
      'send takes a Measurement Protocol body, or { method, path, query, headers, body }',
    ],
  ])('%s', async (_, options, request, message) => {
    const workbench = await createWorkbench(options);
    await expect(workbench.send({ path: 5 } as typeof request)).rejects.toThrow(new TypeError(message));
  });

  test('a moment that is none', async () => {
    await expect(createWorkbench({ container: shop, now: 'soon' })).rejects.toThrow(
      new TypeError('now must be a moment such as 2026-11-21T16:00:00Z, not soon'),
    );
  });
});

describe('behind a server', () => {
  const post = (url: string, body: unknown): Promise<Response> =>
    fetch(`${url}/mp/collect`, { method: 'POST', body: JSON.stringify(body) });

  test('requests are waited for, however late they come', async () => {
    await using workbench = await createWorkbench({ container: shop, now });
    const url = await workbench.listen();
    expect(await workbench.listen()).toBe(url);
    const waiting = workbench.waitFor({ platform: 'meta', body: { data: [{ event_name: 'Purchase' }] } });
    const response = await post(url, purchase);
    expect([response.status, (await waiting).tag]).toEqual([204, 'Meta CAPI - Purchase']);
    expect((await workbench.waitFor({ tag: 'Meta CAPI - Purchase' })).event).toBe('purchase');
  });

  test('what never comes is told with what came closest', async () => {
    await using workbench = await createWorkbench({ container: shop, now });
    await workbench.send(purchase);
    const waiting = workbench.waitFor({ platform: 'meta', body: { data: [{ event_name: 'Lead' }] } }, { timeout: 1 });
    await expect(waiting).rejects.toThrowErrorMatchingInlineSnapshot(`
      [Error: waited 1 ms
      no request is as expected
        expected  { "platform": "meta", "body": { "data": [{ "event_name": "Lead" }] } }
        closest, 1 difference: Meta CAPI - Purchase for purchase
          POST https://graph.facebook.com/v25.0/1234567890/events
            expected                                       │ actual
          /body/data/0/event_name  different
            "Lead"                                         │ "Purchase"]
    `);
  });

  test('strict answers 422', async () => {
    await using workbench = await createWorkbench({ container: shop, now, strict: true });
    const response = await post(await workbench.listen(), thin);
    expect([response.status, ((await response.json()) as { error: { message: string } }).error.message]).toEqual([
      422,
      '1 contract violation',
    ]);
  });
});
