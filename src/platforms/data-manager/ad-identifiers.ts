import type { DataManagerEventsIngestAdIdentifiers } from '../../contracts/types/data-manager-events-ingest.ts';
import { firstText } from '../../event/event-data.ts';
import { object } from '../field.ts';
import { type ClickIds, clickIds } from '../google/click-ids.ts';
import { compact, nonEmpty, override, type Payload, type Undecided } from '../payload.ts';
import type { TagInput } from '../tag.ts';
import { camelKeys } from './camel-keys.ts';

/** Ids of a click, and what else tells where a person came from. */
export type AdIdentifiers = Payload<DataManagerEventsIngestAdIdentifiers>;

/** The ids of a click, the strongest first. */
const clicks = ['gclid', 'gbraid', 'wbraid', 'dclid'] as const;

const none: ClickIds = { gclid: undefined, gbraid: undefined, wbraid: undefined, dclid: undefined };

/**
 * The event's `adIdentifiers`: one click id (the API refuses two), the one the tag gives before the event's, gclid before
 * gbraid, wbraid and dclid; and beside it what else the tag or the event says. Undefined where there is nothing. Where
 * storing for ads was denied the event's own ids stay out.
 * Source: developers.google.com/data-manager/api/reference/rest/v1/AdIdentifiers
 */
export function adIdentifiers(input: TagInput, storageDenied: boolean): AdIdentifiers | undefined {
  const { event, fields } = input;
  if (fields['ad_identifiers'] === null) return undefined;
  const own = camelKeys(object(fields, 'ad_identifiers'));
  const mapped: Undecided<AdIdentifiers> = {
    ...(storageDenied ? none : clickIds(event, true)),
    sessionAttributes: storageDenied ? undefined : firstText(event.data, 'session_attributes'),
  };
  const merged = override(mapped, own);
  const kept = clicks.find((name) => isGiven(own[name])) ?? clicks.find((name) => isGiven(merged[name]));
  for (const name of clicks) if (name !== kept) merged[name] = undefined;
  return nonEmpty(compact<AdIdentifiers>(merged));
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
