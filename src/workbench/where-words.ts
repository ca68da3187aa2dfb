import { hidden } from '../contracts/actual.ts';
import type { Violation } from '../contracts/violation.ts';
import { pointerKeys } from '../text/json-pointer.ts';
import { printable, shortened } from '../text/printable.ts';
import { maskedText } from './masked.ts';
import type { Where } from './test-run.ts';

/** What a violation or a difference is in, in words. */
export interface WhereWords {
  /** `Meta CAPI - Purchase for purchase`, `event purchase`, `the incoming request`. */
  readonly what: string;
  /** `POST https://…`, of an outgoing request. */
  readonly request: string | undefined;
}

/** What a violation or a difference is in. */
export function whereWords({ send, event, tag, request }: Where): WhereWords {
  const what = [
    ...(tag === undefined ? [] : [`${name(tag)}${event === undefined ? '' : ` for ${name(event)}`}`]),
    ...(tag === undefined && event !== undefined ? [`event ${name(event)}`] : []),
    ...(tag === undefined && event === undefined && request === undefined ? ['the incoming request'] : []),
    ...(send > 0 ? [`send ${send + 1}`] : []),
  ];
  return {
    what: what.length === 0 ? 'a request' : what.join(', '),
    request: request === undefined ? undefined : `${printable(request.method)} ${url(request.url)}`,
  };
}

/** `whereWords` in one line. */
export function whereLine(where: Where): string {
  const { what, request } = whereWords(where);
  return request === undefined ? what : `${what}, ${request}`;
}

/** A URL as a line of text may hold it: persons and credentials hidden, cut. */
export function url(text: string): string {
  return shortened(maskedText(text), 200);
}

/** The place a violation speaks of: a JSON Pointer into the payload, or the part of the request it is. */
export function violationPlace({ path, in: part }: Pick<Violation, 'path' | 'in'>): string {
  const shown = shortened(hidden(path), 500);
  if (part !== 'request') return shown === '' ? 'the payload' : shown;
  const [first, second, ...rest] = pointerKeys(path);
  const words: Readonly<Record<string, string>> = { query: 'query parameter', headers: 'header' };
  const word = first === undefined ? 'the request' : (words[first] ?? printable(first));
  if (second === undefined) return first === 'query' ? 'the query' : first === 'headers' ? 'the headers' : word;
  return `${word} ${shortened(hidden([second, ...rest].join('/')), 300)}`;
}

/** What people call the platform of a contract: `google_ads/conversion` is Google Ads'. */
export function platformName(contract: string): string {
  const platform = contract.split('/', 1)[0] as string;
  const known: Readonly<Record<string, string>> = { ga4: 'GA4', tiktok: 'TikTok', pii: 'PII guard' };
  return (
    known[platform] ??
    printable(platform)
      .replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => ` ${letter.toUpperCase()}`)
      .trim()
  );
}

function name(text: string): string {
  return shortened(hidden(text), 100);
}
