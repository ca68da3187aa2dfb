import { isObject, type JsonObject } from '../../event/json.ts';
import { type AnswerRule, classifier, type Said } from '../answer-rules.ts';
import type { PlatformDelivery } from '../delivery.ts';

/**
 * What the answers of an address of your own mean, by the status alone. A 303 is what a form's receiver says once it has
 * taken it; by any other redirect it took nothing, and each try would end there too.
 * Source: RFC 9110, section 15
 */
const rules: readonly AnswerRule[] = [
  { statuses: ['2xx', 303], verdict: 'delivered' },
  {
    statuses: ['3xx'],
    verdict: ({ status, headers }) => {
      const host = URL.parse(headers['location'] ?? '')?.host ?? '';
      const where = host === '' ? '' : ` to ${host}`;
      return { outcome: 'auth', message: `HTTP ${status}${where}: set url of the tag to where it leads` };
    },
  },
  { statuses: [407], verdict: 'auth' },
  // The address may be the event's own, such as that of its order.
  { statuses: [404, 405, 410], when: ({ body }) => !/^\s*</.test(body), verdict: 'invalid' },
];

/** Requests of your own making. What they hold nobody knows, so each goes alone. */
export const httpRequestDelivery: PlatformDelivery = {
  platform: 'http_request',
  classify: classifier(said, rules),
  redirects: [307, 308],
};

/** The forms most APIs tell their errors in, the first that is there. Source: RFC 9457 (title, detail) */
function said(json: JsonObject): Said {
  const { error, errors } = json;
  const first = Array.isArray(errors) ? errors[0] : undefined;
  const places = [json, error, first].filter(isObject);
  const words = places.flatMap((place) => [place['detail'], place['message'], place['title'], place['error']]);
  const found = [...words, error, first].find((part) => typeof part === 'string' && part !== '');
  return typeof found === 'string' ? { words: found } : {};
}
