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

/** Decodes a query string into a map without a prototype; a repeated parameter becomes an array. */
export function parseQuery(queryString: string): Record<string, string | readonly string[]> {
  const query: Record<string, string | readonly string[]> = Object.create(null);
  if (queryString === '') return query;
  for (const [name, value] of new URLSearchParams(queryString)) {
    const before = query[name];
    if (before === undefined) query[name] = value;
    else query[name] = typeof before === 'string' ? [before, value] : [...before, value];
  }
  return query;
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
