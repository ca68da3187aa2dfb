import type { CheckedRequest } from '../contract.ts';
import type { Violation } from '../violation.ts';
import type { KnownPerson } from './known-person.ts';
import { RequestWalk } from './request-walk.ts';

/** What a container does with what the guard finds: tells it, fails by it, or holds the request back. */
export type PiiPolicy = 'warn' | 'fail' | 'block';

/** Looks at one outgoing request; empty where there is nothing to say. */
export type PiiGuard = (request: CheckedRequest) => readonly Violation[];

/**
 * A guard against personal data on its way out, for one event's person and all requests the event leads to. It tells of
 * raw email addresses, phone and card numbers anywhere in address, headers and body, keys and text in text included; of
 * the person's identifiers in clear; of hashes of nothing, of values not normalised, of hashes; and, where the event is
 * about health, of what names a drug or a diagnosis and of free text. Violations are of the contract `pii`, at the JSON
 * Pointer into the body (of a form: its parameters, by line where there are several) or, with `in: 'request'`, at
 * `/query/…`, `/headers/…`, `/path` or `/host`; the value is never shown. Takes time in proportion to the size.
 * Source: developers.google.com/analytics/devguides/collection/ga4/uid-data (a raw address in any parameter violates
 * policy); the platforms' pages on hashed customer information.
 */
export function createPiiGuard(person: KnownPerson): PiiGuard {
  const walk = new RequestWalk(person);
  return (request) => walk.check(request);
}
