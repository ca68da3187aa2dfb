import { expect, test } from 'vitest';
import { loadContracts, shippedContracts } from '../../src/contracts/load.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { Recording } from '../../src/engine/recording.ts';
import { fixedRuntime } from '../../src/runtime/runtime.ts';
import { containerOf, requestOf } from '../container/run.ts';
import { receivedAt } from '../support/tag-input.ts';

const contracts = await loadContracts([shippedContracts]);
const engine = createEngine(containerOf({}), fixedRuntime(receivedAt, 1), { contracts });

function validated(body: string, method = 'POST'): Recording {
  return engine.handle(requestOf({ path: '/debug/mp/collect', body, method })) as Recording;
}

const event = { name: 'purchase', params: { transaction_id: 'T-1', value: 9.99, currency: 'USD' } };

test.each([
  ['what holds', { client_id: '1.2', events: [event] }, []],
  [
    'no client_id',
    { events: [event] },
    [{ fieldPath: 'client_id', description: 'Measurement requires a client_id.', validationCode: 'VALUE_REQUIRED' }],
  ],
])('answers as Google does: %s', (_, body, validationMessages) => {
  const { response, client, reason, events } = validated(JSON.stringify(body));
  expect({ ...response, client, reason, events }).toEqual({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ validationMessages }),
    client: null,
    reason: 'validated, not collected: /debug/mp/collect runs no tag',
    events: [],
  });
});

test('takes POST alone', () => {
  expect(validated('', 'GET').response).toEqual({
    status: 405,
    headers: { 'content-type': 'application/json', allow: 'POST' },
    body: '{"error":{"message":"/debug/mp/collect takes POST, not GET","help":"Post the body to validate."}}',
  });
});

test('an engine without contracts cannot validate', () => {
  const bare = createEngine(containerOf({}), fixedRuntime(receivedAt, 1));
  const { response } = bare.handle(requestOf({ path: '/debug/mp/collect', body: '{}' })) as Recording;
  expect(response.status).toBe(400);
});
