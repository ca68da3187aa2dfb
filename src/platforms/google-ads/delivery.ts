import { type AnswerRule, classifier } from '../answer-rules.ts';
import type { PlatformDelivery } from '../delivery.ts';

/** Where Google's pixels send a browser on to, to be told of the conversion there too. */
const googleHost = /(?:^|\.)(?:doubleclick\.net|google\.[a-z.]{2,6}|googleadservices\.com)$/;

/**
 * What the pixel's answers mean. Google documents none; it answers 200 with a tiny image or script, or sends a browser
 * on to another host of its own, whatever the parameters are: the conversion is taken by then. A page of HTML, or being
 * sent anywhere else, is another's answer.
 */
const rules: readonly AnswerRule[] = [
  { statuses: ['2xx'], when: ({ body }) => !/^\s*</.test(body), verdict: 'delivered' },
  {
    statuses: [301, 302, 303, 307, 308],
    when: ({ headers }) => {
      const target = URL.parse(headers['location'] ?? '', 'https://www.googleadservices.com');
      return headers['location'] !== undefined && target !== null && googleHost.test(target.hostname);
    },
    verdict: 'delivered',
  },
];

/** Google Ads Conversion Tracking: one conversion, one pixel. Google counts a conversion once by its order id. */
export const googleAdsDelivery: PlatformDelivery = {
  platform: 'google_ads',
  classify: classifier(() => ({}), rules),
};
