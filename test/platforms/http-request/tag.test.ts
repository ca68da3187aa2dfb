import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventData } from '../../../src/event/event-data.ts';
import { httpRequestTag } from '../../../src/platforms/http-request/tag.ts';
import { type Fields, type OutgoingRequest, TagError } from '../../../src/platforms/tag.ts';
import { reveal, SecretText } from '../../../src/runtime/secret.ts';
import { build, tagInput } from '../../support/tag-input.ts';

const event: EventData = {
  event_name: 'purchase',
  event_id: 'SO-10442',
  value: 89.9,
  user_data: { em: 'jane@example.com' },
};
const url = 'https://hooks.example.com/in';

async function requestOf(fields: Fields): Promise<OutgoingRequest> {
  const [request] = await build(httpRequestTag, event, { url, ...fields });
  return request as OutgoingRequest;
}

async function revealedUrl(fields: Fields, secrets: Record<string, string>): Promise<string> {
  const { input } = tagInput(event, { url, ...fields });
  const [request] = await httpRequestTag.build(input);
  return reveal(request?.url ?? '', (name) => secrets[name]);
}

function errorOf(fields: Fields): string {
  const { input } = tagInput(event, { url, ...fields });
  try {
    httpRequestTag.build(input);
  } catch (error) {
    if (error instanceof TagError) return error.message;
  }
  throw new Error('it made a request');
}

test('the event data goes where the address says', async () => {
  expect(await build(httpRequestTag, event, { url })).toEqual([
    {
      platform: 'http_request',
      method: 'POST',
      url: 'https://hooks.example.com/in',
      headers: { 'content-type': 'application/json' },
      body: event,
      contract: null,
    },
  ]);
});

test('all of it can be made', async () => {
  expect(
    await build(httpRequestTag, event, {
      url: 'https://hooks.example.com/in?v=1',
      method: 'put',
      headers: {
        Authorization: 'Bearer ${TOKEN}',
        'X-Retries': 3,
        'X-None': undefined,
        'Content-Type': 'application/vnd.acme+json',
      },
      query: { key: '${KEY}', tag: ['a b', 'c&d'], n: 1, gone: null, o: { a: 1 } },
      body: { order: 'SO-10442', secret: '${BODY}' },
    }),
  ).toEqual([
    {
      platform: 'http_request',
      method: 'PUT',
      url: 'https://hooks.example.com/in?v=1&key=${KEY}&tag=a%20b&tag=c%26d&n=1&o=%7B%22a%22%3A1%7D',
      headers: { authorization: 'Bearer ${TOKEN}', 'x-retries': '3', 'content-type': 'application/vnd.acme+json' },
      body: { order: 'SO-10442', secret: '${BODY}' },
      contract: null,
    },
  ]);
});

