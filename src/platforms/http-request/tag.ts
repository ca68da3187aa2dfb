import type { Text } from '../../runtime/secret.ts';
import { field, object, plainText } from '../field.ts';
import { headersOf } from '../headers.ts';
import { type OutgoingRequest, TagError, type TagInput, type TagType } from '../tag.ts';
import { requestBody } from './body.ts';
import { requestUrl } from './url.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/**
 * A request of your own making, to anywhere: for what has no tag of its own.
 * Source: developers.google.com/tag-platform/tag-manager/server-side (HTTP Request tag)
 */
export const httpRequestTag: TagType = {
  type: 'http_request',
  description: 'HTTP request: the event data, or what you make of it, to an address of yours',
  account: { fields: ['url'], required: true, of: (fields) => URL.parse(plainText(fields, 'url') ?? '')?.host },
  fields: {
    url: field.text(
      'Absolute http or https address. One that is a single secret must have no query of its own where query is used',
    ),
    method: field.choice(methods, 'POST where it says nothing'),
    headers: field.map('Header names and values'),
    query: field.map('Parameters appended to the address, percent-encoded; a list repeats its name'),
    event_data: field.boolean('Send the whole event data; so it is where no body is given and the method carries one'),
    body: field.any('What to send instead of the event data; null for nothing'),
    contract: field.text('The contract the request must keep, such as acme/orders: contracts/acme/orders.schema.json'),
    body_format: field.choice(['json', 'form', 'text'], 'How the body is written; json where it says nothing'),
  },
  build,
};

function build(input: TagInput): readonly OutgoingRequest[] {
  const { fields } = input;
  const method = methodOf(plainText(fields, 'method'));
  const url = requestUrl(fields);
  const { body, contentType } = requestBody(input, method);
  const headers: Record<string, Text> = {};
  const own = headersOf(object(fields, 'headers'), 'headers');
  if (contentType !== undefined && !Object.hasOwn(own, 'content-type')) headers['content-type'] = contentType;
  for (const name in own) {
    const value = own[name];
    if (value !== undefined && value !== null) headers[name] = value;
  }
  return [{ platform: 'http_request', method, url, headers, body, contract: plainText(fields, 'contract') ?? null }];
}

function methodOf(given: string | undefined): OutgoingRequest['method'] {
  const upper = given?.toUpperCase() ?? 'POST';
  const method = methods.find((name) => name === upper);
  if (method === undefined) throw new TagError(`method is none of ${methods.join(', ')}`);
  return method;
}
