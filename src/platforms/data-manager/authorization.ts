import { concat, SecretText, type Text } from '../../runtime/secret.ts';
import { text } from '../field.ts';
import { type Authorization, type Fields, TagError } from '../tag.ts';

/** What an ingest request carries to be let in: a header, and, for a service account, how to come by its token. */
export interface Admission {
  readonly header: Text;
  readonly authorization?: Authorization;
}

/**
 * The credentials of the request: a bearer token as it is, or a service account's JSON key to be exchanged for one at
 * delivery. Throws a TagError where the tag has neither.
 * Source: developers.google.com/data-manager/api/devguides/quickstart/set-up-access
 */
export function admission(fields: Fields): Admission {
  const token = text(fields, 'access_token');
  if (token !== undefined) return { header: concat('Bearer ', token) };
  const credentials = text(fields, 'service_account');
  if (credentials === undefined) {
    throw new TagError(
      'no credentials: give the tag a service_account (its JSON key, as ${NAME} of a secret) or an access_token',
    );
  }
  const name = credentials instanceof SecretText ? ` ${credentials}` : '';
  return {
    header: `Bearer <access token of the service account${name}>`,
    authorization: {
      type: 'google_service_account',
      credentials,
      scope: 'https://www.googleapis.com/auth/datamanager',
    },
  };
}
