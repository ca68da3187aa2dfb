import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Refusal, refusalBody } from './answer.ts';
import type { ServerLimits } from './limits.ts';
import type { Logger } from './logger.ts';
import type { ServerStats } from './stats.ts';

/** What Node's HTTP parser says of a connection it gives up on. */
interface ParserError extends Error {
  readonly code?: string;
  /** The parser's own words; never the caller's bytes. */
  readonly reason?: string;
  readonly rawPacket?: Buffer;
}

/** How long a caller may take to read why it was turned away. */
const lingerMs = 500;

/** Answers what is no HTTP request, came too slowly or has too large headers, and closes its connection. */
export interface MalformedRequests {
  /** For the server's `clientError` event. */
  refuse(error: Error, socket: Duplex): void;
  /** Answers and closes a connection whose request no handler will ever see. */
  turnAway(refusal: Refusal, socket: Duplex): void;
  /** Whether a connection was closed from this side, so that its caller did not go away by itself. */
  hasRefused(socket: Duplex): boolean;
}

/** See MalformedRequests. */
export function createMalformedRequests(limits: ServerLimits, stats: ServerStats, logger: Logger): MalformedRequests {
  const refused = new WeakSet<Duplex>();

  function turnAway(refusal: Refusal, socket: Duplex): void {
    if (refused.has(socket) || socket.destroyed) return;
    const current = answering(socket);
    if (current?.req.complete === true) {
      // Requests before it on the connection were good: their answers go first.
      current.once('close', () => turnAway(refusal, socket));
      return;
    }
    refused.add(socket);
    if (!socket.writable || current?.headersSent === true) {
      socket.destroy();
      return;
    }
    const body = refusalBody(refusal);
    const status = `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`;
    const headers = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close`;
    socket.end(`${status}\r\n${headers}\r\n\r\n${body}`);
    // Closing while the caller still sends would reset the connection, and the answer with it.
    const timer = setTimeout(() => socket.destroy(), lingerMs);
    socket.once('close', () => clearTimeout(timer));
  }

  /** The caller closed the connection in the midst of a request. */
  function leave(socket: Duplex): void {
    const current = answering(socket);
    // Where the headers are in, whoever reads the body sees it end and counts that.
    if (current?.req.complete !== false) stats.aborted += 1;
    if (current?.req.complete === true) current.once('close', () => socket.destroy());
    else socket.destroy();
  }

  return {
    turnAway,
    refuse(error: ParserError, socket) {
      if (refused.has(socket)) return;
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE') {
        socket.destroy();
        return;
      }
      if (error.code === 'HPE_INVALID_EOF_STATE') {
        leave(socket);
        return;
      }
      stats.malformed += 1;
      if (error.code?.startsWith('ERR_SSL_') || error.code?.startsWith('ERR_TLS_')) {
        // Without a handshake there is no way to answer.
        logger.warn({ code: error.code }, 'closed a connection: its TLS handshake failed');
        socket.destroy();
        return;
      }
      const refusal = explain(error, limits);
      logger.warn({ status: refusal.status, code: error.code }, `closed a connection: ${refusal.message}`);
      turnAway(refusal, socket);
    },
    hasRefused: (socket) => refused.has(socket),
  };
}

/** The response a connection is in the midst of; Node's own handler of bad requests looks at the same field. */
function answering(socket: Duplex): ServerResponse | undefined {
  return (socket as { _httpMessage?: ServerResponse | null })._httpMessage ?? undefined;
}

function explain(error: ParserError, limits: ServerLimits): Refusal {
  switch (error.code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return {
        status: 408,
        message: 'the request did not arrive in time',
        help: `Send headers within ${limits.headersTimeoutMs / 1000} s and the whole request within ${limits.requestTimeoutMs / 1000} s.`,
      };
    case 'HPE_HEADER_OVERFLOW':
      return {
        status: 431,
        message: `the request line and headers are larger than ${limits.maxHeaderBytes} bytes`,
        help: 'Send a long event in the body of a POST instead of the URL, and fewer or shorter cookies.',
      };
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return { status: 413, message: 'the chunk extensions are too large', help: 'Send the body without them.' };
    default:
      return { status: 400, message: `this is not HTTP/1.1: ${reasonOf(error)}`, help: helpFor(error) };
  }
}

function reasonOf(error: ParserError): string {
  if (isTls(error)) return 'it is a TLS handshake';
  if (isHttp2(error)) return 'it is HTTP/2';
  return error.reason ?? error.code ?? 'it cannot be read';
}

function helpFor(error: ParserError): string {
  if (isTls(error)) return 'The server speaks plain HTTP: use http://, or a proxy in front of it for TLS.';
  if (isHttp2(error)) return 'Use HTTP/1.1 (curl --http1.1).';
  return 'Send a well-formed HTTP/1.1 request; a proxy in between may have changed it.';
}

function isTls(error: ParserError): boolean {
  return error.rawPacket?.[0] === 0x16;
}

function isHttp2(error: ParserError): boolean {
  return error.code === 'HPE_PAUSED_H2_UPGRADE';
}
