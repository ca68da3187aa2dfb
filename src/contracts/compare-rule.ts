import { shortened } from '../text/printable.ts';
import type { Clause } from './compare-flatten.ts';
import { durationOf } from './keywords/duration.ts';
import { typeWords } from './type-words.ts';
import { isRecord } from './vocabulary.ts';

/** How a rule differs from what it was, for values that both versions judge. */
export interface Difference {
  readonly effect: 'breaks' | 'loosens';
  /** What it says now and what it said. */
  readonly message: string;
}

const longest = 120;

/** A rule in words: `must be given`, `at most 5 characters`. */
export function phraseOf({ key, value }: Clause): string {
  const [keyword = ''] = key.split(' ', 1);
  const shown = (): string => shortened(typeof value === 'string' ? value : JSON.stringify(value), longest);
  switch (keyword) {
    case 'false':
      return 'must not be given';
    case 'required':
      return 'must be given';
    case 'dependentRequired':
      return `must be given where ${shortened(heldBy(value, 'on'), longest)} is`;
    case 'uniqueKeys':
      return `no two items may have the same ${shown()}`;
    case 'type':
      return `must be ${typeWords(value)}`;
    case 'enum':
      return `must be ${listed(value as readonly unknown[])}`;
    case 'lower':
      return `must be ${isExclusive(value) ? '>' : '>='} ${heldBy(value, 'limit')}`;
    case 'upper':
      return `must be ${isExclusive(value) ? '<' : '<='} ${heldBy(value, 'limit')}`;
    case 'maxAge':
      return `must be at most ${heldBy(value, 'duration')} old`;
    case 'maxFuture':
      return `must be at most ${heldBy(value, 'duration')} ahead`;
    case 'multipleOf':
      return `must be a multiple of ${shown()}`;
    case 'pattern':
      return `must match ${shown()}`;
    case 'format':
      return `must have the form of ${shown()}`;
    case 'sha256':
      return `must be a SHA-256 digest in ${shown()}`;
    case 'publicAddress':
      return 'must be a public address';
    case 'uniqueItems':
      return 'no two items may be the same';
    case 'contains':
      return containsPhrase(value);
    default: {
      const unit = units[keyword];
      return unit === undefined ? `${keyword} holds` : `${unit[0]} ${shown()} ${unit[1]}`;
    }
  }
}

const units: Readonly<Record<string, readonly [string, string]>> = {
  minLength: ['at least', 'characters'],
  maxLength: ['at most', 'characters'],
  minItems: ['at least', 'items'],
  maxItems: ['at most', 'items'],
  minProperties: ['at least', 'keys'],
  maxProperties: ['at most', 'keys'],
  maxBytes: ['at most', 'bytes'],
};

function listed(values: readonly unknown[]): string {
  const words = values.map((value) => shortened(typeof value === 'string' ? value : JSON.stringify(value), longest));
  const shown = words.length > 12 ? [...words.slice(0, 12), `${words.length - 12} more`] : words;
  return shown.join(', ');
}

function isExclusive(value: unknown): boolean {
  return isRecord(value) && value['exclusive'] === true;
}

function heldBy(value: unknown, key: string): string {
  return isRecord(value) ? String(value[key]) : '';
}

function containsPhrase(value: unknown): string {
  const { min, max } = isRecord(value) ? value : {};
  return `must contain ${min ?? 1}${max === undefined ? ' or more' : ` to ${max}`} items of a kind`;
}

function nowAndOnce(before: Clause, after: Clause): string {
  return `${phraseOf(after)} now, was: ${phraseOf(before)}`;
}

