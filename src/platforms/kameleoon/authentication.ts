import { concat, type Text } from '../../runtime/secret.ts';
import { object, plainText, text } from '../field.ts';
import { headerName, headersOf, isHeaderValue } from '../headers.ts';
import { type Authorization, type Fields, TagError, type TagInput } from '../tag.ts';

/** What a request needs to be let in: headers, and where a token must be fetched first, by what. */
export interface Authentication {
  readonly headers: Readonly<Record<string, Text>>;
  readonly authorization: Authorization | undefined;
}

const tokenUrl = 'https://api.kameleoon.com/oauth/token';

/** Headers the request has of its own. */
const taken: ReadonlySet<string> = new Set(['content-type', 'user-agent']);

/**
 * How the request is authenticated: by a static `access_token`, by `client_id` and `client_secret` (exchanged for a
 * token, which holds for two hours), or by an `api_key`; one of them at most. `headers` of the environment's own go
 * beside any of them, and may be the authentication themselves. With none at all Kameleoon takes the request under a
 * tighter rate limit, and the log says so. Throws a TagError where the fields contradict each other.
 * Source: developers.kameleoon.com/apis/data-api-rest/overview (authentication)
 */
export function authenticate(input: TagInput): Authentication {
  const { fields } = input;
  const accessToken = text(fields, 'access_token');
  const clientId = text(fields, 'client_id');
  const clientSecret = text(fields, 'client_secret');
  const apiKey = text(fields, 'api_key');
  if ((clientId === undefined) !== (clientSecret === undefined))
    throw new TagError('client_id and client_secret go together: one of them is empty');
  const ways = [accessToken, clientId, apiKey].filter((way) => way !== undefined).length;
  if (ways > 1)
    throw new TagError(
      'more than one authentication is set: choose access_token, client_id and client_secret, or api_key',
    );

  const headers: Record<string, Text> = {};
  let authorization: Authorization | undefined;
  if (accessToken !== undefined) headers['authorization'] = sendable(concat('Bearer ', accessToken), 'access_token');
  if (clientId !== undefined && clientSecret !== undefined) {
    headers['authorization'] = `Bearer <access token of ${clientId}>`;
    authorization = { type: 'client_credentials', tokenUrl, clientId, clientSecret };
  }
  if (apiKey !== undefined) headers[keyHeader(fields)] = sendable(apiKey, 'api_key');
  addOwn(headers, fields);
  for (const _ in headers) return { headers, authorization };
  input.log('no authentication is set: Kameleoon takes the conversion, under a tighter rate limit');
  return { headers, authorization };
}

function keyHeader(fields: Fields): string {
  const name = headerName(plainText(fields, 'api_key_header') ?? 'x-api-key', 'api_key_header');
  if (taken.has(name)) throw new TagError(`api_key_header cannot be ${name}: the request has one of its own`);
  return name;
}

function addOwn(headers: Record<string, Text>, fields: Fields): void {
  const own = headersOf(object(fields, 'headers'), 'headers');
  for (const name in own) {
    const value = own[name];
    if (value === undefined || value === null) continue;
    if (taken.has(name) || Object.hasOwn(headers, name))
      throw new TagError(`headers.${name} is set already: the request has one of its own`);
    headers[name] = value;
  }
}

function sendable(value: Text, name: string): Text {
  if (isHeaderValue(value)) return value;
  throw new TagError(`${name} holds a line break or another character no header can: copy it anew`);
}
