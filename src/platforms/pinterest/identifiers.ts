import type { IdentifierRules } from '../../event/identity.ts';
import { countryHashed } from '../../event/normalise/country.ts';
import { dateOfBirth } from '../../event/normalise/date-of-birth.ts';
import { emailTrimmed } from '../../event/normalise/email.ts';
import { externalId } from '../../event/normalise/external-id.ts';
import { genderPinterest } from '../../event/normalise/gender.ts';
import { nameLower } from '../../event/normalise/name.ts';
import { phoneDigits } from '../../event/normalise/phone.ts';
import { cityBare, regionCode } from '../../event/normalise/place.ts';
import { postalCodeDigits } from '../../event/normalise/postal-code.ts';

/** What Pinterest takes of a person, and how. Source: pinterest/api-description, v5 (`ConversionEvents.user_data`). */
export const identifiers: IdentifierRules = {
  email: emailTrimmed,
  phone: phoneDigits,
  first_name: nameLower,
  last_name: nameLower,
  city: cityBare,
  region: regionCode,
  postal_code: postalCodeDigits,
  country: countryHashed,
  date_of_birth: dateOfBirth,
  gender: genderPinterest,
  external_id: externalId,
};
