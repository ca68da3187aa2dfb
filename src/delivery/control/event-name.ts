import { platformWords } from '../../platforms/platform-words.ts';

/**
 * An event's name as it may stand in a log. GA4's names are letters, digits and underscores, 40 at most; whatever else is
 * called a name may be a person's address or number.
 * Source: https://developers.google.com/analytics/devguides/collection/protocol/ga4/sending-events#limitations
 */
export function eventName(name: unknown): string {
  const text = String(name);
  return /^[a-z]\w{0,39}$/i.test(text) ? text : platformWords(text);
}
