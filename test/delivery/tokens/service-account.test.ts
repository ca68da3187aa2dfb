import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createTokens } from '../../../src/delivery/tokens/create-tokens.ts';
import { CredentialsError, readServiceAccount } from '../../../src/delivery/tokens/service-account.ts';
import type { Sent, WireRequest } from '../../../src/delivery/transport/transport.ts';
import { parseSecrets } from '../../../src/runtime/secret.ts';
import { httpServer, open } from '../transport/support/loopback.ts';

const pkcs8 = { type: 'pkcs8', format: 'pem' } as const;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;
const key = {
  type: 'service_account',
  project_id: 'shop',
  private_key_id: 'key-1',
  private_key: rsa.export(pkcs8),
  client_email: 'sgtm@shop.iam.gserviceaccount.com',
  token_uri: 'https://oauth2.googleapis.com/token',
};
const scope = 'https://www.googleapis.com/auth/datamanager';
const now = 1_795_276_799_987;

/** Asks for a token with a key's JSON; gives it and what was sent. */
async function get(
  json: string,
  answer: (request: WireRequest) => Sent = () => granted,
): Promise<{ token: unknown; asked: readonly WireRequest[] }> {
  const asked: WireRequest[] = [];
  const tokens = createTokens({
    transport: {
      send: (request) => {
        asked.push(request);
        return Promise.resolve(answer(request));
      },
      close: () => Promise.resolve(),
    },
    clock: { now: () => now, elapsed: () => 0, after: () => () => {} },
    secrets: () => json,
  });
  const credentials = parseSecrets('${GOOGLE_KEY}');
  return { token: await tokens.get({ type: 'google_service_account', credentials, scope }), asked };
}

const granted: Sent = {
  answer: { status: 200, headers: {}, body: '{"access_token":"ya29.a","expires_in":3599}', truncated: false },
};

/** The assertion of a request, its parts read. */
function assertionOf(request: WireRequest | undefined): { header: unknown; claims: unknown; verified: boolean } {
  const [header = '', claims = '', signature = ''] =
    new URLSearchParams(request?.body).get('assertion')?.split('.') ?? [];
  const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
  const signed = Buffer.from(`${header}.${claims}`);
  return {
    header: read(header),
    claims: read(claims),
    verified: verify('sha256', signed, createPublicKey(rsa), Buffer.from(signature, 'base64url')),
  };
}

