/**
 * A parameter of an address's query, decoded as forms are (`+` is a space); the first of a name. Undefined where it is
 * absent or empty. Much cheaper than parsing the whole address, and asked for many names. Names written percent-encoded
 * are not found.
 */
export function addressParameter(address: string, name: string): string | undefined {
  const query = address.indexOf('?') + 1;
  if (query === 0) return undefined;
  const hash = address.indexOf('#');
  const end = hash === -1 ? address.length : hash;
  for (let at = address.indexOf(name, query); at !== -1 && at < end; at = address.indexOf(name, at + 1)) {
    const equals = at + name.length;
    if ((at !== query && address.charCodeAt(at - 1) !== ampersand) || address.charCodeAt(equals) !== equalsSign)
      continue;
    const next = address.indexOf('&', equals);
    const value = address.slice(equals + 1, next === -1 || next > end ? end : next);
    return value === '' ? undefined : decode(value);
  }
  return undefined;
}

const ampersand = 0x26;
const equalsSign = 0x3d;

function decode(value: string): string {
  if (!value.includes('%') && !value.includes('+')) return value;
  const spaced = value.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch (error) {
    // A percent sign that encodes nothing: the text as it stands is the best there is.
    if (error instanceof URIError) return spaced;
    throw error;
  }
}
