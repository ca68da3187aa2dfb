/** A part of a text; `changed`: the other text has something else there. */
export interface Piece {
  readonly text: string;
  readonly changed: boolean;
}

/** Of longer middles a comparison word by word would take too long, and nobody would read it. */
const mostWords = 400;
/** How much is kept of what both have, next to what differs. */
const context = 24;
/** Cutting less out of a text saves nothing. */
const worthCutting = 12;

/**
 * Two texts, word by word: what of each the other does not have. Where they share next to nothing, nothing is marked: a
 * mark under everything says nothing.
 */
export function changes(expected: string, actual: string): readonly [readonly Piece[], readonly Piece[]] {
  const begin = commonStart(expected, actual);
  const end = commonEnd(expected.slice(begin), actual.slice(begin));
  const head = expected.slice(0, begin);
  const tail = end === 0 ? '' : expected.slice(-end);
  const [left, right] = middles(expected.slice(begin, expected.length - end), actual.slice(begin, actual.length - end));
  const around = (middle: readonly Piece[]): readonly Piece[] =>
    joined([{ text: head, changed: false }, ...middle, { text: tail, changed: false }]);
  if (wordsOf(around(left)) === 0) return [[{ text: expected, changed: false }], [{ text: actual, changed: false }]];
  return [around(left), around(right)];
}

/** Pieces cut to about `budget` characters: long runs of what is common give way to `…`, then the changed ones do. */
export function condensed(pieces: readonly Piece[], budget: number): readonly Piece[] {
  const total = pieces.reduce((sum, { text }) => sum + text.length, 0);
  if (total <= budget) return pieces;
  if (!pieces.some(({ changed }) => changed)) {
    const text = pieces.map((piece) => piece.text).join('');
    return [{ text: `${start(text, budget)}… (${text.length} characters)`, changed: false }];
  }
  const room = Math.max(40, Math.floor(budget / 2));
  return pieces.map(({ text, changed }, index) => {
    if (changed)
      return { text: text.length > room ? `${start(text, room)}… (${text.length} characters)` : text, changed };
    const first = index === 0;
    const last = index === pieces.length - 1;
    if (text.length <= context * (first || last ? 1 : 2) + worthCutting) return { text, changed };
    const before = first ? '' : start(text, context).replace(/[&?/,;=\s][^&?/,;=\s]{0,9}$/, '');
    const after = last ? '' : finish(text, context).replace(/^[^&?/,;=\s]{0,9}[&?/,;=\s]/, '');
    return { text: `${before}…${after}`, changed };
  });
}

const words = /[\p{L}\p{N}_]+|\s+|./gsu;
const inWord = /[\p{L}\p{N}_]/u;

function middles(expected: string, actual: string): readonly [readonly Piece[], readonly Piece[]] {
  const whole = (text: string): readonly Piece[] => [{ text, changed: true }];
  // A word has one character at least.
  if (expected.length > mostWords * 20 || actual.length > mostWords * 20) return [whole(expected), whole(actual)];
  const a = expected.match(words) ?? [];
  const b = actual.match(words) ?? [];
  if (a.length > mostWords || b.length > mostWords) return [whole(expected), whole(actual)];
  const common = longestCommon(a, b);
  const mark = (list: readonly string[], kept: ReadonlySet<number>): readonly Piece[] =>
    list.map((text, index) => ({ text, changed: !kept.has(index) }));
  return [mark(a, new Set(common.map(([i]) => i))), mark(b, new Set(common.map(([, j]) => j)))];
}

/** The longest run of words that stand in both, in order: pairs of indices. */
function longestCommon(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const columns = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * columns);
  const at = (i: number, j: number): number => lengths[i * columns + j] as number;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * columns + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}

/** How many characters both begin with, whole words alone. */
function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  if (length === a.length && length === b.length) return length;
  if (isHalf(a, length) || isHalf(b, length)) length -= 1;
  const within = (text: string): boolean => inWord.test(characterAt(text, length));
  while (length > 0 && (within(a) || within(b)) && inWord.test(characterBefore(a, length))) {
    length -= characterBefore(a, length).length;
  }
  return length;
}

/** How many characters both end with, whole words alone. */
function commonEnd(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a.at(-1 - length) === b.at(-1 - length)) length += 1;
  if (isHalf(a, a.length - length) || isHalf(b, b.length - length)) length -= 1;
  const within = (text: string): boolean => inWord.test(characterBefore(text, text.length - length));
  while (length > 0 && (within(a) || within(b)) && inWord.test(characterAt(a, a.length - length))) {
    length -= characterAt(a, a.length - length).length;
  }
  return length;
}

function characterAt(text: string, index: number): string {
  const point = text.codePointAt(index);
  return point === undefined ? '' : String.fromCodePoint(point);
}

function characterBefore(text: string, index: number): string {
  return index <= 0 ? '' : isHalf(text, index - 1) ? text.slice(index - 2, index) : text.slice(index - 1, index);
}

/** Whether an index splits a surrogate pair. */
function isHalf(text: string, index: number): boolean {
  return (
    index > 0 &&
    index < text.length &&
    /[\udc00-\udfff]/.test(text[index] as string) &&
    /[\ud800-\udbff]/.test(text[index - 1] as string)
  );
}

/** Pieces with neighbours of the same kind made one. */
export function joined(pieces: readonly Piece[]): readonly Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const before = out.at(-1);
    if (piece.text === '') continue;
    if (before?.changed === piece.changed)
      out[out.length - 1] = { text: before.text + piece.text, changed: piece.changed };
    else out.push(piece);
  }
  return out;
}

/** How many letters and digits are in both. */
function wordsOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { text, changed }) => sum + (changed || !inWord.test(text) ? 0 : 1), 0);
}

function start(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

function finish(text: string, length: number): string {
  return text.slice(-length).replace(/^[\udc00-\udfff]/, '');
}
