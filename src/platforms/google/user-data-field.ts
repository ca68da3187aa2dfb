import type { z } from 'zod';
import { field } from '../field.ts';

/** The `user_data` field of Google's tags: user-provided data by Google's names and Meta's short ones. */
export const userDataField: z.ZodType = field.object(
  {
    sha256_email_address: field.any('Email address, raw or hashed; one or a list'),
    email_address: field.any('As sha256_email_address'),
    em: field.any('As sha256_email_address'),
    email: field.any('As sha256_email_address'),
    sha256_phone_number: field.any('Phone number, raw or hashed; one or a list'),
    phone_number: field.any('As sha256_phone_number'),
    ph: field.any('As sha256_phone_number'),
    phone: field.any('As sha256_phone_number'),
    address: field.any('Address or a list of them: first_name, last_name, street, city, region, postal_code, country'),
  },
  'User-provided data laid over the event’s; normalised and hashed as it is',
);
