import { createRequire } from 'node:module';
import { RE2JS } from 're2js';

/** What tests text against a pattern. */
export interface Tester {
  test(text: string): boolean;
  /** The pattern: Ajv tells testers apart by it. */
  toString(): string;
}

/** Text up to this long is tested natively: what grows with the square or cube of it is still quick. */
const shortText = 512;

/**
 * What tests text against a pattern, in time that does not run away: short text by JavaScript's own regular expression,
 * long text by RE2, whose time grows with the length and no faster.
 */
export function testerOf(pattern: string): Tester {
  const native = new RegExp(pattern, 'u');
  let linear: RE2JS | null | undefined;
  return {
    test(text) {
      if (text.length <= shortText) return native.test(text);
      linear ??= linearOf(pattern) ?? null;
      return linear === null ? native.test(text) : linear.matcher(text).find();
    },
    toString: () => pattern,
  };
}

function linearOf(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    // It looks around or back: then it was found to be quick in itself, or refused.
    return undefined;
  }
}

/** Why a pattern may not stand in a contract; undefined where it may. Takes about `budgetMs` at the most. */
export function patternProblem(pattern: string, budgetMs: number): string | undefined {
  try {
    new RegExp(pattern, 'u');
  } catch (error) {
    return `is no regular expression: ${(error as Error).message.replace(/^Invalid regular expression: /, '')}`;
  }
  // Loaded with the first pattern that is to be judged: what comes with the program was judged before.
  const { isSafePattern } = createRequire(import.meta.url)('redos-detector') as typeof import('redos-detector');
  const verdict = isSafePattern(pattern, { unicode: true, timeout: budgetMs, maxScore: 200, maxSteps: 50_000 });
  if (verdict.safe) return undefined;
  if (repeatsWithin(pattern)) {
    return 'may take for ever on some text: what repeats must not hold what repeats, nor a choice';
  }
  if (linearOf(pattern) !== undefined) return undefined;
  return 'may take for ever on some text, and looks around or back: write it without';
}

/** Whether a group that repeats without bound holds something that does, or a choice: what makes time grow exponentially. */
function repeatsWithin(pattern: string): boolean {
  const open: boolean[] = [false];
  let inClass = false;
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i];
    if (character === '\\') i += 1;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '(') open.push(false);
    else if (character === '|' || isUnbounded(pattern, i)) open[open.length - 1] = true;
    else if (character === ')') {
      const restless = open.pop() === true;
      if (restless && isUnbounded(pattern, i + 1)) return true;
      if (restless) open[open.length - 1] = true;
    }
  }
  return false;
}

function isUnbounded(pattern: string, at: number): boolean {
  const rest = pattern.slice(at, at + 12);
  return /^(?:[*+]|\{\d+,\}|\{\d*,?\d{2,}\})/.test(rest);
}
