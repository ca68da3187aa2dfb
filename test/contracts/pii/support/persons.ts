import { createHash } from 'node:crypto';
import type { CheckedRequest } from '../../../../src/contracts/contract.ts';
import {
  isDigest,
  type KnownIdentifier,
  type KnownPerson,
  type PersonalKind,
} from '../../../../src/contracts/pii/known-person.ts';
import { createPiiGuard } from '../../../../src/contracts/pii/pii-guard.ts';
import type { Violation } from '../../../../src/contracts/violation.ts';
import type { RecordedOutgoingRequest, Recording } from '../../../../src/engine/recording.ts';
import type { EventData } from '../../../../src/event/event-data.ts';
import { healthEvents } from '../../../../src/event/health-events.ts';
import { type IdentifierRules, Identity } from '../../../../src/event/identity.ts';
import { googleIdentifiers } from '../../../../src/platforms/google/identifiers.ts';
import { identifiers as meta } from '../../../../src/platforms/meta/identifiers.ts';
import { identifiers as pinterest } from '../../../../src/platforms/pinterest/identifiers.ts';
import { identifiers as snapchat } from '../../../../src/platforms/snapchat/identifiers.ts';
import { identifiers as tiktok } from '../../../../src/platforms/tiktok/identifiers.ts';
import { readRecordingFile } from '../../../../src/recordings/recording-file.ts';

export const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

export const nobody: KnownPerson = { identifiers: [], digests: new Set(), isHealth: false, health: [] };

const known: readonly KnownIdentifier[] = [
  { kind: 'email', text: ' Jane.Doe+Shop@Example.com', normalised: ['jane.doe+shop@example.com'] },
  { kind: 'phone', text: '(202) 555-0143', normalised: ['+12025550143', '12025550143'] },
  { kind: 'first_name', text: 'Jane', normalised: ['jane'] },
  { kind: 'last_name', text: 'Doe', normalised: ['doe'] },
  { kind: 'street', text: '12 Example Street', normalised: ['12 example street'] },
  { kind: 'city', text: 'New York', normalised: ['newyork'] },
  { kind: 'region', text: 'New York', normalised: ['newyork', 'ny'] },
  { kind: 'postal_code', text: '10001-1234', normalised: ['10001', '100011234'] },
  { kind: 'country', text: 'US', normalised: ['us'] },
  { kind: 'date_of_birth', text: '2/16/1997', normalised: ['19970216'] },
  { kind: 'gender', text: 'Female', normalised: ['f'] },
  { kind: 'external_id', text: 'crm-88213', normalised: ['crm-88213'] },
];

/** Jane Doe, her values hashed as platforms take them. */
export const jane: KnownPerson = {
  identifiers: known,
  digests: new Set(known.flatMap(({ normalised }) => (normalised ?? []).map(sha))),
  isHealth: false,
  health: [],
};

/** What the guard says of a body. */
export function ofBody(body: unknown, person: KnownPerson = jane): readonly Violation[] {
  return ofRequest({ body }, person);
}

/** What the guard says of a request to a platform nobody knows. */
export function ofRequest(request: Partial<CheckedRequest>, person: KnownPerson = jane): readonly Violation[] {
  return createPiiGuard(person)({
    method: 'POST',
    url: 'https://platform.example/collect',
    headers: {},
    body: null,
    ...request,
  });
}

/** One event of a golden recording: its person and its outgoing requests. */
export interface GoldenEvent {
  readonly name: string;
  readonly person: KnownPerson;
  readonly requests: readonly RecordedOutgoingRequest[];
}

export async function goldenEvents(name: string): Promise<readonly GoldenEvent[]> {
  const { recordings } = await readRecordingFile(
    new URL(`../../../../recordings/${name}.json`, import.meta.url).pathname,
  );
  return (recordings as readonly Recording[]).flatMap(({ events }) =>
    events.map(({ data, tags }) => ({
      name,
      person: personOf(data),
      requests: tags.flatMap(({ requests }) => requests),
    })),
  );
}

const rules: readonly IdentifierRules[] = [googleIdentifiers, meta, tiktok, snapchat, pinterest];
const kinds = Object.keys({ ...googleIdentifiers, ...meta }) as readonly PersonalKind[];

/** An event's person as the guard knows one, by every platform's rules. */
function personOf(data: EventData): KnownPerson {
  const identity = new Identity(data);
  const country = identity.raw('country')[0];
  const identifiers: KnownIdentifier[] = [];
  const digests = new Set<string>();
  for (const kind of kinds) {
    for (const text of identity.raw(kind)) {
      const forms = new Set<string>();
      for (const { [kind]: rule } of rules) {
        const form = rule?.hash === true && !isDigest(text) ? rule.normalise(text, { country }) : undefined;
        if (form !== undefined) forms.add(form);
      }
      for (const form of forms) digests.add(sha(form));
      identifiers.push({ kind, text, normalised: [...forms] });
    }
  }
  return { identifiers, digests, isHealth: healthEvents.has(String(data['event_name'])), health: [] };
}

/** Where and what, for tables. */
export function told(violations: readonly Violation[]): readonly string[] {
  return violations.map(({ path, rule, in: of }) => `${of === undefined ? '' : `${of} `}${path} ${rule}`);
}
