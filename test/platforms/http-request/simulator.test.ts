import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { httpRequestDelivery } from '../../../src/platforms/http-request/delivery.ts';
import { httpRequestSimulator } from '../../../src/platforms/http-request/simulator.ts';
import { httpRequestTag } from '../../../src/platforms/http-request/tag.ts';
import type { VendorFault } from '../../../src/platforms/simulator.ts';
import type { Fields } from '../../../src/platforms/tag.ts';
import { deliver } from '../../support/vendor.ts';
import { purchase, requestsOf } from '../../support/vendor-events.ts';

const digest = (text: string): string => hash('sha256', text, 'hex').slice(0, 16);
const url = 'https://warehouse.example/orders?key=1';

async function delivered(fields: Fields, fault?: VendorFault): Promise<unknown> {
  const [request] = await requestsOf(httpRequestTag, { url, ...fields }, [purchase(1)]);
  return request && deliver([httpRequestDelivery, httpRequestSimulator], request, 1, fault);
}

test.each<[string, Fields, string]>([
  ['the whole event', {}, 'order-1'],
  ['what has a transaction id', { body: { transaction_id: 7 } }, '7'],
  ['what has no id', { body: { value: 1 } }, digest('POST /orders?key=1 {"value":1}')],
  ['what is no object', { body: '{not JSON', body_format: 'text' }, digest('POST /orders?key=1 {not JSON')],
  ['nothing', { method: 'GET' }, digest('GET /orders?key=1 ')],
])('takes %s', async (_, fields, id) => {
  expect(await delivered(fields)).toEqual({ verdict: { outcome: 'delivered' }, taken: [id] });
});

test.each<[VendorFault, unknown]>([
  ['throttled', { verdict: { outcome: 'throttled', message: 'Too many requests' }, taken: [] }],
  ['server_error', { verdict: { outcome: 'transient', message: 'Service unavailable' }, taken: [] }],
  ['wrong_token', { verdict: { outcome: 'auth', message: 'The credentials are not valid' }, taken: [] }],
  ['invalid', { verdict: { outcome: 'invalid', message: 'The event is not valid' }, taken: [] }],
  ['partial', undefined],
])('told to be %s', async (fault, expected) => {
  expect(await delivered({}, fault)).toEqual(expected);
});
