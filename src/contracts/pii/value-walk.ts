import type { Findings } from './findings.ts';
import { hashedKind } from './hashed-keys.ts';
import * as traits from './key-traits.ts';
import { digestLength, type KnownPerson } from './known-person.ts';
import { TextCheck } from './text-check.ts';

/** Deeper than this no honest payload goes; what lies there is told at the place that deep. */
const deepest = 100;

type Fields = Readonly<Record<string, unknown>>;

/** The way through a JSON value: each text, number and key once, and its place only where something is found. */
export class ValueWalk {
  readonly text: TextCheck;
  /** Where the request goes: some platforms want hashed what others take in clear. */
  url = '';
  readonly #findings: Findings;
  readonly #isHealth: boolean;
  /** How many texts the values walked now were wrapped in. */
  #wrapped = 0;

  constructor(person: KnownPerson, findings: Findings) {
    this.#findings = findings;
    this.#isHealth = person.isHealth;
    this.text = new TextCheck(person, findings, (value, name, keyTraits, wrapped) => {
      const outer = this.#wrapped;
      this.#wrapped = wrapped;
      this.value(value, name, keyTraits, 0);
      this.#wrapped = outer;
    });
  }

  /** A value under a key; `depth` levels down. */
  value(value: unknown, name: string, keyTraits: number, depth: number): void {
    if (typeof value === 'string') this.leaf(value, name, keyTraits);
    else if (typeof value === 'number') this.#number(value, name, keyTraits);
    else if (typeof value === 'object' && value !== null) {
      if (depth >= deepest) this.#deep(value, name, keyTraits);
      else if (Array.isArray(value)) this.#array(value, name, keyTraits, depth);
      else this.object(value as Fields, name, keyTraits, depth);
    }
  }

  /** A text under a key: each rule once. */
  leaf(text: string, name: string, keyTraits: number): void {
    const findings = this.#findings;
    const before = findings.count;
    this.text.check(text, name, keyTraits, this.#wrapped);
    if ((keyTraits & (traits.inUserData | traits.inUser)) !== 0 && text.length !== digestLength) {
      const kind = hashedKind(name, (keyTraits & traits.inUser) !== 0, this.url);
      if (kind !== undefined) this.text.hashed(kind, text, name);
    }
    if (findings.count !== before) findings.atOnePlace(before);
  }

  /** A number is a text where a platform wants a hash: a postal code, a date of birth. */
  #number(value: number, name: string, keyTraits: number): void {
    if ((keyTraits & (traits.inUserData | traits.inUser)) !== 0) this.leaf(String(value), name, keyTraits);
    else this.text.number(value, name, keyTraits);
  }

  #array(array: readonly unknown[], name: string, keyTraits: number, depth: number): void {
    const findings = this.#findings;
    for (let i = 0; i < array.length; i++) {
      const before = findings.count;
      this.value(array[i], name, keyTraits, depth + 1);
      if (findings.count !== before) findings.under(before, i);
    }
  }

  /** An object under a key, its own keys included. */
  object(object: Fields, name: string, keyTraits: number, depth: number): void {
    // Text with secrets in it writes itself out.
    const toJson = Object.getPrototypeOf(object) === Object.prototype ? undefined : object['toJSON'];
    if (typeof toJson === 'function') {
      this.value(toJson.call(object), name, keyTraits, deepest);
      return;
    }
    const findings = this.#findings;
    const isHealth = this.#isHealth;
    const fromAbove = traits.inherited(keyTraits);
    for (const key in object) {
      const before = findings.count;
      let own = traits.traitsOf(key) | fromAbove;
      const shown = isHealth || (own & traits.unusual) !== 0 ? this.#redacted(key, own) : key;
      const value = object[key];
      // Amounts have no need of it, and are what most values are.
      if ((own & traits.carrier) !== 0 && !(typeof value === 'number' && value < 1e6))
        own |= carried(object, keyTraits);
      if (isHealth && this.text.isHealthKey(own) && holdsSomething(value)) {
        findings.add('health_detail', shown);
        own |= traits.told;
      }
      this.value(value, shown, own, depth + 1);
      if (findings.count !== before) findings.under(before, shown);
    }
  }

  /** Looks at a key where it may hold more than a name; what it may be shown as. */
  shown(key: string, keyTraits: number): string {
    return this.#isHealth || (keyTraits & traits.unusual) !== 0 ? this.#redacted(key, keyTraits) : key;
  }

  #redacted(key: string, keyTraits: number): string {
    const before = this.#findings.count;
    this.text.key(key, keyTraits);
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
      if (typeof value !== 'object' || value === null) this.value(value, under, own, deepest);
      else if (Array.isArray(value)) for (const item of value) waiting.push([item, under, own]);
      else {
        for (const [key, child] of Object.entries(value)) {
          const traitsOfKey = traits.traitsOf(key) | traits.inherited(own);
          waiting.push([child, this.shown(key, traitsOfKey), traitsOfKey]);
        }
      }
    }
    if (this.#findings.count !== before) this.#findings.atOnePlace(before);
  }
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
