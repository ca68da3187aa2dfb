import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccessRules, RateLimit } from '../../src/container/access.ts';
import { type IncomingRequest, parseQuery } from '../../src/runtime/request.ts';
import { type Admission, AdmissionError, createAdmission } from '../../src/server/admission/admission.ts';
import { createApiSecrets } from '../../src/server/admission/api-secrets.ts';
import { createRateLimiter } from '../../src/server/admission/rate-limiter.ts';

const none: AccessRules = { apiSecrets: new Map(), requireApiSecret: false, allow: undefined, rateLimit: undefined };
const values: Readonly<Record<string, string>> = { ONE: 'first', OLD: 'old', NEW: 'new', EMPTY: '' };
const ids: AccessRules['apiSecrets'] = new Map([
  ['G-ONE', ['ONE']],
  ['G-TWO', ['OLD', 'NEW']],
  ['1:23:android:ab', ['ONE']],
]);

interface Made {
  readonly admission: Admission;
  readonly warnings: readonly string[];
}

function make(rules: Partial<AccessRules>, unset: 'refuse' | 'open' = 'refuse', elapsed: () => number = () => 0): Made {
  const warnings: string[] = [];
  const warn = (_: object, message: string): void => void warnings.push(message);
  const logger = { info: warn, warn, error: warn };
  const secrets = (name: string): string | undefined => values[name];
  return { admission: createAdmission({ ...none, ...rules }, { secrets, elapsed, unset, logger }), warnings };
}

function request(queryString: string, remoteAddress = '203.0.113.7'): IncomingRequest {
  const query = parseQuery(queryString);
  return { method: 'POST', path: '/mp/collect', query, queryString, headers: {}, body: undefined, remoteAddress };
}

/** Whether each query is let in: `in`, or the word it is refused with. */
function outcomes({ admission }: Made, queries: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(queries.map((query) => [query, admission.admit(request(query))?.reason ?? 'in']));
}

