import { isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/event/json.ts';
import { toE164 } from '../../src/event/normalise/phone.ts';
import { pseudonymise } from '../../src/recordings/pseudonymise.ts';
import { parseQuery } from '../../src/runtime/request.ts';
import { jane, made, request } from './support/pseudonymised.ts';

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
