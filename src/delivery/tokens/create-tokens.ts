import { hash } from 'node:crypto';
import type { Authorization } from '../../platforms/tag.ts';
import { redactor } from '../../runtime/redactor.ts';
import { shortened } from '../../text/printable.ts';
import type { Clock } from '../clock.ts';
import type { MendableTokens, Token } from '../tokens.ts';
import type { Transport } from '../transport/transport.ts';
import type { Secrets } from '../wire.ts';
import { CredentialsError } from './service-account.ts';
import { type Fetched, readTokenAnswer } from './token-answer.ts';
import { type Credentials, credentialsOf, type TokenRequest, tokenRequest } from './token-request.ts';

/** What tokens are fetched with. */
export interface TokenOptions {
  readonly transport: Transport;
  readonly secrets: Secrets;
  readonly clock: Clock;
}

/** What is known of one set of credentials; times are the monotonic clock's. */
interface Entry {
  token: string | undefined;
  /** From when on another is fetched while this one still serves. */
  refreshAt: number;
  /** From when on it no longer serves. */
  endsAt: number;
  /** The last try, where it failed, until when it stands, and how many failed one after the other. */
  failure: Token | undefined;
  retryAt: number;
  failures: number;
  fetching: Promise<Token> | undefined;
}

/** A token no longer serves this long before its end, or a tenth of its life where that is shorter. */
const marginMs = 60_000;
/** After which part of its life another is fetched. */
const refreshAfter = 0.75;
/** How long a failure stands, the first time and at most; it doubles each time. */
const waits = { auth: { first: 5_000, most: 60_000 }, transient: { first: 1_000, most: 60_000 } } as const;
/** Sets of credentials known at once; those longest unused are forgotten. */
const maxEntries = 256;

/**
 * Fetches tokens and keeps them by the credentials' values, so that a rotated secret fetches anew. What fails is not
 * asked for again for a while; everybody who asks meanwhile gets the same failure.
 */
export function createTokens({ transport, secrets, clock }: TokenOptions): MendableTokens {
  const entries = new Map<string, Entry>();

  const entryOf = (credentials: Credentials): Entry => {
    const key = hash('sha256', JSON.stringify(Object.values(credentials)));
    const entry = entries.get(key) ?? unknownEntry();
    entries.delete(key);
    entries.set(key, entry);
    const [oldest] = entries.keys();
    if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest);
    return entry;
  };

  const fetch = (entry: Entry, credentials: Credentials): Promise<Token> => {
    const fetching = fetchToken(transport, credentials, clock.now()).then((fetched) => {
      entry.fetching = undefined;
      return keep(entry, fetched, clock.elapsed());
    });
    entry.fetching = fetching;
    return fetching;
  };

  return {
    async get(authorization) {
      const credentials = tryCredentials(authorization, secrets);
      if ('failure' in credentials) return credentials;
      const entry = entryOf(credentials);
      const now = clock.elapsed();
      if (entry.token !== undefined && now < entry.endsAt) {
        // Another in good time, which nobody waits for.
        if (now >= entry.refreshAt && now >= entry.retryAt && entry.fetching === undefined) {
          void fetch(entry, credentials);
        }
        return { token: entry.token };
      }
      if (entry.fetching !== undefined) return await entry.fetching;
      if (entry.failure !== undefined && now < entry.retryAt) return entry.failure;
      return await fetch(entry, credentials);
    },

    forget(authorization, token) {
      const credentials = tryCredentials(authorization, secrets);
      if ('failure' in credentials) return;
      const entry = entryOf(credentials);
      if (entry.token === token) entry.token = undefined;
    },

    reset() {
      for (const entry of entries.values()) {
        entry.retryAt = Number.NEGATIVE_INFINITY;
        entry.failures = 0;
      }
    },
  };
}

function unknownEntry(): Entry {
  return {
    token: undefined,
    refreshAt: 0,
    endsAt: 0,
    failure: undefined,
    retryAt: Number.NEGATIVE_INFINITY,
    failures: 0,
    fetching: undefined,
  };
}

function tryCredentials(authorization: Authorization, secrets: Secrets): Credentials | (Token & { failure: 'auth' }) {
  try {
    return credentialsOf(authorization, secrets);
  } catch (error) {
    return { failure: 'auth', message: `no token: ${(error as Error).message}` };
  }
}

async function fetchToken(transport: Transport, credentials: Credentials, now: number): Promise<Fetched> {
  let asked: TokenRequest;
  try {
    asked = tokenRequest(credentials, now);
  } catch (error) {
    if (error instanceof CredentialsError) return { failure: 'auth', message: `no token: ${error.message}` };
    throw error;
  }
  const host = URL.parse(asked.request.url)?.host ?? '';
  return readTokenAnswer(await transport.send(asked.request), shortened(host, 100), redactor(asked.secrets));
}

function keep(entry: Entry, fetched: Fetched, now: number): Token {
  if ('token' in fetched) {
    const { token, lifetimeMs } = fetched;
    entry.token = token;
    entry.refreshAt = now + lifetimeMs * refreshAfter;
    entry.endsAt = now + lifetimeMs - Math.min(marginMs, lifetimeMs / 10);
    entry.failure = undefined;
    entry.failures = 0;
    return { token };
  }
  const { failure, message, retryAfterMs = 0 } = fetched;
  const { first, most } = waits[failure];
  entry.retryAt = now + Math.max(retryAfterMs, Math.min(first * 2 ** entry.failures, most));
  entry.failures += 1;
  entry.failure = { failure, message };
  return entry.failure;
}
