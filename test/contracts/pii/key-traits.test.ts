import { expect, it } from 'vitest';
import * as traits from '../../../src/contracts/pii/key-traits.ts';

function named(key: string): string {
  const found = traits.traitsOf(key);
  return Object.entries(traits)
    .filter(([, bit]) => typeof bit === 'number' && (found & bit) !== 0)
    .map(([name]) => name)
    .toSorted()
    .join(' ');
}

it.each([
  ['phone', 'phoneLike'],
  ['billingPhone_1', 'phoneLike'],
  ['mobile_number', 'phoneLike'],
  ['ep.tel', 'phoneLike'],
  ['phone_model', ''],
  ['phone_verified_at', 'idLike'],
  ['order_id', 'idLike'],
  ['content_ids', 'idLike vocabulary health'.split(' ').toSorted().join(' ')],
  ['orderNumber', 'idLike'],
  ['card_number', ''],
  ['card_id', ''],
  ['timestamp_micros', 'idLike'],
  ['city', 'place'],
  ['region_code', 'idLike place'],
  ['user_agent', 'software'],
  ['uafvl', ''],
  ['utm_campaign', 'vocabulary'],
  ['item_brand', 'health vocabulary'],
  ['first_name', 'personName'],
  ['customerName', 'personName'],
  ['event_name', 'vocabulary'],
  ['value', 'carrier'],
  ['user_data', 'userData'],
  ['user', 'user'],
  ['drugName', 'health'],
  ['jane@example.com', 'unusual'],
  ['650-555-1212', 'unusual'],
  ['a'.repeat(65), 'unusual'],
  ['', 'unusual'],
])('reads %s', (key, expected) => {
  expect([named(key), named(key)]).toEqual([expected, expected]);
});

it('parts the words of a name', () => {
  expect([traits.wordsOf('billingPhone_1'), traits.wordsOf('ep.drug-name'), traits.wordsOf('')]).toEqual([
    ['billing', 'phone', '1'],
    ['ep', 'drug', 'name'],
    [],
  ]);
});

it('keeps its vocabulary small, whatever senders send', () => {
  for (let i = 0; i < 10_000; i++) traits.traitsOf(`key_${i}`);
  expect(named('phone')).toBe('phoneLike');
});
