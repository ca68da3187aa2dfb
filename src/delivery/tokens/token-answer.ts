import { shortened } from '../../text/printable.ts';
import type { Sent } from '../transport/transport.ts';

/** What came of asking for a token. */
export type Fetched =
  | { readonly token: string; readonly lifetimeMs: number }
  /** `retryAfterMs`: how long the server wants to be left alone, where it says. */
  | { readonly failure: 'auth' | 'transient'; readonly message: string; readonly retryAfterMs?: number };

/** Where a server does not say how long its token holds, milliseconds. */
const unsaidMs = 300_000;
const longestMs = 86_400_000;
const longestWaitSeconds = 3_600;

/**
 * Reads a token server's answer (RFC 6749, sections 5.1 and 5.2). `host`: whom it is from, for messages; `redact` takes
 * out of the server's words what was sent to it.
 */
export function readTokenAnswer(sent: Sent, host: string, redact: (text: string) => string): Fetched {
  if (!('answer' in sent)) {
    // A certificate or an address does not mend itself.
    const failure = sent.failure === 'insecure' || sent.failure === 'forbidden' ? 'auth' : 'transient';
    return { failure, message: `no token: ${sent.message}` };
  }
  const { status, headers, body } = sent.answer;
  const fields = readObject(body);
  if (status >= 200 && status < 300) return readToken(fields, host);

  const words = [fields['error'], fields['error_description']].filter((part) => typeof part === 'string');
  const said = words.length === 0 ? '' : `: ${shortened(redact(words.join(': ')), 200)}`;
  const message = `no token: ${host} answered ${status}${said}`;
  if (status < 400 || status >= 500 || passing.has(status)) {
    const seconds = Number(headers['retry-after'] ?? Number.NaN);
    if (!(seconds > 0)) return { failure: 'transient', message };
    return { failure: 'transient', message, retryAfterMs: Math.min(seconds, longestWaitSeconds) * 1_000 };
  }
  return { failure: 'auth', message };
}

/** Refused for now: timed out, too early, too many. */
const passing: ReadonlySet<number> = new Set([408, 425, 429]);

function readToken(fields: Readonly<Record<string, unknown>>, host: string): Fetched {
  const { access_token: token, token_type: type, expires_in: seconds } = fields;
  if (typeof token !== 'string' || !bearerToken.test(token)) {
    return { failure: 'transient', message: `no token: ${host} answered without an access_token that can be used` };
  }
  if (typeof type === 'string' && type.toLowerCase() !== 'bearer') {
    return { failure: 'auth', message: `no token: ${host} gives tokens of another type than bearer` };
  }
  const lifetimeMs = Number(seconds ?? Number.NaN) * 1_000;
  return { token, lifetimeMs: lifetimeMs > 0 ? Math.min(lifetimeMs, longestMs) : unsaidMs };
}

/** What can stand in `Authorization: Bearer` (RFC 6750, section 2.1), and what servers give out beside it. */
const bearerToken = /^[\x21-\x7e]+$/;

function readObject(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    // A page of a proxy or the like: the status has to do.
    return {};
  }
}
