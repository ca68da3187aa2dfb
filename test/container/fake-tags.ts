import { z } from 'zod';
import { field } from '../../src/platforms/field.ts';
import { type OutgoingRequest, TagError, type TagInput, type TagType } from '../../src/platforms/tag.ts';
import type { Text } from '../../src/runtime/secret.ts';

const fields = {
  url: field.text('Where to'),
  token: field.text('A credential'),
  count: field.number('A number'),
  strict: field.boolean('A switch'),
  mode: field.choice(['plain', 'fancy'], 'One of two'),
  values: field.map('Named values'),
  options: field.object({ currency: field.text('ISO 4217') }, 'Known values'),
  list: field.list('Several values'),
  body: field.any('Anything'),
};

function echo(input: TagInput): readonly OutgoingRequest[] {
  const { url, token, ...own } = input.fields;
  const rest = own['body'] === 'event' ? { ...own, body: input.event.data } : own;
  if (rest['body'] === 'log') input.log(`saw ${input.event.name}`);
  if (rest['body'] === 'tag error') throw new TagError('pixel_id is empty: give the tag one');
  if (rest['body'] === 'type error') throw new TypeError('x is not a function');
  return [
    {
      platform: 'echo',
      method: 'POST',
      url: (url ?? 'https://echo.example/') as Text,
      headers: token === undefined ? {} : { authorization: token as Text },
      body: rest,
      contract: own['mode'] === 'fancy' ? 'echo/fancy' : null,
    },
  ];
}

/**
 * Sends its own fields back: as the body, `url` and `token` apart. `body: event` sends the event data; `mode: fancy` is
 * under the contract `echo/fancy`.
 */
export const echoTag: TagType = { type: 'echo', description: 'Its own fields', fields, build: echo };

/** The same, but answers a promise. */
export const slowTag: TagType = { ...echoTag, type: 'slow', build: async (input) => echo(input) };

/** Needs a field the others do not have. */
export const strictTag: TagType = {
  type: 'needy',
  description: 'Needs an account',
  fields: { account: z.string().min(1).describe('Account'), limit: z.int().optional() },
  build: () => [],
};

/** The kinds of tags these tests know. */
export const fakeTags: ReadonlyMap<string, TagType> = new Map(
  [echoTag, slowTag, strictTag].map((tag) => [tag.type, tag]),
);
