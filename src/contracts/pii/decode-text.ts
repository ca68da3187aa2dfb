/** Percent escapes undone; where one is malformed or no UTF-8, those of ASCII alone. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign must not hide what stands beside it.
    return text.replace(asciiEscape, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
}

const asciiEscape = /%([0-7][\dA-Fa-f])/g;

/** A name as it stands in a query, decoded. */
export function parameterName(name: string): string {
  return decodePercent(name.replaceAll('+', ' '));
}

/** Text that is a JSON object or array, parsed; undefined for any other. */
export function parseObject(text: string): unknown {
  const core = text.trim();
  const first = core[0];
  if (!(first === '{' && core.endsWith('}')) && !(first === '[' && core.endsWith(']'))) return undefined;
  try {
    return JSON.parse(core) as unknown;
  } catch {
    // It only looked like JSON: plain text.
    return undefined;
  }
}

/** One pair of a query: its parts as they stand, still encoded. `name` is undefined where there is no `=`. */
export type TakePair = (name: string | undefined, value: string) => void;

/** Hands over each pair between `?`, `&`, `#` and line breaks; pieces that are no pair whole. */
export function eachPair(text: string, take: TakePair, from = 0): void {
  const start = from < text.length && otherJoints.includes(text[from] as string) ? from + 1 : from;
  if (otherJoints.some((joint) => text.includes(joint, start))) {
    for (const part of text.slice(start).split(/[?#\n]/)) eachOfPart(part, 0, take);
  } else eachOfPart(text, start, take);
}

const otherJoints = ['?', '#', '\n'];

function eachOfPart(text: string, from: number, take: TakePair): void {
  let equals = text.indexOf('=', from);
  for (let start = from; start < text.length; ) {
    const next = text.indexOf('&', start);
    const end = next === -1 ? text.length : next;
    // Asked again only once it is passed: else text without any would be searched to its end for each piece.
    if (equals !== -1 && equals < start) equals = text.indexOf('=', start);
    if (equals === -1 || equals >= end) {
      if (end > start) take(undefined, text.slice(start, end));
    } else take(text.slice(start, equals), text.slice(equals + 1, end));
    start = end + 1;
  }
}
