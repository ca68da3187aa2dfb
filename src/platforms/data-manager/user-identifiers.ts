import type {
  DataManagerEventsIngestAddressInfo,
  DataManagerEventsIngestUserIdentifier,
} from '../../contracts/types/data-manager-events-ingest.ts';
import type { GoogleAddress, GoogleUserData } from '../google/user-data.ts';
import { compact, type Payload } from '../payload.ts';
import type { TagInput } from '../tag.ts';

/** One of the ways to name a person. */
export type UserIdentifier = Payload<DataManagerEventsIngestUserIdentifier>;

/** How many identifiers an event takes. */
const most = 10;

/** What an address must hold for the API to take it, by our name and by its own. */
const required = [
  ['first_name', 'given_name'],
  ['last_name', 'family_name'],
  ['postal_code', 'postal_code'],
  ['country', 'region_code'],
] as const;

/**
 * A person as the API's `userIdentifiers`, each with exactly one identifier; hashes as hex or as base64 of the digest.
 * An address without a name, a postcode and a country is left out, as it would have the whole request refused; street,
 * city and region are for Google Analytics alone.
 * Source: developers.google.com/data-manager/api/reference/rest/v1/UserData
 */
export function userIdentifiers(
  input: TagInput,
  person: GoogleUserData,
  encoding: string,
  forAnalytics: boolean,
): readonly UserIdentifier[] {
  const hash = encoding === 'BASE64' ? base64 : (hex: string): string => hex;
  const found: UserIdentifier[] = [];
  for (const email of person.emails) found.push({ emailAddress: hash(email) });
  for (const phone of person.phones) found.push({ phoneNumber: hash(phone) });
  for (const one of person.addresses) {
    const address = addressInfo(input, one, hash, forAnalytics);
    if (address !== undefined) found.push({ address });
  }
  if (found.length > most) input.log(`an event takes ${most} user identifiers: ${found.length - most} left out`);
  return found.slice(0, most);
}

function addressInfo(
  input: TagInput,
  address: GoogleAddress,
  hash: (hex: string) => string,
  forAnalytics: boolean,
): Payload<DataManagerEventsIngestAddressInfo> | undefined {
  const { first_name, last_name, street, city, region, postal_code, country } = address;
  const missing = required.filter(([part]) => address[part] === undefined);
  if (first_name === undefined || last_name === undefined || missing.length > 0) {
    input.log(`an address without ${missing.map(([, name]) => name).join(', ')} cannot identify a person: left out`);
    return undefined;
  }
  return compact({
    givenName: hash(first_name),
    familyName: hash(last_name),
    regionCode: country,
    postalCode: postal_code,
    addressLine: forAnalytics && street !== undefined ? hash(street) : undefined,
    city: forAnalytics ? city : undefined,
    administrativeArea: forAnalytics ? region : undefined,
  });
}

function base64(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64');
}
