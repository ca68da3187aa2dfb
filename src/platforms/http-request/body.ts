import { isObject } from '../../event/json.ts';
import { SecretText } from '../../runtime/secret.ts';
import { flag, object, plainText } from '../field.ts';
import { TagError, type TagInput } from '../tag.ts';
import { parameters } from './parameters.ts';

/** A request's body and what it is; no body has no type. */
export interface RequestBody {
  readonly body: unknown;
  readonly contentType: string | undefined;
}

const none: RequestBody = { body: undefined, contentType: undefined };

/** Methods that carry a body unless told otherwise. */
const withBody: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

/**
 * The body of a request: the field `body`, or the whole event data where `event_data` says so, or where neither field
 * is there and the method carries a body. Throws a TagError where both are asked for, or the method or format cannot
 * carry what is.
 */
export function requestBody(input: TagInput, method: string): RequestBody {
  const { event, fields } = input;
  const wholeEvent = flag(fields, 'event_data');
  if (Object.hasOwn(fields, 'body')) {
    // Falling back to the event data here would send personal data where only a part of it was meant to go.
    if (fields['body'] === undefined)
      throw new TagError('body names a variable that holds nothing: give it a value, or set body to null for none');
    if (wholeEvent === true) throw new TagError('both body and event_data are set: choose one');
    return fields['body'] === null ? none : formed(input, method, fields['body']);
  }
  return (wholeEvent ?? withBody.has(method)) ? formed(input, method, event.data) : none;
}

function formed({ fields }: TagInput, method: string, value: unknown): RequestBody {
  if (method === 'GET') throw new TagError('a GET request has no body: use query, or another method');
  const format = plainText(fields, 'body_format') ?? 'json';
  if (format === 'json') return { body: json(value), contentType: 'application/json' };
  if (format === 'form') {
    if (!isObject(value) || value instanceof SecretText)
      throw new TagError('body_format form takes named values: make body an object');
    return { body: parameters(object({ value }, 'value')), contentType: 'application/x-www-form-urlencoded' };
  }
  if (format !== 'text') throw new TagError('body_format is none of json, form and text');
  if (typeof value === 'number' || typeof value === 'boolean') return text(String(value));
  if (typeof value === 'string' || value instanceof SecretText) return text(value);
  throw new TagError('body_format text takes text: make body one, or use body_format json');
}

function text(body: unknown): RequestBody {
  return { body, contentType: 'text/plain; charset=utf-8' };
}

/** Text is a JSON string, whatever it looks like: else what a visitor sends could become an object. */
function json(value: unknown): unknown {
  if (value instanceof SecretText)
    throw new TagError('body_format json takes a secret inside an object or list, not alone: use body_format text');
  return typeof value === 'string' ? JSON.stringify(value) : value;
}
