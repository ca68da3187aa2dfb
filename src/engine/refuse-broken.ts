import type { Violation } from '../contracts/violation.ts';
import type { Recording } from './recording.ts';

/** A violation of severity `error` in a recording, and the tag whose request breaks it; undefined for what came in. */
export interface Breach {
  readonly violation: Violation;
  readonly event?: string;
  readonly tag?: string;
}

/** Every contract a recording breaks: the request's, its events', its outgoing requests'. Warnings break nothing. */
export function breachesOf(recording: Recording): readonly Breach[] {
  const broken = (violations: readonly Violation[], where: Omit<Breach, 'violation'>): readonly Breach[] =>
    violations.filter(({ severity }) => severity === 'error').map((violation) => ({ ...where, violation }));
  return [
    ...broken(recording.violations, {}),
    ...recording.events.flatMap(({ data, violations, tags }) => {
      const event = String(data['event_name']);
      return [
        ...broken(violations, { event }),
        ...tags.flatMap(({ name: tag, requests }) =>
          requests.flatMap((request) => broken(request.violations, { event, tag })),
        ),
      ];
    }),
  ];
}

/** The recording with the answer of `--strict`: 422 and what is broken, where anything is; else as it is. */
export function refuseBroken(recording: Recording): Recording {
  if (recording.response.status >= 400) return recording;
  const breaches = breachesOf(recording);
  if (breaches.length === 0) return recording;
  const message = `${breaches.length} contract ${breaches.length === 1 ? 'violation' : 'violations'}`;
  const help = 'mend what each violation names; without --strict the request is answered as GA4 does';
  const violations = breaches.map(({ violation, ...where }) => ({ ...where, ...violation }));
  return {
    ...recording,
    response: {
      status: 422,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ error: { message, help }, violations }),
    },
  };
}
