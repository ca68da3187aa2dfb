import type { KameleoonVisitEventsEvent } from '../../contracts/types/kameleoon-visit-events.ts';
import { isObject } from '../../event/json.ts';
import { SecretText } from '../../runtime/secret.ts';
import type { Payload } from '../payload.ts';
import { type Fields, TagError } from '../tag.ts';

type Metadata = NonNullable<Payload<KameleoonVisitEventsEvent>['metadata']>;

const index = /^(?:0|[1-9]\d{0,8})$/;

/**
 * The field `metadata`: custom data indexes to their values, each a list of texts, as Kameleoon takes them; undefined
 * where there are none. Takes an object, or its JSON as text. Throws a TagError where a key is no index or a value no text.
 * Source: docs.kameleoon.com/api-reference/visit/send-visitor-events (metadata)
 */
export function metadataOf(fields: Fields): Metadata | undefined {
  const given = fields['metadata'];
  if (given === undefined || given === null || given === '') return undefined;
  const named = typeof given === 'string' ? parsed(given) : given;
  if (!isObject(named) || named instanceof SecretText)
    throw new TagError('metadata is not an object of custom data indexes and values');
  let metadata: Metadata | undefined;
  for (const key in named) {
    const value = named[key];
    if (value === undefined || value === null) continue;
    if (!index.test(key))
      throw new TagError('metadata has a key that is not a custom data index: name each by its number, such as 3');
    const values = (Array.isArray(value) ? value : [value]).map((one) => textual(one, key));
    metadata ??= {};
    metadata[key] = values;
  }
  return metadata;
}

function textual(value: unknown, key: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TagError(`metadata.${key} holds a value that is not text, a number or true or false`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TagError('metadata is text but not JSON: write {"3": ["value"]}');
  }
}