describe('api secrets', () => {
  const queries = [
    '',
    'api_secret=first',
    'measurement_id=G-ONE&api_secret=first',
    'measurement_id=g-one&api_secret=first',
    'measurement_id=g-one',
    'measurement_id=G-ONE',
    'measurement_id=G-ONE&api_secret=',
    'measurement_id=G-ONE&api_secret=First',
    'measurement_id=G-ONE&api_secret=first&api_secret=x',
    'measurement_id=G-ONE&api_secret=x&api_secret=first',
    'measurement_id=G-TWO&api_secret=old',
    'measurement_id=G-TWO&api_secret=new',
    'measurement_id=G-TWO&api_secret=first',
    'measurement_id=G-OTHER&api_secret=first',
    'measurement_id=G-OTHER&measurement_id=G-ONE',
    'firebase_app_id=1:23:android:ab&api_secret=first',
    'firebase_app_id=1:23:android:ab',
    'measurement_id=G-OTHER&firebase_app_id=1:23:android:ab',
    'measurement_id=G-ONE&firebase_app_id=other&api_secret=first',
    'v=2&tid=G-ONE',
    'v=2&tid=G-ONE&api_secret=first',
    'measurement_id=__proto__&api_secret=first',
  ];

  test('an id that is listed needs its secret, any other needs none', () => {
    expect(outcomes(make({ apiSecrets: ids }), queries)).toMatchInlineSnapshot(`
      {
        "": "in",
        "api_secret=first": "in",
        "firebase_app_id=1:23:android:ab": "api_secret",
        "firebase_app_id=1:23:android:ab&api_secret=first": "in",
        "measurement_id=G-ONE": "api_secret",
        "measurement_id=G-ONE&api_secret=": "api_secret",
        "measurement_id=G-ONE&api_secret=First": "api_secret",
        "measurement_id=G-ONE&api_secret=first": "in",
        "measurement_id=G-ONE&api_secret=first&api_secret=x": "in",
        "measurement_id=G-ONE&api_secret=x&api_secret=first": "api_secret",
        "measurement_id=G-ONE&firebase_app_id=other&api_secret=first": "in",
        "measurement_id=G-OTHER&api_secret=first": "in",
        "measurement_id=G-OTHER&firebase_app_id=1:23:android:ab": "api_secret",
        "measurement_id=G-OTHER&measurement_id=G-ONE": "in",
        "measurement_id=G-TWO&api_secret=first": "api_secret",
        "measurement_id=G-TWO&api_secret=new": "in",
        "measurement_id=G-TWO&api_secret=old": "in",
        "measurement_id=__proto__&api_secret=first": "in",
        "measurement_id=g-one": "api_secret",
        "measurement_id=g-one&api_secret=first": "in",
        "v=2&tid=G-ONE": "in",
        "v=2&tid=G-ONE&api_secret=first": "in",
      }
    `);
  });

  test('where all must prove themselves, an id that is not listed is refused, and a gtag hit is asked too', () => {
    expect(outcomes(make({ apiSecrets: ids, requireApiSecret: true }), queries)).toMatchInlineSnapshot(`
      {
        "": "api_secret",
        "api_secret=first": "api_secret",
        "firebase_app_id=1:23:android:ab": "api_secret",
        "firebase_app_id=1:23:android:ab&api_secret=first": "in",
        "measurement_id=G-ONE": "api_secret",
        "measurement_id=G-ONE&api_secret=": "api_secret",
        "measurement_id=G-ONE&api_secret=First": "api_secret",
        "measurement_id=G-ONE&api_secret=first": "in",
        "measurement_id=G-ONE&api_secret=first&api_secret=x": "in",
        "measurement_id=G-ONE&api_secret=x&api_secret=first": "api_secret",
        "measurement_id=G-ONE&firebase_app_id=other&api_secret=first": "api_secret",
        "measurement_id=G-OTHER&api_secret=first": "api_secret",
        "measurement_id=G-OTHER&firebase_app_id=1:23:android:ab": "api_secret",
        "measurement_id=G-OTHER&measurement_id=G-ONE": "api_secret",
        "measurement_id=G-TWO&api_secret=first": "api_secret",
        "measurement_id=G-TWO&api_secret=new": "in",
        "measurement_id=G-TWO&api_secret=old": "in",
        "measurement_id=__proto__&api_secret=first": "api_secret",
        "measurement_id=g-one": "api_secret",
        "measurement_id=g-one&api_secret=first": "in",
        "v=2&tid=G-ONE": "api_secret",
        "v=2&tid=G-ONE&api_secret=first": "in",
      }
    `);
  });

  test('what is said of a wrong secret is what is said of an id nobody lists', () => {
    const { admission } = make({ apiSecrets: ids, requireApiSecret: true });
    const wrong = admission.admit(request('measurement_id=G-ONE&api_secret=guess-4711'));
    expect(admission.admit(request('measurement_id=G-OTHER&api_secret=guess-4711'))).toEqual(wrong);
    expect([
      wrong,
      admission.admit(request('measurement_id=G-ONE')),
      admission.admit(request('')),
    ]).toMatchInlineSnapshot(`
      [
        {
          "help": "Send in the query the api_secret that access.api_secrets in the container file has for this id.",
          "message": "the query's api_secret is not the one of its measurement_id",
          "reason": "api_secret",
          "status": 403,
        },
        {
          "help": "Send in the query the api_secret that access.api_secrets in the container file has for this id.",
          "message": "the query has no api_secret, which its measurement_id must come with",
          "reason": "api_secret",
          "status": 403,
        },
        {
          "help": "Send measurement_id and its api_secret in the query: access.api_secrets in the container file lists them.",
          "message": "the query names no measurement_id, and every request must prove whose it is",
          "reason": "api_secret",
          "status": 403,
        },
      ]
    `);
  });

  test('a secret that is not set stops live, and opens its id in record mode with a warning', () => {
    const rules = { apiSecrets: new Map([...ids, ['G-UNSET', ['NONE', 'EMPTY']]]) };
    const message = 'access.api_secrets: NONE and EMPTY of G-UNSET is not set';
    expect(() => make(rules)).toThrow(new AdmissionError(`${message}: set NONE, or NONE_FILE to a file that holds it`));
    const open = make(rules, 'open');
    expect(open.warnings).toEqual([`${message}: its requests are let in with any api_secret, and without`]);
    expect(
      outcomes(open, ['measurement_id=G-UNSET', 'measurement_id=g-unset&api_secret=x', 'measurement_id=G-ONE']),
    ).toEqual({
      'measurement_id=G-UNSET': 'in',
      'measurement_id=g-unset&api_secret=x': 'in',
      'measurement_id=G-ONE': 'api_secret',
    });
  });

  test('one of a list that is not set leaves the others in force', () => {
    const made = make({ apiSecrets: new Map([['G-X', ['NEW', 'NONE']]]) });
    expect(made.warnings).toEqual(['access.api_secrets: NONE is not set; the others of G-X hold']);
    expect(outcomes(made, ['measurement_id=G-X&api_secret=new', 'measurement_id=G-X&api_secret='])).toEqual({
      'measurement_id=G-X&api_secret=new': 'in',
      'measurement_id=G-X&api_secret=': 'api_secret',
    });
  });

  test('exactly the secrets of an id match it', () => {
    const text = fc.string({ maxLength: 8 });
    const listed = fc.dictionary(fc.constantFrom('A', 'B', 'C'), fc.array(text, { maxLength: 4 }));
    fc.assert(
      fc.property(listed, fc.constantFrom('A', 'B', 'C', 'D'), text, (secrets, id, given) => {
        expect(createApiSecrets(Object.entries(secrets)).match(id, given)).toBe(secrets[id]?.includes(given) === true);
      }),
    );
  });
});

