import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CheckedRequest } from '../../../src/contracts/contract.ts';
import { isDigest } from '../../../src/contracts/pii/known-person.ts';
import { createPiiGuard } from '../../../src/contracts/pii/pii-guard.ts';
import { pointerStep } from '../../../src/text/json-pointer.ts';
import { goldenNames } from '../../support/reference.ts';
import { type GoldenEvent, goldenEvents, sha } from './support/persons.ts';

const events = (await Promise.all(goldenNames().map(goldenEvents))).flat();

/** Where a value may be put in a request, and where the guard must tell it. */
interface Place {
  readonly path: string;
  readonly request: boolean;
  /** What stands there. */
  readonly value: string;
  put(value: string): CheckedRequest;
}

/** Each text of the body, each parameter of the query, each header, and the path. */
function places(request: CheckedRequest): readonly Place[] {
  const found: Place[] = [];
  const visit = (value: unknown, path: string, put: (value: unknown) => unknown): void => {
    if (typeof value === 'string') {
      found.push({ path, request: false, value, put: (other) => ({ ...request, body: put(other) }) });
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        visit(item, path + pointerStep(index), (other) => put(value.with(index, other)));
      }
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        visit(item, path + pointerStep(key), (other) => put({ ...value, [key]: other }));
      }
    }
  };
  visit(request.body, '', (body) => body);
  const [address = '', query = ''] = request.url.split('?');
  const pairs = query === '' ? [] : query.split('&').map((pair) => pair.split('=') as [string, string]);
  for (const [index, [name, value]] of pairs.entries()) {
    found.push({
      path: `/query${pointerStep(name)}`,
      request: true,
      value,
      put: (other) => {
        const all = pairs.with(index, [name, encodeURIComponent(other)]);
        return { ...request, url: `${address}?${all.map((pair) => pair.join('=')).join('&')}` };
      },
    });
  }
  for (const [name, value] of Object.entries(request.headers)) {
    found.push({
      path: `/headers${pointerStep(name)}`,
      request: true,
      value,
      put: (other) => ({ ...request, headers: { ...request.headers, [name]: other } }),
    });
  }
  found.push({
    path: '/path',
    request: true,
    value: address,
    put: (other) => ({ ...request, url: `${address}/${encodeURIComponent(other)}${query === '' ? '' : `?${query}`}` }),
  });
  return found;
}

const sent = events.flatMap((event) => event.requests.map((request) => ({ event, request })));

/** What the guard of an event tells of a request: where and what. */
function told({ person }: GoldenEvent, request: CheckedRequest): readonly string[] {
  return createPiiGuard(person)(request).map(({ path, rule, in: of }) => `${of ?? 'body'} ${path} ${rule}`);
}

function expected({ path, request }: Place, rule: string): readonly string[] {
  return [`${request ? 'request' : 'body'} ${path} ${rule}`];
}

it('has events about health and others, with and without raw identifiers', () => {
  expect([
    events.map(({ name, requests }) => [name, requests.length]),
    events.filter(({ person }) => person.isHealth).map(({ name }) => name),
    events.filter(({ person }) => person.identifiers.some(({ kind }) => kind === 'street')).map(({ name }) => name),
  ]).toMatchInlineSnapshot(`
    [
      [
        [
          "add_to_cart",
          5,
        ],
        [
          "begin_checkout",
          5,
        ],
        [
          "consult_completed",
          3,
        ],
        [
          "consult_started",
          3,
        ],
        [
          "generate_lead",
          7,
        ],
        [
          "purchase",
          7,
        ],
        [
          "rx_issued",
          3,
        ],
        [
          "sign_up",
          7,
        ],
      ],
      [
        "consult_completed",
        "consult_started",
        "rx_issued",
      ],
      [
        "add_to_cart",
        "begin_checkout",
        "purchase",
        "sign_up",
      ],
    ]
  `);
});

it.each(events)('finds nothing in the requests of $name', (event) => {
  const guard = createPiiGuard(event.person);
  expect(event.requests.map((request) => guard(request))).toEqual(event.requests.map(() => []));
});

it.each(events)('finds nothing in the requests of $name sent as text', (event) => {
  const guard = createPiiGuard(event.person);
  const texts = event.requests.map((request) => ({ ...request, body: JSON.stringify(request.body) }));
  expect(texts.map((request) => guard(request))).toEqual(texts.map(() => []));
});

const rules: Readonly<Record<string, string>> = { email: 'raw_email', phone: 'raw_phone' };

