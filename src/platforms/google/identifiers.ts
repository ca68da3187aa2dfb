import type { IdentifierRules } from '../../event/identity.ts';
import { countryUpper } from '../../event/normalise/country.ts';
import { emailGoogle } from '../../event/normalise/email.ts';
import { familyNameGoogle, givenNameGoogle } from '../../event/normalise/name.ts';
import { phoneE164 } from '../../event/normalise/phone.ts';
import { placeGoogle, streetGoogle } from '../../event/normalise/place.ts';
import { postalCodeGoogle } from '../../event/normalise/postal-code.ts';

/**
 * What Google Analytics, Google Ads and the Data Manager API take of a person, and how: one formatter for the three.
 * Source: developers.google.com, Data Manager API, user data formatting; GA4 Measurement Protocol, user-provided data.
 */
export const googleIdentifiers: IdentifierRules = {
  email: emailGoogle,
  phone: phoneE164,
  first_name: givenNameGoogle,
  last_name: familyNameGoogle,
  street: streetGoogle,
  city: placeGoogle,
  region: placeGoogle,
  postal_code: postalCodeGoogle,
  country: countryUpper,
};
