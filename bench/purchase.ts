import { readFileSync } from 'node:fs';
import type { IncomingRequest } from '../src/runtime/request.ts';

/** The purchase every row uses: the shipped sample, as it comes in. */
export const purchaseBody: string = JSON.stringify(
  JSON.parse(readFileSync(new URL('../samples/purchase.json', import.meta.url), 'utf8')),
);

/** It as a request to the engine. */
export const purchaseRequest: IncomingRequest = {
  method: 'POST',
  path: '/mp/collect',
  query: { measurement_id: 'G-BOSLEY123', api_secret: 'secret' },
  queryString: 'measurement_id=G-BOSLEY123&api_secret=secret',
  headers: { 'content-type': 'application/json' },
  body: purchaseBody,
  remoteAddress: '',
};
