import { isObject } from '../../event/json.ts';
import { SecretText } from '../../runtime/secret.ts';
import type { Fields } from '../tag.ts';

/**
 * A value with the keys of its objects in camel case, as the API's JSON has them: `merchant_id` and `merchantId` name the
 * same field. Source: protobuf.dev/programming-guides/json
 */
export function camelKeys(value: Fields): Fields;
export function camelKeys(value: readonly unknown[]): readonly unknown[];
export function camelKeys(value: unknown): unknown;
export function camelKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => camelKeys(one));
  if (!isObject(value) || value instanceof SecretText) return value;
  const copy: Record<string, unknown> = {};
  for (const key in value) copy[camel(key)] = camelKeys(value[key]);
  return copy;
}

const joint = /(?<=[a-z0-9])_([a-z0-9])/g;

function camel(key: string): string {
  return key.includes('_') ? key.replace(joint, (_, letter: string) => letter.toUpperCase()) : key;
}
