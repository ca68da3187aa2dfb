import { randomBytes } from 'node:crypto';
import { type Compare, constantTime, digestOf } from './same-secret.ts';

/** Holds what requests carry against the secrets of their measurement ids. */
export interface ApiSecrets {
  /** Whether an id has secrets. */
  lists(id: string): boolean;
  /** Whether `given` is one of an id's secrets; false for an id without any. */
  match(id: string, given: string): boolean;
}

/**
 * The secrets of measurement ids, by value. Every question does the same work, whether the id is known, whichever
 * secret is the right one: the time an answer takes tells nothing of them. An id's case does not count, as with GA4.
 */
export function createApiSecrets(
  values: Iterable<readonly [id: string, secrets: readonly string[]]>,
  compare: Compare = constantTime,
): ApiSecrets {
  const byId = new Map<string, readonly Buffer[]>();
  for (const [id, secrets] of values) {
    byId.set(id.toUpperCase(), [...(byId.get(id.toUpperCase()) ?? []), ...secrets.map(digestOf)]);
  }
  const most = Math.max(1, ...Array.from(byId.values(), (digests) => digests.length));
  // No text has these for its digest, as far as anybody can find out.
  const nobody = Array.from({ length: most }, () => randomBytes(32));
  for (const [id, digests] of byId) byId.set(id, [...digests, ...nobody.slice(digests.length)]);

  return {
    lists: (id) => byId.has(id.toUpperCase()),
    match(id, given) {
      const digest = digestOf(given);
      let found = false;
      for (const secret of byId.get(id.toUpperCase()) ?? nobody) found = compare(digest, secret) || found;
      return found;
    },
  };
}
