import { z } from 'zod';
import type { VendorFault } from '../../platforms/simulator.ts';
import { shortened } from '../../text/printable.ts';
import { strictObject } from '../../text/strict.ts';

/** What can go wrong, and what it is like for who sends. */
export const faultKinds = {
  '429': 'the platform asks for less, in its own form; retryAfter is what its Retry-After header says',
  '5xx': "the platform's own trouble, in its own form",
  timeout: 'the request is read and never answered',
  reset: 'the request is read, nothing is taken, the connection is reset',
  reset_after_commit: 'the events are taken, and the connection is reset before the answer',
  slow_drip: 'the events are taken; the answer comes a byte a second, without end',
  giant_body: "the events are taken; the answer's body has a gigabyte",
  garbage: 'the events are taken; the answer is a page that is neither JSON nor UTF-8',
  wrong_token: "the credentials are refused, in the platform's own form",
  invalid: "the events are refused, in the platform's own form",
  partial: 'some of the events are refused, where the platform takes requests in part',
  refuse: 'the connection is cut before the request is read',
} as const;

/** One kind of fault. */
export type FaultKind = keyof typeof faultKinds;

/** What is to go wrong. */
export interface Fault {
  readonly platform: string;
  readonly fault: FaultKind;
  /** How many of its requests it strikes: from 0 to 1, all. */
  readonly rate: number;
  /** The Retry-After header of `429` and `5xx`. */
  readonly retryAfter?: string;
  /** How many times it strikes at most. */
  readonly count?: number;
}

/** A fault and how many times it struck. */
export interface ListedFault extends Fault {
  readonly struck: number;
}

/** The faults that are set, and chance. */
export interface Faults {
  /** A fault from outside; where it is malformed, why, in lines. */
  add(given: unknown): Fault | { readonly problems: readonly string[] };
  /** What strikes a request for a platform; of several the one set first. */
  draw(platform: string): Fault | undefined;
  list(): readonly ListedFault[];
  /** Takes back all of them, or those of one platform. */
  clear(platform?: string): void;
}

/** What a simulator is told to answer with; the other faults are the connection's. */
export const vendorFaults: ReadonlyMap<FaultKind, VendorFault> = new Map([
  ['429', 'throttled'],
  ['5xx', 'server_error'],
  ['wrong_token', 'wrong_token'],
  ['invalid', 'invalid'],
  ['partial', 'partial'],
]);

/** Faults for these platforms. `random`: from 0 up to, not including, 1. */
export function createFaults(platforms: readonly string[], random: () => number): Faults {
  const schema = schemaOf(platforms);
  let faults: { readonly fault: Fault; struck: number }[] = [];
  return {
    add(given) {
      const parsed = schema.safeParse(given);
      if (!parsed.success) return { problems: parsed.error.issues.flatMap(problemsOf) };
      const fault = parsed.data as Fault;
      faults.push({ fault, struck: 0 });
      return fault;
    },
    draw(platform) {
      for (const one of faults) {
        const { fault, struck } = one;
        if (fault.platform !== platform || struck >= (fault.count ?? Number.POSITIVE_INFINITY)) continue;
        if (fault.rate < 1 && random() >= fault.rate) continue;
        one.struck += 1;
        return fault;
      }
      return undefined;
    },
    list: () => faults.map(({ fault, struck }) => ({ ...fault, struck })),
    clear(platform) {
      faults = platform === undefined ? [] : faults.filter(({ fault }) => fault.platform !== platform);
    },
  };
}

function schemaOf(platforms: readonly string[]): z.ZodType {
  const kinds = Object.keys(faultKinds);
  return strictObject({
    platform: z.enum(platforms, { error: `must be one of ${platforms.join(', ')}` }),
    fault: z.enum(kinds, { error: `must be one of ${kinds.join(', ')}` }),
    rate: z.number({ error: share }).min(0, { error: share }).max(1, { error: share }).default(1),
    retryAfter: z
      .string({ error: 'must be text, such as "7"' })
      // What no header can hold could not be sent.
      .regex(/^[\t\x20-\x7e]{0,200}$/, { error: 'must be at most 200 characters of ASCII, on one line' })
      .optional(),
    count: z.int({ error: whole }).min(1, { error: whole }).optional(),
  });
}

const share = 'must be a number from 0 (never) to 1 (always)';
const whole = 'must be a whole number from 1 up';

function problemsOf(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code === 'unrecognized_keys') {
    const messages = issue.message.split('\n');
    return issue.keys.map((key, index) => `${shortened(key, 40)}: ${messages[index]}`);
  }
  if (issue.path.length === 0) return ['must be an object such as {"platform": "meta", "fault": "429", "rate": 0.1}'];
  return [`${issue.path.join('.')}: ${issue.message}`];
}
