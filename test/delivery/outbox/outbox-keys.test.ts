import { describe, expect, test } from 'vitest';
import { OutboxOpenError } from '../../../src/delivery/outbox/outbox.ts';
import { parseOutboxKeys } from '../../../src/delivery/outbox/outbox-keys.ts';

const first = Buffer.from('00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff', 'hex');
const second = Buffer.alloc(32, 0xfb);

describe('the keys of an outbox', () => {
  const one = { id: '215fad5f12185d5b', secret: first };
  const two = { id: '620bd1e1b064ac5d', secret: second };

  test.each([
    ['nothing', undefined, []],
    ['blanks', ' ', []],
    ['hex', first.toString('hex'), [one]],
    ['hex in capitals', first.toString('hex').toUpperCase(), [one]],
    ['base64', first.toString('base64'), [one]],
    ['base64 for URLs, without padding', second.toString('base64url'), [two]],
    ['several', `${second.toString('base64')}, ${first.toString('hex')}`, [two, one]],
    ['one twice', `${first.toString('hex')},${first.toString('base64')}`, [one]],
  ])('as %s', (_, text, keys) => {
    expect(parseOutboxKeys(text)).toEqual(keys);
  });

  test.each([
    ['too short', 'abcd', 'the key has 2 bytes, not 32'],
    ['too long', first.toString('hex').repeat(2), 'the key has 64 bytes, not 32'],
    ['a pass phrase', 'open sesame!', 'the key is neither hex nor base64'],
    ['one of two empty', `${first.toString('hex')},`, 'key 2 of 2 is empty'],
    ['the second short', `${first.toString('hex')},c2hvcnQ=`, 'key 2 of 2 has 5 bytes, not 32'],
  ])('not %s', (_, text, words) => {
    expect(() => parseOutboxKeys(text)).toThrow(
      new OutboxOpenError(`SGTM_OUTBOX_KEY: ${words}: make one with: openssl rand -base64 32`),
    );
  });
});
