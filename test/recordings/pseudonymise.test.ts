import { isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../src/event/hash.ts';
import type { Json } from '../../src/event/json.ts';
import { toE164 } from '../../src/event/normalise/phone.ts';
import { pseudonymise } from '../../src/recordings/pseudonymise.ts';
import { type IncomingRequest, parseQuery } from '../../src/runtime/request.ts';

function request(parts: Partial<IncomingRequest> = {}): IncomingRequest {
  const queryString = parts.queryString ?? '';
  return {
    method: 'POST',
    path: '/mp/collect',
    query: parseQuery(queryString),
    queryString,
    headers: {},
    body: undefined,
    remoteAddress: '',
    ...parts,
  };
}

/** A body, pseudonymised. */
function made(body: Json): unknown {
  return JSON.parse(pseudonymise(request({ body: JSON.stringify(body) })).body ?? '');
}

const text = (value: string): unknown => (made({ note: value }) as { note: unknown }).note;
const person = (value: string): unknown =>
  (made({ user_data: { email: value } }) as { user_data: { email: string } }).user_data.email;
const jane = 'person-eca0530d@example.com';

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

describe('pseudonymise', () => {
  test('path, query, headers, cookies and address', () => {
    const given = request({
      path: '/hook/jane@example.com',
      queryString:
        'measurement_id=G-XXXXXXXXX&uip=198.51.100.23&ep.user_data.first_name=Jane&bad=%E0%A4&flag&to=jane@example.com&to=x',
      headers: {
        host: 'collect.example',
        'content-type': 'application/json',
        'content-length': '1',
        'user-agent': 'Mozilla/5.0 Chrome/131.0.0.0',
        'sec-ch-ua': '"Chromium";v="99.0.0.0"',
        'x-forwarded-for': '198.51.100.23, 2001:db8::7',
        forwarded: 'for="[2001:db8::7]:4711";proto=https',
        cookie: '_fbp=fb.1.1795275900.12345; email=jane%40example.com; plus=a+b',
        referer: 'https://shop.example/?last_name=Doe',
        from: 'jane@example.com',
      },
      body: '{"user_data":{"first_name":"Jane"}}',
      remoteAddress: '198.51.100.23',
    });
    const result = pseudonymise(given);
    expect(result).toEqual({
      method: 'POST',
      path: `/hook/${jane}`,
      queryString: `measurement_id=G-XXXXXXXXX&uip=198.51.100.186&ep.user_data.first_name=Nico&bad=%E0%A4&flag&to=${jane.replace('@', '%40')}&to=x`,
      query: {
        measurement_id: 'G-XXXXXXXXX',
        uip: '198.51.100.186',
        'ep.user_data.first_name': 'Nico',
        bad: given.query['bad'],
        flag: '',
        to: [jane, 'x'],
      },
      headers: {
        host: 'collect.example',
        'content-type': 'application/json',
        'content-length': '35',
        'user-agent': 'Mozilla/5.0 Chrome/131.0.0.0',
        'sec-ch-ua': '"Chromium";v="99.0.0.0"',
        'x-forwarded-for': '198.51.100.186, 2001:db8:7df:764::792',
        forwarded: 'for="[2001:db8:7df:764::792]:4711";proto=https',
        cookie: `_fbp=fb.1.1795275900.12345; email=${jane.replace('@', '%40')}; plus=a+b`,
        referer: 'https://shop.example/?last_name=Greaves',
        from: jane,
      },
      body: '{"user_data":{"first_name":"Nico"}}',
      remoteAddress: '198.51.100.186',
    });
    expect(result.query).toEqual(parseQuery(result.queryString));
    expect([Object.getPrototypeOf(result.query), Object.getPrototypeOf(result.headers)]).toEqual([null, null]);
  });

  test('bodies that are no JSON: lines of parameters, text, nothing, no UTF-8', () => {
    const body = (given: string | undefined): string | undefined => pseudonymise(request({ body: given })).body;
    expect(body('en=purchase&ep.first_name=Jane\nen=lead&ep.note=jane%40example.com')).toBe(
      `en=purchase&ep.first_name=Nico\nen=lead&ep.note=${jane.replace('@', '%40')}`,
    );
    expect(body('{"email":"jane@example.com", broken')).toBe(`{"email":"${jane}", broken`);
    expect(body('\ufeff{"email":"jane@example.com"}')).toBe(`\ufeff{"email":"${jane}"}`);
    expect([body(''), body(undefined)]).toEqual(['', undefined]);
  });

  test('a body with nobody in it stays byte for byte', () => {
    const body = ' {"a":1.0,"a":1e999, "__proto__":{"b":"\\ud800"}}\n';
    expect(pseudonymise(request({ body })).body).toBe(body);
  });

  test('what is made up is what it stands for', () => {
    const email = fc.tuple(fc.stringMatching(/^[a-z0-9]{1,12}$/), fc.stringMatching(/^[a-z]{1,12}$/));
    fc.assert(
      fc.property(
        email,
        fc.ipV4(),
        fc.ipV6(),
        fc.stringMatching(/^[2-9]\d{2}[2-9]\d{6}$/),
        ([name, host], v4, v6, line) => {
          const address = `${name}@${host}.example`;
          const result = made({
            user_data: { email: address, phone: `+1${line}`, zip: '94107', dob: '1980-01-15' },
            ip_override: v4,
            other: v6,
          }) as { user_data: Record<string, string>; ip_override: string; other: string };
          expect(result.user_data['email']).toMatch(/^person-[0-9a-f]{8}@example\.com$/);
          expect(toE164(result.user_data['phone'] ?? '', { country: undefined })).toMatch(/^\+120255501\d\d$/);
          expect(result.user_data['phone']).not.toBe(`+1${line}`);
          expect(result.user_data['zip']).toMatch(/^[1-9]\d{4}$/);
          expect(result.user_data['dob']).toMatch(/^19[5-9]\d-(0[1-9]|1[0-2])-(0[1-9]|1[0-2])$/);
          const loopback = /^(127|0)\./.test(v4);
          expect(isIPv4(result.ip_override)).toBe(true);
          if (!loopback) expect(result.ip_override).toMatch(/^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/);
          expect(isIPv4(result.other) || isIPv6(result.other)).toBe(true);
        },
      ),
    );
  });

  test('nothing of a person is left in any text around it', () => {
    const around = fc.string({
      unit: fc.constantFrom(' ', ',', '"', '<', '=', '&', '/', '?', ':', '(', '\n', '%3D', '%26'),
    });
    const secret = fc.constantFrom(
      'jane.doe@shop.example',
      'jane.doe%40shop.example',
      '198.51.100.23',
      '2001:db8:1::7',
    );
    fc.assert(
      fc.property(around, secret, around, (before, one, after) => {
        const result = JSON.stringify(made({ note: `${before}${one}${after}` }));
        expect(/jane|doe|198\.51\.100\.23|2001:db8:1::7/.test(result)).toBe(false);
      }),
    );
  });

  test('the body keeps its shape, whatever it is', () => {
    const shape = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shape);
      if (typeof value !== 'object' || value === null) return typeof value;
      return Object.values(value).map(shape);
    };
    const key = fc.constantFrom('user_data', 'address', 'email', 'phone', 'fn', 'zip', 'dob', 'a', 'b', '0', 'value');
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.emailAddress(), fc.ipV6());
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        expect(shape(made(value as Json))).toEqual(shape(value));
        expect(made(value as Json)).toEqual(made(value as Json));
      }),
    );
  });

  test('hostile bodies take no longer than their size', () => {
    const hostile = [
      `${'{"a":"x@","b":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
      JSON.stringify({ a: `${'a'.repeat(60_000)}@` }),
      JSON.stringify({ a: '@'.repeat(60_000) }),
      JSON.stringify({ a: `${'a.'.repeat(60_000)}@` }),
      JSON.stringify({ a: `a@${'b.'.repeat(60_000)}` }),
      JSON.stringify({ a: `+${'1 '.repeat(60_000)}` }),
      JSON.stringify({ a: '+1'.repeat(60_000) }),
      JSON.stringify({ a: '1.'.repeat(60_000) }),
      JSON.stringify({ a: ':'.repeat(120_000) }),
      JSON.stringify({ a: '%25'.repeat(40_000) }),
      JSON.stringify({ a: 'http://a?x='.repeat(10_000) }),
      JSON.stringify({ [`${'a_'.repeat(60_000)}email`]: 'x' }),
      'a='.repeat(60_000),
    ];
    // A pattern that backtracks without end would not come back from these.
    for (const body of hostile) expect(typeof pseudonymise(request({ body })).body).toBe('string');
  });
});
