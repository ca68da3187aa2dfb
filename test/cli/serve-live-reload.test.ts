import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inProcess } from '../support/in-process.ts';
import { deliveredLine, deliveredLines, logLines, requestLine, sorted } from './support/live-lines.ts';
import { container, liveShop, secrets, startPlatforms, startRelay } from './support/live-shop.ts';

describe('SIGHUP', () => {
  test('takes a new container and new secrets, and keeps what ran where the new one is broken', async () => {
    const folder = liveShop();
    const platforms = await startPlatforms();
    const relay = await startRelay({ folder, vendors: platforms.url });
    const file = join(folder, 'sgtm.yaml');
    const broken = `${container('broken')}  Third: { type: metaa }\n`;
    writeFileSync(file, broken);
    relay.child.kill('SIGHUP');
    await relay.printed(/"msg":"not reloaded[^\n]*\n/);
    await relay.post('purchase', { transaction_id: 'T-1' });
    await relay.printed(/("msg":"delivered"[\s\S]*){2}/);
    writeFileSync(file, container('mended').replace("pixel_id: '1'", "pixel_id: '2'").replace('Meta:', 'Meta of 2:'));
    relay.child.kill('SIGHUP');
    await relay.printed(/"msg":"reloaded[^\n]*\n/);
    await relay.post('purchase', { transaction_id: 'T-2' });
    await relay.printed(/("msg":"delivered"[\s\S]*){4}/);
    const { code, stdout } = await relay.stop();
    const lines = logLines(stdout);
    expect([code, sorted(lines.slice(1, -2))]).toEqual([
      0,
      sorted([
        {
          error: `${file}:7:18: tags.Third.type: unknown type "metaa"; did you mean meta?`,
          msg: 'not reloaded: what ran before goes on',
        },
        requestLine(1),
        ...deliveredLines(),
        { container: 'mended', tags: 2, msg: 'reloaded: container, contracts and secrets are new' },
        requestLine(2, { events: [{ name: 'purchase', tags: ['GA4', 'Meta of 2'] }] }),
        deliveredLine('ga4/G-SHOP', 'GA4', { seq: 2, requestId: 'request 2' }),
        deliveredLine('meta/2', 'Meta of 2', { seq: 2, requestId: 'request 2' }),
      ]),
    ]);
  });

  test('heals a destination whose token was refused, once it is resumed; the old token stays out of the log', async () => {
    const folder = liveShop();
    const token = join(folder, 'token');
    writeFileSync(token, `${secrets.META_ACCESS_TOKEN}\n`);
    const { META_ACCESS_TOKEN: old, ...others } = secrets;
    const platforms = await startPlatforms(({ host, text }) => {
      if (host !== 'graph.facebook.com' || text.includes('"access_token":"another-token"')) return undefined;
      return [401, JSON.stringify({ error: { code: 190, message: `Malformed access token ${old}` } })];
    });
    const env = { ...others, META_ACCESS_TOKEN_FILE: token };
    const relay = await startRelay({ folder, vendors: platforms.url, env });
    await relay.post('purchase', { transaction_id: 'T-1' });
    await relay.printed(/"msg":"paused[^\n]*\n/);
    writeFileSync(token, 'another-token\n');
    relay.child.kill('SIGHUP');
    await relay.printed(/"msg":"reloaded[^\n]*\n/);
    const status = await inProcess(['outbox', 'status', '--url', relay.url, '--format', 'json'], { cwd: folder, env });
    const resumed = await inProcess(['outbox', 'resume', 'meta/1', '--url', relay.url], { cwd: folder, env });
    await relay.printed(/"destination":"meta\/1"[^\n]*"msg":"delivered"/);
    const { stdout } = await relay.stop();
    const paused = '190: Malformed access token <redacted>';
    const { destinations } = JSON.parse(status.stdout) as { destinations: { name: string; paused?: string }[] };
    expect([
      status.code,
      destinations.map(({ name, paused }) => [name, paused]),
      resumed,
      stdout.includes(old),
    ]).toEqual([
      1,
      [
        ['ga4/G-SHOP', undefined],
        ['meta/1', paused],
      ],
      { code: 0, stdout: 'meta/1 goes on\n', stderr: '' },
      false,
    ]);
    expect(sorted(logLines(stdout).slice(1, -2))).toEqual(
      sorted([
        requestLine(1),
        deliveredLine('ga4/G-SHOP', 'GA4'),
        { destination: 'meta/1', reason: paused, msg: 'paused: nothing is sent there until sgtm outbox resume' },
        { container: 'shop', tags: 2, msg: 'reloaded: container, contracts and secrets are new' },
        deliveredLine('meta/1', 'Meta'),
      ]),
    );
  });
});
