import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Violation } from '../../src/contracts/violation.ts';
import type { RecordedEvent, RecordedOutgoingRequest } from '../../src/engine/recording.ts';
import { isHarmless } from './harmless.ts';
import { type Mutation, mutate } from './mutations.ts';
import { relayBodies } from './relay-events.ts';
import { checker, requestsOf, run, words } from './run-relay.ts';

/** Which request of a recording, which value of its payload, which of the faults it can have: each counted round. */
const fault = fc.record({ request: fc.nat(), place: fc.nat(), kind: fc.nat() });

test('one fault in an outgoing request is refused where it stands, or harmless by the platform’s own word', async () => {
  await fc.assert(
    fc.asyncProperty(
      relayBodies,
      fc.array(fault, { minLength: 40, maxLength: 40, size: 'max' }),
      async (body, faults) => {
        const made = (await run(body)).events.flatMap((event) =>
          requestsOf(event).map((request) => ({ event, request })),
        );
        for (const { request: nth, place, kind } of faults) {
          const { event, request } = made[nth % made.length] as (typeof made)[number];
          const mutation = mutate(request, place, kind);
          if (isRefused(event, request, mutation) || isHarmless(mutation)) continue;
          expect.fail(told(mutation));
        }
      },
    ),
    { numRuns: 40 },
  );
});

/** Whether the contract or the guard speaks of the fault: at its place, below it, or of what encloses it. */
function isRefused(event: RecordedEvent, request: RecordedOutgoingRequest, mutation: Mutation): boolean {
  const check = checker(event);
  const before = new Set(check(request).map(words));
  const { path } = mutation;
  return check(mutation.request).some((violation) => {
    const place = placeOf(violation);
    if (place === path) return true;
    return !before.has(words(violation)) && (`${path}/`.startsWith(`${place}/`) || place.startsWith(`${path}/`));
  });
}

/** In the payload, which of a pixel is the query. */
function placeOf({ in: part, path }: Violation): string {
  return part === 'request' ? path.replace(/^\/query(?=\/|$)/, '') : path;
}

function told({ platform, kind, path, was, is, request }: Mutation): string {
  return [
    `${platform} ${path}: ${kind}`,
    `${JSON.stringify(was)?.slice(0, 200)} became ${JSON.stringify(is)?.slice(0, 200)}`,
    'Neither the contract nor the guard says anything of it, nor does harmless.ts.',
    JSON.stringify({ url: request.url, body: request.body }, null, 2),
  ].join('\n');
}
