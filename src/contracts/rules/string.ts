import { testerOf } from '../patterns.ts';
import { formatTest } from './format.ts';
import { ownRules } from './own.ts';
import { holding, type Rules } from './rule.ts';

/** What looks at text. */
export const stringRules: Rules = {
  maxLength: holding((limit: number) => (value: string) => value.length <= limit || charactersOf(value) <= limit),
  minLength: holding(
    (limit: number) => (value: string) =>
      value.length >= limit && (value.length >= 2 * limit || charactersOf(value) >= limit),
  ),
  pattern: holding((pattern: string) => {
    const tester = testerOf(pattern);
    return (value: string) => tester.test(value);
  }),
  format: holding((name: string) => formatTest(name, 'string')),
  ...ownRules('string'),
};

/** Code points, as JSON Schema counts. */
function charactersOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
