import { isObject, type Json, type JsonObject } from '../../event/json.ts';
import { type AnswerRule, classifier, type ReadAnswer, type Said } from '../answer-rules.ts';
import type { PlatformDelivery, Verdict } from '../delivery.ts';
import { platformWords } from '../platform-words.ts';

/** What is wrong with the account or the credentials: no event gets through until somebody mends it. */
const setUp = [
  'UNAUTHENTICATED',
  'PERMISSION_DENIED',
  'NOT_FOUND',
  'INVALID_DESTINATION',
  'INVALID_CONVERSION_ACTION_ID',
  'INVALID_CONVERSION_ACTION_TYPE',
  'OPERATING_ACCOUNT_LOGIN_ACCOUNT_MISMATCH',
  'LINKED_ACCOUNT_ONLY_ALLOWED_WITH_DATA_PARTNER_LOGIN_ACCOUNT',
  'TERMS_AND_CONDITIONS_NOT_SIGNED',
  'NOT_ALLOWLISTED',
  'DESTINATION_ACCOUNT_NOT_ENABLED_ENHANCED_CONVERSIONS_FOR_LEADS',
  'DESTINATION_ACCOUNT_DATA_POLICY_PROHIBITS_ENHANCED_CONVERSIONS',
  'DESTINATION_ACCOUNT_ENHANCED_CONVERSIONS_TERMS_NOT_SIGNED',
];

const rules: readonly AnswerRule[] = [
  { statuses: ['2xx'], when: ({ json }) => typeof json?.['requestId'] === 'string', verdict: accepted },
  { statuses: [429], verdict: throttled },
  { codes: ['RESOURCE_EXHAUSTED'], verdict: throttled },
  { statuses: ['4xx'], codes: setUp, verdict: 'auth' },
  { statuses: ['4xx'], codes: ['ABORTED', 'CANCELLED', 'INTERNAL_ERROR', 'DEADLINE_EXCEEDED'], verdict: 'transient' },
  { statuses: [400], when: ({ json }) => json !== undefined, verdict: refused },
];

/**
 * What the Data Manager API's answers mean. It takes a request whole or refuses it whole, for one event too; a 200 says
 * that it is accepted, not that anything came of it.
 * Sources: developers.google.com/data-manager/api/reference/rest/v1/events/ingest,
 * github.com/googleapis/googleapis (google/ads/datamanager/v1/error.proto, google/rpc/status.proto)
 */
export const classifyDataManager: PlatformDelivery['classify'] = classifier(said, rules);

function said(json: JsonObject): Said {
  const error = json['error'];
  if (!isObject(error)) return {};
  const details = detailsOf(error);
  const reasons = details.flatMap(({ reason }) => (typeof reason === 'string' ? [reason] : []));
  const violations = violationsOf(details);
  const words = [
    text(error['message']),
    ...violations.map((one) => `${text(one['field'])}: ${text(one['description'])}`),
  ];
  // The first violation's reason says most: it goes last.
  const codes = [error['status'], ...reasons, ...violations.toReversed().map((one) => one['reason'])];
  return {
    codes: codes.filter((code) => typeof code === 'string' && code !== '') as string[],
    words: words.filter((part) => part !== '').join('; '),
  };
}

function accepted({ json }: ReadAnswer): Verdict {
  const warnings = (list(json?.['fieldWarnings']) ?? []).filter(isObject);
  if (warnings.length === 0) return { outcome: 'delivered' };
  const words = warnings.map((one) => [one['reason'], one['field'], one['description']].map(text).join(' '));
  return { outcome: 'delivered', message: platformWords(words.join('; ')) };
}

/** The quota is one of a minute: a minute later there is another. */
const quotaMs = 60_000;

function throttled({ json, message }: ReadAnswer): Verdict {
  const error = json?.['error'];
  const delay = isObject(error) ? text(detailsOf(error).find((one) => one['retryDelay'])?.['retryDelay']) : '';
  const seconds = /^(\d{1,6}(?:\.\d{1,9})?)s$/.exec(delay)?.[1];
  return { outcome: 'throttled', message, retryAfterMs: seconds === undefined ? quotaMs : Number(seconds) * 1000 };
}

/** One event that is not as it must be has the whole request refused: which, stands in the fields' paths. */
function refused({ json, message, events }: ReadAnswer): Verdict {
  const error = json?.['error'];
  const violations = isObject(error) ? violationsOf(detailsOf(error)) : [];
  const culprits = new Set<number>();
  for (const violation of violations) {
    const index = Number(/(?:^|\.)events\[(\d{1,9})\]/.exec(text(violation['field']))?.[1] ?? Number.NaN);
    // One that is about no event is about all of them.
    if (!(index < events)) return { outcome: 'invalid', message };
    culprits.add(index);
  }
  if (culprits.size === 0) return { outcome: 'invalid', message };
  return { outcome: 'invalid', message, culprits: [...culprits].toSorted((a, b) => a - b) };
}

function detailsOf(error: JsonObject): readonly JsonObject[] {
  return (list(error['details']) ?? []).filter(isObject);
}

function violationsOf(details: readonly JsonObject[]): readonly JsonObject[] {
  return details.flatMap((detail) => (list(detail['fieldViolations']) ?? []).filter(isObject));
}

function list(value: Json | undefined): readonly Json[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
