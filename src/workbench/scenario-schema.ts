import { z } from 'zod';
import { json, strictObject } from '../text/strict.ts';
import { type MatcherName, matcherNames, typeNames, within } from './matchers.ts';

const number = z.number();
const length = z.int().min(0);

/** What each matcher takes. Lists, and what stands in `$exact`, `$each` and `$not`, are patterns again. */
export const operands: Readonly<Record<MatcherName, { readonly schema: z.ZodType; readonly takes: string }>> = {
  $type: { schema: z.enum(typeNames), takes: `one of ${typeNames.join(', ')}` },
  $regex: { schema: z.string(), takes: 'a pattern in RE2 syntax, in quotes' },
  $any_of: { schema: z.array(z.unknown()).min(1), takes: 'a list of values or matchers' },
  $absent: { schema: z.literal(true), takes: 'true' },
  $length: {
    schema: z.union([
      length,
      z
        .strictObject({ min: length.optional(), max: length.optional() })
        .refine(({ min = 0, max = Number.POSITIVE_INFINITY }) => min <= max),
    ]),
    takes: 'a whole number, or { min, max }',
  },
  $approx: { schema: number, takes: 'a number' },
  $iso_date: { schema: z.literal(true), takes: 'true' },
  $hash_of: { schema: z.string(), takes: 'the text that was hashed' },
  $exact: { schema: z.unknown(), takes: 'a value' },
  $contains: { schema: z.array(z.unknown()).min(1), takes: 'a list of values or matchers' },
  $each: { schema: z.unknown(), takes: 'a value or matcher' },
  $not: { schema: z.unknown(), takes: 'a value or matcher' },
  $gte: { schema: number, takes: 'a number' },
  $lte: { schema: number, takes: 'a number' },
};

/** How far `$approx` lets a number be off. */
export const tolerance: z.ZodType = z.number().min(0);

/** An expected value, for editors: the program looks at patterns one by one, for better words. */
const patternForEditors: z.ZodType = z
  .lazy(() => {
    const inner = (name: MatcherName): z.ZodType => {
      if (name === '$any_of' || name === '$contains') return z.array(patternForEditors);
      return ['$exact', '$each', '$not'].includes(name) ? patternForEditors : operands[name].schema;
    };
    const matchers = matcherNames.map((name) => [
      name,
      inner(name).optional().describe(`Takes ${operands[name].takes}`),
    ]);
    const names = matcherNames.join('|').replaceAll('$', '\\$');
    const map = z
      .object({ ...Object.fromEntries(matchers), [within]: tolerance.optional() })
      .catchall(patternForEditors)
      .meta({ propertyNames: { pattern: `^(?:[^$]|$)|^(?:${names})$` } });
    return z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(patternForEditors), map]);
  })
  .meta({ id: 'Pattern' });

const scalar = z.union([z.string(), z.number(), z.boolean()], { error: 'must be text, a number, true or false' });
const values = z.union([scalar, z.array(scalar)], { error: 'must be text, a number, true, false, or a list of these' });
const text = (description: string): z.ZodType => z.string().min(1).describe(description);

