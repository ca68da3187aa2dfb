import type { CheckedRequest } from '../contract.ts';
import type { Violation } from '../violation.ts';
import { eachPair, parameterName, parseObject } from './decode-text.ts';
import { Findings } from './findings.ts';
import { hashedKind } from './hashed-keys.ts';
import * as traits from './key-traits.ts';
import type { KnownPerson } from './known-person.ts';
import { TextCheck } from './text-check.ts';

/** Deeper than this no honest payload goes; what lies there is told at the place that deep. */
const deepest = 100;

type Fields = Readonly<Record<string, unknown>>;

/** The way through an event's outgoing requests: each value once, and its place only where something is found. */
export class RequestWalk {
  readonly #findings = new Findings();
  readonly #text: TextCheck;
  readonly #isHealth: boolean;
  #url = '';
  /** How many texts the values walked now were wrapped in. */
  #wrapped = 0;

  constructor(person: KnownPerson) {
    this.#isHealth = person.isHealth;
    this.#text = new TextCheck(person, this.#findings, (value, name, keyTraits, wrapped) => {
      const outer = this.#wrapped;
      this.#wrapped = wrapped;
      this.#value(value, name, keyTraits, 0);
      this.#wrapped = outer;
    });
  }

  check({ url, headers, body }: CheckedRequest): readonly Violation[] {
    const findings = this.#findings;
    this.#url = url;
    if (typeof body === 'string') this.#textBody(body);
    else this.#value(body, '', 0, 0);
    const ofBody = findings.count;
    this.#address(url);
    this.#headers(headers);
    if (findings.count === 0) return none;
    findings.ofRequest(ofBody);
    return findings.take();
  }

  #value(value: unknown, name: string, keyTraits: number, depth: number): void {
    if (typeof value === 'string') this.#leaf(value, name, keyTraits);
    else if (typeof value === 'number') this.#number(value, name, keyTraits);
    else if (typeof value === 'object' && value !== null) {
      if (depth >= deepest) this.#deep(value, name, keyTraits);
      else if (Array.isArray(value)) this.#array(value, name, keyTraits, depth);
      else this.#object(value as Fields, name, keyTraits, depth);
    }
  }

  #leaf(text: string, name: string, keyTraits: number): void {
    const findings = this.#findings;
    const before = findings.count;
    this.#text.check(text, name, keyTraits, this.#wrapped);
    if ((keyTraits & (traits.inUserData | traits.inUser)) !== 0 && text.length !== digestLength) {
      const kind = hashedKind(name, (keyTraits & traits.inUser) !== 0, this.#url);
      if (kind !== undefined) this.#text.hashed(kind, text, name);
    }
    if (findings.count !== before) findings.atOnePlace(before);
  }

  /** A number is a text where a platform wants a hash: a postal code, a date of birth. */
  #number(value: number, name: string, keyTraits: number): void {
    if ((keyTraits & (traits.inUserData | traits.inUser)) !== 0) this.#leaf(String(value), name, keyTraits);
    else this.#text.number(value, name, keyTraits);
  }

  #array(array: readonly unknown[], name: string, keyTraits: number, depth: number): void {
    const findings = this.#findings;
    for (let i = 0; i < array.length; i++) {
      const before = findings.count;
      this.#value(array[i], name, keyTraits, depth + 1);
      if (findings.count !== before) findings.under(before, i);
    }
  }

  #object(object: Fields, name: string, keyTraits: number, depth: number): void {
    // Text with secrets in it writes itself out.
    const toJson = Object.getPrototypeOf(object) === Object.prototype ? undefined : object['toJSON'];
    if (typeof toJson === 'function') {
      this.#value(toJson.call(object), name, keyTraits, deepest);
      return;
    }
    const findings = this.#findings;
    const fromAbove = traits.inherited(keyTraits);
    for (const key in object) {
      const before = findings.count;
      let own = traits.traitsOf(key) | fromAbove;
      const shown = (own & traits.unusual) !== 0 || this.#isHealth ? this.#key(key, own) : key;
      const value = object[key];
      // Amounts have no need of it, and are what most values are.
      if ((own & traits.carrier) !== 0 && !(typeof value === 'number' && value < 1e6))
        own |= carried(object, keyTraits);
      if (this.#text.isHealthKey(own) && holdsSomething(value)) {
        findings.add('health_detail', shown);
        own |= traits.told;
      }
      this.#value(value, shown, own, depth + 1);
      if (findings.count !== before) findings.under(before, shown);
    }
  }

  /** Looks at a key; what it may be shown as. */
  #key(key: string, keyTraits: number): string {
    const before = this.#findings.count;
    this.#text.key(key, keyTraits);
    if (this.#findings.count === before) return key;
    this.#findings.atOnePlace(before);
    return this.#findings.redactedKey(before);
  }

  /** Without recursion: the nesting may be as deep as the text was long. */
  #deep(top: object, name: string, keyTraits: number): void {
    const before = this.#findings.count;
    const waiting: (readonly [value: unknown, name: string, keyTraits: number])[] = [[top, name, keyTraits]];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [value, under, own] = next;
      if (typeof value !== 'object' || value === null) this.#value(value, under, own, deepest);
      else if (Array.isArray(value)) for (const item of value) waiting.push([item, under, own]);
      else {
        for (const [key, child] of Object.entries(value)) {
          const traitsOfKey = traits.traitsOf(key) | traits.inherited(own);
          waiting.push([child, this.#key(key, traitsOfKey), traitsOfKey]);
        }
      }
    }
    if (this.#findings.count !== before) this.#findings.atOnePlace(before);
  }

  #textBody(body: string): void {
    const parsed = parseObject(body);
    if (parsed !== undefined) {
      this.#value(parsed, '', 0, 0);
      return;
    }
    const lines = body.split('\n').filter((line) => line.trim() !== '');
    if (lines.length === 0) return;
    if (!lines.every((line) => startsAsPair.test(line))) {
      this.#leaf(body, 'the body', 0);
      return;
    }
    for (const [index, line] of lines.entries()) {
      const before = this.#findings.count;
      this.#pairs(line, 0);
      if (lines.length > 1 && this.#findings.count !== before) this.#findings.under(before, index);
    }
  }

  #address(url: string): void {
    const findings = this.#findings;
    const end = addressEnd(url);
    const before = findings.count;
    this.#leaf(end === url.length ? url : url.slice(0, end), 'the path', traits.vocabulary);
    if (findings.count !== before) this.#hostAndPath(url.slice(0, end), before);
    if (end === url.length) return;
    const ofAddress = findings.count;
    this.#pairs(url, end);
    if (findings.count !== ofAddress) findings.under(ofAddress, 'query');
  }

  /** An address that holds something, again, by its parts. */
  #hostAndPath(address: string, from: number): void {
    const findings = this.#findings;
    findings.drop(from);
    const authority = address.indexOf('://');
    const slash = address.indexOf('/', authority === -1 ? 0 : authority + 3);
    const hostEnd = slash === -1 ? address.length : slash;
    this.#leaf(address.slice(0, hostEnd), 'the host', traits.vocabulary);
    findings.under(from, 'host');
    const ofPath = findings.count;
    this.#leaf(address.slice(hostEnd), 'the path', traits.vocabulary);
    findings.under(ofPath, 'path');
  }

  /** Each pair of a query or a form, under its name; one of several of a name under its number too. */
  #pairs(text: string, from: number): void {
    const findings = this.#findings;
    let index = 0;
    eachPair(
      text,
      (name, value) => {
        const before = findings.count;
        let key = name ?? value;
        let own = traits.traitsOf(key);
        if ((own & traits.unusual) !== 0) {
          key = parameterName(key);
          own = traits.traitsOf(key);
        }
        const shown = (own & traits.unusual) !== 0 || this.#isHealth ? this.#key(key, own) : key;
        if (name !== undefined && value !== '') {
          const first = findings.count;
          if (this.#text.isHealthKey(own)) findings.add('health_detail', shown);
          this.#text.check(value, shown, own, 0, true);
          if (findings.count !== first) findings.atOnePlace(first);
          if (findings.count !== first) {
            const [place, places] = placeAmong(text, from, key, index);
            if (places > 1) findings.under(first, place);
          }
        }
        if (findings.count !== before) findings.under(before, shown);
        index++;
      },
      from,
    );
  }

  #headers(headers: CheckedRequest['headers']): void {
    const findings = this.#findings;
    const before = findings.count;
    this.#object(headers, 'headers', 0, 0);
    if (findings.count !== before) findings.under(before, 'headers');
  }
}

