import { type Place, type Schema, tell } from '../fault.ts';
import type { CheckContext } from '../keywords/keyword.ts';

/** Whether a value holds; where a place is given, every fault of it is told there. */
export type Check = (value: unknown, context: CheckContext, at?: Place) => boolean;

/** A schema that checks are being made of. */
export interface Site {
  readonly schema: Schema;
  /** The check of a schema within it. */
  sub(inner: unknown): Check;
  /** The check of what a reference in it leads to. */
  target(reference: string): Check;
}

/** Makes what checks a keyword from what the keyword is given. Only values of the kind it is for come to be checked. */
export type Rule = (operand: never, site: Site, keyword: string) => Check | readonly Check[];

/** Rules by their keyword, in the order their faults are told. */
export type Rules = Readonly<Record<string, Rule>>;

/** The rule of a keyword that a value meets or breaks as a whole. */
export function holding(make: (operand: never, schema: Schema) => (value: never) => boolean): Rule {
  return (operand, { schema }, keyword) => {
    const holds = make(operand, schema) as (value: unknown) => boolean;
    return (value, _, at) => holds(value) || tell(at, keyword, schema, value);
  };
}

/** What every value meets. */
export const always: Check = () => true;
