import { RE2JS } from 're2js';
import { isSafePattern } from 'redos-detector';

/** What tests text against a pattern. */
export interface Tester {
  test(text: string): boolean;
}

/**
 * How a pattern may run. `native`: as JavaScript's own regular expression. `linear`: its time could grow with the
 * square of the text's length or worse, so RE2 runs it. Else why it may not run at all.
 */
export type PatternVerdict = 'native' | 'linear' | { readonly refused: string };

/** Judges a pattern, within about `budgetMs`. */
export function judgePattern(pattern: string, budgetMs: number): PatternVerdict {
  try {
    new RegExp(pattern, 'u');
  } catch (error) {
    const message = (error as Error).message.replace(/^Invalid regular expression: /, '');
    return { refused: `is no regular expression: ${message}` };
  }
  const verdict = isSafePattern(pattern, { unicode: true, timeout: budgetMs, maxScore: 200, maxSteps: 50_000 });
  if (verdict.safe) return 'native';
  if (repeatsWithin(pattern)) {
    return { refused: 'may take for ever on some text: what repeats must not hold what repeats, nor a choice' };
  }
  try {
    RE2JS.compile(pattern);
    return 'linear';
  } catch {
    return { refused: 'may take for ever on some text, and looks around or back: write it without' };
  }
}

/** A pattern that RE2 runs: its time grows with the text's length and no faster. */
export function linearTester(pattern: string): Tester {
  const compiled = RE2JS.compile(pattern);
  return { test: (text) => compiled.matcher(text).find() };
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
