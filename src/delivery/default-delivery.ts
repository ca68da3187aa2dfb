import type { PlatformDelivery } from '../platforms/delivery.ts';

/**
 * Delivery to a platform nobody described: events go alone, and an answer is judged by its status only. What its body
 * says is not repeated, as it may hold what was sent. https://www.rfc-editor.org/rfc/rfc9110#name-status-codes
 */
export const defaultDelivery: PlatformDelivery = {
  platform: 'other',
  classify({ status }) {
    const message = `it answered ${status}`;
    if (status >= 200 && status < 300) return { outcome: 'delivered' };
    if (status === 401 || status === 403) return { outcome: 'auth', message };
    if (status === 429) return { outcome: 'throttled', message };
    if (status === 408 || status === 425 || status >= 500) return { outcome: 'transient', message };
    if (status >= 300 && status < 400)
      return { outcome: 'invalid', message: `${message}, a redirect: those are not followed` };
    return { outcome: 'invalid', message };
  },
};