it.each(sent)(
  'finds each identifier of $event.name in clear in place of its digest: $request.platform',
  ({ event, request }) => {
    const raw = new Map(
      event.person.identifiers.flatMap(({ kind, text, normalised = [] }) =>
        normalised.map((form) => [sha(form), { kind, text }] as const),
      ),
    );
    const wrong: unknown[] = [];
    for (const place of places(request)) {
      const known = isDigest(place.value) ? raw.get(place.value) : undefined;
      // Meta takes external ids as they are.
      if (known === undefined || (known.kind === 'external_id' && request.platform === 'meta')) continue;
      const found = told(event, place.put(known.text));
      const right = expected(place, rules[known.kind] ?? 'raw_identifier');
      if (String(found) !== String(right)) wrong.push({ right, found });
    }
    expect(wrong).toEqual([]);
  },
);

it('finds each identifier in clear in place of its digest in a parameter of Google Ads', () => {
  const found = sent.flatMap(({ event, request }) => {
    const parts = /[?&]em=([^&]+)/.exec(request.url)?.[1]?.split('~') ?? [];
    return event.person.identifiers.flatMap(({ kind, text, normalised = [] }) => {
      const digests = normalised.map((form) => Buffer.from(sha(form), 'hex').toString('base64url'));
      return parts
        .filter((part) => digests.some((digest) => part.endsWith(digest)))
        .map((part) => {
          const encoded = encodeURIComponent(encodeURIComponent(text));
          const url = request.url.replace(part, part.slice(0, part.indexOf('.') + 1) + encoded);
          return `${event.name} ${kind}: ${told(event, { ...request, url })}`;
        });
    });
  });
  expect(found).toMatchInlineSnapshot(`
    [
      "purchase email: request /query/em raw_email",
      "purchase phone: request /query/em raw_phone",
      "purchase first_name: request /query/em raw_identifier",
      "purchase last_name: request /query/em raw_identifier",
      "purchase street: request /query/em raw_identifier",
      "sign_up email: request /query/em raw_email",
      "sign_up phone: request /query/em raw_phone",
      "sign_up first_name: request /query/em raw_identifier",
      "sign_up last_name: request /query/em raw_identifier",
      "sign_up street: request /query/em raw_identifier",
    ]
  `);
});

const word = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789'),
  minLength: 1,
  maxLength: 12,
});
const letters = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: 2, maxLength: 8 });
const email = fc
  .tuple(word, fc.constantFrom('', '.x', '+shop', '_1', '-'), fc.array(word, { minLength: 1, maxLength: 3 }), letters)
  .map(([name, mark, host, top]) => `${name}${mark}@${host.join('.')}.${top}`)
  // Pictures for fine screens.
  .filter((text) => !/@[1-4]x\./.test(text));

const phone = fc
  .tuple(
    fc.integer({ min: 1, max: 9 }),
    // Longer ones may be cards too.
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 11 }),
    fc.constantFrom('', ' ', '-', '.', ' ('),
  )
  .map(([first, rest, separator]) => `+${first}${separator}${rest.join('')}`);

const somewhere = fc
  .constantFrom(...sent)
  .chain(({ event, request }) => fc.record({ event: fc.constant(event), place: fc.constantFrom(...places(request)) }));

it('finds any email address anywhere', () => {
  fc.assert(
    fc.property(somewhere, email, fc.constantFrom('', ' '), ({ event, place }, raw, space) => {
      const found = told(event, place.put(space === '' ? raw : `${place.value} ${raw}`));
      expect(found).toEqual(expected(place, 'raw_email'));
    }),
    { numRuns: 400 },
  );
});

it('finds any international phone number anywhere', () => {
  fc.assert(
    fc.property(somewhere, phone, fc.constantFrom('', ' '), ({ event, place }, raw, space) => {
      const found = told(event, place.put(space === '' ? raw : `${place.value} ${raw}`));
      expect(found).toEqual(expected(place, 'raw_phone'));
    }),
    { numRuns: 400 },
  );
});

it('finds an email address as a key of any object, and does not show it', () => {
  const objects = sent.flatMap(({ event, request }) =>
    places(request)
      .filter(({ request: beside }) => !beside)
      .map(({ path }) => ({ event, request, parent: path.slice(0, path.lastIndexOf('/')) })),
  );
  fc.assert(
    fc.property(fc.constantFrom(...objects), email, ({ event, request, parent }, raw) => {
      const body = structuredClone(request.body);
      const steps = parent.split('/').slice(1);
      const object = steps.reduce((value, step) => (value as Record<string, unknown>)[step], body) as object;
      // Of an array the first item's neighbour.
      const isList = Array.isArray(object);
      if (isList) object.push({ [raw]: 1 });
      else (object as Record<string, unknown>)[raw] = 1;
      const at = isList ? `${parent}/${object.length - 1}` : parent;
      expect(told(event, { ...request, body })).toEqual([`body ${at}/<redacted email> raw_email`]);
    }),
  );
});
