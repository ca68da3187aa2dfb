import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer as createRawServer, type Server as RawServer, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { createTransport, type TransportOptions } from '../../../../src/delivery/transport/create-transport.ts';
import type { Sent, Transport, WireRequest } from '../../../../src/delivery/transport/transport.ts';

/** A request as it arrived. */
export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** A server on a free port of the loopback that keeps what arrives. */
export interface Loopback {
  readonly port: number;
  readonly arrived: readonly Arrived[];
  /** Connections opened to it so far. */
  readonly connections: () => number;
}

/** Answers a request that was read whole. */
export type Answering = (response: ServerResponse, arrived: Arrived, request: IncomingMessage) => void;

const ok: Answering = (response) => response.end('ok');

/** An HTTP server. `host`: the address it listens on. */
export async function httpServer(answer: Answering = ok, host = '127.0.0.1'): Promise<Loopback> {
  const arrived: Arrived[] = [];
  return await listening(createServer(keeping(arrived, answer)), arrived, host);
}

/** An HTTPS server with a certificate of `certificates.ts`. */
export async function httpsServer(
  certificate: { readonly key: string; readonly cert: string },
  answer: Answering = ok,
): Promise<Loopback> {
  const arrived: Arrived[] = [];
  return await listening(createSecureServer(certificate, keeping(arrived, answer)), arrived, '127.0.0.1');
}

/** A TCP server that does what it is told with each connection. */
export async function rawServer(serve: (socket: Socket) => void): Promise<Loopback> {
  const server = createRawServer((socket) => {
    // A reset by the other side is what many tests are about.
    socket.on('error', () => {});
    serve(socket);
  });
  return await listening(server, [], '127.0.0.1');
}

/** A TCP server that answers every request with these bytes, and then does what it is told. */
export function answering(bytes: string | Buffer, then: (socket: Socket) => void = () => {}): Promise<Loopback> {
  return rawServer((socket) => {
    socket.once('data', () => socket.write(bytes, () => then(socket)));
  });
}

/** A port of the loopback where nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createRawServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A transport that may reach the loopback, closed when the test is done. */
export function open(options: TransportOptions = {}): Transport {
  const transport = createTransport({ allow: ['127.0.0.1'], ...options });
  onTestFinished(() => transport.close());
  return transport;
}

/** A POST with little in it. */
export function post(url: string, more: Partial<WireRequest> = {}): WireRequest {
  return { method: 'POST', url, headers: {}, body: '{}', redirects: [], ...more };
}

/** An answer's body, or the message why there is none. */
export function bodyOf(sent: Sent): string {
  return 'answer' in sent ? sent.answer.body : sent.message;
}

function keeping(arrived: Arrived[], answer: Answering): RequestListener {
  return async (request, response) => {
    const { method = '', url = '', headers } = request;
    const whole = { method, url, headers: { ...headers }, body: await text(request) };
    arrived.push(whole);
    answer(response, whole, request);
  };
}

async function listening(server: Server | RawServer, arrived: readonly Arrived[], host: string): Promise<Loopback> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, host);
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return { port: (server.address() as AddressInfo).port, arrived, connections: () => connections };
}
