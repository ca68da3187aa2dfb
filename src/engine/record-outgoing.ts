import type { OutgoingRequest } from '../platforms/tag.ts';
import { SecretText } from '../runtime/secret.ts';
import type { EventChecks } from './checks.ts';
import type { RecordedOutgoingRequest } from './recording.ts';

/** A request as recordings keep it, checked: secrets by name, no answer. */
export function recordOutgoing(request: OutgoingRequest, checks: EventChecks): RecordedOutgoingRequest {
  const headers: Record<string, string> = {};
  for (const name in request.headers) headers[name] = String(request.headers[name]);
  const recorded = {
    platform: request.platform,
    method: request.method,
    url: String(request.url),
    headers,
    body: request.body === undefined ? null : withSecretsNamed(request.body),
    contract: request.contract,
  };
  return { ...recorded, violations: checks.outgoing(recorded), response: null };
}

/** A body with `${NAME}` where a secret stands; the same object where it has none. */
function withSecretsNamed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof SecretText) return value.toString();
  if (Array.isArray(value)) {
    let items: unknown[] | undefined;
    for (let i = 0; i < value.length; i++) {
      const named = withSecretsNamed(value[i]);
      if (named === value[i]) continue;
      items ??= [...value];
      items[i] = named;
    }
    return items ?? value;
  }
  const record = value as Record<string, unknown>;
  let copy: Record<string, unknown> | undefined;
  for (const key in record) {
    const named = withSecretsNamed(record[key]);
    if (named === record[key]) continue;
    copy ??= { ...record };
    copy[key] = named;
  }
  return copy ?? value;
}
