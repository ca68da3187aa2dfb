import { formatTest } from './format.ts';
import { ownRules } from './own.ts';
import { holding, type Rules } from './rule.ts';

/** What looks at numbers. */
export const numberRules: Rules = {
  maximum: holding((limit: number) => (value: number) => value <= limit),
  minimum: holding((limit: number) => (value: number) => value >= limit),
  exclusiveMaximum: holding((limit: number) => (value: number) => value < limit),
  exclusiveMinimum: holding((limit: number) => (value: number) => value > limit),
  // As Ajv has it, so that both say the same of numbers written with an exponent.
  multipleOf: holding((step: number) => (value: number) => value / step === Number.parseInt(String(value / step), 10)),
  format: holding((name: string) => formatTest(name, 'number')),
  ...ownRules('number'),
};
