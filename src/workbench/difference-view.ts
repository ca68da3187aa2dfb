import { hidden } from '../contracts/actual.ts';
import { pointerKeys } from '../text/json-pointer.ts';
import { printable, shortened } from '../text/printable.ts';
import { changes, condensed, joined, type Piece } from './changes.ts';
import type { Difference } from './difference.ts';
import { maskedRule, maskedText } from './masked.ts';
import { valueText } from './value-text.ts';

/** A difference in words: what a reporter lays out, in a terminal or on a page. */
export interface DifferenceView {
  /** What it is in, where that is known; `path` is then below it. */
  readonly part: string | undefined;
  readonly path: string;
  readonly kind: Difference['kind'];
  /** The kind, in a word: `missing`; of an update `removed`. */
  readonly word: string;
  /** What the values themselves do not show: `a number was expected, text came`. */
  readonly note: string | undefined;
  /** May hold line breaks; `nothing` where nothing was expected. */
  readonly expected: readonly Piece[];
  /** As `expected`; `nothing` where nothing came. */
  readonly actual: readonly Piece[];
}

/** How much of a difference to show: see `ValueTextOptions.line`; a text is cut to `budget` characters. */
export interface DifferenceViewOptions {
  readonly line: number;
  readonly budget: number;
  /** Whether this is what an update changed: nothing was expected of it, it was otherwise before. */
  readonly update?: boolean;
}

const words: Readonly<Record<'expectation' | 'update', Readonly<Record<Difference['kind'], string>>>> = {
  expectation: { missing: 'missing', unexpected: 'unexpected', different: 'different' },
  update: { missing: 'removed', unexpected: 'added', different: 'changed' },
};

/** A difference as people read it: persons and credentials hidden, long values cut around what differs in them. */
export function differenceView(difference: Difference, options: DifferenceViewOptions): DifferenceView {
  const { kind, rule, expected, actual } = difference;
  const keys = pointerKeys(difference.path);
  const show = (value: unknown): readonly Piece[] => {
    const text = valueText(value, { path: keys, line: options.line, longest: Math.min(200, options.budget) });
    return [
      { text: text.length > options.budget * 4 ? `${text.slice(0, options.budget * 4)}…` : text, changed: false },
    ];
  };
  const note = noteOf(difference, keys, options.update === true);
  const word = words[options.update === true ? 'update' : 'expectation'][kind];
  const below = difference.part?.path ?? difference.path;
  const path = below === '' ? 'the whole' : shortened(hidden(below), 500);
  const part = difference.part === undefined ? undefined : shortened(hidden(difference.part.name), 200);
  if (kind === 'different' && rule === undefined && typeof expected === 'string' && typeof actual === 'string') {
    const [left, right] = texts(expected, actual, keys, options.budget);
    return { part, path, kind, word, note, expected: left, actual: right };
  }
  const asked =
    rule === undefined ? show(expected) : [{ text: shortened(maskedRule(rule, expected, keys), 500), changed: false }];
  return { part, path, kind, word, note, expected: asked, actual: show(actual) };
}

function texts(
  expected: string,
  actual: string,
  keys: readonly string[],
  budget: number,
): readonly [readonly Piece[], readonly Piece[]] {
  const escaped = (text: string): string => printable(JSON.stringify(maskedText(text, keys)).slice(1, -1));
  const [left, right] = changes(escaped(expected), escaped(actual));
  const quote: Piece = { text: '"', changed: false };
  const quoted = (pieces: readonly Piece[]): readonly Piece[] => joined([quote, ...condensed(pieces, budget), quote]);
  return [quoted(left), quoted(right)];
}

function noteOf(
  { kind, rule, expected, actual }: Difference,
  keys: readonly string[],
  update: boolean,
): string | undefined {
  if (kind !== 'different' || rule !== undefined) return undefined;
  const [wanted, came] = [typeName(expected), typeName(actual)];
  if (wanted !== came) return update ? `${wanted} became ${came}` : `${wanted} was expected, ${came} came`;
  if (typeof expected !== 'string' || typeof actual !== 'string') return undefined;
  const notes = [
    ...(maskedText(expected, keys) === maskedText(actual, keys) ? ['both are hidden as private, and differ'] : []),
    ...alike(expected, actual),
  ];
  return notes.length === 0 ? undefined : notes.join('; ');
}

/** What an eye may miss, in what an eye would read. */
function alike(expected: string, actual: string): readonly string[] {
  if (expected.length > 10_000 || actual.length > 10_000) return [];
  if (expected.toLowerCase() === actual.toLowerCase()) return ['only upper and lower case differ'];
  if (expected.replaceAll(/\s+/g, '') === actual.replaceAll(/\s+/g, '')) return ['only blanks differ'];
  if (expected.normalize('NFKC') === actual.normalize('NFKC')) return ['the same letters in other code points'];
  return [];
}

function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'an array';
  const names: Readonly<Record<string, string>> = {
    string: 'text',
    number: 'a number',
    bigint: 'a number',
    boolean: 'true or false',
  };
  return names[typeof value] ?? 'an object';
}
