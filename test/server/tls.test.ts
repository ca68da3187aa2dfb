import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type ReadPair, readTlsPair, TlsError, type TlsPair, watchTls } from '../../src/server/tls.ts';
import { type LogLine, type Started, start } from './support/start.ts';

const fixtures = fileURLToPath(new URL('fixtures/tls/', import.meta.url));
const now = Date.parse('2026-11-21T16:00:00Z');

/** Lets the loop turn until something is so. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

/** A folder with a certificate and its key. */
function pairIn(cert = 'first.pem', key = 'first-key.pem'): { cert: string; key: string } {
  const folder = mkdtempSync(join(tmpdir(), 'sgtm-tls-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  put(cert, files.cert);
  put(key, files.key);
  return files;
}

function put(fixture: string, to: string): void {
  copyFileSync(join(fixtures, fixture), to);
  chmodSync(to, 0o600);
}

async function complaint(files: { cert: string; key: string }): Promise<string> {
  const error = await readTlsPair(files, now).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(TlsError);
  return (error as Error).message.replaceAll(files.cert, 'CERT').replaceAll(files.key, 'KEY');
}

describe('reading a pair', () => {
  test('a good one, without complaint', async () => {
    const read: ReadPair = await readTlsPair(pairIn(), now);
    expect([Object.keys(read.pair), read.warnings]).toEqual([['cert', 'key'], []]);
  });

  test('what is wrong, in which file, and what to do', async () => {
    const missing = { ...pairIn(), cert: '/nowhere/cert.pem' };
    expect(await complaint(missing)).toBe('CERT: there is no such file: give the PEM file of the TLS certificate');
    const folder = { ...pairIn(), key: tmpdir() };
    expect(await complaint(folder)).toBe('KEY: cannot be read (EISDIR): give the PEM file of the TLS key');
    expect(await complaint(pairIn('first-key.pem'))).toBe(
      'CERT: holds no certificate: it must be PEM and begin with -----BEGIN CERTIFICATE-----',
    );
    expect(await complaint(pairIn('first.pem', 'first.pem'))).toBe(
      'KEY: holds no private key: it must be PEM and begin with -----BEGIN PRIVATE KEY-----',
    );
    expect(await complaint(pairIn('first.pem', 'second-key.pem'))).toBe(
      'KEY: is not the key of the certificate in CERT: give the two that belong together',
    );
    expect(await complaint(pairIn('first.pem', 'locked-key.pem'))).toBe(
      'KEY: the key has a passphrase, which nobody could type here: give it without one',
    );
  });

  test('a key others can read, and a certificate out of its time, are warned of', async () => {
    const files = pairIn();
    chmodSync(files.key, 0o644);
    expect((await readTlsPair(files, Date.parse('2120-01-02'))).warnings).toEqual([
      `${files.key}: everybody on this machine can use this key (mode 644): chmod 600 ${files.key}`,
      `${files.cert}: expired at 2120-01-01T00:00:00.000Z: callers will refuse it`,
    ]);
    chmodSync(files.key, 0o640);
    expect((await readTlsPair(files, Date.parse('2019-12-31'))).warnings).toEqual([
      `${files.cert}: is not valid before 2020-01-01T00:00:00.000Z: callers will refuse it`,
    ]);
  });
});

describe('a pair that changes', () => {
  test('a new one is handed over, a bad one logged once while the old one stays', async () => {
    const files = pairIn();
    const log: Omit<LogLine, 'fields'>[] = [];
    const write =
      (level: LogLine['level']) =>
      (_: object, message: string): void =>
        void log.push({ level, message: message.replace(files.cert, 'CERT').replace(files.key, 'KEY') });
    const logger = { info: write('info'), warn: write('warn'), error: write('error') };
    const renewed: TlsPair[] = [];
    const renew = (pair: TlsPair): void => void renewed.push(pair);
    const watch = await watchTls({ files, renew, logger, now: () => now, intervalMs: 3_600_000 });
    onTestFinished(watch.stop);

    await watch.check();
    expect([renewed, log]).toEqual([[], []]);

    put('second.pem', files.cert);
    await watch.check();
    await watch.check();
    const mismatch = {
      level: 'error',
      message:
        'the TLS certificate stays as it was: KEY: is not the key of the certificate in CERT: give the two that belong together',
    };
    expect([renewed, log]).toEqual([[], [mismatch]]);

    put('second-key.pem', files.key);
    await watch.check();
    await watch.check();
    const { pair } = await readTlsPair(
      { cert: join(fixtures, 'second.pem'), key: join(fixtures, 'second-key.pem') },
      now,
    );
    const changed = { level: 'info', message: 'the TLS certificate in CERT changed and is shown from now on' };
    expect([renewed, log]).toEqual([[pair], [mismatch, changed]]);

    rmSync(files.cert);
    await watch.check();
    writeFileSync(files.cert, 'nonsense');
    await watch.check();
    const gone = 'CERT: there is no such file: give the PEM file of the TLS certificate';
    const nonsense = 'CERT: holds no certificate: it must be PEM and begin with -----BEGIN CERTIFICATE-----';
    expect([renewed, log.slice(2)]).toEqual([
      [pair],
      [gone, nonsense].map((why) => ({ level: 'error', message: `the TLS certificate stays as it was: ${why}` })),
    ]);
  });
});

describe('a server with a pair', () => {
  async function secure(options: Parameters<typeof start>[0] = {}): Promise<Started> {
    const { pair } = await readTlsPair(pairIn(), now);
    return start({ tls: pair, ...options });
  }

  async function handshake(port: number, options: object = {}): Promise<TLSSocket> {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options });
    await once(socket, 'secureConnect');
    return socket;
  }

  /** The name on the certificate a caller is shown. */
  async function shown(port: number): Promise<string | undefined> {
    const socket = await handshake(port);
    const { CN } = socket.getPeerCertificate().subject;
    socket.destroy();
    return [CN].flat()[0];
  }

  test('serves HTTPS', async () => {
    const { url, port, requests } = await secure();
    const body = '{"client_id":"1.2","events":[]}';
    const asked = request(`${url}/mp/collect?x=1`, { method: 'POST', rejectUnauthorized: false }).end(body);
    const [answer] = await once(asked, 'response');
    expect([url, answer.statusCode, requests.map((one) => one.body)]).toEqual([
      `https://127.0.0.1:${port}`,
      204,
      [body],
    ]);
    answer.resume();
  });

  test('shows a new certificate to new connections, and keeps the open ones', async () => {
    const { port, server } = await secure();
    const before = await handshake(port);
    const { pair } = await readTlsPair(pairIn('second.pem', 'second-key.pem'), now);
    expect(await shown(port)).toBe('first.test');
    server.renewTls(pair);
    expect(await shown(port)).toBe('second.test');
    before.write('GET /healthy HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    expect(String((await once(before, 'data'))[0]).split('\r\n')[0]).toBe('HTTP/1.1 200 OK');
    before.destroy();
  });

  test.each([
    ['TLSv1.1', 'refused'],
    ['TLSv1.2', 'TLSv1.2'],
    ['TLSv1.3', 'TLSv1.3'],
  ])('%s: %s', async (version, outcome) => {
    const { port, server } = await secure();
    const { pair } = await readTlsPair(pairIn('second.pem', 'second-key.pem'), now);
    const spoken = async (): Promise<string | null> => {
      // Else the caller's own library would refuse before the server does.
      const ciphers = 'DEFAULT@SECLEVEL=0';
      try {
        const socket = await handshake(port, { minVersion: version, maxVersion: version, ciphers });
        const protocol = socket.getProtocol();
        socket.destroy();
        return protocol;
      } catch {
        return 'refused';
      }
    };
    const before = await spoken();
    server.renewTls(pair);
    expect([before, await spoken()]).toEqual([outcome, outcome]);
  });

  test('plain HTTP is closed, counted and logged', async () => {
    const { port, server, log } = await secure();
    const socket = connectTcp(port, '127.0.0.1').on('error', () => undefined);
    socket.write('GET /healthy HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await new Promise((resolve) => socket.resume().on('close', resolve));
    expect([server.stats.malformed, log]).toEqual([
      1,
      [
        {
          level: 'warn',
          fields: { code: 'ERR_SSL_HTTP_REQUEST' },
          message: 'closed a connection: its TLS handshake failed',
        },
      ],
    ]);
  });

  test('closing waits for nobody who has asked nothing', async () => {
    const { port, server } = await secure({
      closeTimeoutMs: 3_600_000,
      headersTimeoutMs: 3_600_000,
      requestTimeoutMs: 3_600_000,
    });
    const silent = await handshake(port);
    const used = await handshake(port);
    used.write('GET /healthy HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(used, 'data');
    await server.close();
    for (const socket of [silent, used]) socket.destroy();
  });

  test('closing cuts off what hangs in a handshake', async () => {
    const { port, server } = await secure({
      closeTimeoutMs: 50,
      headersTimeoutMs: 3_600_000,
      requestTimeoutMs: 3_600_000,
    });
    const socket = connectTcp(port, '127.0.0.1').on('error', () => undefined);
    // The head of a ClientHello of 512 bytes that never come.
    socket.write(Buffer.from('16030102000100', 'hex'));
    const closed = new Promise((resolve) => socket.resume().on('close', resolve));
    const open = await handshake(port);
    await server.close();
    await closed;
    await until(() => server.stats.connections === 0);
    open.destroy();
  });
});