const none: readonly Violation[] = [];
const digestLength = 64;

/** Where a URL's query or fragment starts. */
function addressEnd(url: string): number {
  const query = url.indexOf('?');
  const fragment = url.indexOf('#');
  if (query === -1) return fragment === -1 ? url.length : fragment;
  return fragment === -1 || query < fragment ? query : fragment;
}

/** A line of a form: a name without white space, then `=`. */
const startsAsPair = /^[^\s=&]{1,200}=/;

/** Which of the pairs of its name a pair is, and how many there are. */
function placeAmong(text: string, from: number, key: string, index: number): readonly [place: number, places: number] {
  let at = 0;
  let place = 0;
  let places = 0;
  eachPair(
    text,
    (name, value) => {
      if (parameterName(name ?? value) === key) {
        if (at < index) place++;
        places++;
      }
      at++;
    },
    from,
  );
  return [place, places];
}

/** What `value` stands for, by the name beside it: `{ propertyName: 'phone', value: … }`; else by the key above. */
function carried(object: Fields, above: number): number {
  for (const label of labels) {
    const name = object[label];
    if (typeof name === 'string') return traits.traitsOf(name);
  }
  return above & (traits.phoneLike | traits.personName);
}

const labels = ['parameterName', 'propertyName', 'variable', 'name', 'key'] as const;

function holdsSomething(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return value !== undefined && value !== null && value !== '';
}
