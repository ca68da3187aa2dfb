import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Engine } from '../engine/engine.ts';
import type { Recording } from '../engine/recording.ts';
import type { Recorder } from '../recordings/recorder.ts';
import type { HttpResponse, IncomingRequest } from '../runtime/request.ts';
import { type Runtime, systemRuntime } from '../runtime/runtime.ts';
import { type AcceptObserver, declaresTooMuch } from './accept.ts';
import type { Admission } from './admission/admission.ts';
import { type Refusal, refusalBody, refusalResponse } from './answer.ts';
import { createApp, type Readiness, type ServerApp } from './create-app.ts';
import { defaultLimits, type ServerLimits } from './limits.ts';
import { listenError } from './listen-error.ts';
import { type Logger, silentLogger } from './logger.ts';
import { createMalformedRequests } from './malformed.ts';
import { createStats, type ServerStats } from './stats.ts';
import { minTlsVersion, type TlsPair } from './tls.ts';
import { parseTrustedProxies } from './trusted-proxies.ts';

/** What a server is made of. */
export interface ServerOptions extends Partial<ServerLimits> {
  readonly engine: Engine;
  readonly recorder: Recorder;
  /** 127.0.0.1 unless given: nobody else can reach it. */
  readonly host?: string;
  /** 0 for any free one. */
  readonly port: number;
  /** Addresses and CIDR ranges whose `X-Forwarded-For` or `Forwarded` counts. */
  readonly trustedProxies?: readonly string[];
  readonly runtime?: Runtime;
  readonly logger?: Logger;
  readonly readiness?: () => Readiness;
  /** Adds routes before the container's. */
  readonly extend?: (app: ServerApp) => void;
  /** Told of each recording after the recorder has it. */
  readonly onRecording?: (recording: Recording) => void;
  /** Who may send events; everybody where absent. */
  readonly admission?: Admission;
  /** Told of what comes in, for metrics. */
  readonly observer?: AcceptObserver;
  /** In live: keeps what a request came to, then gives the answer; in place of engine and recorder. */
  readonly collect?: (request: IncomingRequest) => Promise<HttpResponse>;
  /** To serve HTTPS, and that alone. */
  readonly tls?: TlsPair;
}

/** Where a server listens. */
export interface Listening {
  readonly url: string;
  readonly port: number;
}

/** An HTTP server in front of an engine. */
export interface SgtmServer {
  readonly app: ServerApp;
  readonly stats: Readonly<ServerStats>;
  /** Starts to listen; rejects with a ListenError that says what to do. */
  listen(): Promise<Listening>;
  /** Stops taking connections and requests, lets those in flight finish, cuts off what takes longer than 10 s. */
  close(): Promise<void>;
  /** Shows another certificate to whoever connects from now on. Only of a server that was made with one. */
  renewTls(pair: TlsPair): void;
}

/** Makes a server; it listens when told to. Throws a TrustedProxyError where the list of proxies is malformed. */
export function createServer(options: ServerOptions): SgtmServer {
  const { engine, recorder, port, host = '127.0.0.1', logger = silentLogger, runtime = systemRuntime } = options;
  const limits = limitsOf(options);
  const stats = createStats();
  const malformed = createMalformedRequests(limits, stats, logger);
  let closed: Promise<void> | undefined;

  const app = createApp({
    engine,
    recorder,
    runtime,
    limits,
    trusted: parseTrustedProxies(options.trustedProxies ?? []),
    stats,
    logger,
    closing: () => closed !== undefined,
    closedByUs: (incoming) => malformed.hasRefused(incoming.socket),
    onRecording: options.onRecording,
    admission: options.admission,
    observer: options.observer,
    collect: options.collect,
    readiness: options.readiness,
    extend: options.extend,
  });
  const handle = getRequestListener(app.fetch, { hostname: 'localhost', errorHandler: refuseTarget });
  const settings = {
    maxHeaderSize: limits.maxHeaderBytes,
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    connectionsCheckingInterval: limits.checkIntervalMs,
    keepAliveTimeout: limits.keepAliveMs,
    insecureHTTPParser: false,
    // Checked below, to say so in the answer.
    requireHostHeader: false,
  };
  const { tls } = options;
  const secure =
    tls &&
    createHttpsServer({ ...settings, ...tls, minVersion: minTlsVersion, handshakeTimeout: limits.headersTimeoutMs });
  const server: Server = secure ?? createHttpServer(settings);
  server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (incoming.headers.host === undefined && incoming.httpVersionMinor === 1) refuse(outgoing, hostless);
    else handle(incoming, outgoing);
  });
  server.maxConnections = limits.maxConnections;
  server.maxRequestsPerSocket = limits.maxRequestsPerConnection;
  // One more than the limit, so that what is over it shows instead of being cut off silently.
  server.maxHeadersCount = limits.maxHeaders + 1;
  const sockets = new Set<Socket>();
  /** What HTTP is spoken over: sockets, or with TLS what they carry. */
  const streams = new Set<Socket>();
  server.on(secure === undefined ? 'connection' : 'secureConnection', (stream: Socket) => {
    streams.add(stream);
    stream.once('close', () => streams.delete(stream));
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    stats.connections = sockets.size;
    socket.once('close', () => {
      sockets.delete(socket);
      stats.connections = sockets.size;
    });
  });
  server.on('drop', () => {
    stats.dropped += 1;
  });
  server.on('clientError', malformed.refuse);
  server.on('connect', (_request, socket) => {
    stats.malformed += 1;
    socket.on('error', () => socket.destroy());
    malformed.turnAway(noTunnels, socket);
  });
  server.on('checkContinue', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (!declaresTooMuch(incoming, limits)) outgoing.writeContinue();
    server.emit('request', incoming, outgoing);
  });
  server.on('checkExpectation', (_incoming, outgoing) => refuse(outgoing, unknownExpectation));

  return {
    app,
    stats,
    listen: () => listen(server, host, port, logger, secure === undefined ? 'http' : 'https'),
    close: () => {
      closed ??= close(server, { sockets, streams }, stats, limits.closeTimeoutMs, logger);
      return closed;
    },
    renewTls: (pair) => secure?.setSecureContext({ ...pair, minVersion: minTlsVersion }),
  };

  /** What the adapter says of a target it cannot make a URL of. */
  function refuseTarget(error: unknown): Response {
    stats.refused += 1;
    options.observer?.refused?.('malformed');
    const message = `the request's target or Host header is malformed: ${(error as Error).message}`;
    return refusalResponse({ status: 400, message, help: 'Send a path that begins with a slash, and a plain host.' });
  }

  function refuse(outgoing: ServerResponse, refusal: Refusal): void {
    stats.refused += 1;
    options.observer?.refused?.(refusal.reason ?? 'malformed');
    const body = refusalBody(refusal);
    outgoing.writeHead(refusal.status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      connection: 'close',
    });
    outgoing.end(body);
  }
}

