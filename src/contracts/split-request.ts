import type { CheckedRequest } from './contract.ts';

/** A request in the parts a contract's `request` schema speaks of. */
export interface RequestParts {
  readonly method: string;
  /** With its port, where it names one. */
  readonly host: string;
  readonly path: string;
  /** Decoded; a name given several times holds a list. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Takes a request's address apart. A secret in it stays `${NAME}`. */
export function splitRequest({ method, url, headers, body }: CheckedRequest): RequestParts {
  const [address = '', search = ''] = cut(url.split('#', 1)[0] as string, '?');
  const [, rest = address] = cut(address, '://');
  const slash = rest.indexOf('/');
  const host = slash < 0 ? rest : rest.slice(0, slash);
  return { method, host, path: slash < 0 ? '/' : rest.slice(slash), query: parseQuery(search), headers, body };
}

function parseQuery(search: string): Record<string, string | readonly string[]> {
  const query: Record<string, string | readonly string[]> = {};
  let start = 0;
  while (start < search.length) {
    let end = search.indexOf('&', start);
    if (end < 0) end = search.length;
    if (end > start) addPair(query, search, start, end);
    start = end + 1;
  }
  return query;
}

function addPair(query: Record<string, string | readonly string[]>, text: string, start: number, end: number): void {
  const equals = text.indexOf('=', start);
  const split = equals < 0 || equals > end ? end : equals;
  const name = decode(text.slice(start, split));
  const value = split === end ? '' : decode(text.slice(split + 1, end));
  if (Object.hasOwn(query, name)) {
    const before = query[name] as string | readonly string[];
    query[name] = typeof before === 'string' ? [before, value] : [...before, value];
  } else if (name === '__proto__') Object.defineProperty(query, name, { value, enumerable: true, writable: true });
  else query[name] = value;
}

function cut(text: string, at: string): readonly [string, string?] {
  const index = text.indexOf(at);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + at.length)];
}

function decode(text: string): string {
  const plain = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!plain.includes('%')) return plain;
  try {
    return decodeURIComponent(plain);
  } catch {
    // Not percent-encoded after all: as it stands.
    return plain;
  }
}
