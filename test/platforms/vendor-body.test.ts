import { expect, test } from 'vitest';
import type { VendorRequest } from '../../src/platforms/simulator.ts';
import { faultsOf, idsOf, readVendor, traceOf } from '../../src/platforms/vendor-body.ts';

const request = (body: string): VendorRequest => ({
  method: 'POST',
  host: 'a.example',
  target: '/v1/events?token=a%20b',
  headers: {},
  body,
});

test('a request is read', () => {
  const read = ['{"data":[1],"x":2}', '{"data":1}', '[1]', '{'].map((body) => {
    const { path, query, ...rest } = readVendor(request(body));
    return { path, token: query.get('token'), ...rest };
  });
  const given = { path: '/v1/events', token: 'a b' };
  expect(read).toEqual([
    { ...given, body: { data: [1], x: 2 }, events: [1] },
    { ...given, body: { data: 1 }, events: [] },
    { ...given, body: undefined, events: [] },
    { ...given, body: undefined, events: [] },
  ]);
});

test('what breaks a contract is told by events', () => {
  const violations = (contract: string): { path: string; message: string }[] =>
    ['/data/3/a~1b', '/data', '/platforms/0/name', ''].map((path) => ({ path, message: contract }));
  expect(faultsOf({ now: 0, fault: undefined, violations }, 'x/y', {})).toEqual([
    { index: 3, keys: ['data', '3', 'a/b'], message: 'x/y' },
    { index: undefined, keys: ['data'], message: 'x/y' },
    { index: undefined, keys: ['platforms', '0', 'name'], message: 'x/y' },
    { index: undefined, keys: [], message: 'x/y' },
  ]);
});

test('ids are those of events that have one', () => {
  expect(idsOf([{ event_id: 'a' }, {}, null, { event_id: 1 }, { event_id: 'b' }])).toEqual(['a', 'b']);
});

test('a trace is the same for the same body', () => {
  expect([traceOf('a', 8), traceOf('a', 8), traceOf('b', 8)]).toEqual(['ca978112', 'ca978112', '3e23e816']);
});
