import { numberOf, textOf } from '../event/event-data.ts';
import type { Json } from '../event/json.ts';
import { plainText } from './field.ts';
import { currencyOf } from './money.ts';
import type { Fields, TagInput } from './tag.ts';

/** A field's text, else the mapped value; null in the field removes it, an empty or undefined one leaves the mapped value. */
export function ownText(fields: Fields, name: string, mapped: string | undefined): string | undefined {
  return fields[name] === null ? undefined : (plainText(fields, name) ?? mapped);
}

/** As `ownText`, for a number; one that cannot be read is left out, and the console says so. */
export function ownNumber(input: TagInput, name: string, mapped: Json | undefined): number | undefined {
  const own = input.fields[name];
  const given = own === undefined || own === '' ? mapped : (own as Json);
  if (given === undefined || given === null || given === '') return undefined;
  const number = numberOf(given);
  if (number === undefined) input.log(`${name} is not a number: left out`);
  return number;
}

/** As `ownText`, for an ISO 4217 currency code, in upper case; anything else is left out, and the console says so. */
export function ownCurrency(input: TagInput, name: string, mapped: Json | undefined): string | undefined {
  return currencyCode(input, name, ownText(input.fields, name, textOf(mapped)));
}

/** A currency code in upper case; undefined, and a line on the console, where it is not three letters. */
export function currencyCode(input: TagInput, name: string, given: string | undefined): string | undefined {
  const code = currencyOf(given);
  if (code === undefined && given !== undefined) input.log(`${name} is not a three-letter ISO 4217 code: left out`);
  return code;
}
