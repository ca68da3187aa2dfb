import { SecretText, type Text } from '../../runtime/secret.ts';
import type { Batching, PlatformDelivery } from '../delivery.ts';
import { mergeEvents } from '../merge-events.ts';
import type { OutgoingRequest } from '../tag.ts';
import { classifyKameleoon } from './answers.ts';

/**
 * 3 MB is the API's limit; how many events it takes it does not say. A conversion has no time of its own: it is counted
 * when it comes, so it waits for others no longer than nobody notices.
 */
const together = mergeEvents('events', { maxEvents: 500, maxBytes: 3_000_000, waitMs: 200 });

/**
 * Events of several visitors go together, each with its visitor code, where the site, the credentials and the user agent
 * are the same: by the user agent Kameleoon tells bots, and refuses the whole request.
 * Source: docs.kameleoon.com/api-reference/visit/send-visitor-events
 */
const batching: Batching = {
  ...together,
  key(request) {
    const open = opened(request);
    return open === undefined ? undefined : together.key(open);
  },
  merge(requests) {
    if (requests.length === 1) return together.merge(requests);
    const merged = together.merge(requests.map((request) => opened(request) ?? request));
    return { ...merged, body: (merged.body as { readonly events: readonly unknown[] }).events };
  },
};

/** Kameleoon's Data API. It tells a conversion that comes twice by its nonce. */
export const kameleoonDelivery: PlatformDelivery = {
  platform: 'kameleoon',
  classify: classifyKameleoon,
  batching,
  redirects: [307, 308],
};

/** The request with its visitor's code at each event instead of in the query, where it would be everyone's. */
function opened(request: OutgoingRequest): OutgoingRequest | undefined {
  const { body } = request;
  if (!Array.isArray(body)) return undefined;
  const { url, visitorCode } = withoutVisitor(request.url);
  const events = visitorCode === undefined ? body : body.map((event: object) => ({ visitorCode, ...event }));
  return { ...request, url, body: { events } };
}

const inQuery = /&visitorCode=([^&]*)/;

function withoutVisitor(url: Text): { readonly url: Text; readonly visitorCode: string | undefined } {
  if (typeof url === 'string') return { url: url.replace(inQuery, ''), visitorCode: codeIn(url) };
  const parts = url.parts.map((part) => (typeof part === 'string' ? part.replace(inQuery, '') : part));
  const plain = url.parts.map((part) => (typeof part === 'string' ? part : '')).join('');
  return { url: new SecretText(parts), visitorCode: codeIn(plain) };
}

function codeIn(url: string): string | undefined {
  const code = inQuery.exec(url)?.[1];
  return code === undefined ? undefined : decodeURIComponent(code);
}