const hostless: Refusal = {
  status: 400,
  message: 'the Host header is missing',
  help: 'HTTP/1.1 asks for one; every client library sends it.',
};

const unknownExpectation: Refusal = {
  status: 417,
  message: 'the Expect header asks for what the server does not do',
  help: 'Leave it out, or send Expect: 100-continue.',
};

const noTunnels: Refusal = {
  status: 405,
  message: 'CONNECT is not taken: this is no proxy',
  help: 'Send the request to the server itself; check the HTTP proxy settings of the caller.',
};

function limitsOf(options: Partial<ServerLimits>): ServerLimits {
  const limits: Record<string, number> = { ...defaultLimits };
  for (const name of Object.keys(defaultLimits) as (keyof ServerLimits)[]) {
    const given = options[name];
    if (given !== undefined) limits[name] = given;
  }
  return limits as unknown as ServerLimits;
}

function listen(server: Server, host: string, port: number, logger: Logger, scheme: string): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const refuse = (error: unknown): void => reject(listenError(error as NodeJS.ErrnoException, host, port));
    server.once('error', refuse);
    try {
      server.listen(port, host, () => {
        server.off('error', refuse);
        // What happens to a listening socket later (too many open files) must not end the process.
        server.on('error', (error: NodeJS.ErrnoException) => logger.error({ code: error.code }, 'the server failed'));
        const address = server.address();
        const actual = typeof address === 'object' && address !== null ? address.port : port;
        if (!isLoopback(host))
          logger.warn({ host }, 'listening beyond this machine: whoever reaches it can send events');
        resolve({ url: `${scheme}://${urlHost(host)}:${actual}`, port: actual });
      });
    } catch (error) {
      refuse(error);
    }
  });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** A host to be reached at: the wildcard addresses are no destination. */
function urlHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

function close(
  server: Server,
  { sockets, streams }: Readonly<Record<'sockets' | 'streams', ReadonlySet<Socket>>>,
  stats: ServerStats,
  timeoutMs: number,
  logger: Logger,
): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve) => {
    let silent: readonly Socket[] = [];
    // A connection becomes idle when its answer is out, and would be kept alive for the next request. One that has never
    // sent a byte counts as busy to Node; a second look tells whether bytes were only waiting to be read.
    const idle = setInterval(() => {
      server.closeIdleConnections();
      for (const socket of silent) if (socket.bytesRead === 0) socket.destroy();
      silent = [...streams].filter((socket) => socket.bytesRead === 0);
    }, 20);
    let late = false;
    const force = setTimeout(() => {
      late = true;
      logger.warn({ timeoutMs }, 'cut off requests that did not finish before the server closed');
      server.closeAllConnections();
      // Those in the midst of a TLS handshake are none of HTTP's yet.
      for (const socket of sockets) socket.destroy();
    }, timeoutMs);
    // A caller that goes away leaves its request behind: it is run, kept and told of all the same.
    const finish = (): void => {
      if (stats.running > 0 && !late) {
        setTimeout(finish, 5);
        return;
      }
      clearTimeout(force);
      resolve();
    };
    server.close(() => {
      clearInterval(idle);
      finish();
    });
  });
}
