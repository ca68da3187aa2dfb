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
  if (search === '') return query;
  for (const pair of search.split('&')) {
    if (pair === '') continue;
    const [name = '', value = ''] = cut(pair, '=').map(decode);
    const before = Object.hasOwn(query, name) ? query[name] : undefined;
    const next = before === undefined ? value : typeof before === 'string' ? [before, value] : [...before, value];
    Object.defineProperty(query, name, { value: next, enumerable: true, configurable: true, writable: true });
  }
  return query;
}

function cut(text: string, at: string): readonly [string, string?] {
  const index = text.indexOf(at);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + at.length)];
}

function decode(text: string | undefined): string {
  if (text === undefined) return '';
  const plain = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!plain.includes('%')) return plain;
  try {
    return decodeURIComponent(plain);
  } catch {
    // Not percent-encoded after all: as it stands.
    return plain;
  }
}
