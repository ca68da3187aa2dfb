import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { AddressGuard } from '../../../src/delivery/transport/address-guard.ts';
import { ConnectError } from '../../../src/delivery/transport/connect-error.ts';
import { guardedConnector } from '../../../src/delivery/transport/guarded-connector.ts';
import { type Resolve, sharedResolve } from '../../../src/delivery/transport/guarded-lookup.ts';
import { closedPort, rawServer } from './support/loopback.ts';

const anywhere: AddressGuard = { refusal: () => undefined };
const loopback: Resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);

/** Connects to a.example at a port; gives the socket's far address, or the error. */
function connect(port: number, guard: AddressGuard, resolve = loopback): Promise<unknown> {
  const connector = guardedConnector({ guard, resolve, timeoutMs: 5_000 });
  return new Promise((done) => {
    connector({ hostname: 'a.example', protocol: 'http:', port: String(port) }, (error, socket) => {
      done(error ?? (socket as Socket).remoteAddress);
      socket?.destroy();
    });
  });
}

test('a connection is to the address that was found', async () => {
  const { port } = await rawServer(() => {});
  expect(await connect(port, anywhere)).toBe('127.0.0.1');
});

test('the address is checked again once connected, and the connection closed where it is not one to reach', async () => {
  const arrived: unknown[] = [];
  const ended = Promise.withResolvers<unknown>();
  const { port } = await rawServer((socket) => {
    socket.on('data', (bytes) => arrived.push(bytes));
    socket.on('close', ended.resolve);
  });
  const judged: string[] = [];
  const guard: AddressGuard = {
    refusal: (_, address) => {
      judged.push(address);
      return judged.length === 1 ? undefined : 'it is another';
    },
  };
  const error = new ConnectError('forbidden', 'a.example is not to be reached: it is another');
  expect([await connect(port, guard), await ended.promise, judged, arrived]).toEqual([
    error,
    false,
    ['127.0.0.1', '127.0.0.1'],
    [],
  ]);
});

test('the name is looked up once a connection: what was checked is what is connected to', async () => {
  const { port } = await rawServer(() => {});
  const answers = ['127.0.0.1', '10.0.0.1', '10.0.0.1'];
  const resolve: Resolve = () => Promise.resolve([{ address: answers.shift() as string, family: 4 }]);
  expect([await connect(port, anywhere, resolve), answers]).toEqual(['127.0.0.1', ['10.0.0.1', '10.0.0.1']]);
});

test('where the first address refuses, the next is tried', async () => {
  const server = createServer().listen(0, '127.0.0.2');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const resolve: Resolve = () =>
    Promise.resolve([
      { address: '127.0.0.1', family: 4 },
      { address: '127.0.0.2', family: 4 },
    ]);
  expect(await connect((server.address() as AddressInfo).port, anywhere, resolve)).toBe('127.0.0.2');
});

test.each<[string, Resolve, ConnectError]>([
  ['refuses', loopback, new ConnectError('unsent', 'a.example refuses connections (ECONNREFUSED)')],
  ['has no address', () => Promise.resolve([]), new ConnectError('unsent', 'a.example has no address')],
  [
    'cannot be looked up',
    () => Promise.reject(new Error('getaddrinfo: token=secret')),
    new ConnectError('unsent', 'a.example cannot be connected to (no code)'),
  ],
])('a host that %s is an error of ours', async (_, resolve, error) => {
  expect(await connect(await closedPort(), anywhere, resolve)).toEqual(error);
});

test('those who ask for a name at once share one answer, and later ones ask anew', async () => {
  const asked: string[] = [];
  const answers: ((addresses: readonly LookupAddress[]) => void)[] = [];
  const resolve = sharedResolve((host) => {
    asked.push(host);
    return new Promise((answer) => answers.push(answer));
  });
  const one = [{ address: '192.0.2.1', family: 4 }];
  const both = [resolve('a.example'), resolve('b.example'), resolve('a.example')];
  for (const answer of answers) answer(one);
  expect(await Promise.all(both)).toEqual([one, one, one]);
  const failing = resolve('a.example');
  answers[2]?.([]);
  expect([await failing, asked]).toEqual([[], ['a.example', 'b.example', 'a.example']]);
});

test('a name that could not be found is asked for again', async () => {
  let asked = 0;
  const resolve = sharedResolve(() => {
    asked += 1;
    return Promise.reject(new Error('not found'));
  });
  await expect(resolve('a.example')).rejects.toThrow(new Error('not found'));
  await expect(resolve('a.example')).rejects.toThrow(new Error('not found'));
  expect(asked).toBe(2);
});
