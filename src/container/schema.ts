import { z } from 'zod';
import { consentTypes } from '../event/consent.ts';
import type { TagType } from '../platforms/tag.ts';
import { json, strictObject } from '../text/strict.ts';
import { accessSchema } from './access.ts';

/** One part of the container file: what it is for and the keys it takes. */
export interface Part {
  readonly description: string;
  readonly keys: Readonly<Record<string, z.ZodType>>;
}

const scalar = z.union([z.string(), z.number(), z.boolean()], { error: 'must be text, a number, true or false' });
const name = (description: string): z.ZodType => z.string().min(1).describe(description);
const names = (description: string): z.ZodType =>
  z.array(z.string().min(1), { error: 'must be a list of names' }).describe(description);
const value = json;

const fallback = value.optional().describe('What it holds where nothing is found; may hold {{Variables}}');
const flag = (description: string): z.ZodType => z.boolean().optional().describe(description);

/** Comparisons a condition can make, as sGTM's. */
export const operators = [
  'equals',
  'contains',
  'starts_with',
  'ends_with',
  'matches_regex',
  'less_than',
  'less_or_equal',
  'greater_than',
  'greater_or_equal',
] as const;

/** One comparison. */
export type Operator = (typeof operators)[number];

/** A condition: a variable, one comparison, and whether to turn it round. */
export const conditionKeys: Readonly<Record<string, z.ZodType>> = {
  variable: name('What to compare: a {{Variable}}, or text with variables in it'),
  ...Object.fromEntries(
    operators.map((operator) => [
      operator,
      scalar.optional().describe(`Holds where it ${operator.replaceAll('_', ' ')} this`),
    ]),
  ),
  negate: flag('Holds where the comparison does not'),
  ignore_case: flag('For matches_regex: upper and lower case are the same'),
};

const condition = strictObject(conditionKeys).meta({ id: 'Condition' });

const conditions = z.array(condition, { error: 'must be a list of conditions' }).optional().describe('All must hold');

/** Kinds of variables, by `type`. */
export const variableParts: Readonly<Record<string, Part>> = {
  event_data: {
    description: 'A value of the event, by its key path',
    keys: { path: name('Key path, such as user_data.address.0.city'), default: fallback },
  },
  lookup_table: {
    description: 'The value beside the first key that equals the input',
    keys: {
      input: name('What to look up: a {{Variable}}'),
      map: z.record(z.string(), value).describe('Key: value. Values may hold {{Variables}} and ${SECRETS}'),
      default: fallback,
    },
  },
  regex_table: {
    description: 'The value of the first row whose pattern matches the input',
    keys: {
      input: name('What to match: a {{Variable}}'),
      rows: z
        .array(
          strictObject({
            matches: z.string().describe('RE2 pattern'),
            value: value.describe('May hold {{Variables}}'),
          }),
        )
        .describe('Tried in order'),
      ignore_case: flag('Upper and lower case are the same'),
      full_match: flag('The pattern must match the whole input'),
      default: fallback,
    },
  },
  constant: { description: 'Always the same value', keys: { value: value.describe('Any value; may hold ${SECRETS}') } },
  request_header: {
    description: 'A header of the incoming request',
    keys: { name: name('Header name, any case'), default: fallback },
  },
  query_parameter: {
    description: "A parameter of the incoming request's query",
    keys: { name: name('Parameter name'), default: fallback },
  },
  cookie: {
    description: 'A cookie of the incoming request, decoded',
    keys: { name: name('Cookie name'), default: fallback },
  },
  request_path: { description: "The incoming request's path", keys: {} },
  request_method: { description: "The incoming request's method", keys: {} },
  random_number: {
    description: 'A whole number drawn anew for each event',
    keys: {
      min: z.int().optional().describe('Smallest, 0 by default'),
      max: z.int().optional().describe('Largest, 2147483647 by default'),
    },
  },
};

/** Kinds of clients, by `type`. */
export const clientParts: Readonly<Record<string, Part>> = {
  ga4: {
    description: 'GA4 Measurement Protocol and gtag requests',
    keys: {
      paths: z
        .array(z.string().startsWith('/'), { error: 'must be a list of paths' })
        .optional()
        .describe('Paths it claims; /mp/collect and /g/collect by default'),
      priority: z.number().optional().describe('Higher is asked first; 0 by default'),
      event_names: z
        .record(z.string(), z.string())
        .optional()
        .describe('Incoming event name: the name it goes on under'),
      visitor_from_request: z
        .enum(['auto', 'always', 'never'], { error: 'must be one of auto, always, never' })
        .optional()
        .describe(
          "Whether a Measurement Protocol request's own address and user agent are the visitor's: auto (only a browser's), always, never",
        ),
    },
  },
};

/** A trigger: no conditions is every event. */
export const triggerPart: Part = {
  description: 'When tags fire: all conditions must hold; without conditions, on every event',
  keys: { when: conditions },
};

