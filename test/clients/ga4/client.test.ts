import { describe, expect, test } from 'vitest';
import { ga4Client } from '../../../src/clients/ga4/client.ts';
import { onlyEvent, receivedAt, request, run } from './requests.ts';

const hit = '?v=2&tid=G-TEST123&en=page_view';

test('is a client of type ga4, of priority 0 unless told', () => {
  const { name, type, priority } = ga4Client({ name: 'GA4 Client' });
  expect({ name, type, priority }).toEqual({ name: 'GA4 Client', type: 'ga4', priority: 0 });
  expect(ga4Client({ name: 'x', priority: 7 }).priority).toBe(7);
});

describe('claims', () => {
  const paths = ['/mp/collect', '/a/mp/collect', '/a/g/collect', '/both'];
  const elsewhere = 'the path is none of /mp/collect, /a/mp/collect, /a/g/collect, /both, /in, /hits';
  const json = { headers: { 'content-type': 'application/vnd.api+json; charset=utf-8' } };
  const rows: [string, string, object, true | string][] = [
    ['POST', '/mp/collect', {}, true],
    ['GET', '/mp/collect', {}, true],
    ['POST', '/a/mp/collect', {}, true],
    ['POST', '/in', {}, true],
    ['GET', `/a/g/collect${hit}`, {}, true],
    ['POST', `/a/g/collect${hit}`, {}, true],
    ['PUT', `/a/g/collect${hit}`, {}, true],
    ['OPTIONS', '/a/g/collect', {}, true],
    ['GET', `/hits${hit}`, {}, true],
    ['POST', '/hits', { body: '{}' }, 'the query has no v=2, so it is no GA4 hit'],
    ['GET', '/a/g/collect?v=1&tid=UA-1', {}, 'the query has no v=2, so it is no GA4 hit'],
    ['GET', '/a/g/collect?v=2&tid=', {}, 'the query has no measurement id (tid)'],
    ['GET', '/a/g/collect?v=2', {}, 'the query has no measurement id (tid)'],
    ['POST', '/both', { body: ' {"client_id"' }, true],
    ['POST', '/both', json, true],
    ['POST', '/both', { body: 'en=x' }, 'the query has no v=2, so it is no GA4 hit'],
    ['POST', `/both${hit}`, { body: 'en=x' }, true],
    ['GET', '/both', json, 'the query has no v=2, so it is no GA4 hit'],
    ['OPTIONS', '/both', {}, true],
    ['POST', '/g/collect', {}, elsewhere],
    ['POST', '/mp/collect/', {}, elsewhere],
    ['POST', '/MP/collect', {}, elsewhere],
    ['GET', '/', {}, elsewhere],
    ['GET', '/__proto__', {}, elsewhere],
  ];
  test.each(rows)('%s %s %j', (method, url, more, claimed) => {
    const client = ga4Client({ name: 'GA4 Client', paths, mpPaths: ['/in'], gPaths: ['/hits'] });
    expect(client.claims(request(method, url, more))).toBe(claimed);
  });

  test('/mp/collect and /g/collect unless told', () => {
    const client = ga4Client({ name: 'GA4 Client' });
    expect(client.claims(request('POST', '/mp/collect'))).toBe(true);
    expect(client.claims(request('GET', `/g/collect${hit}`))).toBe(true);
    expect(client.claims(request('POST', '/collect'))).toBe('the path is none of /mp/collect, /g/collect');
  });
});

describe('a path that takes both', () => {
  const mp = { event_name: 'purchase', client_id: 'c.1', 'x-ga-protocol_version': '2' };
  const body = '{"client_id":"c.1","events":[{"name":"purchase"}]}';

  test('reads a JSON body as the Measurement Protocol', () => {
    const options = { paths: ['/both'] };
    const headers = { 'content-type': 'application/json' };
    expect(onlyEvent(run(request('POST', '/both', { body }), options))).toEqual(mp);
    expect(onlyEvent(run(request('POST', '/both', { body: `\ufeff${body}`, headers }), options))).toEqual(mp);
  });

  test("reads all else as gtag's", () => {
    expect(onlyEvent(run(request('POST', `/both${hit}`, { body: 'dl=a' }), { paths: ['/both'] }))).toEqual({
      event_name: 'page_view',
      page_location: 'a',
      'x-ga-protocol_version': '2',
      'x-ga-measurement_id': 'G-TEST123',
      'x-sst-system_properties': { request_start_time_ms: receivedAt },
    });
  });
});

test('the limit of gtag bodies can be set', () => {
  const status = (gtag: number): string =>
    run(request('POST', `/g/collect${hit}`, { body: 'dl=é' }), { maxBodyBytes: { gtag } }).status;
  expect([status(5), status(4)]).toEqual(['accepted', 'rejected']);
});
