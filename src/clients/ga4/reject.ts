import type { Violation } from '../../contracts/violation.ts';
import type { Rejected } from '../client.ts';

/** The contracts this client speaks of: the Measurement Protocol's JSON, and gtag's parameters. */
export type Ga4Contract = 'ga4/mp' | 'ga4/gtag';

/** A violation that keeps the request from being taken. */
export function error(
  contract: Ga4Contract,
  path: string,
  rule: string,
  message: string,
  help: string,
  actual?: string,
): Violation {
  const violation: Violation = { contract, severity: 'error', path, rule, message, help };
  return actual === undefined ? violation : { ...violation, actual };
}

/** A violation the request is taken in spite of. */
export function warning(contract: Ga4Contract, path: string, rule: string, message: string, help: string): Violation {
  return { contract, severity: 'warning', path, rule, message, help };
}

/**
 * Turns a request away: a JSON body `{error: {message, path, help}, violations: […]}`, of which `error` is the first
 * violation. `headers` go beside the content type. There must be at least one violation.
 */
export function reject(
  status: 400 | 405 | 413,
  violations: readonly Violation[],
  headers: Readonly<Record<string, string>> = {},
): Rejected {
  const { message, path, help } = violations[0] as Violation;
  return {
    status: 'rejected',
    reason: path === '' ? message : `${path}: ${message}`,
    response: {
      status,
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ error: { message, path, help }, violations }),
    },
    violations,
  };
}

/** Turns away a method the path does not take, naming those it does. */
export function rejectMethod(
  contract: Ga4Contract,
  method: string,
  allowed: string,
  help: string,
  headers: Readonly<Record<string, string>> = {},
): Rejected {
  // A method is a token of the caller's making, but the HTTP parser knows only a few dozen.
  const message = `method ${method.slice(0, 20)} is not taken here, only ${allowed}`;
  return reject(405, [error(contract, '', 'method', message, help)], { ...headers, allow: allowed });
}

/** Turns away a body that is over the limit. */
export function rejectSize(
  contract: Ga4Contract,
  limit: number,
  help: string,
  headers: Readonly<Record<string, string>> = {},
): Rejected {
  const message = `the body is larger than ${limit} bytes`;
  return reject(413, [error(contract, '', 'maxBytes', message, help)], headers);
}

/** Whether text takes more bytes than `limit` as UTF-8. */
export function exceeds(text: string, limit: number): boolean {
  // UTF-8 takes one to three bytes for each UTF-16 unit, so most bodies need no counting.
  if (text.length * 3 <= limit) return false;
  return text.length > limit || Buffer.byteLength(text) > limit;
}
