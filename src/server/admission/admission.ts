import type { AccessRules } from '../../container/access.ts';
import { inRanges, parseAddress, parseRange } from '../../runtime/addresses.ts';
import { type IncomingRequest, queryParameter } from '../../runtime/request.ts';
import type { Refusal } from '../answer.ts';
import type { Logger } from '../logger.ts';
import { type ApiSecrets, createApiSecrets } from './api-secrets.ts';
import { createRateLimiter } from './rate-limiter.ts';
import type { Compare } from './same-secret.ts';

/** Decides who may send events, as the container file's `access` says. */
export interface Admission {
  /** Why a request is turned away; undefined where it is let in. Looks at address and query alone: the body need not be in. */
  admit(request: IncomingRequest): Refusal | undefined;
}

/** What admission needs beside its rules. */
export interface AdmissionOptions {
  /** The value of a secret; undefined where it is not set. Asked once, when the admission is made. */
  readonly secrets: (name: string) => string | undefined;
  /** Milliseconds of a monotonic clock. */
  readonly elapsed: () => number;
  /** What an id none of whose secrets is set comes to: `refuse` (live) throws an AdmissionError, `open` (record) lets it in with a warning. */
  readonly unset: 'refuse' | 'open';
  readonly logger: Logger;
  /** How digests are compared; in constant time unless given. */
  readonly compare?: Compare;
}

/** The rules of `access` cannot be kept; the message says why and what to do. */
export class AdmissionError extends Error {
  override readonly name = 'AdmissionError';
}

/** See Admission. Where the container has no `access`, everybody is let in. */
export function createAdmission(rules: AccessRules | undefined, options: AdmissionOptions): Admission {
  if (rules === undefined) return { admit: () => undefined };
  const { requireApiSecret, allow, rateLimit } = rules;
  const { unchecked, secrets } = readSecrets(rules, options);
  const ranges = allow?.flatMap((entry) => parseRange(entry) ?? []);
  const limiter = rateLimit && createRateLimiter(rateLimit, options.elapsed);
  // A gtag hit names its stream by `tid` and, coming from a browser, can keep no secret: only where all must prove themselves.
  const parameters = ['measurement_id', 'firebase_app_id', ...(requireApiSecret ? ['tid'] : [])];

  function mayKnow(address: string): boolean {
    if (ranges === undefined) return true;
    const parsed = parseAddress(address);
    return parsed !== undefined && inRanges(parsed, ranges);
  }

  /** Of every id the request names: its events could be for either. */
  function unproven(request: IncomingRequest): Refusal | undefined {
    const given = queryParameter(request, 'api_secret') ?? '';
    let named = false;
    let refusal: Refusal | undefined;
    for (const parameter of parameters) {
      const id = queryParameter(request, parameter);
      if (id === undefined || id === '') continue;
      named = true;
      const right = secrets.match(id, given);
      const asked = requireApiSecret || secrets.lists(id);
      if (!right && asked && !unchecked.has(id.toUpperCase())) refusal ??= secretRefused(parameter, given !== '');
    }
    return requireApiSecret && !named ? nameless : refusal;
  }

  return {
    admit(request) {
      if (!mayKnow(request.remoteAddress)) return strange;
      const wait = limiter?.take(request.remoteAddress) ?? 0;
      return wait > 0 ? tooMany(wait) : unproven(request);
    },
  };
}

function readSecrets(
  { apiSecrets }: AccessRules,
  { secrets, unset, logger, compare }: AdmissionOptions,
): { readonly secrets: ApiSecrets; readonly unchecked: ReadonlySet<string> } {
  const unchecked = new Set<string>();
  const known: [string, string[]][] = [];
  for (const [id, names] of apiSecrets) {
    const values = names.flatMap((name) => secrets(name) || []);
    const missing = names.filter((name) => !secrets(name));
    if (values.length > 0) {
      known.push([id, values]);
      for (const name of missing)
        logger.warn({ id }, `access.api_secrets: ${name} is not set; the others of ${id} hold`);
      continue;
    }
    const message = `access.api_secrets: ${missing.join(' and ')} of ${id} is not set`;
    if (unset === 'refuse') {
      throw new AdmissionError(`${message}: set ${names[0]}, or ${names[0]}_FILE to a file that holds it`);
    }
    unchecked.add(id.toUpperCase());
    logger.warn({ id }, `${message}: its requests are let in with any api_secret, and without`);
  }
  return { secrets: createApiSecrets(known, compare), unchecked };
}

// None of these quotes the request: they go to logs too.

const nameless: Refusal = {
  status: 403,
  reason: 'api_secret',
  message: 'the query names no measurement_id, and every request must prove whose it is',
  help: 'Send measurement_id and its api_secret in the query: access.api_secrets in the container file lists them.',
};

/** The same for a wrong secret as for an id nobody lists: which ids there are is not for strangers. */
function secretRefused(parameter: string, given: boolean): Refusal {
  return {
    status: 403,
    reason: 'api_secret',
    message: given
      ? `the query's api_secret is not the one of its ${parameter}`
      : `the query has no api_secret, which its ${parameter} must come with`,
    help: 'Send in the query the api_secret that access.api_secrets in the container file has for this id.',
  };
}

const strange: Refusal = {
  status: 403,
  reason: 'address',
  message: 'the address this request comes from may not send events here',
  help: 'Add it to access.allow in the container file; where a proxy hides it, name the proxy with --trust-proxy.',
};

function tooMany(wait: number): Refusal {
  return {
    status: 429,
    reason: 'rate',
    message: 'the address this request comes from sends more than access.rate_limit in the container file allows',
    help: 'Send the request again after the seconds that Retry-After says.',
    headers: { 'retry-after': String(Math.ceil(wait)) },
  };
}
