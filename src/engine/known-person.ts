import { healthKey } from '../contracts/pii/health-key.ts';
import { wordsOf } from '../contracts/pii/key-traits.ts';
import type { KnownIdentifier, KnownPerson } from '../contracts/pii/known-person.ts';
import type { EventView } from '../event/event-view.ts';
import { identifierKinds } from '../event/identity.ts';
import { isObject, type Json, type JsonObject } from '../event/json.ts';

/** What the PII guard may know of the person an event is about. `event` is the event as it came in. */
export function knownPerson(event: EventView): KnownPerson {
  let identifiers: readonly KnownIdentifier[] | undefined;
  return {
    get identifiers() {
      identifiers ??= identifierKinds.flatMap((kind) => event.identity.raw(kind).map((text) => ({ kind, text })));
      return identifiers;
    },
    digests: event.source.digests ?? none,
    isHealth: event.isHealth,
    health: event.isHealth ? healthDetails(event.data as JsonObject) : [],
  };
}

const none: ReadonlySet<string> = new Set();

/** What the event's fields that name a drug, a diagnosis or hold free text say, wherever they are. */
function healthDetails(data: JsonObject): readonly string[] {
  const found: string[] = [];
  const visit = (value: Json | undefined, tells: boolean): void => {
    if (typeof value === 'string') {
      if (tells) found.push(value);
    } else if (Array.isArray(value)) for (const item of value) visit(item, tells);
    else if (isObject(value)) {
      // A brand may be the storefront's own name, which goes everywhere.
      for (const key of Object.keys(value)) {
        if (!/brand$/.test(key)) visit(value[key], tells || healthKey(wordsOf(key)));
      }
    }
  };
  visit(data, false);
  return found;
}
