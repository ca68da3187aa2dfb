import { describe, expect, test } from 'vitest';
import { sha256 } from '../../src/event/hash.ts';
import type { Json } from '../../src/event/json.ts';
import { jane, made, text } from './support/pseudonymised.ts';

const person = (value: string): unknown =>
  (made({ user_data: { email: value } }) as { user_data: { email: string } }).user_data.email;
describe('user_data', () => {
  test('every identifier is made up, its shape and all else stay', () => {
    expect(
      made({
        client_id: '1849235714.1795275000',
        user_id: 'crm-88213',
        user_data: {
          email_address: ['Jane@Example.com', 'jane.doe@example.org'],
          phone_number: { 0: '+1 (202) 555-0143', 1: '06 12345678' },
          gender: 'f',
          date_of_birth: '1980-01-15',
          address: [
            {
              first_name: 'Jane',
              last_name: 'Doe',
              street: '12 Example Street',
              city: 'New York',
              region: 'NY',
              postal_code: '10001-1234',
              country: 'US',
            },
          ],
        },
        events: [{ name: 'purchase', params: { transaction_id: 'T-1', value: 99.99, items: [{ item_name: 'Jane' }] } }],
      }),
    ).toEqual({
      client_id: '1849235714.1795275000',
      user_id: 'crm-88213',
      user_data: {
        email_address: [jane, 'person-ef97e4f6@example.com'],
        phone_number: { 0: '+12025550167', 1: '+12025550119' },
        gender: 'f',
        date_of_birth: '1971-02-06',
        address: [
          {
            first_name: 'Nico',
            last_name: 'Greaves',
            street: '96 Sample Road',
            city: 'Placeham',
            region: 'NY',
            postal_code: '77683-9049',
            country: 'US',
          },
        ],
      },
      events: [{ name: 'purchase', params: { transaction_id: 'T-1', value: 99.99, items: [{ item_name: 'Jane' }] } }],
    });
  });

  test('Meta’s short names and Google’s', () => {
    const keys = (user_data: Json): unknown => (made({ user_data }) as { user_data: unknown }).user_data;
    const long = {
      first_name: 'Jane',
      last_name: 'Doe',
      city: 'New York',
      date_of_birth: '19800115',
      email_address: 'jane@example.com',
    };
    const short = { fn: 'Jane', ln: 'Doe', ct: 'New York', db: '19800115', em: 'jane@example.com' };
    expect(Object.values(keys(short) as object)).toEqual(Object.values(keys(long) as object));
    expect(keys(short)).toEqual({ fn: 'Nico', ln: 'Greaves', ct: 'Placeham', db: '19710206', em: jane });
  });

  test('a digest becomes the digest of what stands for the value that was hashed', () => {
    expect(
      made({
        user_data: {
          em: sha256('jane@example.com'),
          sha256_email_address: [sha256('jane@example.com').toUpperCase()],
          sha256_phone_number: sha256('+12025550143'),
          address: { sha256_first_name: sha256('jane') },
        },
      }),
    ).toEqual({
      user_data: {
        em: sha256(jane),
        sha256_email_address: [sha256(jane).toUpperCase()],
        sha256_phone_number: sha256('+12025550167'),
        address: { sha256_first_name: sha256('nico') },
      },
    });
  });

  test('any other digest in it is replaced too, outside it digests stay', () => {
    const digest = sha256('crm-88213');
    const { user_data, checksum } = made({ user_data: { external_id: digest, x: [digest] }, checksum: digest }) as {
      user_data: { external_id: string; x: string[] };
      checksum: string;
    };
    expect(checksum).toBe(digest);
    expect(user_data.external_id).toMatch(/^[0-9a-f]{64}$/);
    expect([user_data.external_id === digest, user_data.x]).toEqual([false, [user_data.external_id]]);
  });

  test('what is empty or no text stays', () => {
    const user_data = { email: '', phone: null, first_name: '  ', last_name: true, address: {} };
    expect(made({ user_data })).toEqual({ user_data });
  });

  test('what breaks a rule still breaks it', () => {
    expect(made({ user_data: { email: 'Jane Doe', phone: '12' } })).toEqual({
      user_data: { email: expect.stringMatching(/^person-[0-9a-f]{8}$/), phone: expect.stringMatching(/^\d\d$/) },
    });
  });

  test('numbers stay numbers', () => {
    expect(made({ user_data: { phone: 12025550143, zip: 10001, dob: 19800115, age: 45 } })).toEqual({
      user_data: { phone: 12025550167, zip: 26086, dob: 19710206, age: 45 },
    });
  });

  test('one person in any spelling is one made-up person, in every run', () => {
    for (const email of ['jane@example.com', ' Jane@Example.COM ', 'JANE@EXAMPLE.COM'])
      expect(String(person(email)).trim()).toBe(jane);
    expect([text('mail jane@example.com now'), text('?e=jane%40example.com')]).toEqual([
      `mail ${jane} now`,
      `?e=${jane.replace('@', '%40')}`,
    ]);
  });
});

