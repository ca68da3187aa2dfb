import { parseQuery } from '../runtime/request.ts';

/** What stands in recordings where a credential was. */
export const redacted = '<redacted>';

const secretParameter = /(^|[_-]|api|access|client)(secret|token|password|passwd|auth|key|signature|sig)$/i;

/** Whether a query parameter goes by a credential's name, such as `api_secret`. */
export function isSecretParameter(name: string): boolean {
  return secretParameter.test(name);
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
