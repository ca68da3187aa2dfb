import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openSqliteOutbox } from '../../src/delivery/outbox/sqlite/open-sqlite-outbox.ts';
import type { Finished } from '../support/cli.ts';
import { inProcess } from '../support/in-process.ts';
import { container, liveShop, outboxOf, secrets } from './support/live-shop.ts';
import { shop } from './support/shop.ts';

const live = ['serve', '--live', '--port', '0'];
const simulated = [...live, '--vendors', 'http://127.0.0.1:9'];

function refused(...lines: readonly string[]): Finished {
  return { code: 2, stdout: '', stderr: `${lines.join('\n')}\n` };
}

test.each<[string, readonly string[], Readonly<Record<string, string>>, readonly string[]]>([
  [
    'secrets that are not set, each with where it is asked for',
    live,
    { RELAY_API_SECRET: 'a-relay' },
    [
      '2 secrets are not set, and delivering needs them:',
      '  GA4_API_SECRET: tags.GA4.api_secret',
      '  META_ACCESS_TOKEN: tags.Meta.access_token',
      'set each, or NAME_FILE to a file that holds it; sgtm doctor --live looks again; --vendors does without',
    ],
  ],
  [
    'one secret that is not set',
    live,
    { RELAY_API_SECRET: 'a-relay', GA4_API_SECRET: '', META_ACCESS_TOKEN: 'x' },
    [
      'a secret is not set, and delivering needs it:',
      '  GA4_API_SECRET: tags.GA4.api_secret',
      'set each, or NAME_FILE to a file that holds it; sgtm doctor --live looks again; --vendors does without',
    ],
  ],
  [
    'a secret whose file cannot be read',
    live,
    { ...secrets, META_ACCESS_TOKEN: '', META_ACCESS_TOKEN_FILE: '/nowhere/token' },
    ['META_ACCESS_TOKEN_FILE: /nowhere/token cannot be read (ENOENT): mend the path or its permissions'],
  ],
  [
    'an outbox key that is none',
    simulated,
    { ...secrets, SGTM_OUTBOX_KEY: 'hunter2' },
    ['SGTM_OUTBOX_KEY: the key has 5 bytes, not 32: make one with: openssl rand -base64 32'],
  ],
  [
    'a host that is none',
    [...simulated, '--allow-host', 'http://collector.internal/x'],
    secrets,
    [
      '--allow-host: "http://collector.internal/x" is neither a host nor a range that may be reached: write it as collector.internal, 10.1.2.3 or 10.0.0.0/8',
    ],
  ],
  ['--outbox without --live', ['serve', '--outbox', 'x.db'], {}, ['--outbox: only with --live']],
  [
    'all that is only for --live without it',
    ['serve', '--outbox-max-mb', '9', '--vendors', 'http://127.0.0.1:9', '--allow-host', 'a', '--outbox', 'x.db'],
    {},
    ['--outbox, --outbox-max-mb, --vendors, --allow-host: only with --live'],
  ],
  [
    'what is recorded with --live',
    [...live, '--save', 'x.json', '--keep-personal-data'],
    secrets,
    ['--save, --keep-personal-data: not with --live'],
  ],
])('refuses to start with %s', async (_, args, env, lines) => {
  expect(await inProcess(args, { cwd: liveShop(), env })).toEqual(refused(...lines));
});

test('refuses to start with a tag that names no account', async () => {
  const cwd = shop({ 'sgtm.yaml': container('shop').replace("pixel_id: '1'", "pixel_id: ''") });
  expect(await inProcess(simulated, { cwd, env: secrets })).toEqual(
    refused('these tags name no account, and delivering needs one:', '  tags.Meta: pixel_id is empty'),
  );
});

test('refuses an outbox that another has open, that is none, or whose key is another', async () => {
  const cwd = liveShop();
  const file = outboxOf(cwd);
  const start = (): Promise<Finished> => inProcess(simulated, { cwd, env: secrets });
  const key = { id: '00ff', secret: new Uint8Array(32) };
  const other = await openSqliteOutbox({ path: file, keys: [key], clock: { now: Date.now } });
  const inUse = await start();
  await other.append([{ key: undefined, receivedAt: 0, destinations: ['meta/1'], body: '{}' }]);
  await other.close();
  const locked = await start();
  writeFileSync(file, 'no database, but long enough to be looked at as one'.repeat(99));
  expect([inUse.code, inUse.stdout, inUse.stderr.replace(/\d+ on \S+,/, '<pid>,'), locked, await start()]).toEqual([
    2,
    '',
    `${file}: another process, <pid>, has it open: stop that one first, or give this one another path\n`,
    refused(
      `${file}: 1 event needs the key 00ff (given: dff7435f6e06f7da): add it to SGTM_OUTBOX_KEY after the one to encrypt with, until they are delivered`,
    ),
    refused(
      `${file}: it is no outbox, or too damaged to open (file is not a database): move it away and keep it, or give another path`,
    ),
  ]);
});

test('refuses an outbox where nothing can be written', async () => {
  const cwd = liveShop();
  mkdirSync(outboxOf(cwd));
  const { code, stderr } = await inProcess(simulated, { cwd, env: secrets });
  expect([code, stderr]).toEqual([
    2,
    `${outboxOf(cwd)}: it cannot be opened (unable to open database file): see that its folder is there and may be written to\n`,
  ]);
});

test('lets go of the outbox where the port is taken, and says which', async () => {
  const cwd = liveShop();
  const blocker = createServer();
  onTestFinished(() => void blocker.close());
  const port = await new Promise<number>((resolve) => {
    blocker.listen(0, '127.0.0.1', () => resolve((blocker.address() as { port: number }).port));
  });
  const args = ['serve', '--live', '--port', String(port), '--vendors', 'http://127.0.0.1:9'];
  const told = refused(
    `port ${port} on 127.0.0.1 is in use: stop what listens there, or choose another port (0 takes any free one)`,
  );
  const twice = [await inProcess(args, { cwd, env: secrets }), await inProcess(args, { cwd, env: secrets })];
  expect(twice).toEqual([told, told]);
});
