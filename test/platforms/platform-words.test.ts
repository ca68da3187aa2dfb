import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { platformWords } from '../../src/platforms/platform-words.ts';

const digest = '62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f';
const token = 'EAAGm0PX4ZCpsBAKZCZBx7QZDZD1234567890abcdef';

describe("a platform's words", () => {
  test.each([
    ['words as they are', 'Invalid parameter', 'Invalid parameter'],
    ['several lines', ' one\n\ttwo  ', 'one two'],
    ['control characters', 'red \u001b[31malert', 'red \\u001b[31malert'],
    ['an email', 'email "Jane.Doe+x@shop.example" is not hashed', 'email "<email>" is not hashed'],
    ['an email, encoded', 'url https://a.example/?m=jane%40shop.example&x=1', 'url https://a.example/?m=<email>&x=1'],
    ['an email without a top-level domain', 'jane@localhost', '<email>'],
    ['a phone', 'phone +1 (650) 555-1212 is not hashed', 'phone <phone> is not hashed'],
    ['a phone without a plus', 'ph (650) 555-1212, 650.555.1212', 'ph <phone>, <phone>'],
    [
      'phones with a zero before',
      'ph 0044 20 7946 0958, 0151 23456789, (030) 123-4567',
      'ph <phone>, <phone>, <phone>',
    ],
    ['a phone of digits alone', 'ph 6505551212 and +16505551212', 'ph <number> and <phone>'],
    ['a phone, encoded', 'ph=%2B16505551212', 'ph=<phone>'],
    ['addresses', 'ip 203.0.113.7, 2001:db8::1.', 'ip <ip address>, <ip address>.'],
    ['a digest', `em ${digest} is bad`, 'em <digest> is bad'],
    ['a token', `Malformed access token ${token}`, 'Malformed access token <token>'],
    [
      'a short token by its name',
      'access_token=abc&x=1, Bearer xyz, "api_key": "k"',
      'access_token=<token>&x=1, Bearer <token>, "api_key": "<token>"',
    ],
    ['a UUID', 'madid 9c1d7f2e-54a1-4a79-9f0e-0d5d0f1a2b3c', 'madid <token>'],
    ['a pixel id', "Object with ID '1248630053164' does not exist", "Object with ID '<number>' does not exist"],
    [
      'times',
      'event_timestamp 1785672000 is too old, now 1795276799',
      'event_timestamp 1785672000 is too old, now 1795276799',
    ],
    ['codes', '40002 (#100) 2804 v25.0', '40002 (#100) 2804 v25.0'],
    [
      'a path',
      'Batch.0.properties.contents.0.content_id must be a string',
      'Batch.0.properties.contents.0.content_id must be a string',
    ],
    [
      'a pointer',
      '/data/0/custom_data/contents/0/item_price is no number',
      '/data/0/custom_data/contents/0/item_price is no number',
    ],
    ['a long key', 'advertiser_tracking_enabled is unexpected', 'advertiser_tracking_enabled is unexpected'],
    ['nothing', ' \n', ''],
  ])('%s', (_, text, words) => {
    expect(platformWords(text)).toBe(words);
  });

  test('are cut', () => {
    expect(platformWords('word '.repeat(100))).toBe(`${'word '.repeat(47)}word…`);
  });

  test('leave no half of an address where they are cut', () => {
    const filling = `${'a1'.repeat(1_991)} `;
    expect(platformWords(`${filling}${'word '.repeat(3)}jane.doe@shop.example`)).toBe('<token> word word word');
  });

  test('have no email, phone or token, wherever it stands', () => {
    const between = fc.constantFrom(' ', ', ', '"', "'", '(', ' = ', ': ', '\n');
    const personal = fc.constantFrom('jane.doe@shop.example', '+16505551212', '+1 650 555 1212', digest, token);
    fc.assert(
      fc.property(fc.array(fc.tuple(personal, between), { maxLength: 8 }), fc.boolean(), (parts, led) => {
        const words = platformWords(`${led ? 'invalid ' : ''}${parts.flat().join('')}`);
        expect(words).not.toMatch(/jane|shop|650|1212|62a14|EAAG/);
      }),
    );
  });
});
