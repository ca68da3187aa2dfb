import { replaceInText } from './personal-text.ts';

/** Gives a parameter's new value; the old one where nothing is to change. Both decoded. */
export type ReplaceParameter = (name: string, value: string) => string;

/**
 * A query string with its values replaced; what does not change stays byte for byte. `separator` is `&`, or `;` for
 * cookies, in which a plus is a plus.
 */
export function rewriteQuery(query: string, replace: ReplaceParameter, separator: '&' | ';' = '&'): string {
  if (query === '') return query;
  return query
    .split(separator)
    .map((pair) => {
      const equals = pair.indexOf('=');
      if (equals === -1) return replaceInText(pair);
      const name = pair.slice(0, equals);
      const raw = pair.slice(equals + 1);
      const value = decode(raw, separator === '&');
      if (value === undefined) return `${name}=${replaceInText(raw)}`;
      const made = replace((decode(name, separator === '&') ?? name).trim(), value);
      return `${replaceInText(name)}=${made === value ? raw : encodeURIComponent(made)}`;
    })
    .join(separator);
}

/** A URL with the values of its query and fragment replaced, and what looks personal in its path. */
export function rewriteUrl(url: string, replace: ReplaceParameter): string {
  const hash = url.indexOf('#');
  const fragment = hash === -1 ? '' : `#${rewriteQuery(url.slice(hash + 1), replace)}`;
  const rest = hash === -1 ? url : url.slice(0, hash);
  const mark = rest.indexOf('?');
  if (mark === -1) return replaceInText(rest) + fragment;
  return `${replaceInText(rest.slice(0, mark))}?${rewriteQuery(rest.slice(mark + 1), replace)}${fragment}`;
}

function decode(text: string, plusIsSpace: boolean): string | undefined {
  try {
    return decodeURIComponent(plusIsSpace ? text.replaceAll('+', ' ') : text);
  } catch {
    return undefined;
  }
}
