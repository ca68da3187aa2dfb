import type { PersonalKind } from './known-person.ts';

/**
 * What Meta, Snapchat and Pinterest take of a person only as a hash, in `user_data`, beside what is told from anything
 * by its value. Source: developers.facebook.com, Conversions API, customer information parameters; developers.snap.com,
 * Conversions API parameters; pinterest/api-description, v5.
 */
const inUserData: ReadonlyMap<string, PersonalKind> = new Map([
  ['ct', 'city'],
  ['st', 'region'],
  ['zp', 'postal_code'],
  ['country', 'country'],
  ['ge', 'gender'],
  ['external_id', 'external_id'],
]);

/** The same of TikTok's `user`, where city, state and country are in clear. Source: business-api.tiktok.com, Events API parameters. */
const inUser: ReadonlyMap<string, PersonalKind> = new Map([
  ['zip_code', 'postal_code'],
  ['external_id', 'external_id'],
]);

/** Meta takes an external id as it is; these want its hash. */
const hashedExternalIds = /^https?:\/\/(?:[^/]*\.)?(?:tiktok|snapchat|pinterest)\.com[/:?]/i;

/** The kind of identifier the platform wants hashed under a key of its user data; undefined for none. `url`: the request's. */
export function hashedKind(key: string, isUser: boolean, url: string): PersonalKind | undefined {
  const kind = (isUser ? inUser : inUserData).get(key);
  return kind === 'external_id' && !hashedExternalIds.test(url) ? undefined : kind;
}
