/**
 * The `for` of each element of a `Forwarded` header (RFC 7239, section 4), left to right, quotes taken off; the empty
 * string where an element has none, or is malformed.
 */
export function forwardedFor(header: string): readonly string[] {
  return splitOutsideQuotes(header, ',').map((element) => {
    let node: string | undefined;
    for (const pair of splitOutsideQuotes(element, ';')) {
      const equals = pair.indexOf('=');
      if (pair.slice(0, equals).trim().toLowerCase() !== 'for') continue;
      if (node !== undefined) return '';
      node = unquote(pair.slice(equals + 1).trim());
    }
    return node ?? '';
  });
}

/** A quote that is never closed takes all that follows it. */
function splitOutsideQuotes(text: string, separator: string): readonly string[] {
  if (!text.includes('"')) return text.split(separator);
  const parts: string[] = [];
  let begin = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (c === '"') quoted = !quoted;
    else if (c === '\\' && quoted) i += 1;
    else if (c === separator && !quoted) {
      parts.push(text.slice(begin, i));
      begin = i + 1;
    }
  }
  parts.push(text.slice(begin));
  return parts;
}

function unquote(value: string): string {
  if (!value.includes('"')) return value;
  const closed = value.length > 1 && value.startsWith('"') && value.endsWith('"');
  return closed ? value.slice(1, -1).replace(/\\(.)/g, '$1') : '';
}
