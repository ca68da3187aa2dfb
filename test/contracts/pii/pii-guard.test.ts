import { describe, expect, it } from 'vitest';
import { createPiiGuard } from '../../../src/contracts/pii/pii-guard.ts';
import { jane, nobody, ofBody, ofRequest, sha, told } from './support/persons.ts';

/** A value deeper than the guard names places. */
function nested(value: unknown): unknown {
  let deep = value;
  for (let i = 0; i < 200; i++) deep = [deep];
  return deep;
}

describe('each rule', () => {
  it('tells of a raw email address', () => {
    expect(ofBody({ data: [{ user_data: { em: ['jane@example.com'] } }] })).toEqual([
      {
        contract: 'pii',
        severity: 'error',
        path: '/data/0/user_data/em/0',
        rule: 'raw_email',
        message: 'em holds a raw email address',
        actual: '<redacted email>',
        help: 'hash it after normalising, or leave it out',
      },
    ]);
  });

  it('tells of a raw phone number', () => {
    expect(ofBody({ note: 'call +44 844 412 4653 today' })).toEqual([
      {
        contract: 'pii',
        severity: 'error',
        path: '/note',
        rule: 'raw_phone',
        message: 'note holds a raw phone number',
        actual: '<redacted phone>',
        help: 'hash it after normalising to E.164, or leave it out',
      },
    ]);
  });

  it('tells of a card number', () => {
    expect(ofBody({ custom_data: { paid_with: '4111 1111 1111 1111' } })).toEqual([
      {
        contract: 'pii',
        severity: 'error',
        path: '/custom_data/paid_with',
        rule: 'card_number',
        message: 'paid_with holds the number of a payment card',
        actual: '<redacted card number>',
        help: 'leave it out: no platform takes card numbers',
      },
    ]);
  });

  it('tells of a card number that is a number', () => {
    expect(told(ofBody({ paid_with: 4111111111111111 }))).toEqual(['/paid_with card_number']);
  });

  it("tells of one of the person's identifiers in clear", () => {
    expect(ofBody({ user_data: { fn: 'JANE' } })).toEqual([
      {
        contract: 'pii',
        severity: 'error',
        path: '/user_data/fn',
        rule: 'raw_identifier',
        message: "fn holds the person's first name in clear",
        actual: '<redacted first name>',
        help: 'hash it after normalising, or leave it out',
      },
    ]);
  });

  it('tells of the hash of nothing', () => {
    expect(ofBody({ user_data: { em: [sha('')] } })).toEqual([
      {
        contract: 'pii',
        severity: 'error',
        path: '/user_data/em/0',
        rule: 'empty_hash',
        message: 'em is the SHA-256 of an empty text',
        actual: '<SHA-256 of an empty text>',
        help: 'leave the key out where there is no value to hash',
      },
    ]);
  });

  it('warns of the hash of a test account, whoever made it', () => {
    const person = { ...nobody, digests: new Set([sha('test@example.com')]) };
    expect(ofBody({ em: sha('test@example.com') }, person)).toEqual([
      {
        contract: 'pii',
        severity: 'warning',
        path: '/em',
        rule: 'test_hash',
        message: 'em is the SHA-256 of test@example.com, which is nobody',
        actual: '<SHA-256 of test@example.com>',
        help: "keep test accounts to the platform's test mode",
      },
    ]);
  });

  it('tells of the hash of a value before it was normalised', () => {
    expect(ofBody({ em: sha('Jane.Doe+Shop@Example.com') })).toEqual([
      {
        contract: 'pii',
        severity: 'error',
        path: '/em',
        rule: 'unnormalised_hash',
        message: 'em is the SHA-256 of the email address as it came: no platform knows the person by it',
        actual: '<SHA-256 of the email address as it came>',
        help: 'normalise the value, then hash it',
      },
    ]);
  });

  it('tells of the hash of a hash', () => {
    expect(ofBody({ em: sha(sha('jane.doe+shop@example.com')) })).toEqual([
      {
        contract: 'pii',
        severity: 'error',
        path: '/em',
        rule: 'double_hash',
        message: 'em is the SHA-256 of a SHA-256: the value was hashed twice',
        actual: '<SHA-256 of a SHA-256>',
        help: 'hash the normalised value once; 64 hex digits are a hash already',
      },
    ]);
  });

  it("tells of a detail of somebody's health", () => {
    expect(ofBody({ events: [{ name: 'rx_issued', params: { drug: 'x' } }] }, { ...nobody, isHealth: true })).toEqual([
      {
        contract: 'pii',
        severity: 'error',
        path: '/events/0/params/drug',
        rule: 'health_detail',
        message: 'drug tells what an event about health was about: a drug, a diagnosis, free text',
        actual: '<redacted health detail>',
        help: 'leave it out: no platform may learn it',
      },
    ]);
  });
});

