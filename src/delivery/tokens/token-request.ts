import type { Authorization } from '../../platforms/tag.ts';
import { reveal } from '../../runtime/secret.ts';
import type { WireRequest } from '../transport/transport.ts';
import type { Secrets } from '../wire.ts';
import { readServiceAccount, type ServiceAccount, signAssertion } from './service-account.ts';

/** How a token is asked for, its secrets revealed. Must never be logged or kept. */
export interface TokenRequest {
  readonly request: WireRequest;
  /** What must not be told of the answer. */
  readonly secrets: readonly string[];
}

/** Credentials with their secrets revealed. */
export type Credentials =
  | { readonly type: 'client_credentials'; readonly tokenUrl: string; readonly id: string; readonly secret: string }
  | { readonly type: 'google_service_account'; readonly key: string; readonly scope: string };

/** Reveals the credentials of an authorization. Throws where a secret is not set, naming it. */
export function credentialsOf(authorization: Authorization, secrets: Secrets): Credentials {
  if (authorization.type === 'google_service_account') {
    const { type, credentials, scope } = authorization;
    return { type, key: reveal(credentials, secrets), scope };
  }
  const { type, tokenUrl, clientId, clientSecret } = authorization;
  return {
    type,
    tokenUrl: reveal(tokenUrl, secrets),
    id: reveal(clientId, secrets),
    secret: reveal(clientSecret, secrets),
  };
}

/**
 * How to exchange credentials for a token: by client credentials, or by an assertion a service account signs. `now`:
 * epoch milliseconds. Throws a CredentialsError where a service account's key cannot be used.
 * Sources: developers.kameleoon.com (RFC 6749, section 4.4, with the credentials in the body);
 * developers.google.com/identity/protocols/oauth2/service-account#httprest
 */
export function tokenRequest(credentials: Credentials, now: number): TokenRequest {
  if (credentials.type === 'client_credentials') {
    const { tokenUrl, id, secret } = credentials;
    return {
      request: form(tokenUrl, { grant_type: 'client_credentials', client_id: id, client_secret: secret }),
      secrets: [secret, id],
    };
  }
  const account: ServiceAccount = readServiceAccount(credentials.key);
  const assertion = signAssertion(account, credentials.scope, now);
  return {
    request: form(account.tokenUri, { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }),
    secrets: [assertion, credentials.key],
  };
}

function form(url: string, fields: Readonly<Record<string, string>>): WireRequest {
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams(fields).toString(),
    redirects: [],
  };
}