describe('body', () => {
  const type = { 'content-type': 'application/json' };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const plain = { 'content-type': 'text/plain; charset=utf-8' };

  test.each<[string, Fields, Record<string, string>, unknown]>([
    ['the event where asked', { event_data: 'true', method: 'DELETE' }, type, event],
    ['none of a GET', { method: 'GET' }, {}, undefined],
    ['none of a DELETE', { method: 'DELETE' }, {}, undefined],
    ['none where the event is not wanted', { event_data: false }, {}, undefined],
    ['none by null', { body: null }, {}, undefined],
    ['of a PATCH', { method: 'PATCH', body: [1, { a: null }] }, type, [1, { a: null }]],
    ['of a DELETE', { method: 'DELETE', body: false }, type, false],
    ['text as JSON', { body: '{"admin":true}' }, type, '"{\\"admin\\":true}"'],
    ['the content type left out', { body: 1, headers: { 'content-type': null } }, {}, 1],
    [
      'a form',
      { body_format: 'form', body: { a: 'x y&z', 'b[]': [1, true], c: { d: 1 }, e: null, t: '${T}' } },
      form,
      'a=x%20y%26z&b%5B%5D=1&b%5B%5D=true&c=%7B%22d%22%3A1%7D&t=${T}',
    ],
    [
      'the event as a form',
      { body_format: 'form' },
      form,
      'event_name=purchase&event_id=SO-10442&value=89.9&user_data=%7B%22em%22%3A%22jane%40example.com%22%7D',
    ],
    ['text', { body_format: 'text', body: '<a>${T}</a>' }, plain, '<a>${T}</a>'],
    ['text of a number', { body_format: 'text', body: 42 }, plain, '42'],
  ])('%s', async (_, fields, headers, body) => {
    const request = await requestOf(fields);
    expect({ headers: request.headers, body: request.body }).toEqual({ headers, body });
  });

  test('secrets stay secrets in every form', async () => {
    for (const fields of [
      { body: { deep: ['${T}'] } },
      { body_format: 'form', body: { t: '${T}' } },
      { body_format: 'text', body: '${T}' },
    ]) {
      const { input } = tagInput(event, { url, ...fields });
      const [request] = await httpRequestTag.build(input);
      const found: readonly string[][] = collect(request?.body);
      expect(found).toEqual([['T']]);
    }
  });

  test.each<[Fields, string]>([
    [{ body: undefined }, 'body names a variable that holds nothing: give it a value, or set body to null for none'],
    [{ body: 1, event_data: true }, 'both body and event_data are set: choose one'],
    [{ body: 1, method: 'GET' }, 'a GET request has no body: use query, or another method'],
    [{ event_data: true, method: 'GET' }, 'a GET request has no body: use query, or another method'],
    [{ body: 'x', body_format: 'xml' }, 'body_format is none of json, form and text'],
    [{ body: ['x'], body_format: 'form' }, 'body_format form takes named values: make body an object'],
    [{ body: '${T}', body_format: 'form' }, 'body_format form takes named values: make body an object'],
    [{ body: {}, body_format: 'text' }, 'body_format text takes text: make body one, or use body_format json'],
    [{ body_format: 'text' }, 'body_format text takes text: make body one, or use body_format json'],
    [{ body: '${T}' }, 'body_format json takes a secret inside an object or list, not alone: use body_format text'],
    [{ method: 'TRACE' }, 'method is none of GET, POST, PUT, PATCH, DELETE'],
  ])('refuses %j', (fields, message) => {
    expect(errorOf(fields)).toBe(message);
  });
});

describe('headers', () => {
  test.each<[Fields, string]>([
    [{ 'x-a': 'b\r\nx-evil: 1' }, 'headers.x-a holds a line break or another character no header can: encode it'],
    [{ 'x-a': 'b\0' }, 'headers.x-a holds a line break or another character no header can: encode it'],
    [{ 'x-a': '☃' }, 'headers.x-a holds a line break or another character no header can: encode it'],
    [{ 'x-a': '${T}\nx: y' }, 'headers.x-a holds a line break or another character no header can: encode it'],
    [{ 'x-a': ['b'] }, 'headers.x-a is not text: a header has one value'],
    [{ 'x-a': { b: 1 } }, 'headers.x-a is not text: a header has one value'],
    [{ 'x a': 'b' }, "headers holds a name that cannot be a header's: letters, digits and hyphens"],
    [{ 'x\r\ny': 'b' }, "headers holds a name that cannot be a header's: letters, digits and hyphens"],
    [{ '': 'b' }, "headers holds a name that cannot be a header's: letters, digits and hyphens"],
    [{ 'X-A': 'b', 'x-a': 'c' }, 'headers names x-a twice: names ignore case'],
    ...[
      'Host',
      'Content-Length',
      'Transfer-Encoding',
      'Connection',
      'Keep-Alive',
      'TE',
      'Trailer',
      'Upgrade',
      'Proxy-Authorization',
      'Expect',
    ].map((name): [Fields, string] => [
      { [name]: 'x' },
      `headers cannot set ${name.toLowerCase()}: it belongs to the connection`,
    ]),
  ])('refuses %j', (headers, message) => {
    expect(errorOf({ headers })).toBe(message);
  });

  test('a tab and Latin letters pass', async () => {
    expect((await requestOf({ body: null, headers: { 'X-A': 'é\tà' } })).headers).toEqual({ 'x-a': 'é\tà' });
  });
});