describe('places', () => {
  it('names parameters, headers, path and host of the request', () => {
    const request = {
      url: 'https://jane@example.com/users/%2B16505551212?page=1&email=jane%40example.com',
      headers: { 'x-customer': 'jane@example.com', 'content-type': 'application/json' },
    };
    expect(told(ofRequest(request, nobody))).toEqual([
      'request /host raw_email',
      'request /path raw_phone',
      'request /query/email raw_email',
      'request /headers/x-customer raw_email',
    ]);
  });

  it.each([
    ['one of several of a name', '?a=1&em=x&b=2&em=jane%40example.com&em=y', '/query/em/1 raw_email'],
    ['in a fragment behind the query', '?a=1#phone=6505551212', '/query/phone raw_phone'],
    ['in a fragment with a question mark', '#email=jane@example.com?x=1', '/query/email raw_email'],
    ['in a fragment', '#email=jane@example.com', '/query/email raw_email'],
    ['a parameter without a value', '?jane%40example.com', '/query/<redacted email> raw_email'],
    ['a plus for a space', '?to=Jane+Doe', '/query/to raw_identifier'],
    ['a name that is encoded', '?user%5Bemail%5D=jane@example.com', '/query/user[email] raw_email'],
  ])('of a query: %s', (_name, query, expected) => {
    expect(told(ofRequest({ url: `https://platform.example/c${query}` }))).toEqual([`request ${expected}`]);
  });

  it('hides what a key says, also on the way to what is below it', () => {
    const body = { 'jane@example.com': { phone: '6505551212' }, 'a/b': { '+16505551212': 1 } };
    expect(ofBody(body, nobody).map(({ path, message }) => `${path}: ${message}`)).toEqual([
      '/<redacted email>: a key holds a raw email address',
      '/<redacted email>/phone: phone holds a raw phone number',
      '/a~1b/<redacted phone>: a key holds a raw phone number',
    ]);
  });

  it.each([
    ['JSON', '{"data":[{"em":"jane@example.com"}]}', ['/data/0/em raw_email']],
    ['a form', 'v=2&em=jane%40example.com', ['/em raw_email']],
    ['lines of forms', 'en=a&em=x\nen=b&ep.tel=6505551212\n', ['/1/ep.tel raw_phone']],
    ['plain text', 'thanks,\njane@example.com = me', [' raw_email']],
    ['a JSON string', '"jane@example.com"', [' raw_email']],
    ['JSON that is none', '{"em": jane@example.com}', [' raw_email']],
    ['nothing', '', []],
  ])('looks into a body of text: %s', (_name, body, expected) => {
    expect(told(ofBody(body))).toEqual(expected);
  });

  it.each([
    ['a URL', 'https://shop.example/thanks?email=jane%40example.com', 'raw_email'],
    [
      'a URL in a URL',
      `https://r.example/?to=${encodeURIComponent('https://s.example/?tel=%2B16505551212')}`,
      'raw_phone',
    ],
    ['a name in a query', 'https://s.example/?%2B16505551212=1&x=2', 'raw_phone'],
    ['a fragment behind a query', 'https://s.example/?x=1#phone=6505551212', 'raw_phone'],
    ['a line behind a query', 'a=1&b=2\nphone=6505551212', 'raw_phone'],
    ['an encoded URL', encodeURIComponent('https://s.example/?phone=650-555-1212'), 'raw_phone'],
    ['bare digits under the name of a phone', 'https://shop.example/?phone=6505551212', 'raw_phone'],
    ['JSON', '{"customer":{"email":"jane@example.com"}}', 'raw_email'],
    ['JSON, by its keys', '{"customer":{"phone":"6505551212"}}', 'raw_phone'],
    ['JSON in JSON', '[{"data":"{\\"phone\\":\\"6505551212\\"}"}]', 'raw_phone'],
    ['JSON in a form', `a=1&data=${encodeURIComponent('["jane@example.com"]')}`, 'raw_email'],
    ['an email encoded twice', 'jane%2540example.com', 'raw_email'],
    ['beside a stray percent sign', '100%&email=jane%40example.com', 'raw_email'],
    ['digests in a list', `${sha('x')},${sha('')}`, 'empty_hash'],
    ['a digest behind its name', `sha256 ${sha('')}`, 'empty_hash'],
    ['a digest with a suffix', `${sha('')}.AQIDAQEA`, 'empty_hash'],
    ["Google's user-provided data", `tv.1~em.${base64url('')}~ct0.new%20york`, 'empty_hash'],
    ["an address where Google's user-provided data has none", 'tv.1~jane@example.com~zz.1', 'raw_email'],
    ["a phone number in Google's user-provided data", 'tv.1~pn.6505551212', 'raw_phone'],
    ["a name in Google's user-provided data", 'tv.1~fn0.Jane~ln0.Roe~ct0.new%20york', 'raw_identifier'],
  ])('looks into text in text, and tells it at the text: %s', (_name, text, rule) => {
    expect(told(ofBody({ deep: [{ text }] }))).toEqual([`/deep/0/text ${rule}`]);
  });

  it('tells each rule once a value', () => {
    const text = 'jane@example.com +16505551212 joe@example.com 4111111111111111';
    expect(told(ofBody({ text }))).toEqual(['/text raw_email', '/text raw_phone', '/text card_number']);
  });

  it('tells what lies deeper than any honest payload at the deepest place it names', () => {
    let deep: unknown = 'jane@example.com';
    for (let i = 0; i < 20_000; i++) deep = i % 2 === 0 ? [deep] : { a: deep };
    const [violation, ...others] = ofBody(deep);
    expect([violation?.rule, violation?.path.split('/').length, others]).toEqual(['raw_email', 101, []]);
  });

  it('hides what a key says there too', () => {
    expect(
      ofBody(nested({ 'jane@example.com': { x: '+16505551212' } }), nobody).map(
        ({ rule, message }) => `${rule}: ${message}`,
      ),
    ).toEqual(['raw_email: a key holds a raw email address', 'raw_phone: x holds a raw phone number']);
    expect(ofBody(nested({ 'jane@example.com': '+16505551212' }), nobody).map(({ message }) => message)).toEqual([
      'a key holds a raw email address',
      '<redacted email> holds a raw phone number',
    ]);
  });

  it('looks as deep into each text as into the first', () => {
    const body = { a: '{"b":"c"}', d: 'jane%25252540example.com' };
    expect(told(ofBody(body))).toEqual(['/d raw_email']);
  });

  it('tells at most fifty', () => {
    expect(ofBody(Array.from({ length: 80 }, () => 'jane@example.com')).map(({ path }) => path)).toEqual(
      Array.from({ length: 50 }, (_, index) => `/${index}`),
    );
  });

  it('reads text with secrets in it as it is written', () => {
    class Secret {
      readonly parts = ['jane@example.com'];
      toJSON(): string {
        return 'Bearer ${TOKEN}';
      }
    }
    expect(ofBody({ access_token: new Secret() })).toEqual([]);
  });
});

describe('a guard', () => {
  it('forgets one request before the next', () => {
    const guard = createPiiGuard(jane);
    const request = { method: 'POST', url: 'https://platform.example/', headers: {}, body: { em: 'jane@example.com' } };
    const first = guard(request);
    expect([guard({ ...request, body: null }), guard(request)]).toEqual([[], first]);
  });

  it('finds a long text again where it was clean under another key', () => {
    const guard = createPiiGuard({ ...jane, identifiers: [{ kind: 'street', text: `12 ${'Long '.repeat(9)}Street` }] });
    const text = `12 ${'long '.repeat(9)}street`;
    const request = { method: 'POST', url: 'https://platform.example/', headers: {}, body: { city: text, to: text } };
    expect(told(guard(request))).toEqual(['/city raw_identifier', '/to raw_identifier']);
  });
});

function base64url(text: string): string {
  return Buffer.from(sha(text), 'hex').toString('base64url');
}
