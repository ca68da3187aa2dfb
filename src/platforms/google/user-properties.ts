import { isObject } from '../../event/json.ts';
import { list, object } from '../field.ts';
import { override } from '../payload.ts';
import type { TagInput } from '../tag.ts';
import { includes } from './parameters.ts';

/**
 * The user properties of a request, by name: the event's (`x-ga-mp2-user_properties`) as `include_user_properties` and
 * `exclude_user_properties` choose, with the tag's `user_properties` laid over them. A value is a scalar, or an object
 * with `value` and its `timestamp_micros` as the Measurement Protocol has it.
 */
export function userProperties(input: TagInput): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  const given = input.event.data['x-ga-mp2-user_properties'];
  if (isObject(given)) {
    const include = list(input.fields, 'include_user_properties');
    const exclude = list(input.fields, 'exclude_user_properties');
    for (const name in given) {
      const value = given[name];
      const scalar = isObject(value) ? value['value'] : value;
      if (scalar === undefined || scalar === null || !includes(include, name) || exclude.includes(name)) continue;
      if (typeof scalar === 'object') input.log(`user property ${name} is not a single value: left out`);
      else properties[name] = value;
    }
  }
  return override(properties, object(input.fields, 'user_properties'));
}

/** The value of a user property, given bare or as `{value}`. */
export function propertyValue(property: unknown): unknown {
  return isObject(property) ? property['value'] : property;
}