describe('the address', () => {
  test.each<[Fields, string]>([
    [{ url: 'http://localhost:9000/x y' }, 'http://localhost:9000/x%20y'],
    [{ url: 'HTTPS://Hooks.Example.com' }, 'https://hooks.example.com/'],
    [{ url: 'https://hooks.example.com/in?', query: { a: 1 } }, 'https://hooks.example.com/in?a=1'],
    [{ url: 'https://hooks.example.com/in?b=2&', query: { a: 1 } }, 'https://hooks.example.com/in?b=2&a=1'],
    [{ query: { 'a b': 'c#d' } }, 'https://hooks.example.com/in?a%20b=c%23d'],
    [{ query: {} }, url],
    [
      { url: 'https://hooks.example.com/${PATH}?k=${KEY}', query: { a: 1 } },
      'https://hooks.example.com/${PATH}?k=${KEY}&a=1',
    ],
    [{ url: '${HOOK}' }, '${HOOK}'],
    [{ url: '${HOOK}/in' }, '${HOOK}/in'],
    [{ url: 'https://${HOST}/in' }, 'https://${HOST}/in'],
  ])('of %j', async (fields, expected) => {
    expect((await requestOf({ ...fields, method: 'GET' })).url).toBe(expected);
  });

  test('secrets go into its query encoded, into its path as they are', async () => {
    expect(
      await revealedUrl(
        { url: '${HOOK}/in', query: { key: '${KEY}' } },
        { HOOK: 'https://h.example/t/1', KEY: 'a&b=c' },
      ),
    ).toBe('https://h.example/t/1/in?key=a%26b%3Dc');
  });

  const absolute = 'url is not an absolute http or https address';
  const user = 'url holds a user name or password: send them in the authorization header';
  const fragment = 'url holds a fragment (#…), which is never sent: percent-encode it, or use query';
  test.each<[unknown, string]>([
    ['/in', absolute],
    ['hooks.example.com/in', absolute],
    ['ftp://hooks.example.com/in', absolute],
    ['file:///etc/passwd', absolute],
    ['javascript:alert(1)', absolute],
    ['https://', absolute],
    ['https://a b.example/', absolute],
    ['https://jane:pw@hooks.example.com/', user],
    ['https://hooks.example.com@evil.example/', user],
    ['https://${USER}:${PASS}@hooks.example.com/', user],
    ['https://hooks.example.com/in#x', fragment],
    ['https://hooks.example.com/in#', fragment],
    ['https://hooks.example.com/${T}#x', fragment],
    ['https://hooks.example.com/${T} x', 'url holds white space or a backslash: percent-encode it'],
    ['https://hooks.example.com/${T}\r\nx', 'url holds white space or a backslash: percent-encode it'],
    [
      '${HOOK}.evil.example',
      'url begins with a secret: what follows it must begin with / or ?, or it could change the host',
    ],
    [
      '${HOOK}@evil.example',
      'url begins with a secret: what follows it must begin with / or ?, or it could change the host',
    ],
    [
      '${SCHEME}://h.example',
      'url begins with a secret: what follows it must begin with / or ?, or it could change the host',
    ],
    ['x${HOOK}', absolute],
    [undefined, 'url is empty: give it in the tag, or give the variable it names a value'],
  ])('is not %s', (address, message) => {
    expect(errorOf({ url: address })).toBe(message);
  });

  test('no value in its query changes anything but the query', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), { maxKeys: 4 }),
        async (query) => {
          const request = await requestOf({ query });
          const parsed = new URL(String(request.url));
          const expected = Object.entries(query).map(([name, value]) => [name.toWellFormed(), value.toWellFormed()]);
          expect([parsed.origin, parsed.pathname, parsed.hash, [...parsed.searchParams]]).toEqual([
            'https://hooks.example.com',
            '/in',
            '',
            expected,
          ]);
        },
      ),
    );
  });
});

/** The names in each SecretText of a value. */
function collect(value: unknown): string[][] {
  if (value instanceof SecretText) return [[...value.names()]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(collect);
}

test('a contract goes along by its name', async () => {
  expect(
    (await build(httpRequestTag, event, { url, contract: 'acme/orders' })).map(({ contract }) => contract),
  ).toEqual(['acme/orders']);
});
