import type { IdentifierRules } from '../../event/identity.ts';
import { countryLower } from '../../event/normalise/country.ts';
import { emailTrimmed } from '../../event/normalise/email.ts';
import { externalId } from '../../event/normalise/external-id.ts';
import { nameBare } from '../../event/normalise/name.ts';
import { phoneE164 } from '../../event/normalise/phone.ts';
import { placeTikTok } from '../../event/normalise/place.ts';
import { postalCodeBare } from '../../event/normalise/postal-code.ts';

/** What TikTok takes of a person, and how. Source: business-api.tiktok.com, Events API parameters (`user`). */
export const identifiers: IdentifierRules = {
  email: emailTrimmed,
  phone: phoneE164,
  first_name: nameBare,
  last_name: nameBare,
  city: placeTikTok,
  region: placeTikTok,
  postal_code: postalCodeBare,
  country: countryLower,
  external_id: externalId,
};
