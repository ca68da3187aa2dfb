import { createPrivateKey, type KeyObject, sign } from 'node:crypto';

/** A service account's key, as its JSON file says. */
export interface ServiceAccount {
  readonly email: string;
  /** RSA. */
  readonly key: KeyObject;
  readonly keyId: string | undefined;
  /** Where it is exchanged. */
  readonly tokenUri: string;
}

/** Credentials that cannot be used; the message names the field, never what is in it. */
export class CredentialsError extends Error {
  override readonly name = 'CredentialsError';
}

const google = 'https://oauth2.googleapis.com/token';

/**
 * Reads the JSON key of a Google service account. Throws a CredentialsError that names the field that is missing or of
 * no use.
 */
export function readServiceAccount(text: string): ServiceAccount {
  const fields = readFields(text);
  if (fields['type'] !== 'service_account') throw unusable('type is not service_account');
  const { private_key_id: keyId, token_uri: tokenUri } = fields;
  return {
    email: field(fields, 'client_email'),
    key: privateKey(field(fields, 'private_key')),
    keyId: typeof keyId === 'string' && keyId !== '' ? keyId : undefined,
    tokenUri: tokenUri === undefined ? google : field(fields, 'token_uri'),
  };
}

/**
 * A signed assertion that an account asks for a scope, good for an hour from `now` (epoch milliseconds). Throws a
 * CredentialsError where the key cannot sign: RSA keys may be too small to.
 * Source: developers.google.com/identity/protocols/oauth2/service-account#authorizingrequests
 */
export function signAssertion(account: ServiceAccount, scope: string, now: number): string {
  const issued = Math.floor(now / 1_000);
  const { email, key, keyId, tokenUri } = account;
  const header = { alg: 'RS256', typ: 'JWT', ...(keyId === undefined ? {} : { kid: keyId }) };
  const claims = { iss: email, scope, aud: tokenUri, iat: issued, exp: issued + 3_600 };
  const signed = `${encoded(header)}.${encoded(claims)}`;
  try {
    return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
  } catch {
    throw unusable('private_key cannot sign');
  }
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function readFields(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unusable('it is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unusable('it is not a JSON object');
  return value as Readonly<Record<string, unknown>>;
}

function field(fields: Readonly<Record<string, unknown>>, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || value === '') throw unusable(`${name} is missing or not text`);
  return value;
}

function privateKey(pem: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    // What OpenSSL says of it is of no use to anybody, and of no business in a log.
    throw unusable('private_key is not a private key in PEM');
  }
  if (key.asymmetricKeyType !== 'rsa') throw unusable('private_key is not an RSA key');
  return key;
}

function unusable(why: string): CredentialsError {
  return new CredentialsError(
    `the service account's key cannot be used: ${why}; give the JSON file as Google Cloud made it`,
  );
}
