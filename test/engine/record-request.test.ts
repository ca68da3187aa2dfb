import { describe, expect, test } from 'vitest';
import { redactQueryString } from '../../src/container/credentials.ts';
import { recordRequest } from '../../src/engine/record-request.ts';
import { requestOf } from '../container/run.ts';

const gone = '<redacted>';

test('a request as it is recorded', () => {
  const request = requestOf({
    method: 'POST',
    path: '/mp/collect',
    queryString: 'measurement_id=G-TEST&api_secret=hush&debug=1&token=a&token=b',
    headers: {
      host: 'localhost:8080',
      authorization: 'Bearer hush',
      'proxy-authorization': 'Basic aHVzaA==',
      'x-api-key': 'hush',
      'x-auth-token': 'hush',
      'x-gtm-server-preview': 'hush',
      cookie: '_ga=GA1.1.111.222; sid=hush; _fbp=fb.1.2.3;FPID=a%3Db; _gcl_au=1; broken; _ttp=t; _session_ga=hush',
    },
    body: '{"a":1}',
  });
  const before = structuredClone({ query: request.query, headers: request.headers });
  expect(recordRequest(request, { a: 1 })).toEqual({
    method: 'POST',
    path: '/mp/collect',
    query: { measurement_id: 'G-TEST', api_secret: gone, debug: '1', token: gone },
    headers: {
      host: 'localhost:8080',
      authorization: gone,
      'proxy-authorization': gone,
      'x-api-key': gone,
      'x-auth-token': gone,
      'x-gtm-server-preview': gone,
      cookie: `_ga=GA1.1.111.222; sid=${gone}; _fbp=fb.1.2.3; FPID=a%3Db; _gcl_au=1; broken=${gone}; _ttp=t; _session_ga=${gone}`,
    },
    body: { a: 1 },
    remoteAddress: '203.0.113.7',
  });
  expect({ query: request.query, headers: request.headers }).toEqual(before);
});

describe('parameters', () => {
  test.each([
    ['api_secret', true],
    ['API_SECRET', true],
    ['apiSecret', true],
    ['api-key', true],
    ['apikey', true],
    ['key', true],
    ['access_token', true],
    ['accessToken', true],
    ['client_secret', true],
    ['password', true],
    ['x-auth', true],
    ['sig', true],
    ['secret_santa', false],
    ['monkey', false],
    ['design', false],
    ['tokens', false],
    ['ep.coupon', false],
  ])('%s: a credential is %s', (name, secret) => {
    const { query } = recordRequest(requestOf({ queryString: `${name}=x` }), undefined);
    expect({ ...query }).toEqual({ [name]: secret ? gone : 'x' });
    expect(redactQueryString(`a=1&${name}=x&b`)).toBe(`a=1&${name}=${secret ? gone : 'x'}&b`);
  });

  test('also with an encoded name', () => {
    expect(redactQueryString('api%5Fsecret=hush&v=2')).toBe(`api%5Fsecret=${gone}&v=2`);
  });
});

test('a body no client parsed is recorded as text, one that is no text as null', () => {
  expect(recordRequest(requestOf({ body: 'v=2' }), undefined).body).toBe('v=2');
  expect(recordRequest(requestOf({}), undefined).body).toBeNull();
});