const requestKeys: Readonly<Record<string, z.ZodType>> = {
  method: text('POST where it says nothing').optional(),
  path: z
    .string()
    .regex(/^\//, 'must begin with a slash: /mp/collect')
    .describe('/mp/collect where it says nothing')
    .optional(),
  query: z.record(z.string(), values).describe('Parameters; a list repeats its name').optional(),
  headers: z.record(z.string(), values).describe('Header names and values').optional(),
  remoteAddress: z.string().describe("The visitor's end of the connection").optional(),
};

/** A request written out. */
export const sendRequest: z.ZodType = strictObject({
  ...requestKeys,
  body: json.describe('Text as it is, anything else as JSON').optional(),
});

/** A sample with changes. */
export const sendSample: z.ZodType = strictObject({
  sample: text('Its name: samples/<name>.json beside the container, or one that comes with the program'),
  set: z.record(z.string(), json).describe('Changes by key path: { events.0.params.value: 5 }').optional(),
  unset: z
    .array(z.string(), { error: 'must be a list of key paths, such as [events.0.params.value]' })
    .describe('Key paths to take out first')
    .optional(),
  ...requestKeys,
});

const sendOne: z.ZodType = z
  .union([
    text('The name of a sample'),
    sendSample,
    z.looseObject({ events: json }).describe('A Measurement Protocol body'),
    sendRequest,
  ])
  .meta({ id: 'Send' });

/** Keys of an expected outgoing request. */
const sentKeys = [
  ['platform', 'Such as meta'],
  ['tag', 'The name of the tag that made it'],
  ['event', 'The name of the event it was made for'],
  ['method', 'Such as POST'],
  ['url', 'The whole address; secrets stand in it as ${NAME}'],
  ['query', "The address's parameters, decoded"],
  ['headers', 'Names in any case'],
  ['body', 'A JSON value; text that is JSON is read where a map or list is expected'],
] as const;

const violationKeys = ['contract', 'path', 'in', 'rule', 'severity', 'code', 'message', 'tag'] as const;

/** What differs between what the program checks and what editors are told. */
interface Kind {
  readonly send: z.ZodType;
  readonly pattern: z.ZodType;
  /** A value that may also be a placeholder, to be replaced by one. */
  readonly open: (schema: z.ZodType) => z.ZodType;
}

function expectations({ pattern, open }: Kind): z.ZodType {
  const names = (description: string): z.ZodType =>
    open(z.array(z.string().min(1), { error: 'must be a list of names of tags' }))
      .optional()
      .describe(description);
  const count = z.int({ error: 'must be a whole number from 0 up' }).min(0, 'must be a whole number from 0 up');
  return strictObject({
    response: strictObject({
      status: pattern.optional().describe('Of every send'),
      headers: pattern.optional().describe('Names in any case'),
      body: pattern.optional().describe('Text that is JSON is read where a map or list is expected'),
    })
      .optional()
      .describe('What the caller gets; where it says nothing: any status below 400'),
    tags: strictObject({
      fired: names('For at least one event'),
      not_fired: names('For no event'),
      blocked: names('For at least one event'),
      paused: names('For at least one event'),
      failed: names('For at least one event; a tag that fails and is not listed fails the scenario'),
      only: open(z.boolean()).optional().describe('No tag fired that is not listed as fired'),
    })
      .optional()
      .describe('What the tags do, over all events of all sends'),
    requests: open(
      z.array(
        strictObject(Object.fromEntries(sentKeys.map(([key, about]) => [key, pattern.optional().describe(about)]))),
      ),
    )
      .optional()
      .describe('Each must be met by an outgoing request of its own'),
    request_count: open(z.record(z.string(), open(count)))
      .optional()
      .describe('How many outgoing requests there are, by platform'),
    violations: z
      .union(
        [
          z.enum(['none', 'errors']),
          z.array(strictObject(Object.fromEntries(violationKeys.map((key) => [key, pattern.optional()])))),
        ],
        { error: 'must be none, errors, or a list of the violations expected' },
      )
      .optional()
      .describe(
        'none: not even a warning; errors (where it says nothing): no errors; a list: these, and no other error',
      ),
    recording: z
      .union(
        [
          text('The golden recording, by its path from this file'),
          strictObject({
            file: text('By its path from this file'),
            expires: z
              .string()
              .regex(/^\d{1,6}[smhd]$/, 'must be a time such as 90d or 12h')
              .optional()
              .describe('How old it may get before it is pointed out'),
          }),
        ],
        { error: 'must be the path of a file of recordings, or { file, expires }' },
      )
      .optional(),
  });
}

function scenario(kind: Kind): z.ZodType {
  const { send, open } = kind;
  const seed = 'must be a whole number from 0 to 4294967295';
  return strictObject({
    name: text('What is to hold, in a few words'),
    now: open(z.iso.datetime({ offset: true, error: 'must be a moment such as 2026-11-21T16:00:00Z' }))
      .optional()
      .describe('What the clock says; 2026-11-21T16:00:00Z where it says nothing'),
    seed: open(
      z
        .int({ error: seed })
        .min(0, seed)
        .max(2 ** 32 - 1, seed),
    )
      .optional()
      .describe('What chance draws; 1 where it says nothing'),
    with: z
      .array(z.record(z.string(), json, { error: 'must be a map of names to values' }))
      .min(1, 'is an empty list: give a case, or remove it')
      .optional()
      .describe("Runs once for each; '{{name}}' is replaced by the case's value"),
    send,
    expect: expectations(kind).optional(),
  });
}

/** A scenario, but for its `send` and the patterns in it: those are looked at by themselves, for better words. */
export const scenarioShape: z.ZodType = scenario({
  send: z.unknown().optional(),
  pattern: z.unknown(),
  open: (schema) => schema,
});

/** A scenario file, as editors are told. Made when asked for: the program needs it nowhere. */
export function scenarioFileSchema(): z.ZodType {
  const placeholder = z.string().regex(/^\{\{[^{}]+\}\}$/);
  const one = scenario({
    send: z.union([sendOne, z.array(sendOne).min(1)]).describe('What is sent; a list: one after the other'),
    pattern: patternForEditors,
    open: (schema) => z.union([schema, placeholder]),
  }).meta({ id: 'Scenario' });
  return z.union([one, z.strictObject({ scenarios: z.array(one).min(1) })]);
}
