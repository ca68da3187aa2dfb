import type { ErrorObject } from 'ajv';
import { pointerKeys } from '../text/json-pointer.ts';
import type { Problem } from '../text/source.ts';
import { defaultMessage } from './default-message.ts';
import type { Fault } from './fault.ts';
import { ajvClass } from './judge.ts';
import { checkKeywords } from './keywords/all.ts';
import { faultsOf, schemaCheckOf } from './schema-check.ts';
import { annotations, rootKeywords, visitSchemas } from './vocabulary.ts';

/** The shape of a contract: JSON Schema's own meta-schema, and what our keywords take. */
export function schemaProblems(schema: unknown): readonly Problem[] {
  const ajv = new (ajvClass())({ verbose: true, strict: false, validateFormats: false });
  for (const keyword of [...annotations, ...rootKeywords, ...checkKeywords.map((one) => one.keyword)]) {
    ajv.addKeyword(keyword);
  }
  if (ajv.validateSchema(schema as object) !== true) return metaProblems(ajv.errors ?? []);
  const problems: Problem[] = [];
  visitSchemas(schema, ({ schema: one, path }) => {
    for (const { keyword, takes } of checkKeywords) {
      if (one[keyword] === undefined) continue;
      const check = schemaCheckOf(takes, takes, noReference);
      const [fault] = faultsOf(check, one[keyword], { now: 0 });
      if (fault !== undefined) problems.push(problemOf(fault, [...path, keyword]));
    }
  });
  return problems;
}

/** Ajv stops at the first fault, which comes after those of the forms it had not. */
function metaProblems(errors: readonly ErrorObject[]): readonly Problem[] {
  const error = errors.findLast(({ keyword }) => keyword !== 'propertyNames');
  if (error === undefined) return [];
  return [problemOf({ keyword: error.keyword, schema: error.parentSchema ?? {}, path: error.instancePath })];
}

function problemOf(fault: Omit<Fault, 'value'>, above: readonly (string | number)[] = []): Problem {
  const message = fault.keyword === 'anyOf' ? 'is none of the values it takes' : defaultMessage('', fault).trim();
  return { path: [...above, ...pathOf(fault.path)], message };
}

function noReference(reference: string): never {
  throw new Error(`what our keywords take refers to nothing, and not to ${reference}`);
}

function pathOf(text: string): readonly (string | number)[] {
  return pointerKeys(text).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}
