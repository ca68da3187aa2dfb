import { describe, expect, it } from 'vitest';
import { createPiiGuard } from '../../../src/contracts/pii/pii-guard.ts';
import { jane, nobody, ofBody, ofRequest, sha } from './support/persons.ts';

/** Where and what, for tables. */
function told(violations: ReturnType<typeof ofBody>): readonly string[] {
  return violations.map(({ path, rule, in: of }) => `${of === undefined ? '' : `${of} `}${path} ${rule}`);
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
    ['a URL in a URL', `https://r.example/?to=${encodeURIComponent('https://s.example/?tel=%2B16505551212')}`, 'raw_phone'],
    ['an encoded URL', encodeURIComponent('https://s.example/?phone=650-555-1212'), 'raw_phone'],
    ['bare digits under the name of a phone', 'https://shop.example/?phone=6505551212', 'raw_phone'],
    ['JSON', '{"customer":{"email":"jane@example.com"}}', 'raw_email'],
    ['JSON in a form', `a=1&data=${encodeURIComponent('["jane@example.com"]')}`, 'raw_email'],
    ['an email encoded twice', 'jane%2540example.com', 'raw_email'],
    ['beside a stray percent sign', '100%&email=jane%40example.com', 'raw_email'],
    ['digests in a list', `${sha('x')},${sha('')}`, 'empty_hash'],
    ['a digest with a suffix', `${sha('')}.AQIDAQEA`, 'empty_hash'],
    ["Google's user-provided data", `tv.1~em.${base64url('')}~ct0.new%20york`, 'empty_hash'],
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

describe('what of a person is told', () => {
  it.each([
    ['email', { em: ' jane.doe+SHOP@example.com ' }, 'raw_email'],
    ['phone, digits of it', { ref: 12025550143 }, 'raw_phone'],
    ['phone, without country code', { order_id: 'A-2025550143' }, 'raw_phone'],
    ['phone, grouped another way', { x: 'tel 202.555.0143 x2' }, 'raw_phone'],
    ['phone, dashes nobody types', { x: '202\u2011555\u20110143' }, 'raw_phone'],
    ['phone, in a word', { x: 'id12025550143' }, 'raw_phone'],
    ['last name', { shipping_to: 'doe' }, 'raw_identifier'],
    ['both names', { customer: 'Doe, Jane' }, 'raw_identifier'],
    ['street', { ship: '12 EXAMPLE STREET' }, 'raw_identifier'],
    ['street, in a whole address', { ship: '12 Example street, New York, NY 10001' }, 'raw_identifier'],
    ['street, in a parameter', { url: 'https://s.example/?to=12+Example+Street&x=1' }, 'raw_identifier'],
    ['date of birth', { birthday: '19970216' }, 'raw_identifier'],
    ['date of birth, as a number', { born: 19970216 }, 'raw_identifier'],
    ['city, where it is hashed', { user_data: { ct: ['New York'] } }, 'raw_identifier'],
    ['region, where it is hashed', { user_data: { st: 'ny' } }, 'raw_identifier'],
    ['postal code, where it is hashed', { user_data: { zp: '10001' } }, 'raw_identifier'],
    ['postal code, as a number', { user_data: { zp: [10001] } }, 'raw_identifier'],
    ['country, where it is hashed', { user_data: { country: 'us' } }, 'raw_identifier'],
    ['gender, where it is hashed', { user_data: { ge: 'f' } }, 'raw_identifier'],
    ["postal code, in TikTok's user", { user: { zip_code: '10001-1234' } }, 'raw_identifier'],
  ])('%s', (_name, body, rule) => {
    expect(ofBody(body).map((violation) => violation.rule)).toEqual([rule]);
  });

  it.each([
    ['a part of a longer text', { x: 'Jane Street Capital', y: 'doeskin', z: 'janet' }],
    ['what platforms take in clear', { address: [{ city: 'new york', region: 'ny', postal_code: '10001', country: 'US' }] }],
    ["places in TikTok's user", { user: { city: 'newyork', state: 'newyork', country: 'us' } }],
    ['a name that is a place', { user: { city: 'jane' } }],
    ['a name that is a shop, a month, a brand', { storefront_id: 'jane', utm_campaign: 'doe', item_brand: 'Jane' }],
    ['an external id', { external_id: 'crm-88213', user_id: 'crm-88213', user_data: { external_id: ['crm-88213'] } }],
    ['digests that are right', { em: [sha('jane.doe+shop@example.com')], ph: sha('+12025550143').toUpperCase() }],
    ['digests of others', { em: sha('somebody@else.example'), etag: 'a'.repeat(64) }],
  ])('not %s', (_name, body) => {
    expect(ofBody(body)).toEqual([]);
  });

  it('wants the external id hashed where the platform does', () => {
    const bodies = { user_data: { external_id: ['crm-88213'] } };
    const of = (host: string, body: unknown): readonly string[] => told(ofRequest({ url: `https://${host}/v3`, body }));
    expect([
      of('graph.facebook.com', bodies),
      of('tr.snapchat.com', bodies),
      of('api.pinterest.com', bodies),
      of('business-api.tiktok.com', { user: { external_id: 'CRM-88213' } }),
    ]).toEqual([
      [],
      ['/user_data/external_id/0 raw_identifier'],
      ['/user_data/external_id/0 raw_identifier'],
      ['/user/external_id raw_identifier'],
    ]);
  });

  it('takes names of two letters only where names stand', () => {
    const li = { ...nobody, identifiers: [{ kind: 'last_name' as const, text: 'Li', normalised: ['li'] }] };
    expect(told(ofBody({ ul: 'li', x: 'li', ln: 'LI', last_name: 'Li' }, li))).toEqual([
      '/ln raw_identifier',
      '/last_name raw_identifier',
    ]);
  });

  it('takes names of other scripts', () => {
    const jung = { ...nobody, identifiers: [{ kind: 'first_name' as const, text: '정' }] };
    expect(told(ofBody({ x: '정', y: '정말' }, jung))).toEqual(['/x raw_identifier']);
  });
});

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
