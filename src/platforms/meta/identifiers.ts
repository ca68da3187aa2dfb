import type { IdentifierRules } from '../../event/identity.ts';
import { countryHashed } from '../../event/normalise/country.ts';
import { dateOfBirth } from '../../event/normalise/date-of-birth.ts';
import { emailTrimmed } from '../../event/normalise/email.ts';
import { externalId } from '../../event/normalise/external-id.ts';
import { gender } from '../../event/normalise/gender.ts';
import { nameBare } from '../../event/normalise/name.ts';
import { phoneDigits } from '../../event/normalise/phone.ts';
import { cityMeta, regionCode } from '../../event/normalise/place.ts';
import { postalCode } from '../../event/normalise/postal-code.ts';

/**
 * What Meta takes of a person, and how.
 * Source: developers.facebook.com, Conversions API, customer information parameters.
 */
export const identifiers: IdentifierRules = {
  email: emailTrimmed,
  phone: phoneDigits,
  first_name: nameBare,
  last_name: nameBare,
  city: cityMeta,
  region: regionCode,
  postal_code: postalCode,
  country: countryHashed,
  date_of_birth: dateOfBirth,
  gender,
  external_id: externalId,
};
