import { expect, test } from 'vitest';
import { splitRequest } from '../../src/contracts/split-request.ts';

const request = { method: 'GET', headers: { 'user-agent': 'x' }, body: null };

test.each<[string, string, string, Record<string, unknown>]>([
  ['https://api.example/v1/events?a=1&b=two%20words', 'api.example', '/v1/events', { a: '1', b: 'two words' }],
  ['https://api.example:8443?x', 'api.example:8443', '/', { x: '' }],
  [
    'https://api.example/p?em=a%40b.example&em=2&em=3#part?no=1',
    'api.example',
    '/p',
    { em: ['a@b.example', '2', '3'] },
  ],
  ['https://api.example/${PIXEL}/e?access_token=${TOKEN}', 'api.example', '/${PIXEL}/e', { access_token: '${TOKEN}' }],
  ['https://api.example/?a=b=c&&d=1+2', 'api.example', '/', { a: 'b=c', d: '1 2' }],
  ['https://api.example/?bad=%E0%A4', 'api.example', '/', { bad: '%E0%A4' }],
  ['https://api.example/?__proto__=1', 'api.example', '/', JSON.parse('{"__proto__":"1"}')],
])('%s', (url, host, path, query) => {
  expect(splitRequest({ ...request, url })).toEqual({ ...request, host, path, query });
});
