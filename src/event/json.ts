/** A value JSON can carry. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object; `undefined` stands for an absent key. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** Whether `value` is an object with keys: neither null, nor an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
