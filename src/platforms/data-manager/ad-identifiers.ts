import { firstText } from '../../event/event-data.ts';
import { compact, isEmpty, object, override } from '../field.ts';
import { type ClickIds, clickIds } from '../google/click-ids.ts';
import type { TagInput } from '../tag.ts';
import { camelKeys } from './camel-keys.ts';

/** The ids of a click, the strongest first. */
const clicks = ['gclid', 'gbraid', 'wbraid', 'dclid'] as const;

const none: ClickIds = { gclid: undefined, gbraid: undefined, wbraid: undefined, dclid: undefined };

/**
 * The event's `adIdentifiers`: one click id (the API refuses two), the one the tag gives before the event's, gclid before
 * gbraid, wbraid and dclid; and beside it what else the tag or the event says. Undefined where there is nothing. Where
 * storing for ads was denied the event's own ids stay out.
 * Source: developers.google.com/data-manager/api/reference/rest/v1/AdIdentifiers
 */
export function adIdentifiers(input: TagInput, storageDenied: boolean): Record<string, unknown> | undefined {
  const { event, fields } = input;
  if (fields['ad_identifiers'] === null) return undefined;
  const own = camelKeys(object(fields, 'ad_identifiers')) as Record<string, unknown>;
  const mapped: Record<string, unknown> = {
    ...(storageDenied ? none : clickIds(event, true)),
    sessionAttributes: storageDenied ? undefined : firstText(event.data, 'session_attributes'),
  };
  const merged = override({ ...mapped }, own);
  const kept = clicks.find((name) => isGiven(own[name])) ?? clicks.find((name) => isGiven(merged[name]));
  for (const name of clicks) if (name !== kept) merged[name] = undefined;
  const ids = compact(merged);
  return isEmpty(ids) ? undefined : ids;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