test('a service account signs an assertion, which is exchanged for a token', async () => {
  const { token, asked } = await get(JSON.stringify(key, undefined, 2));
  expect([
    token,
    asked.map(({ body, ...rest }) => ({ ...rest, fields: [...new URLSearchParams(body).keys()] })),
  ]).toEqual([
    { token: 'ya29.a' },
    [
      {
        method: 'POST',
        url: 'https://oauth2.googleapis.com/token',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        redirects: [],
        fields: ['grant_type', 'assertion'],
      },
    ],
  ]);
  expect(new URLSearchParams(asked[0]?.body).get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
  expect(assertionOf(asked[0])).toEqual({
    header: { alg: 'RS256', typ: 'JWT', kid: 'key-1' },
    claims: {
      iss: 'sgtm@shop.iam.gserviceaccount.com',
      scope,
      aud: 'https://oauth2.googleapis.com/token',
      iat: 1_795_276_799,
      exp: 1_795_280_399,
    },
    verified: true,
  });
});

test('the address of the key file counts, Google’s where it has none', async () => {
  const { token_uri: _, private_key_id: __, ...bare } = key;
  const asked = [
    ...(await get(JSON.stringify({ ...key, token_uri: 'https://token.example/x' }))).asked,
    ...(await get(JSON.stringify(bare))).asked,
  ];
  expect(asked.map((request) => [request.url, assertionOf(request)])).toEqual(
    [
      ['https://token.example/x', { alg: 'RS256', typ: 'JWT', kid: 'key-1' }] as const,
      ['https://oauth2.googleapis.com/token', { alg: 'RS256', typ: 'JWT' }] as const,
    ].map(([url, header]) => [
      url,
      {
        header,
        claims: { iss: key.client_email, scope, aud: url, iat: 1_795_276_799, exp: 1_795_280_399 },
        verified: true,
      },
    ]),
  );
});

describe('a key that cannot be used is told by its field, and nothing is sent', () => {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(pkcs8);
  const locked = rsa.export({ ...pkcs8, cipher: 'aes-256-cbc', passphrase: 'secret' });
  const half = String(key.private_key).slice(0, 800);
  const without = (name: keyof typeof key): string => JSON.stringify({ ...key, [name]: undefined });
  const withKey = (pem: unknown): string => JSON.stringify({ ...key, private_key: pem });
  test.each([
    ['no JSON', `{"private_key": "${half}`, 'it is not JSON'],
    ['a path', '/run/secrets/google.json', 'it is not JSON'],
    ['nothing', '', 'it is not JSON'],
    ['a list', '[]', 'it is not a JSON object'],
    ['null', 'null', 'it is not a JSON object'],
    ['a user’s credentials', JSON.stringify({ ...key, type: 'authorized_user' }), 'type is not service_account'],
    ['no type', without('type'), 'type is not service_account'],
    ['no email', without('client_email'), 'client_email is missing or not text'],
    ['no key', without('private_key'), 'private_key is missing or not text'],
    ['an empty key', withKey(''), 'private_key is missing or not text'],
    ['a key that is a number', withKey(7), 'private_key is missing or not text'],
    ['half a key', withKey(half), 'private_key is not a private key in PEM'],
    [
      'a key without line breaks',
      withKey(String(key.private_key).replaceAll('\n', '')),
      'private_key is not a private key in PEM',
    ],
    [
      'a public key',
      withKey(createPublicKey(rsa).export({ type: 'spki', format: 'pem' })),
      'private_key is not a private key in PEM',
    ],
    ['a key with a password', withKey(locked), 'private_key is not a private key in PEM'],
    ['a key of another kind', withKey(ec), 'private_key is not an RSA key'],
    ['an address that is no text', JSON.stringify({ ...key, token_uri: 7 }), 'token_uri is missing or not text'],
  ])('%s', async (_, json, told) => {
    const message = `the service account's key cannot be used: ${told}; give the JSON file as Google Cloud made it`;
    expect(await get(json)).toEqual({ token: { failure: 'auth', message: `no token: ${message}` }, asked: [] });
    expect(() => readServiceAccount(json)).toThrow(new CredentialsError(message));
  });
});

test('neither key nor assertion is told, though the server says them back', async () => {
  const { token } = await get(JSON.stringify(key), ({ body }) => {
    const assertion = new URLSearchParams(body).get('assertion');
    const error_description = `${assertion} by ${key.private_key}`;
    return {
      answer: {
        status: 400,
        headers: {},
        body: JSON.stringify({ error: 'invalid_grant', error_description }),
        truncated: false,
      },
    };
  });
  expect(token).toEqual({
    failure: 'auth',
    message: 'no token: oauth2.googleapis.com answered 400: invalid_grant: <redacted> by <redacted>',
  });
});

test('the transport carries it', async () => {
  const server = await httpServer((response) => response.end('{"access_token":"ya29.b","expires_in":3599}'));
  const json = JSON.stringify({ ...key, token_uri: `http://127.0.0.1:${server.port}/token` });
  const tokens = createTokens({
    transport: open(),
    clock: { now: () => now, elapsed: () => 0, after: () => () => {} },
    secrets: () => json,
  });
  const credentials = parseSecrets('${GOOGLE_KEY}');
  const token = await tokens.get({ type: 'google_service_account', credentials, scope });
  expect([token, server.arrived.map(({ method, url, headers }) => [method, url, headers['content-type']])]).toEqual([
    { token: 'ya29.b' },
    [['POST', '/token', 'application/x-www-form-urlencoded']],
  ]);
});
