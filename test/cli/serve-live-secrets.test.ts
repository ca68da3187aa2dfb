import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inProcess } from '../support/in-process.ts';
import { liveShop, outboxOf, secrets, startPlatforms, startRelay } from './support/live-shop.ts';

describe('what is secret or personal', () => {
  const person = ['jane.doe', '4155550143', 'semaglutide'];
  const values = Object.values(secrets);
  const found = (text: string): readonly string[] => [...values, ...person].filter((part) => text.includes(part));

  test('is in no log line, no dead letter and no file, though a platform says it all back', async () => {
    const folder = liveShop();
    // Without anything around them that would give them away.
    const platforms = await startPlatforms(({ host, text }) => {
      if (host !== 'graph.facebook.com') return undefined;
      const message = `${values.join(' and ')} of jane.doe@customer.test, ${text}`;
      return [400, JSON.stringify({ error: { code: 100, message } })];
    });
    const relay = await startRelay({ folder, vendors: platforms.url });
    await relay.post('purchase', { transaction_id: 'T-1', note: 'of jane.doe' });
    await relay.post('rx_issued', { note: 'semaglutide for jane.doe', drug: 'semaglutide' });
    await relay.post('jane.doe@customer.test');
    const strange = `${relay.url}/people/jane.doe@customer.test?phone=%2B14155550143&token=${secrets.META_ACCESS_TOKEN}`;
    const answers = [
      await fetch(strange, { headers: { authorization: `Bearer ${secrets.GA4_API_SECRET}` } }),
      await fetch(`${relay.url}/mp/collect?measurement_id=G-SHOP&api_secret=jane.doe`, { method: 'POST', body: '{}' }),
      await fetch(`${relay.url}/__sgtm/outbox`, { headers: { authorization: `Bearer ${secrets.META_ACCESS_TOKEN}` } }),
    ].map(({ status }) => status);
    await relay.printed(/"msg":"dead letter"[^\n]*\n/);
    const dead = await inProcess(['outbox', 'dead', '--url', relay.url, '--format', 'json'], {
      cwd: folder,
      env: secrets,
    });
    const metrics = await (await fetch(`${relay.url}/metrics`)).text();
    const { stdout, stderr } = await relay.stop();
    const message = (JSON.parse(dead.stdout) as { deliveries: { message: string }[] }).deliveries.map(
      (one) => one.message,
    );
    const disk = readFileSync(outboxOf(folder), 'latin1');
    expect([answers, message, [stdout, stderr, dead.stdout, metrics, disk].map(found)]).toEqual([
      [400, 403, 403],
      [expect.stringMatching(/^100: (?:<redacted> and ){4}<redacted> of <email>, /)],
      [[], [], [], [], []],
    ]);
  });
});
