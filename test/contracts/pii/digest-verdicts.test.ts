import { describe, expect, it } from 'vitest';
import { jane, nobody, ofBody, sha, told } from './support/persons.ts';

describe('hashes', () => {
  it.each([
    ['', 'an empty text'],
    ['undefined', 'the text undefined'],
    ['null', 'the text null'],
    ['[object Object]', 'the text [object Object]'],
    ['none', 'the text none'],
    ['n/a', 'the text n/a'],
    ['NaN', 'the text NaN'],
    ['0', 'the text 0'],
    ['true', 'the text true'],
    ['false', 'the text false'],
  ])('of nothing: %j, in hex of either case and in base64 of both alphabets', (text, of) => {
    const hex = sha(text);
    const forms = [hex, hex.toUpperCase(), Buffer.from(hex, 'hex').toString('base64'), base64url(text)];
    expect(ofBody(forms, nobody).map(({ rule, message }) => `${rule}: ${message}`)).toEqual(
      forms.map(() => `empty_hash: the value is the SHA-256 of ${of}`),
    );
  });

  it.each([
    ['(202) 555-0143', 'the phone number as it came'],
    ['2025550143', 'the phone number in a form that is not E.164'],
    ['+2025550143', 'the phone number in a form that is not E.164'],
    ['0012025550143', 'the phone number in a form that is not E.164'],
    ['JANE.DOE+SHOP@EXAMPLE.COM', 'the email address in upper case'],
    [' Jane.Doe+Shop@Example.com', 'the email address as it came'],
    [' jane.doe+shop@example.com', 'the email address with the spaces around it'],
    ['Jane', 'the first name as it came'],
    ['DOE', 'the last name in upper case'],
    ['new york', 'the city in lower case, and no more'],
    ['US', 'the country as it came'],
    ['2/16/1997', 'the date of birth as it came'],
    ['Female', 'the gender as it came'],
  ])('of a form no platform knows: %s', (text, of) => {
    expect(ofBody({ x: sha(text) }).map(({ rule, actual }) => [rule, actual])).toEqual([
      ['unnormalised_hash', `<SHA-256 of ${of}>`],
    ]);
  });

  it('of hashes: of the person, of what the event brought, of what is wrong', () => {
    const brought = sha('joe@example.com');
    const person = { ...jane, identifiers: [...jane.identifiers, { kind: 'email' as const, text: brought }] };
    const once = [sha('doe'), brought, sha('Doe'), sha('doe').toUpperCase()];
    expect(told(ofBody(once.map(sha), person))).toEqual(once.map((_, index) => `/${index} double_hash`));
    expect(sha(sha('john_smith@gmail.com'))).toBe('29b45a42acdb9b41b6d2e0e23c81d239c3c7c1dce8628aca267a590d1ab1c35e');
  });

  it('brought by the event, judged where it brought the value in clear too', () => {
    const brought = sha('JANE.DOE+SHOP@EXAMPLE.COM');
    const hashed = { kind: 'email' as const, text: brought };
    const both = { ...jane, identifiers: [...jane.identifiers, hashed] };
    const alone = { ...nobody, identifiers: [hashed, { kind: 'external_id' as const, text: 'crm-88213' }] };
    expect([told(ofBody({ em: brought }, both)), told(ofBody({ em: brought }, alone))]).toEqual([
      ['/em unnormalised_hash'],
      [],
    ]);
    expect(told(ofBody({ em: sha(brought) }, alone))).toEqual(['/em double_hash']);
  });

  it('of a number without its country code, or with two zeros before it', () => {
    const identifiers = [
      { kind: 'phone' as const, text: '+1 202 555 0143', normalised: ['+12025550143', '12025550143'] },
    ];
    const wrong = ['2025550143', '+2025550143', '0012025550143', '+1 202 555 0143', '+12025550143'];
    expect(told(ofBody(wrong.map(sha), { ...nobody, identifiers }))).toEqual([
      '/0 unnormalised_hash',
      '/1 unnormalised_hash',
      '/2 unnormalised_hash',
      '/3 unnormalised_hash',
    ]);
  });

  it('of what may be right where nobody normalised it', () => {
    const raw = {
      ...nobody,
      identifiers: [
        { kind: 'phone' as const, text: '+1 202 555 0143' },
        { kind: 'email' as const, text: 'JANE@example.com' },
        { kind: 'city' as const, text: 'Paris' },
      ],
    };
    const right = ['12025550143', '+12025550143', 'jane@example.com', 'paris'];
    const wrong = ['+1 202 555 0143', 'JANE@example.com', 'Paris'];
    expect(told(ofBody([...right, ...wrong].map(sha), raw))).toEqual([
      '/4 unnormalised_hash',
      '/5 unnormalised_hash',
      '/6 unnormalised_hash',
    ]);
  });
});

function base64url(text: string): string {
  return Buffer.from(sha(text), 'hex').toString('base64url');
}