describe('addresses', () => {
  test('only those listed may send', () => {
    const { admission } = make({ allow: ['10.0.0.0/8', '203.0.113.7', '2001:db8::/32'] });
    const from = (address: string): string => admission.admit(request('', address))?.reason ?? 'in';
    const addresses = [
      '10.255.0.1',
      '11.0.0.1',
      '203.0.113.7',
      '203.0.113.8',
      '::ffff:10.1.1.1',
      '::10.1.1.1',
      '2001:db8:1::',
      '2001:db9::',
      '',
      'x',
    ];
    expect(Object.fromEntries(addresses.map((address) => [address, from(address)]))).toEqual({
      '10.255.0.1': 'in',
      '11.0.0.1': 'address',
      '203.0.113.7': 'in',
      '203.0.113.8': 'address',
      '::ffff:10.1.1.1': 'in',
      '::10.1.1.1': 'address',
      '2001:db8:1::': 'in',
      '2001:db9::': 'address',
      '': 'address',
      x: 'address',
    });
  });

  test('what they are told', () => {
    expect(make({ allow: ['10.0.0.1'] }).admission.admit(request(''))).toMatchInlineSnapshot(`
      {
        "help": "Add it to access.allow in the container file; where a proxy hides it, name the proxy with --trust-proxy.",
        "message": "the address this request comes from may not send events here",
        "reason": "address",
        "status": 403,
      }
    `);
  });
});

describe('rates', () => {
  /** A limiter and its clock, in milliseconds. */
  function limiter(
    rate: RateLimit,
    limit?: number,
  ): { take: (address: string, at: number) => number; size: () => number } {
    let now = 0;
    const made = createRateLimiter(rate, () => now, limit);
    return {
      take: (address, at) => {
        now = at;
        return made.take(address);
      },
      size: () => made.size,
    };
  }

  test('a burst, then what trickles in; each address for itself', () => {
    const { take } = limiter({ requestsPerSecond: 2, burst: 3 });
    expect([take('a', 0), take('a', 0), take('a', 0), take('a', 0), take('b', 0)]).toEqual([0, 0, 0, 0.5, 0]);
    expect([take('a', 250), take('a', 500), take('a', 500), take('a', 875), take('a', 1_000)]).toEqual([
      0.25, 0, 0.5, 0.125, 0,
    ]);
    expect([1, 2, 3, 4].map(() => take('a', 60_000))).toEqual([0, 0, 0, 0.5]);
  });

  test('an IPv6 network is one address, however written; IPv4 in IPv6 is IPv4', () => {
    const { take } = limiter({ requestsPerSecond: 1, burst: 1 });
    const waits = [
      '2001:db8::1',
      '2001:db8:0:0:ffff::',
      '2001:DB8::2',
      '2001:db8:0:1::1',
      '10.0.0.1',
      '::ffff:10.0.0.1',
    ];
    expect(waits.map((address) => take(address, 0))).toEqual([0, 1, 1, 0, 0, 1]);
  });

  test('the address seen longest ago is forgotten first', () => {
    const { take, size } = limiter({ requestsPerSecond: 1, burst: 1 }, 2);
    expect([take('a', 0), take('b', 0), take('a', 0), take('c', 0), take('a', 0), take('b', 0), size()]).toEqual([
      0, 0, 1, 0, 1, 0, 2,
    ]);
  });

  test('never more than the burst and what trickled in', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        gaps,
        (perSecond, burst, pauses) => {
          const { take } = limiter({ requestsPerSecond: perSecond, burst });
          let at = 0;
          let taken = 0;
          for (const pause of pauses) {
            at += pause;
            if (take('a', at) === 0) taken += 1;
          }
          expect(taken).toBeLessThanOrEqual(burst + (at / 1000) * perSecond + 1e-6);
        },
      ),
    );
  });

  test('after the wait it was told, the next is taken', () => {
    let now = 0;
    const { admission } = make({ rateLimit: { requestsPerSecond: 0.1, burst: 1 } }, 'refuse', () => now);
    expect(admission.admit(request(''))).toBe(undefined);
    now = 500;
    expect(admission.admit(request(''))).toMatchInlineSnapshot(`
      {
        "headers": {
          "retry-after": "10",
        },
        "help": "Send the request again after the seconds that Retry-After says.",
        "message": "the address this request comes from sends more than access.rate_limit in the container file allows",
        "reason": "rate",
        "status": 429,
      }
    `);
    now = 10_500;
    expect(admission.admit(request(''))).toBe(undefined);
  });
});

test('a container without access lets everybody in', () => {
  const logger = { info() {}, warn() {}, error() {} };
  const admission = createAdmission(undefined, { secrets: () => undefined, elapsed: () => 0, unset: 'refuse', logger });
  expect(admission.admit(request('measurement_id=G-ONE'))).toBe(undefined);
});
