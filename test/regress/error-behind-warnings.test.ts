import { expect, it } from 'vitest';
import { loadContracts, shippedContracts } from '../../src/contracts/load.ts';

const now = Date.UTC(2026, 10, 21, 16);

/** Meta warns of it, since it says nothing of the browser. */
function purchase(customData: object): object {
  return {
    event_name: 'Purchase',
    event_time: now / 1000,
    event_id: 'e1',
    action_source: 'website',
    event_source_url: 'https://shop.example/',
    user_data: { em: ['a'.repeat(64)] },
    custom_data: customData,
  };
}

it('tells an error that comes after more than fifty warnings', async () => {
  const contract = (await loadContracts([shippedContracts])).get('meta/events');
  const data = [...Array.from({ length: 99 }, () => purchase({ value: 1, currency: 'USD' })), purchase({ value: 1 })];
  const told = contract?.check({ data }, now) ?? [];
  expect(told.filter(({ severity }) => severity === 'error').map(({ path }) => path)).toEqual([
    '/data/99/custom_data/currency',
  ]);
});
