import { chmodSync, copyFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { emptyFolder, root, startSgtm } from '../support/cli.ts';
import { inProcess } from '../support/in-process.ts';

const fixture = (name: string): string => join(root, 'test/server/fixtures/tls', name);

/** A folder with a container and a pair. */
function folder(): string {
  const made = emptyFolder();
  writeFileSync(join(made, 'sgtm.yaml'), "name: x\naccess: { api_secrets: { G-X: '${RELAY_API_SECRET}' } }\n");
  for (const [from, to] of [
    ['first.pem', 'cert.pem'],
    ['first-key.pem', 'key.pem'],
    ['second-key.pem', 'other.pem'],
  ] as const) {
    copyFileSync(fixture(from), join(made, to));
    chmodSync(join(made, to), 0o600);
  }
  return made;
}

describe('--tls-cert and --tls-key', () => {
  test.each([
    [['--tls-cert', 'cert.pem'], '--tls-cert needs --tls-key, its private key'],
    [['--tls-key', 'key.pem'], '--tls-key needs --tls-cert, the certificate it is the key of'],
    [
      ['--tls-cert', 'cert.pem', '--tls-key', 'other.pem'],
      'HERE/other.pem: is not the key of the certificate in HERE/cert.pem: give the two that belong together',
    ],
    [
      ['--tls-cert', 'none.pem', '--tls-key', 'key.pem'],
      'HERE/none.pem: there is no such file: give the PEM file of the TLS certificate',
    ],
  ])('%j: says what is wrong, exit 2', async (options, message) => {
    const cwd = folder();
    for (const command of [['dev'], ['serve'], ['record', '-o', 'out.json']]) {
      const finished = await inProcess([...command, '--port', '0', ...options], { cwd });
      expect(finished).toEqual({ code: 2, stdout: '', stderr: `${message.replaceAll('HERE', cwd)}\n` });
    }
  });

  test('serve HTTPS, with the access rules of the container and secrets from files', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'secret'), 'sentinel-31415\n');
    const args = ['serve', '--port', '0', '--tls-cert', 'cert.pem', '--tls-key', 'key.pem'];
    const running = startSgtm(args, { cwd, env: { RELAY_API_SECRET_FILE: join(cwd, 'secret') } });
    onTestFinished(async () => {
      running.child.kill('SIGKILL');
      await running.finished;
    });
    const [, url = ''] = await running.printed(/"(https:\/\/127\.0\.0\.1:\d+)"/);
    const post = (secret: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const target = `${url}/mp/collect?measurement_id=G-X&api_secret=${secret}`;
        request(target, { method: 'POST', rejectUnauthorized: false }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        })
          .on('error', reject)
          .end('{"client_id":"1.2","events":[{"name":"purchase"}]}');
      });
    expect([await post('sentinel-31415'), await post('sentinel-27182')]).toEqual([204, 403]);
    running.child.kill('SIGTERM');
    const { code, stdout } = await running.finished;
    expect([code, /sentinel/.test(stdout)]).toEqual([0, false]);
  });

  test('a secret that cannot be read stops the start', async () => {
    const cwd = folder();
    const env = { RELAY_API_SECRET_FILE: '/nowhere/secret' };
    const { code, stderr } = await inProcess(['serve', '--port', '0'], { cwd, env });
    expect([code, stderr]).toEqual([
      2,
      'RELAY_API_SECRET_FILE: /nowhere/secret cannot be read (ENOENT): mend the path or its permissions\n',
    ]);
  });
});
