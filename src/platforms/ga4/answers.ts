import { isObject, type Json } from '../../event/json.ts';
import { type AnswerRule, classifier, type ReadAnswer } from '../answer-rules.ts';
import type { PlatformDelivery, Verdict } from '../delivery.ts';
import { platformWords } from '../platform-words.ts';

/**
 * What GA4's answers mean. A 2xx says that the request came, not that it is right: what is wrong with an event is never
 * said, but by the validation server, which stores nothing. A page of HTML is no answer of GA4's.
 * Source: developers.google.com/analytics/devguides/collection/protocol/ga4/reference (response codes),
 * developers.google.com/analytics/devguides/collection/protocol/ga4/validating-events
 */
const rules: readonly AnswerRule[] = [
  { statuses: [200], verdict: validation },
  { statuses: ['2xx'], when: ({ body }) => !/^\s*</.test(body), verdict: 'delivered' },
];

/** GA4's `classify`. */
export const classifyGa4: PlatformDelivery['classify'] = classifier(() => ({}), rules);

/** The validation server's messages; undefined where it has none, or where the answer is another's. */
function validation({ json, events }: ReadAnswer): Verdict | undefined {
  const messages = json?.['validationMessages'];
  if (!Array.isArray(messages) || messages.length === 0) return undefined;
  const faults = messages.map(fault);
  const message = platformWords(faults.map(({ words }) => words).join('; '));
  const culprits = new Set<number>();
  for (const { index } of faults) {
    // One that is about no event is about all of them.
    if (index === undefined || index >= events) return { outcome: 'invalid', message };
    culprits.add(index);
  }
  return { outcome: 'invalid', message, culprits: [...culprits].toSorted((a, b) => a - b) };
}

function fault(message: Json): { readonly words: string; readonly index: number | undefined } {
  const { fieldPath, description, validationCode } = isObject(message) ? message : {};
  const said = [validationCode, fieldPath, description].filter((part) => typeof part === 'string' && part !== '');
  const index = /^events\[(\d+)\]/.exec(typeof fieldPath === 'string' ? fieldPath : '')?.[1];
  return { words: said.join(' '), index: index === undefined ? undefined : Number(index) };
}
