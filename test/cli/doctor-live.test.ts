import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { inlineOutbox } from '../delivery/outbox/inline-outbox.ts';
import { inProcess } from '../support/in-process.ts';
import { container, liveShop, outboxOf, secrets } from './support/live-shop.ts';
import { shop } from './support/shop.ts';

interface Told {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly remedy?: string;
}

/** What doctor says of delivering, and its exit code. */
async function doctor(cwd: string, env: NodeJS.ProcessEnv, ...args: readonly string[]) {
  const { code, stdout, stderr } = await inProcess(['doctor', '--live', '--port', '0', '--format', 'json', ...args], {
    cwd,
    env,
  });
  const { checks } = JSON.parse(stdout) as { checks: readonly Told[] };
  const others = ['node', 'container', 'port', 'recordings', 'disk'];
  return { code, stderr, checks: checks.filter(({ name }) => !others.includes(name)) };
}

const key = { name: 'outbox key', status: 'ok', message: 'SGTM_OUTBOX_KEY encrypts what is kept' };
const token = { name: 'control token', status: 'ok', message: 'SGTM_CONTROL_TOKEN is set' };
const allSet = { name: 'secrets', status: 'ok', message: '3 secrets, all set' };
const canBeMade = { name: 'outbox', status: 'ok', message: 'sgtm-outbox.db is not there yet, and can be made' };

test('finds all in order, and makes no outbox', async () => {
  const cwd = liveShop();
  expect([await doctor(cwd, secrets), existsSync(outboxOf(cwd))]).toEqual([
    { code: 0, stderr: '', checks: [allSet, key, canBeMade, token] },
    false,
  ]);
});

test('a missing secret is an error that names tag and variable; what only makes it worse is a warning', async () => {
  const set = (name: string): string => `set ${name}, or ${name}_FILE to a file that holds it; --vendors does without`;
  expect(await doctor(liveShop(), { RELAY_API_SECRET: 'x' })).toEqual({
    code: 2,
    stderr: '',
    checks: [
      {
        name: 'secrets',
        status: 'error',
        message: 'GA4_API_SECRET is not set (tags.GA4.api_secret)',
        remedy: set('GA4_API_SECRET'),
      },
      {
        name: 'secrets',
        status: 'error',
        message: 'META_ACCESS_TOKEN is not set (tags.Meta.access_token)',
        remedy: set('META_ACCESS_TOKEN'),
      },
      {
        name: 'outbox key',
        status: 'warning',
        message: 'SGTM_OUTBOX_KEY is not set: events wait on the disk as they are',
        remedy: 'make one with: openssl rand -base64 32',
      },
      canBeMade,
      {
        name: 'control token',
        status: 'warning',
        message: 'SGTM_CONTROL_TOKEN is not set: sgtm outbox cannot reach a running server',
        remedy: 'make one with: openssl rand -hex 32',
      },
    ],
  });
});

test('without a control token or a key it is in order all the same', async () => {
  const { SGTM_CONTROL_TOKEN: _, SGTM_OUTBOX_KEY: __, ...others } = secrets;
  const { code, checks } = await doctor(liveShop(), others);
  expect([code, checks.map(({ status }) => status)]).toEqual([0, ['ok', 'warning', 'ok', 'warning']]);
});

test('files of secrets that cannot be read are errors', async () => {
  const cwd = liveShop();
  const { META_ACCESS_TOKEN: _, SGTM_CONTROL_TOKEN: __, SGTM_OUTBOX_KEY: ___, ...others } = secrets;
  const env = {
    ...others,
    META_ACCESS_TOKEN_FILE: '/nowhere/a',
    SGTM_CONTROL_TOKEN_FILE: '/nowhere/b',
    SGTM_OUTBOX_KEY_FILE: '/nowhere/c',
  };
  const unread = (name: string, file: string): string =>
    `${name}_FILE: /nowhere/${file} cannot be read (ENOENT): mend the path or its permissions`;
  expect(await doctor(cwd, env)).toEqual({
    code: 2,
    stderr: '',
    checks: [
      {
        name: 'secrets',
        status: 'error',
        message: unread('META_ACCESS_TOKEN', 'a'),
        remedy: 'mend what is named: delivering needs every secret',
      },
      { name: 'outbox key', status: 'error', message: unread('SGTM_OUTBOX_KEY', 'c'), remedy: 'mend SGTM_OUTBOX_KEY' },
      {
        name: 'control token',
        status: 'error',
        message: unread('SGTM_CONTROL_TOKEN', 'b'),
        remedy: 'mend SGTM_CONTROL_TOKEN',
      },
    ],
  });
});

test('a malformed key is an error that does not show it, and so is an account that is empty', async () => {
  const cwd = shop({ 'sgtm.yaml': container('shop').replace("pixel_id: '1'", "pixel_id: ''") });
  expect(await doctor(cwd, { ...secrets, SGTM_OUTBOX_KEY: 'hunter2hunter2' })).toEqual({
    code: 2,
    stderr: '',
    checks: [
      allSet,
      {
        name: 'accounts',
        status: 'error',
        message: 'tags.Meta: pixel_id is empty',
        remedy: 'fill it in, or pause the tag',
      },
      {
        name: 'outbox key',
        status: 'error',
        message: 'SGTM_OUTBOX_KEY: the key has 10 bytes, not 32: make one with: openssl rand -base64 32',
        remedy: 'mend SGTM_OUTBOX_KEY',
      },
      token,
    ],
  });
});

test('an outbox that is there is told of: whether it is free, in use, or none', async () => {
  const cwd = liveShop();
  const path = outboxOf(cwd);
  const outbox = inlineOutbox({ path });
  onTestFinished(() => outbox.close());
  const inUse = await doctor(cwd, secrets);
  await outbox.close();
  const free = await doctor(cwd, secrets);
  const again = await doctor(cwd, secrets);
  writeFileSync(join(cwd, 'notes.db'), 'notes '.repeat(2_000));
  const none = await doctor(cwd, secrets, '--outbox', 'notes.db');
  const below = await doctor(cwd, secrets, '--outbox', join('sgtm.yaml', 'x', 'outbox.db'));
  const told = [inUse, free, again, none, below].map(({ code, checks }) => [
    code,
    ...checks
      .filter(({ name }) => name === 'outbox')
      .map(({ status, message, remedy }) => [status, message.replace(/\d+ on \S+,/, '<pid>,'), remedy]),
  ]);
  const remedy = 'serve --live will not start before that is mended';
  const open = ['ok', 'sgtm-outbox.db can be written, and nobody has it open', undefined];
  expect(told).toEqual([
    [
      2,
      [
        'error',
        `${path}: another process, <pid>, has it open: stop that one first, or give this one another path`,
        remedy,
      ],
    ],
    [0, open],
    [0, open],
    [
      2,
      [
        'error',
        `${join(cwd, 'notes.db')}: it is no outbox, or too damaged to open (file is not a database): move it away and keep it, or give another path`,
        remedy,
      ],
    ],
    [
      2,
      [
        'error',
        `sgtm.yaml/x/outbox.db cannot be made: ${join(cwd, 'sgtm.yaml')} is no folder`,
        'give yourself the right to write there, or another path with --outbox',
      ],
    ],
  ]);
});
