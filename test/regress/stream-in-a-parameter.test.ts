import { expect, test } from 'vitest';
import { ga4Client } from '../../src/clients/ga4/client.ts';
import { fixedRuntime } from '../../src/runtime/runtime.ts';
import { mpRequest } from '../support/reference.ts';

test.each([
  [{}, undefined, undefined],
  [{ measurement_id: 'G-OWN' }, 'G-OWN', undefined],
  [{ firebase_app_id: '1:2:web:3' }, undefined, '1:2:web:3'],
])('with %j in the address, a parameter of an event does not say whose stream it is', (query, measurement, app) => {
  const params = { 'x-ga-measurement_id': 'G-LISTED', firebase_app_id: '9:9:web:9' };
  const request = mpRequest({ client_id: '1.2', events: [{ name: 'purchase', params }] }, query);
  const result = ga4Client({ name: 'GA4 Client' }).run(request, fixedRuntime(0, 1));
  if (result.status !== 'accepted') throw new Error(result.reason);
  expect(result.events.map((event) => [event['x-ga-measurement_id'], event['firebase_app_id']])).toEqual([
    [measurement, app],
  ]);
});
