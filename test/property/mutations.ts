import { hash } from 'node:crypto';
import type { RecordedOutgoingRequest } from '../../src/engine/recording.ts';
import { pointer } from '../../src/text/json-pointer.ts';
import { goldenNow } from '../support/reference.ts';

/** What may go wrong with one value. */
export type MutationKind =
  | 'drop'
  | 'null'
  | 'a boolean'
  | 'a list of it'
  | 'an object of it'
  | 'its first alone'
  | 'a number as text'
  | 'text as a number'
  | 'a boolean as text'
  | 'a list as text'
  | 'empty text'
  | 'very long text'
  | 'the other letter case'
  | 'undefined'
  | '[object Object]'
  | 'below zero'
  | 'huge'
  | 'another number'
  | 'a fraction'
  | 'a thousand times'
  | 'a thousandth'
  | 'long ago'
  | 'to come'
  | 'a raw mail address'
  | 'a raw phone number'
  | 'a raw name'
  | 'a digest in capitals'
  | 'a digest cut short'
  | 'a digest in base64'
  | 'the digest of nothing'
  | 'the digest of undefined'
  | 'an empty list'
  | 'an item twice'
  | '1,001 items'
  | 'no currency'
  | 'a currency nobody has'
  | 'a relative address'
  | 'a key of its own';

/** A request as it was made, and the same with one fault in its payload. */
export interface Mutation {
  readonly kind: MutationKind;
  readonly platform: string;
  /** JSON Pointer into the payload; of a key that was added or dropped, that key's. */
  readonly path: string;
  /** What stood there, and what stands there now; undefined for nothing. */
  readonly was: unknown;
  readonly is: unknown;
  readonly request: RecordedOutgoingRequest;
}

/** `gone`: the value is taken away. Undefined: this fault cannot be made of this value. */
type Change = (value: unknown) => unknown;
const gone = Symbol('gone');

const day = 86_400;
/** The tests' clock, in seconds. */
const now = goldenNow / 1000;

const sha256 = (text: string): string => hash('sha256', text, 'hex');
const isDigest = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isNumeric = (value: unknown): value is string => typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value);
const onText =
  (change: (text: string) => unknown): Change =>
  (value) =>
    typeof value === 'string' ? change(value) : undefined;
const onNumber =
  (change: (value: number) => unknown): Change =>
  (value) =>
    typeof value === 'number' ? change(value) : undefined;
const onDigest =
  (change: (digest: string) => unknown): Change =>
  (value) =>
    isDigest(value) ? change(value) : undefined;
const onList =
  (change: (list: readonly unknown[]) => unknown): Change =>
  (value) =>
    Array.isArray(value) ? change(value) : undefined;
/** Where a number is a moment of this year, in seconds, milliseconds or microseconds; `second` is one in its unit. */
const onTime = (change: (time: number, second: number) => unknown): Change =>
  onNumber((value) => {
    const second = [1, 1e3, 1e6].find((unit) => Math.abs(value / unit - now) < 100 * day);
    return second === undefined ? undefined : change(value, second);
  });

