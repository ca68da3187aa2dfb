/** What to put in the place of keys, strings and numbers; each gives back what it was given where nothing changes. */
export interface JsonReplacement {
  key(key: string): string;
  /** `path`: the keys that lead to the value; arrays add none. */
  string(path: readonly string[], value: string): string;
  /** Both as written. */
  number(path: readonly string[], literal: string): string;
}

/**
 * JSON text with keys, strings and numbers replaced. All else stays byte for byte: order, repeated keys, blanks, the
 * way numbers are written. Undefined where the text is not JSON. Never recurses, so that nesting cannot hurt it.
 */
export function rewriteJson(text: string, replacement: JsonReplacement): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const out: string[] = [];
  const path: string[] = [];
  /** Of the open objects and arrays: whether it is an object. */
  const open: boolean[] = [];
  let isKey = false;
  let copied = 0;
  for (let at = 0; at < text.length; ) {
    const c = text[at] as string;
    if (c === '"') {
      const end = endOfString(text, at);
      const value = JSON.parse(text.slice(at, end)) as string;
      if (isKey) path[path.length - 1] = value;
      const made = isKey ? replacement.key(value) : replacement.string(path, value);
      if (made !== value) put(at, end, JSON.stringify(made));
      at = end;
    } else if (c === '-' || (c >= '0' && c <= '9')) {
      const end = endOfNumber(text, at);
      const literal = text.slice(at, end);
      const made = replacement.number(path, literal);
      if (made !== literal) put(at, end, made);
      at = end;
    } else {
      if (c === '{') {
        open.push(true);
        path.push('');
        isKey = true;
      } else if (c === '[') open.push(false);
      else if (c === ':') isKey = false;
      else if (c === ',') isKey = open.at(-1) === true;
      else if ((c === '}' || c === ']') && open.pop() === true) path.pop();
      // `{}` leaves no key behind.
      if (c === '}' || c === '[') isKey = false;
      at += 1;
    }
  }
  if (copied === 0 && out.length === 0) return text;
  out.push(text.slice(copied));
  return out.join('');

  function put(begin: number, end: number, made: string): void {
    out.push(text.slice(copied, begin), made);
    copied = end;
  }
}

function endOfString(text: string, at: number): number {
  let i = at + 1;
  while (text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i + 1;
}

function endOfNumber(text: string, at: number): number {
  let i = at + 1;
  while (i < text.length && '0123456789.eE+-'.includes(text[i] as string)) i += 1;
  return i;
}