describe('elsewhere', () => {
  test.each([
    ['an email in a sentence', 'Write to <jane@example.com>, please.', `Write to <${jane}>, please.`],
    ['an email percent-encoded twice', 'x%253Djane%2540example.com', `x%253D${jane.replace('@', '%2540')}`],
    ['an email behind an escape', 'email%3Djane%40example.com', `email%3D${jane.replace('@', '%40')}`],
    ['an email of other scripts', 'jürgen@müller.example', 'person-6343dd81@example.com'],
    ['no email', 'a@b and @handle and icon@2x', 'a@b and @handle and icon@2x'],
    ['a phone', 'call +12025550143!', 'call +12025550167!'],
    ['a phone with blanks', 'call +1 (202) 555-0143', 'call +12025550167'],
    ['a phone, encoded', 'tel%3A%2B12025550143', 'tel%3A%2B12025550167'],
    ['no phone', '2+2, SO+1234567890, +123456, +0123456789', '2+2, SO+1234567890, +123456, +0123456789'],
    ['IPv4', 'from 198.51.100.23, port 80', 'from 198.51.100.186, port 80'],
    ['IPv4 with port', '198.51.100.23:8080', '198.51.100.186:8080'],
    ['IPv4 in a URL', 'x http://198.51.100.23/a', 'x http://198.51.100.186/a'],
    ['IPv6', 'from 2001:db8::7.', 'from 2001:db8:7df:764::792.'],
    ['IPv6 in brackets', '[2001:DB8:0::7]:443', '[2001:db8:7df:764::792]:443'],
    ['IPv6 before a colon', 'at 2001:db8::7: yes', 'at 2001:db8:7df:764::792: yes'],
    ['IPv4 in IPv6', '::ffff:198.51.100.23', '198.51.100.186'],
    [
      'no address',
      '1.2.3, 1.2.3.4.5, 300.1.1.1, 16:00:00, 12:30, a::b::c, std::dead, 00:1a:2b:3c:4d:5e',
      '1.2.3, 1.2.3.4.5, 300.1.1.1, 16:00:00, 12:30, a::b::c, std::dead, 00:1a:2b:3c:4d:5e',
    ],
    ['an address behind a colon', 'ip:198.51.100.23 ip:2001:db8::7', 'ip:198.51.100.186 ip:2001:db8:7df:764::792'],
    ['nobody’s address', '127.0.0.1 ::1 :: 0.0.0.0', '127.0.0.1 ::1 :: 0.0.0.0'],
  ])('%s', (_name, before, after) => {
    expect(text(before)).toBe(after);
  });

  test('by the name of the parameter, in any spelling', () => {
    expect(
      made({
        params: {
          billing_first_name: 'Jane',
          shippingLastName: 'Doe',
          'customer-street-address': '12 Example Street',
          postcode: 'SW1A 1AA',
          contact_phone: '(202) 555-0143',
          birthday: '15.01.1980',
          user_properties: { customer_name: { value: 'Jane Doe' } },
        },
      }),
    ).toEqual({
      params: {
        billing_first_name: 'Nico',
        shippingLastName: 'Greaves',
        'customer-street-address': '96 Sample Road',
        postcode: 'RT6X 3MY',
        contact_phone: expect.stringMatching(/^\+120255501\d\d$/),
        birthday: expect.stringMatching(/^(0\d|1[0-2])\.(0\d|1[0-2])\.19\d\d$/),
        user_properties: { customer_name: { value: expect.stringMatching(/^[A-Z][a-z]+ [A-Z][a-z]+$/) } },
      },
    });
  });

  test('names that only sound personal keep their values', () => {
    const params = {
      event_name: 'purchase',
      name: 'Autumn sale',
      item_name: 'Jane',
      city: 'New York',
      street_view: 'on',
      has_email: 'yes',
      phone_model: 'iPhone 15',
      phone: 'true',
      zip: 'archive',
      country: 'US',
      app_version: '131.0.0.0',
      user_agent: 'Mozilla/5.0 Chrome/131.0.0.0',
    };
    expect(made({ params })).toEqual({ params });
  });

  test('URLs, parameter by parameter; what does not change stays byte for byte', () => {
    const location =
      'https://shop.example/thanks?first_name=Jane&x=%7ea+b&ip=2001%3Adb8%3A%3A7&next=https%3A%2F%2Fa.example%2F%3Femail%3Djane%2540example.com#phone=%2B12025550143';
    expect(text(location)).toBe(
      `https://shop.example/thanks?first_name=Nico&x=%7ea+b&ip=2001%3Adb8%3A7df%3A764%3A%3A792&next=${encodeURIComponent(
        `https://a.example/?email=${encodeURIComponent(jane)}`,
      )}#phone=%2B12025550167`,
    );
  });

  test('keys', () => {
    expect(made({ 'jane@example.com': { 'plain key': 1 } })).toEqual({ [jane]: { 'plain key': 1 } });
  });
});
