import type { OutgoingRequest } from '../platforms/tag.ts';
import { reveal, SecretText } from '../runtime/secret.ts';
import type { WireRequest } from './transport/transport.ts';

/** Finds a secret's value by its name. */
export type Secrets = (name: string) => string | undefined;

/**
 * A request as it goes out. `bearer`: the token that was fetched for it. Throws where a secret is not set, naming it.
 */
export function toWire(
  request: OutgoingRequest,
  secrets: Secrets,
  redirects: readonly number[] = [],
  bearer?: string,
): WireRequest {
  const headers: Record<string, string> = {};
  for (const name in request.headers) headers[name] = reveal(request.headers[name] ?? '', secrets);
  if (bearer !== undefined) headers['authorization'] = `Bearer ${bearer}`;
  const { method, body } = request;
  return { method, url: reveal(request.url, secrets), headers, body: bodyText(body, secrets), redirects };
}

function bodyText(body: unknown, secrets: Secrets): string | undefined {
  if (body === undefined) return undefined;
  if (typeof body === 'string') return body;
  if (body instanceof SecretText) return reveal(body, secrets);
  const text = JSON.stringify(body);
  // Secrets stand in it by name; most bodies have none, and looking at each value takes three times as long.
  return text.includes('${') ? JSON.stringify(body, revealing(secrets)) : text;
}

/** JSON.stringify hands over what `toJSON` made of a value; what it was is still in its holder. */
function revealing(secrets: Secrets): (this: unknown, key: string, value: unknown) => unknown {
  return function (key, value) {
    const held = (this as Readonly<Record<string, unknown>>)[key];
    return held instanceof SecretText ? reveal(held, secrets) : value;
  };
}
