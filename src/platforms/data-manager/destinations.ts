import type {
  DataManagerEventsIngestAccount,
  DataManagerEventsIngestDestination,
} from '../../contracts/types/data-manager-events-ingest.ts';
import { isObject } from '../../event/json.ts';
import { SecretText, type Text } from '../../runtime/secret.ts';
import { list, plainText, requiredText, text } from '../field.ts';
import { asListed, compact, type Payload, unchecked } from '../payload.ts';
import { type Fields, TagError, type TagInput } from '../tag.ts';
import { camelKeys } from './camel-keys.ts';

/** Where an event goes: an account and, in it, the conversion action, data stream or activity. */
export type Destination = Payload<DataManagerEventsIngestDestination>;

type Account = Payload<DataManagerEventsIngestAccount>;
type AccountType = NonNullable<Account['accountType']>;

const number = /^\d{1,19}$/;

/** The account types of the API. */
export const accountTypes: readonly [AccountType, ...AccountType[]] = [
  'GOOGLE_ADS',
  'DISPLAY_VIDEO_PARTNER',
  'DISPLAY_VIDEO_ADVERTISER',
  'DATA_PARTNER',
  'GOOGLE_ANALYTICS_PROPERTY',
  'GOOGLE_AD_MANAGER_AUDIENCE_LINK',
  'FLOODLIGHT_CONFIG',
];

/**
 * The request's destinations: those the tag lists, else the one its account fields make. Throws a TagError where an
 * account or what is meant in it is missing, or an account id is no number.
 * Source: developers.google.com/data-manager/api/reference/rest/v1/Destination
 */
export function destinations({ fields }: TagInput): readonly Destination[] {
  const given = list(fields, 'destinations');
  if (given.length > 0) return given.map(listed);
  const login = text(fields, 'login_account_id');
  const linked = text(fields, 'linked_account_id');
  return [
    compact<Destination>({
      reference: plainText(fields, 'destination_reference'),
      operatingAccount: account(fields, 'operating_account', requiredText(fields, 'operating_account_id')),
      loginAccount: login === undefined ? undefined : account(fields, 'login_account', login),
      linkedAccount: linked === undefined ? undefined : account(fields, 'linked_account', linked),
      productDestinationId: productDestinationId(fields),
    }),
  ];
}

/** Whether an event for these destinations is one for Google Analytics, which takes an event's name and parameters. */
export function areForAnalytics(given: readonly Destination[]): boolean {
  return given.some(({ operatingAccount }) => operatingAccount.accountType === 'GOOGLE_ANALYTICS_PROPERTY');
}

function account(fields: Fields, name: string, id: Text): Account {
  return {
    accountType: asListed(plainText(fields, `${name}_type`) ?? 'GOOGLE_ADS'),
    accountId: accountId(id, `${name}_id`),
  };
}

function accountId(id: Text, name: string): Text {
  if (id instanceof SecretText) return id;
  const digits = id.trim().replaceAll('-', '');
  if (number.test(digits)) return digits;
  throw new TagError(`${name} is not an account number such as 123-456-7890`);
}

function productDestinationId(fields: Fields): Text {
  const id = requiredText(fields, 'product_destination_id');
  if (id instanceof SecretText) return id;
  const type = plainText(fields, 'operating_account_type') ?? 'GOOGLE_ADS';
  if (type === 'GOOGLE_ADS' && !number.test(id)) {
    throw new TagError('product_destination_id is not a number: it is the id of the conversion action, not its label');
  }
  return id;
}

function listed(given: unknown, index: number): Destination {
  const destination = camelKeys(given);
  const at = `destinations[${index}]`;
  if (!isObject(destination) || !isObject(destination['operatingAccount'])) {
    throw new TagError(
      `${at} has no operating_account: say {operating_account: {account_type, account_id}, product_destination_id}`,
    );
  }
  const copy: Record<string, unknown> = { ...destination };
  for (const key of ['operatingAccount', 'loginAccount', 'linkedAccount']) {
    const one = copy[key];
    if (!isObject(one)) continue;
    const id = text(one, 'accountId');
    if (id === undefined) throw new TagError(`${at}.${key} has no account_id`);
    copy[key] = {
      accountType: plainText(one, 'accountType') ?? 'GOOGLE_ADS',
      accountId: accountId(id, `${at}.${key}`),
    };
  }
  const id = text(copy, 'productDestinationId');
  if (id === undefined) throw new TagError(`${at} has no product_destination_id`);
  copy['productDestinationId'] = id;
  return unchecked(copy);
}
