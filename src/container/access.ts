import { z } from 'zod';
import { parseRange } from '../runtime/addresses.ts';
import { parseSecrets, SecretText } from '../runtime/secret.ts';
import { strictObject } from '../text/strict.ts';

/** Who may send events, as the container file says under `access`. */
export interface AccessRules {
  /** By measurement id or Firebase app id: the names of the secrets of which any one will do. */
  readonly apiSecrets: ReadonlyMap<string, readonly string[]>;
  /** Whether an id that is not among them is refused. */
  readonly requireApiSecret: boolean;
  /** Addresses and CIDR ranges that may send; undefined for all. */
  readonly allow: readonly string[] | undefined;
  /** How much one address may send; undefined for as much as it likes. */
  readonly rateLimit: RateLimit | undefined;
}

/** Requests a second on average, and how many at once after a pause. */
export interface RateLimit {
  readonly requestsPerSecond: number;
  readonly burst: number;
}

/** `access` as the file has it. */
export interface AccessModel {
  readonly api_secrets?: Readonly<Record<string, string | readonly string[]>>;
  readonly require_api_secret?: boolean;
  readonly allow?: readonly string[];
  readonly rate_limit?: { readonly requests_per_second: number; readonly burst?: number };
}

/** The value itself in the file would be in everybody's clone of it. */
const secretName = z.string().regex(/^\$\{[A-Z_][A-Z0-9_]*\}$/, {
  error: 'must be the name of a secret, such as ${RELAY_API_SECRET}: values come from the environment',
});

const fewest = 'lists none: name one at least, or leave it out';
const secretNames = z.array(secretName).min(1, fewest);
const streamId = z.string().regex(/^[\w:.-]{1,100}$/, {
  error: 'must be a measurement id, such as G-XXXXXXXXX, or a Firebase app id',
});

/** The section `access` of the container file. */
export const accessSchema: z.ZodType = strictObject({
  api_secrets: z
    .record(
      streamId,
      z.union([secretName, secretNames], { error: 'must be a secret, such as ${RELAY_API_SECRET}, or a list of them' }),
    )
    .optional()
    .describe(
      'Measurement id: the secret its requests must carry as api_secret; any one of a list, so that they can be changed',
    ),
  require_api_secret: z
    .boolean()
    .optional()
    .describe('Refuses requests for ids not listed and those that name none, gtag hits too'),
  allow: z
    .array(
      z.string().refine((entry) => parseRange(entry) !== undefined, {
        error: 'is neither an address nor a CIDR range: write it as 10.0.0.0/8, 192.0.2.7 or 2001:db8::/32',
      }),
      { error: 'must be a list of addresses and CIDR ranges' },
    )
    .min(1, fewest)
    .optional()
    .describe('Addresses and CIDR ranges that may send events; all by default'),
  rate_limit: strictObject({
    requests_per_second: z.number().positive('must be above 0').describe('What one address may send on average'),
    burst: z
      .int()
      .min(1, 'must be 1 at least')
      .optional()
      .describe('What it may send at once after a pause; as much as in a second by default'),
  })
    .optional()
    .describe('How much one address may send; IPv6 counts by network (/64)'),
}).refine(
  (access) => {
    const { require_api_secret, api_secrets = {} } = access as AccessModel;
    return require_api_secret !== true || Object.keys(api_secrets).length > 0;
  },
  { path: ['require_api_secret'], error: 'lets nobody in without api_secrets: list the ids that may send' },
);

/** The rules of a checked section; undefined where there is none. */
export function compileAccess(model: AccessModel | undefined): AccessRules | undefined {
  if (model === undefined) return undefined;
  const { api_secrets = {}, require_api_secret = false, allow, rate_limit } = model;
  const apiSecrets = Object.entries(api_secrets).map(
    ([id, secrets]) => [id, [secrets].flat().flatMap(namesIn)] as const,
  );
  return {
    apiSecrets: new Map(apiSecrets),
    requireApiSecret: require_api_secret,
    allow,
    rateLimit: rate_limit && {
      requestsPerSecond: rate_limit.requests_per_second,
      burst: rate_limit.burst ?? Math.max(1, Math.ceil(rate_limit.requests_per_second)),
    },
  };
}

function namesIn(text: string): readonly string[] {
  const parsed = parseSecrets(text);
  return parsed instanceof SecretText ? parsed.names() : [];
}
