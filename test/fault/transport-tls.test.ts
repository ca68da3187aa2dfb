import type { LookupAddress } from 'node:dns';
import { createServer as createSecureServer } from 'node:https';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Sent } from '../../src/delivery/transport/transport.ts';
import { type Certificate, makeCertificates } from '../delivery/transport/support/certificates.ts';
import {
  bodyOf,
  httpServer,
  httpsServer,
  type Loopback,
  open,
  post,
  rawServer,
} from '../delivery/transport/support/loopback.ts';

const { authority, good, expired, notYet, otherHost, selfSigned } = makeCertificates();

const resolve = (): Promise<readonly LookupAddress[]> => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
const body = '{"email":"secret"}';

function send(server: Loopback, authorities: string | undefined = authority, host = 'localhost'): Promise<Sent> {
  const transport = open({ resolve, ...(authorities === '' ? {} : { authorities }) });
  const headers = { authorization: 'Bearer secret' };
  return transport.send(post(`https://${host}:${server.port}/?access_token=secret`, { headers, body }));
}

function insecure(host: string, code: string): unknown {
  return { failure: 'insecure', message: `the certificate of ${host} does not hold (${code})` };
}

test('a certificate that holds lets the request through', async () => {
  const server = await httpsServer(good);
  expect([bodyOf(await send(server)), server.arrived.map((arrived) => arrived.body)]).toEqual(['ok', [body]]);
});

describe('F17: a certificate that does not hold gets nothing', () => {
  const cases: readonly (readonly [
    what: string,
    certificate: Certificate,
    authorities: string,
    host: string,
    code: string,
  ])[] = [
    ['it has expired', expired, authority, 'localhost', 'CERT_HAS_EXPIRED'],
    ['it is not yet valid', notYet, authority, 'localhost', 'CERT_NOT_YET_VALID'],
    ['it is for another host', otherHost, authority, 'localhost', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['it is for a name, and an address was asked', good, authority, '127.0.0.1', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['it is self-signed', selfSigned, authority, 'localhost', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['nobody knows who signed it', good, '', 'localhost', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ];
  test.each(cases)('%s', async (_, certificate, authorities, host, code) => {
    const server = await httpsServer(certificate);
    expect([await send(server, authorities, host), server.arrived]).toEqual([insecure(host, code), []]);
  });

  test('and no setting of the environment changes that', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    onTestFinished(() => void vi.unstubAllEnvs());
    const server = await httpsServer(selfSigned);
    expect([await send(server), server.arrived]).toEqual([insecure('localhost', 'DEPTH_ZERO_SELF_SIGNED_CERT'), []]);
  });

  test('nor does a connection that held before', async () => {
    const server = await httpsServer(good, (response) => response.setHeader('connection', 'close').end('ok'));
    const transport = open({ resolve, authorities: authority });
    const first = bodyOf(await transport.send(post(`https://localhost:${server.port}/`)));
    const other = await transport.send(post(`https://other.example:${server.port}/`));
    expect([first, other, server.arrived.length]).toEqual([
      'ok',
      insecure('other.example', 'ERR_TLS_CERT_ALTNAME_INVALID'),
      1,
    ]);
  });
});

describe('F17: there is no falling back to plain text', () => {
  test('a server that speaks plain HTTP gets a handshake, and nothing of the request', async () => {
    const server = await httpServer();
    const sent = await send(server);
    expect([sent, server.arrived]).toEqual([
      { failure: 'unsent', message: 'localhost cannot be connected to (ERR_SSL_WRONG_VERSION_NUMBER)' },
      [],
    ]);
  });

  test('what goes out is not to be read', async () => {
    const wire: Buffer[] = [];
    const ended = Promise.withResolvers<unknown>();
    const server = await rawServer((socket) => {
      socket.on('data', (bytes) => {
        wire.push(bytes);
        socket.end();
      });
      socket.on('close', ended.resolve);
    });
    const sent = await send(server);
    await ended.promise;
    expect([sent, Buffer.concat(wire).includes('secret'), Buffer.concat(wire)[0]]).toEqual([
      { failure: 'unsent', message: 'localhost broke off while connecting (ECONNRESET)' },
      false,
      // A TLS handshake record (RFC 8446, section 5.1).
      22,
    ]);
  });

  test('an old TLS is not spoken', async () => {
    const old = createSecureServer({ ...good, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' });
    const server = await rawServer((socket) => old.emit('connection', socket));
    expect(await send(server)).toEqual({
      failure: 'unsent',
      message: 'localhost cannot be connected to (ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION)',
    });
  });
});
