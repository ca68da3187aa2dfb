import { isObject, type JsonObject } from '../event/json.ts';
import type { Answer, PlatformDelivery, Verdict } from './delivery.ts';
import { platformWords } from './platform-words.ts';

/** What a platform's error body says. */
export interface Said {
  /**
   * Its codes, the broad one first, the exact one last: `['100', '100/2804003']`, `['40105']`, `['UNAUTHENTICATED']`.
   * A rule may name any of them; the last stands in the message.
   */
  readonly codes?: readonly (string | number)[];
  /** Its words, as they came: they are cleaned here. */
  readonly words?: string;
}

/** An answer as rules see it. */
export interface ReadAnswer extends Answer {
  /** The body where it is a JSON object, else undefined: for text, HTML, nothing, or what was cut off. */
  readonly json: JsonObject | undefined;
  readonly codes: readonly string[];
  /** `<exact code>: <the platform's words>`, cleaned by `platformWords`; where it said nothing, what kind of answer it was. */
  readonly message: string;
  /** How many events the request had. */
  readonly events: number;
}

/** One status, or a hundred of them. */
export type StatusRange = number | '2xx' | '3xx' | '4xx' | '5xx';

/**
 * One rule: what an answer must be, all of it where more than one is given, and what it means then.
 * `verdict`: the outcome, with the answer's message where it takes one; or a function, for those that need more of the
 * answer. Where that gives undefined, the next rule is asked.
 */
export interface AnswerRule {
  readonly statuses?: readonly StatusRange[];
  /** Any of the body's codes is one of these. */
  readonly codes?: readonly (string | number)[];
  /** Looked for in the message. */
  readonly text?: RegExp;
  readonly when?: (answer: ReadAnswer) => boolean;
  readonly verdict: Exclude<Verdict['outcome'], 'partial'> | ((answer: ReadAnswer) => Verdict | undefined);
}

/**
 * A platform's `classify`: the first rule that matches decides, where none does `statusRules` do. `said` reads the
 * platform's error body; it is given JSON objects only.
 */
export function classifier(
  said: (json: JsonObject) => Said,
  rules: readonly AnswerRule[],
): PlatformDelivery['classify'] {
  const ordered = [...rules, ...statusRules].map((rule) => ({
    ...rule,
    codes: rule.codes === undefined ? undefined : new Set(rule.codes.map(String)),
  }));
  return (answer, events) => {
    const read = readAnswer(answer, events, said);
    for (const { statuses, codes, text, when, verdict } of ordered) {
      if (statuses !== undefined && !statuses.some((one) => isOf(read.status, one))) continue;
      if (codes !== undefined && !read.codes.some((code) => codes.has(code))) continue;
      if (text !== undefined && !text.test(read.message)) continue;
      if (when !== undefined && !when(read)) continue;
      const given = typeof verdict === 'function' ? verdict(read) : plain(verdict, read.message);
      if (given !== undefined) return given;
    }
    // A 2xx in a form that is not the platform's: something in between may have answered. Retried with the same event
    // id, it is told apart where it was taken after all; called delivered, it would be lost where it was not.
    return { outcome: 'unknown', message: read.message };
  };
}

/** What answers mean by their status alone; the last resort of every platform. */
const statusRules: readonly AnswerRule[] = [
  { statuses: [429], verdict: 'throttled' },
  { statuses: [401, 403], verdict: 'auth' },
  // Redirects are not followed, and whoever sends one took nothing. 408: no whole request came. 425: too early. 407: a
  // proxy's, not the platform's.
  { statuses: ['3xx', 407, 408, 425, '5xx'], verdict: 'transient' },
  // A page where an API was asked: a proxy, a gateway or a maintenance page, which says nothing of the events.
  { statuses: [400, 404, 405, 410], when: isPage, verdict: 'transient' },
  // The address is the configuration's: no event is at fault, and all would be refused the same.
  { statuses: [404, 405, 410], verdict: 'auth' },
  { statuses: ['4xx'], verdict: 'invalid' },
];

function plain(outcome: Exclude<Verdict['outcome'], 'partial'>, message: string): Verdict {
  return outcome === 'delivered' ? { outcome } : { outcome, message };
}

/**
 * The places of events that a text names, as `pattern` (with the flag g) finds them in its first group; sorted, each
 * once, and only those the request had. Undefined where it names none.
 */
export function placesIn(text: string, pattern: RegExp, events: number): readonly number[] | undefined {
  const places = new Set(Array.from(text.matchAll(pattern), ([, digits]) => Number(digits)));
  const known = [...places].filter((place) => place < events).toSorted((a, b) => a - b);
  return known.length === 0 ? undefined : known;
}

/** The numbers from one to another, both among them: for codes that platforms give out by ranges. */
export function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function isOf(status: number, wanted: StatusRange): boolean {
  return typeof wanted === 'number' ? status === wanted : Math.floor(status / 100) === Number(wanted[0]);
}

function readAnswer(answer: Answer, events: number, said: (json: JsonObject) => Said): ReadAnswer {
  const json = answer.truncated ? undefined : parsed(answer.body);
  const { codes = [], words } = json === undefined ? {} : said(json);
  const texts = codes.map(String);
  const exact = texts.at(-1);
  const spoken = words === undefined ? '' : platformWords(words);
  const parts = [exact === undefined ? '' : platformWords(exact), spoken].filter((part) => part !== '');
  const message = parts.length === 0 ? kindOf(answer, json) : parts.join(': ');
  return { ...answer, json, codes: texts, message, events };
}

function parsed(body: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : undefined;
  } catch {
    // Not JSON: the rules judge by the status.
    return undefined;
  }
}

/** Whether the body is HTML or XML. */
function isPage({ body }: Answer): boolean {
  return /^\s*</.test(body);
}

/** What an answer without words was. */
function kindOf(answer: Answer, json: JsonObject | undefined): string {
  const { status, body, truncated } = answer;
  if (json !== undefined) return `HTTP ${status} with JSON that says nothing of it`;
  if (truncated) return `HTTP ${status} with a body too long to read`;
  if (body.trim() === '') return `HTTP ${status} without a body`;
  return `HTTP ${status} with a body that is ${isPage(answer) ? 'a page of HTML' : 'not JSON'}`;
}
