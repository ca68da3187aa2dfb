import type { Client } from '../clients/client.ts';
import type { HttpResponse, IncomingRequest } from '../runtime/request.ts';

/** The first client that claims a request, or why none does. */
export function claim(clients: readonly Client[], request: IncomingRequest): Client | string {
  const refusals: string[] = [];
  for (const client of clients) {
    const verdict = client.claims(request);
    if (verdict === true) return client;
    refusals.push(`${client.name}: ${verdict}`);
  }
  return `no client claimed ${request.method} ${request.path} (${refusals.join('; ')})`;
}

/** What the caller gets whose request nobody claimed. */
export function unclaimed(request: IncomingRequest, reason: string): HttpResponse {
  const help = `Post events to a path a client claims, such as /mp/collect; this was ${request.method} ${request.path}.`;
  return {
    status: 400,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ error: { message: reason, help } }),
  };
}
