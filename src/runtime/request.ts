/** An HTTP request as it came in, before any client looked at it. Maps have no prototype: any key is just a key. */
export interface IncomingRequest {
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  /** Decoded parameters; a repeated one is an array. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** The query as it stood in the URL, without the question mark. */
  readonly queryString: string;
  /** Names in lower case; repeated ones joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text, or undefined when its bytes are not UTF-8. */
  readonly body: string | undefined;
  /** Of the visitor's end of the connection, as far as trusted proxies tell; empty when unknown. */
  readonly remoteAddress: string;
}

/** What the caller gets. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The first value of a query parameter. */
export function queryParameter(request: IncomingRequest, name: string): string | undefined {
  const value = request.query[name];
  return typeof value === 'string' ? value : value?.[0];
}

/**
 * Decodes a query string, or a line of a form-encoded body, into a map without a prototype; a repeated parameter becomes
 * an array. Reads it as URLSearchParams does: `+` is a space, what does not decode becomes U+FFFD.
 * Source: https://url.spec.whatwg.org/#urlencoded-parsing
 */
export function parseQuery(queryString: string): Record<string, string | readonly string[]> {
  const query: Record<string, string | string[]> = Object.create(null);
  for (let start = 0; start < queryString.length; ) {
    const next = queryString.indexOf('&', start);
    const end = next < 0 ? queryString.length : next;
    if (end > start) {
      const pair = queryString.slice(start, end);
      const equals = pair.indexOf('=');
      const name = decodeForm(equals < 0 ? pair : pair.slice(0, equals));
      const value = equals < 0 ? '' : decodeForm(pair.slice(equals + 1));
      const before = query[name];
      if (before === undefined) query[name] = value;
      else if (typeof before === 'string') query[name] = [before, value];
      else before.push(value);
    }
    start = end + 1;
  }
  return query;
}

/** The query string of a decoded query: what `parseQuery` reads back as it is. */
export function formatQuery(query: IncomingRequest['query']): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of typeof value === 'string' ? [value] : value) search.append(name, one);
  }
  return search.toString();
}

/** The cookies of a request, decoded where they decode, in header order; the first of a name wins. */
export function parseCookies(request: IncomingRequest): Readonly<Record<string, string>> {
  const cookies: Record<string, string> = Object.create(null);
  const header = request.headers['cookie'];
  if (header === undefined) return cookies;
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=');
    const name = pair.slice(0, equals).trim();
    if (equals < 0 || name === '' || name in cookies) continue;
    cookies[name] = decode(pair.slice(equals + 1).trim());
  }
  return cookies;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function decodeForm(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced.toWellFormed();
  try {
    return decodeURIComponent(spaced).toWellFormed();
  } catch {
    // decodeURIComponent refuses the whole text for one bad byte; this decodes the rest.
    return new URLSearchParams(`=${text}`).get('') ?? '';
  }
}
