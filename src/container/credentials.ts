import { parseQuery } from '../runtime/request.ts';

/** What stands in recordings where a credential was. */
export const redacted = '<redacted>';

const secretParameter = /(^|[_-]|api|access|client)(secret|token|password|passwd|auth|key|signature|sig)$/i;

/** Whether a query parameter goes by a credential's name, such as `api_secret`. */
export function isSecretParameter(name: string): boolean {
  return secretParameter.test(name);
}

/** Headers that carry credentials; their names in lower case. */
const secretHeaders: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'x-api-key',
  'x-auth-token',
  'x-gtm-server-preview',
]);

/** Whether a header carries a credential. */
export function isSecretHeader(name: string): boolean {
  return secretHeaders.has(name.toLowerCase());
}

/** A query string with `<redacted>` in place of the credentials in it; the same text where there are none. */
export function redactQueryString(queryString: string): string {
  if (!queryString.includes('=')) return queryString;
  const pairs = queryString.split('&');
  const safe = pairs.map((pair) => {
    const [name] = Object.keys(parseQuery(pair));
    return name !== undefined && isSecretParameter(name) ? `${pair.split('=', 1)[0]}=${redacted}` : pair;
  });
  return safe.join('&');
}
