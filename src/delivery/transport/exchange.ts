import { type Dispatcher, errors } from 'undici';
import type { Answer } from '../../platforms/delivery.ts';
import { ConnectError, codeOf } from './connect-error.ts';
import type { NoAnswer, Sent, WireRequest } from './transport.ts';

/** What bounds one request and its answer. */
export interface ExchangeLimits {
  /** Until the answer's headers are in, from when the request is out, milliseconds. */
  readonly headersMs: number;
  /** Between two parts of its body, milliseconds. */
  readonly bodyMs: number;
  /** For all of it, milliseconds. */
  readonly totalMs: number;
  /** How much of the answer's body is read, bytes. */
  readonly maxBytes: number;
}

/**
 * Sends one request over a pool and reads the answer, following nothing. `url` is where it really goes: of the request,
 * only method, headers and body count. Never rejects.
 */
export function exchange(pool: Dispatcher, url: URL, request: WireRequest, limits: ExchangeLimits): Promise<Sent> {
  return new Promise((resolve) => {
    const reading = new Exchange(url.host, limits, resolve);
    pool.dispatch(
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method: request.method,
        headers: request.headers,
        body: request.body ?? null,
        headersTimeout: limits.headersMs,
        bodyTimeout: limits.bodyMs,
      },
      reading,
    );
  });
}

class Exchange implements Dispatcher.DispatchHandler {
  readonly #host: string;
  readonly #limits: ExchangeLimits;
  readonly #resolve: (sent: Sent) => void;
  readonly #timer: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | undefined;
  #settled = false;
  #status = 0;
  #headers: Answer['headers'] = {};
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(host: string, limits: ExchangeLimits, resolve: (sent: Sent) => void) {
    this.#host = host;
    this.#limits = limits;
    this.#resolve = resolve;
    this.#timer = setTimeout(() => this.#timeOut(), limits.totalMs);
  }

  /** From here on bytes may go out. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // It waited for a connection longer than it may take.
    if (this.#settled) controller.abort(new Error('too late'));
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    if (this.#settled) {
      controller.abort(new Error('too late'));
      return;
    }
    // What interim answers (103 and such) said, the answer overwrites.
    this.#status = status;
    this.#headers = joined(headers);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#settled) return;
    const room = this.#limits.maxBytes - this.#bytes;
    if (chunk.length <= room) {
      this.#bytes += chunk.length;
      this.#chunks.push(chunk);
      return;
    }
    this.#chunks.push(chunk.subarray(0, room));
    this.#settle(this.#answer(true));
    controller.abort(new Error('read enough'));
  }

  onResponseEnd(): void {
    this.#settle(this.#answer(false));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#settle(noAnswer(this.#host, error, this.#controller !== undefined));
  }

  #timeOut(): void {
    const failure = this.#controller === undefined ? 'unsent' : 'unknown';
    this.#settle({ failure, message: `${this.#host} took too long` });
    this.#controller?.abort(new Error('took too long'));
  }

  #answer(truncated: boolean): Sent {
    const bytes = this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks);
    // A character cut in two by the limit is left out rather than replaced.
    const body = truncated ? new TextDecoder().decode(bytes, { stream: true }) : whole.decode(bytes);
    return { answer: { status: this.#status, headers: this.#headers, body, truncated } };
  }

  #settle(sent: Sent): void {
    if (this.#settled) return;
    this.#settled = true;
    clearTimeout(this.#timer);
    this.#chunks = [];
    this.#resolve(sent);
  }
}

const whole = new TextDecoder();

function joined(headers: Readonly<Record<string, string | string[] | undefined>>): Answer['headers'] {
  // Fields are defined, not assigned: a header may be called `__proto__`.
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}

function noAnswer(host: string, error: Error, started: boolean): NoAnswer {
  if (error instanceof ConnectError) return { failure: error.failure, message: error.message };
  const code = codeOf(error) ?? 'no code';
  // undici looks a request over before it sends it.
  if (!started && refusals.has(code)) {
    return { failure: 'forbidden', message: `the request to ${host} is not sent: HTTP does not allow it (${code})` };
  }
  const failure = started ? 'unknown' : 'unsent';
  if (error instanceof errors.HTTPParserError) return { failure, message: `${host} answered with what is not HTTP` };
  return { failure, message: `${host} ${words[code] ?? 'gave no answer'} (${code})` };
}

const refusals: ReadonlySet<string> = new Set(['UND_ERR_INVALID_ARG', 'UND_ERR_NOT_SUPPORTED']);

const words: Readonly<Record<string, string>> = {
  ECONNRESET: 'broke the connection off',
  EPIPE: 'broke the connection off',
  UND_ERR_SOCKET: 'closed the connection before it had answered',
  UND_ERR_HEADERS_TIMEOUT: 'did not answer in time',
  UND_ERR_BODY_TIMEOUT: 'stopped in the middle of its answer',
  UND_ERR_HEADERS_OVERFLOW: 'answered with too many headers',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'answered with another length than it said',
  UND_ERR_DESTROYED: 'was not waited for: the program is stopping',
  UND_ERR_CLOSED: 'was not asked: the program is stopping',
};
