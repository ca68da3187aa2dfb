import { digestOf, pathOf, queryOf } from '../simulated-request.ts';
import type { VendorAnswer, VendorSimulator } from '../simulator.ts';

const pixel = /^\/(?:pagead|ccm)\/(?:conversion|viewthroughconversion|1p-conversion)\/[^/]+\/?$/;

/** A transparent image of one pixel. */
const image = Buffer.from('R0lGODlhAQABAPAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');

/**
 * The conversion pixel of Google Ads: it answers with an image whatever the parameters are, and loses what it cannot
 * use. 429 and 503 are what any server's front may say; Google documents nothing of its answers.
 */
export const googleAdsSimulator: VendorSimulator = {
  platform: 'google_ads',
  hosts: ['www.googleadservices.com', 'googleads.g.doubleclick.net', 'www.google.com'],
  answer(request, { fault, violations }) {
    if (request.method !== 'GET' || !pixel.test(pathOf(request))) return undefined;
    if (fault === 'throttled') return { status: 429, taken: [] };
    if (fault === 'server_error') return { status: 503, taken: [] };
    if (fault === 'partial') return undefined;
    const query = queryOf(request);
    const lost =
      fault !== undefined ||
      !/\/\d{1,19}\/?$/.test(pathOf(request)) ||
      // Without a label it is for remarketing.
      typeof query['label'] !== 'string' ||
      violations('google_ads/conversion', query).length > 0;
    const id = query['oid'];
    return taken(lost ? [] : [typeof id === 'string' ? id : digestOf(request.target)]);
  },
};

function taken(ids: readonly string[]): VendorAnswer {
  const headers = { 'content-type': 'image/gif', 'cache-control': 'no-cache, no-store, must-revalidate' };
  return { status: 200, headers, body: image, taken: ids };
}
