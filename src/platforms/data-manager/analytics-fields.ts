import type {
  DataManagerEventsIngestEvent,
  DataManagerEventsIngestUserProperties,
} from '../../contracts/types/data-manager-events-ingest.ts';
import { textOf } from '../../event/event-data.ts';
import { isObject, type Json, type JsonObject } from '../../event/json.ts';
import { object } from '../field.ts';
import { eventNameOf, userId } from '../google/identity-fields.ts';
import { choiceOf, eventParameters } from '../google/parameters.ts';
import { propertyValue } from '../google/user-properties.ts';
import { ownText } from '../own-value.ts';
import type { Payload, Undecided } from '../payload.ts';
import type { TagInput } from '../tag.ts';
import { parametersOf } from './parameter-list.ts';

type AnalyticsField = 'eventName' | 'clientId' | 'appInstanceId' | 'userId' | 'additionalEventParameters';

type UserProperty = NonNullable<Payload<DataManagerEventsIngestUserProperties>['additionalUserProperties']>[number];

/** Parameters that have a place of their own in an event of the API. */
const placed: ReadonlySet<string> = new Set(['items', 'value', 'currency', 'transaction_id', 'coupon']);

/**
 * What an event for Google Analytics carries beside the rest: its name, whose it is, and its parameters as text. An event
 * has a client id or an app instance id, never both.
 * Source: developers.google.com/data-manager/api/devguides/events/google-analytics
 */
export function analyticsFields(
  input: TagInput,
): Undecided<Pick<Payload<DataManagerEventsIngestEvent>, AnalyticsField>> {
  const { event, fields } = input;
  const appInstanceId = ownText(fields, 'app_instance_id', textOf(event.data['app_instance_id']));
  const params = eventParameters(input, choiceOf(fields, object(fields, 'additional_event_parameters')));
  return {
    eventName: eventNameOf(input),
    clientId: appInstanceId === undefined ? ownText(fields, 'client_id', textOf(event.data['client_id'])) : undefined,
    appInstanceId,
    userId: userId(input),
    additionalEventParameters: parametersOf(params, placed),
  };
}

/** The event's user properties as the API lists them. */
export function analyticsUserProperties(data: JsonObject): readonly UserProperty[] | undefined {
  const given = data['x-ga-mp2-user_properties'];
  if (!isObject(given)) return undefined;
  const found: UserProperty[] = [];
  for (const propertyName in given) {
    const value = textOf(propertyValue(given[propertyName]) as Json);
    if (value !== undefined) found.push({ propertyName, value });
  }
  return found.length === 0 ? undefined : found;
}