/** How a rule of the same kind differs: what it refuses now, and what it lets pass now. For kinds without order, `breaks`. */
export function differencesOf(before: Clause, after: Clause): readonly Difference[] {
  const [keyword = ''] = after.key.split(' ', 1);
  if (keyword === 'enum' || keyword === 'type') return setDifferences(keyword, before, after);
  if (keyword === 'contains') return countDifferences(before, after);
  const [once, now] = [before, after].map(({ value }) => heldBy(value, 'unit'));
  if (once !== now) return [{ effect: 'breaks', message: `the moment must be in ${now} now, was: ${once}` }];
  const order = compared(keyword, before.value, after.value);
  return [{ effect: order === 'looser' ? 'loosens' : 'breaks', message: nowAndOnce(before, after) }];
}

/** How many items must be of a kind: more of them, or fewer of them allowed, is tighter. */
function countDifferences(before: Clause, after: Clause): readonly Difference[] {
  const [was, is] = [before.value, after.value] as { min: number; max: number | undefined }[];
  const message = nowAndOnce(before, after);
  const most = Number.MAX_SAFE_INTEGER;
  const moves = [(is?.min ?? 1) - (was?.min ?? 1), (was?.max ?? most) - (is?.max ?? most)];
  const effects = new Set(moves.filter((move) => move !== 0).map((move) => (move > 0 ? 'breaks' : 'loosens')));
  return [...effects].map((effect) => ({ effect: effect as Difference['effect'], message }));
}

function compared(keyword: string, before: unknown, after: unknown): 'looser' | 'tighter' {
  if (isRecord(before) && isRecord(after)) {
    if (keyword === 'lower' || keyword === 'upper') return boundOrder(keyword, before, after);
    const ages = [before, after].map(({ duration }) => durationOf(String(duration)) ?? 0);
    return (ages[1] as number) > (ages[0] as number) ? 'looser' : 'tighter';
  }
  if (typeof before !== 'number' || typeof after !== 'number') return 'tighter';
  if (keyword === 'multipleOf') return Number.isInteger(before / after) ? 'looser' : 'tighter';
  return keyword.startsWith('min') === after < before ? 'looser' : 'tighter';
}

function boundOrder(
  keyword: 'lower' | 'upper',
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): 'looser' | 'tighter' {
  const moved = (after['limit'] as number) - (before['limit'] as number);
  if (moved === 0) return after['exclusive'] === true ? 'tighter' : 'looser';
  return moved > 0 === (keyword === 'upper') ? 'looser' : 'tighter';
}

/** `number` is whole numbers and others: each side in types that do not overlap. */
const typeParts: Readonly<Record<string, readonly string[]>> = { number: ['integer', 'fraction'] };

const partNames: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole numbers',
  fraction: 'numbers with a fraction',
  boolean: 'true and false',
  object: 'objects',
  array: 'arrays',
};

function setDifferences(keyword: 'enum' | 'type', before: Clause, after: Clause): readonly Difference[] {
  const was = membersOf(keyword, before);
  const is = membersOf(keyword, after);
  const gone = [...was].filter(([id]) => !is.has(id)).map(([, member]) => member);
  const fresh = [...is].filter(([id]) => !was.has(id)).map(([, member]) => member);
  const found: Difference[] = [];
  if (gone.length > 0) {
    found.push({ effect: 'breaks', message: `${listed(gone)} ${isOrAre(keyword, gone)} no longer taken` });
  }
  if (fresh.length > 0)
    found.push({ effect: 'loosens', message: `${listed(fresh)} ${isOrAre(keyword, fresh)} taken now` });
  return found;
}

function isOrAre(keyword: string, members: readonly unknown[]): string {
  const one = members.length === 1 && (keyword === 'enum' || members[0] === 'text' || members[0] === 'null');
  return one ? 'is' : 'are';
}

function membersOf(keyword: 'enum' | 'type', { value }: Clause): ReadonlyMap<string, unknown> {
  const members = value as readonly unknown[];
  if (keyword === 'enum') return new Map(members.map((member) => [JSON.stringify(member), member]));
  const types = members.flatMap((type) => typeParts[String(type)] ?? [String(type)]);
  return new Map(types.map((type) => [type, partNames[type] ?? type]));
}