/** Kinds of transformations, by `type`. */
export const transformationParts: Readonly<Record<string, Part>> = Object.fromEntries(
  [
    ['allow', 'Tags see only these parameters', z.array(z.string().min(1)).describe('Key paths to keep')] as const,
    [
      'exclude',
      'Tags do not see these parameters',
      z.array(z.string().min(1)).describe('Key paths to remove'),
    ] as const,
    [
      'augment',
      'Tags see these parameters with these values',
      z.record(z.string(), value).describe('Key path: value, which may hold {{Variables}}'),
    ] as const,
  ].map(([type, description, parameters]) => [
    type,
    {
      description,
      keys: {
        parameters,
        tags: z.array(z.string().min(1)).optional().describe('Tags it applies to; all by default'),
        except_tags: z.array(z.string().min(1)).optional().describe('Tags it does not apply to'),
        tag_types: z.array(z.string().min(1)).optional().describe('Types of tags it applies to'),
        when: conditions,
        priority: z.number().optional().describe('Higher is applied first; 0 by default'),
      },
    },
  ]),
);

const sequence = (description: string, stop: string, stopDescription: string): z.ZodType =>
  z
    .union([z.string().min(1), strictObject({ tag: name('Tag name'), [stop]: flag(stopDescription) })], {
      error: `must be a tag's name, or { tag, ${stop} }`,
    })
    .optional()
    .describe(description);

/** A date (which begins at midnight UTC), or a time with its offset: the machine's own zone has no say. */
const isoMoment = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/;
const moment = z
  .string()
  .refine((text) => isoMoment.test(text) && !Number.isNaN(Date.parse(text)), {
    error: 'must be a date, or a date and time with its offset, such as 2026-12-01T00:00:00Z',
  })
  .optional();

/** What every tag takes beside its type's own fields. */
export const tagOptions: Readonly<Record<string, z.ZodType>> = {
  triggers: names('Firing triggers: any of them').optional(),
  blocking_triggers: names('Where one of them matches, the tag does not fire').optional(),
  priority: z.number().optional().describe('Higher fires first; 0 by default'),
  setup_tag: sequence(
    'Tag to run before this one',
    'stop_on_failure',
    'Do not fire this tag where the setup tag failed',
  ),
  cleanup_tag: sequence('Tag to run after this one', 'stop_on_failure', 'Do not run it where this tag failed'),
  firing_option: z
    .enum(['once_per_event', 'unlimited', 'once_per_load'], {
      error: 'must be one of once_per_event, unlimited, once_per_load',
    })
    .optional()
    .describe('once_per_event (default), unlimited (once per matching trigger), once_per_load (once per request)'),
  paused: flag('Never fires'),
  schedule: strictObject({ start: moment.describe('Not before'), end: moment.describe('Not from here on') })
    .optional()
    .describe('When it may fire'),
  consent_required: z
    .array(z.enum(consentTypes, { error: `must be among ${consentTypes.join(', ')}` }))
    .optional()
    .describe('Fires only where all of these are granted'),
};

const piiPolicies = ['warn', 'fail', 'block'] as const;

/** The container file's own keys. */
export const containerKeys: Readonly<Record<string, z.ZodType>> = {
  name: name('The container'),
  id: z.string().optional().describe('Container ID, such as GTM-XXXX'),
  version: scalar.optional().describe('Container version'),
  environment: z.string().optional().describe('Environment name'),
  default_region: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 country code in capitals, such as US')
    .optional()
    .describe('Country of phone numbers whose event names none, ISO 3166-1 alpha-2'),
  pii_guard: z
    .enum(piiPolicies, { error: `must be one of ${piiPolicies.join(', ')}` })
    .optional()
    .describe('What comes of personal data in an outgoing request: warn, fail (default), or block its delivery too'),
  access: accessSchema.optional().describe('Who may send events, and how much; everybody by default'),
};

/** The sections: maps of names to parts. */
export const sections = ['clients', 'variables', 'triggers', 'transformations', 'tags'] as const;

/** The whole container file as one schema, for JSON Schema and types; the loader checks part by part, with positions. */
export function containerSchema(tagTypes: Iterable<TagType>): z.ZodType {
  const typed = (
    parts: Readonly<Record<string, Part>>,
    common: Readonly<Record<string, z.ZodType>> = {},
  ): z.ZodType => {
    const options = Object.entries(parts).map(([type, part]) =>
      strictObject({ type: z.literal(type).describe(part.description), ...part.keys, ...common }).describe(
        part.description,
      ),
    );
    return z.union(options as unknown as [z.ZodType, z.ZodType]);
  };
  const tags: Record<string, Part> = {};
  for (const type of tagTypes) tags[type.type] = { description: type.description, keys: type.fields };
  return strictObject({
    ...containerKeys,
    clients: z
      .record(z.string(), typed(clientParts))
      .optional()
      .describe('Clients by name: they turn requests into events'),
    variables: z
      .record(z.string(), typed(variableParts))
      .optional()
      .describe('Variables by name, referred to as {{Name}}'),
    triggers: z
      .record(z.string(), strictObject(triggerPart.keys).describe(triggerPart.description))
      .optional()
      .describe('Triggers by name'),
    transformations: z.record(z.string(), typed(transformationParts)).optional().describe('Transformations by name'),
    tags: z.record(z.string(), typed(tags, tagOptions)).optional().describe('Tags by name'),
  });
}
