import { textOf } from '../../event/event-data.ts';
import { encodeText, SecretText, type Text } from '../../runtime/secret.ts';
import { plainText, text } from '../field.ts';
import { ownText } from '../own-value.ts';
import { type Fields, TagError, type TagInput } from '../tag.ts';
import { ga4EventName } from './event-names.ts';

const idShape = /^G-[A-Z0-9]{4,20}$/i;

/**
 * The measurement id, ready for a URL: the tag's, else the one the event came with. Throws a TagError where there is
 * none, or where it is not of the form `G-XXXXXXXXXX`.
 */
export function measurementId({ event, fields }: TagInput): Text {
  const id = text(fields, 'measurement_id') ?? textOf(event.data['x-ga-measurement_id']);
  if (id === undefined) {
    throw new TagError('no measurement_id: give the tag one, or send the event with ?measurement_id=G-…');
  }
  if (id instanceof SecretText) return encodeText(id);
  if (!idShape.test(id)) {
    throw new TagError(
      'measurement_id is not of the form G-XXXXXXXXXX: copy it from GA4, Admin, Data streams (it is not the stream id)',
    );
  }
  return id;
}

/** Where GA4 collects: worldwide, or in the EU with `region: eu`. */
export function collectionHost(fields: Fields): string {
  return plainText(fields, 'region') === 'eu'
    ? 'https://region1.google-analytics.com'
    : 'https://www.google-analytics.com';
}

/** The user id; one that is an email address is left out, as GA4 forbids ids that name a person, and the console says so. */
export function userId(input: TagInput): string | undefined {
  const id = ownText(input.fields, 'user_id', textOf(input.event.data['user_id']));
  if (id?.includes('@') !== true) return id;
  input.log('user_id is an email address: left out, GA4 takes no id that names a person');
  return undefined;
}

/** The name the event goes by in GA4: the tag's, else the event's. Throws a TagError where it has none. */
export function eventNameOf({ event, fields }: TagInput): string {
  const name = ownText(fields, 'event_name', event.name);
  if (name === undefined || name === '') throw new TagError('the event has no name: give the tag an event_name');
  return ga4EventName(name);
}
