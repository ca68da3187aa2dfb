import { annotations, isRecord } from './vocabulary.ts';

/** A schema within a contract. */
export type Schema = Readonly<Record<string, unknown>>;

/** How `contractTypes` finds keys by a form among the others. */
export const keyFormMark = 'keys of the form ';

/** `^ep\.` → `ep.${string}`, `^pr\d+$` → `pr${number}`, marked; undefined for patterns TypeScript has no keys for. */
export function keyForm(pattern: string): string | undefined {
  const [, start, digits] = /^\^((?:[\w-]|\\[.$])+)(\\d\+\$)?$/.exec(pattern) ?? [];
  if (start === undefined) return undefined;
  return `${keyFormMark}${start.replaceAll('\\', '')}\${${digits === undefined ? 'string' : 'number'}}`;
}

/** The forms a value may have, where each says what it is; those that only ask for keys are rules, not shapes. */
export function formsOf(schema: Schema): readonly unknown[] | undefined {
  const forms = arrayOf(schema['anyOf'] ?? schema['oneOf'] ?? formsByType(schema));
  const telling = forms.every((form) => isRecord(form) && ['type', '$ref', 'enum', 'const'].some((key) => key in form));
  return telling && forms.length > 0 ? forms : undefined;
}

/** `if` a list, `then` a list of these, `else` one of them. */
function formsByType(schema: Schema): readonly unknown[] | undefined {
  const { if: condition, then = {}, else: other } = schema;
  if (!isRecord(condition) || !isRecord(then)) return undefined;
  if (Object.keys(condition).join() !== 'type' || other === undefined) return undefined;
  return [then['$ref'] === undefined ? { ...condition, ...then } : then, other];
}

/** What a value without a type of its own must be beside its rules. */
export function partsOf(schema: Schema): readonly Schema[] {
  return arrayOf(schema['allOf'])
    .filter(isRecord)
    .filter((part) => !isAdvice(part) && !isNothing(part));
}

/** Whether an object has the keys it names alone, or is advised to. */
export function isClosed(schema: Schema): boolean {
  const parts = [schema, ...arrayOf(schema['allOf']).filter(isRecord)];
  return parts.some((part) => part['additionalProperties'] === false || part['unevaluatedProperties'] === false);
}

/** Whether no value holds: `false`, or `not` anything. */
export function isNothing(schema: unknown): boolean {
  if (!isRecord(schema)) return schema === false;
  const refused = schema['not'];
  if (isAdvice(schema)) return false;
  return refused === true || (isRecord(refused) && Object.keys(refused).length === 0);
}

function isAdvice(schema: Schema): boolean {
  return schema['severity'] === 'warning';
}

/** What a key is about, else what to do about it, unless that is about its type alone, which TypeScript tells. */
export function commentOf(schema: Schema): Schema {
  const { description, help } = schema;
  const rules = Object.keys(schema).filter(
    (key) => key !== 'type' && !(annotations as readonly string[]).includes(key),
  );
  const advice = isRecord(help) ? help['required'] : rules.length > 0 ? help : undefined;
  const comment = description ?? advice;
  return typeof comment === 'string' ? { description: comment } : {};
}

function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
