import type { CheckedRequest } from '../contract.ts';
import type { Violation } from '../violation.ts';
import { eachPair, parameterName, parseObject } from './decode-text.ts';
import { Findings } from './findings.ts';
import * as traits from './key-traits.ts';
import type { KnownPerson } from './known-person.ts';
import { ValueWalk } from './value-walk.ts';

/** The way through an event's outgoing requests, one at a time: body, address, headers. */
export class RequestWalk {
  readonly #findings = new Findings();
  readonly #walk: ValueWalk;

  constructor(person: KnownPerson) {
    this.#walk = new ValueWalk(person, this.#findings);
  }

  /** What is wrong with a request. */
  check({ url, headers, body }: CheckedRequest): readonly Violation[] {
    const findings = this.#findings;
    this.#walk.url = url;
    if (typeof body === 'string') this.#textBody(body);
    else this.#walk.value(body, '', 0, 0);
    const ofBody = findings.count;
    this.#address(url);
    this.#headers(headers);
    if (findings.count === 0) return none;
    findings.ofRequest(ofBody);
    return findings.take();
  }

  #textBody(body: string): void {
    const parsed = parseObject(body);
    if (parsed !== undefined) {
      this.#walk.value(parsed, '', 0, 0);
      return;
    }
    const lines = body.split('\n').filter((line) => line.trim() !== '');
    if (lines.length === 0) return;
    if (!lines.every((line) => startsAsPair.test(line))) {
      this.#walk.leaf(body, 'the body', 0);
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
    const address = end === url.length ? url : url.slice(0, end);
    if (!this.#walk.text.isPlain(address)) this.#hostAndPath(address);
    if (end === url.length) return;
    const ofAddress = findings.count;
    this.#pairs(url, end);
    if (findings.count !== ofAddress) findings.under(ofAddress, 'query');
  }

  #hostAndPath(address: string): void {
    const findings = this.#findings;
    const authority = address.indexOf('://');
    const slash = address.indexOf('/', authority === -1 ? 0 : authority + 3);
    const hostEnd = slash === -1 ? address.length : slash;
    const before = findings.count;
    this.#walk.leaf(address.slice(0, hostEnd), 'the host', traits.vocabulary);
    if (findings.count !== before) findings.under(before, 'host');
    const ofPath = findings.count;
    this.#walk.leaf(address.slice(hostEnd), 'the path', traits.vocabulary);
    if (findings.count !== ofPath) findings.under(ofPath, 'path');
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
        const shown = this.#walk.shown(key, own);
        if (name !== undefined && value !== '') {
          const first = findings.count;
          if (this.#walk.text.isHealthKey(own)) findings.add('health_detail', shown);
          this.#walk.text.check(value, shown, own, 0, true);
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
    this.#walk.object(headers, 'headers', 0, 0);
    if (findings.count !== before) findings.under(before, 'headers');
  }
}

const none: readonly Violation[] = [];

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