/** The faults, each made of any value it can be made of. */
const changes: { readonly [kind in MutationKind]: Change } = {
  drop: () => gone,
  null: (value) => (value === null ? undefined : null),
  'a boolean': (value) => (typeof value === 'boolean' ? undefined : true),
  'a list of it': (value) => [value],
  'an object of it': (value) => ({ value }),
  'its first alone': onList((list) => list[0]),
  'a number as text': onNumber(String),
  'text as a number': onText((text) => (isNumeric(text) ? Number(text) : 7)),
  'a boolean as text': (value) => (typeof value === 'boolean' ? String(value) : undefined),
  'a list as text': onList((list) => JSON.stringify(list)),
  'empty text': onText((text) => (text === '' ? undefined : '')),
  'very long text': onText((text) => `${text}${'x'.repeat(5000)}`),
  'the other letter case': onText((text) => {
    const upper = text.toUpperCase();
    const other = upper === text ? text.toLowerCase() : upper;
    return isDigest(text) || other === text ? undefined : other;
  }),
  undefined: onText(() => 'undefined'),
  '[object Object]': onText(() => '[object Object]'),
  'below zero': onNumber((value) => (value > 0 ? -value : undefined)),
  huge: onNumber(() => 1e18),
  'another number': onNumber((value) => value + 1),
  'a fraction': onNumber((value) => (Number.isInteger(value) ? value + 0.5 : undefined)),
  'a thousand times': onTime((time) => time * 1000),
  'a thousandth': onTime((time) => Math.floor(time / 1000)),
  'long ago': onTime((time, second) => time - 90 * day * second),
  'to come': onTime((_, second) => (now + 2 * day) * second),
  'a raw mail address': onDigest(() => 'jane.doe@example.com'),
  'a raw phone number': onDigest(() => '+12025550143'),
  'a raw name': onDigest(() => 'jane'),
  'a digest in capitals': onDigest((digest) => digest.toUpperCase()),
  'a digest cut short': onDigest((digest) => digest.slice(0, 40)),
  'a digest in base64': onDigest((digest) => Buffer.from(digest, 'hex').toString('base64')),
  'the digest of nothing': onDigest(() => sha256('')),
  'the digest of undefined': onDigest(() => sha256('undefined')),
  'an empty list': onList((list) => (list.length === 0 ? undefined : [])),
  'an item twice': onList((list) => (list.length === 0 ? undefined : [...list, list[0]])),
  '1,001 items': onList((list) => (list.length === 0 ? undefined : Array.from({ length: 1001 }, () => list[0]))),
  'no currency': onText((text) => (/^[A-Z]{3}$/.test(text) ? 'EURO' : undefined)),
  'a currency nobody has': onText((text) => (/^[A-Z]{3}$/.test(text) ? 'ZZZ' : undefined)),
  'a relative address': onText((text) => (/^https?:/.test(text) ? '/thank-you' : undefined)),
  'a key of its own': (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value, zz_own: 'x' } : undefined,
};

interface Place {
  readonly steps: readonly (string | number)[];
  readonly value: unknown;
}

/** Every value of a payload, itself first. */
function placesOf(value: unknown, steps: readonly (string | number)[] = []): readonly Place[] {
  const own: Place[] = [{ steps, value }];
  if (typeof value !== 'object' || value === null) return own;
  const below = Array.isArray(value) ? value.map((item, i) => [i, item] as const) : Object.entries(value);
  return [...own, ...below.flatMap(([step, child]) => placesOf(child, [...steps, step]))];
}

/**
 * A request with one fault: the `place`-th value of its payload (counted round), changed in the `fault`-th of the ways it
 * can be. The payload is the body, of a request without one its query.
 */
export function mutate(request: RecordedOutgoingRequest, place: number, fault: number): Mutation {
  const payload = payloadOf(request);
  const places = placesOf(payload);
  const { steps, value } = places[place % places.length] as Place;
  const possible = (Object.keys(changes) as MutationKind[]).flatMap((kind) => {
    const is = changes[kind](value);
    return is === undefined || (is === gone && steps.length === 0) ? [] : [{ kind, is }];
  });
  const { kind, is } = possible[fault % possible.length] as (typeof possible)[number];
  const changed = replaced(payload, steps, is);
  const own = kind === 'a key of its own';
  return {
    kind,
    platform: request.platform,
    path: pointer([...steps, ...(own ? ['zz_own'] : [])]),
    was: own ? undefined : value,
    is: own ? 'x' : is === gone ? undefined : is,
    request: withPayload(request, changed),
  };
}

function payloadOf({ url, body }: RecordedOutgoingRequest): unknown {
  return body ?? Object.fromEntries(new URL(url).searchParams);
}

function replaced(payload: unknown, steps: readonly (string | number)[], is: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return is;
  if (Array.isArray(payload)) {
    return payload.flatMap((item, i) =>
      i !== step ? [item] : is === gone && rest.length === 0 ? [] : [replaced(item, rest, is)],
    );
  }
  const copy: Record<string, unknown> = { ...(payload as object) };
  if (is === gone && rest.length === 0) delete copy[step];
  else copy[step] = replaced(copy[step], rest, is);
  return copy;
}

/** A query holds text: a list is its name given several times, one of one value twice; all else is as JavaScript writes it. */
function withPayload(request: RecordedOutgoingRequest, payload: unknown): RecordedOutgoingRequest {
  if (request.body !== null) return { ...request, body: payload };
  const url = new URL(request.url);
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(Object(payload))) {
    if (!Array.isArray(value)) query.append(name, String(value));
    else for (const one of [value[0], ...value]) query.append(name, String(one));
  }
  return { ...request, url: `${url.origin}${url.pathname}?${query}` };
}
