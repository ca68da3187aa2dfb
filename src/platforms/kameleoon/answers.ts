import type { JsonObject } from '../../event/json.ts';
import { type AnswerRule, classifier, type ReadAnswer, type Said } from '../answer-rules.ts';
import type { PlatformDelivery, Verdict } from '../delivery.ts';

/**
 * What the Data API's answers mean: the status alone, for Kameleoon says nothing of the body. A page of HTML is another's
 * answer. A 403 is for the user agent, and the events are dropped.
 * Sources: docs.kameleoon.com/api-reference/visit/send-visitor-events, github.com/Kameleoon/client-go (network)
 */
const rules: readonly AnswerRule[] = [
  { statuses: ['2xx'], when: ({ body }) => !/^\s*</.test(body), verdict: 'delivered' },
  { statuses: [307, 308], verdict: elsewhere },
  {
    statuses: [403],
    verdict: ({ message }) => ({
      outcome: 'invalid',
      message: `${message}: Kameleoon takes the user agent for a bot's and drops the event; send the visitor's user_agent`,
    }),
  },
];

/** Kameleoon's `classify`. */
export const classifyKameleoon: PlatformDelivery['classify'] = classifier(said, rules);

function said(json: JsonObject): Said {
  const { error, message, error_description: description } = json;
  const words = [message, description, error].find((part) => typeof part === 'string');
  return typeof words === 'string' ? { words } : {};
}

/** Within a host it was followed: this one leads to another region, which somebody has to choose. */
function elsewhere({ status, headers }: ReadAnswer): Verdict | undefined {
  const host = URL.parse(headers['location'] ?? '')?.host;
  if (host === undefined || host === '') return undefined;
  return {
    outcome: 'auth',
    message: `HTTP ${status} to ${host}: set region (and top_level_domain) of the tag so that it sends there itself`,
  };
}
