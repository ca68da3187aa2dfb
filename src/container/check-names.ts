import { RE2JS, RE2JSSyntaxException } from 're2js';
import { isObject, type JsonObject } from '../event/json.ts';
import { nearest } from '../text/nearest.ts';
import type { FilePath, Problem } from '../text/source.ts';
import { builtInNames } from './built-in-variables.ts';
import type { ConditionModel } from './container-model.ts';
import { isSecretHeader, isSecretParameter } from './credentials.ts';
import { eachKey, eachText, referencesIn, splitReferences } from './references.ts';
import { type Operator, operators, sections, tagOptions } from './schema.ts';

/** Checks what a container of the right shape says: names, references, secrets, patterns, conditions, schedules. */
export function checkNames(root: JsonObject): readonly Problem[] {
  const problems: Problem[] = [];
  const names = (section: string): readonly string[] => Object.keys((root[section] ?? {}) as object);
  const variables = names('variables');
  const triggers = names('triggers');
  const tags = names('tags');
  const known = new Set([...variables, ...builtInNames]);

  for (const name of variables) {
    if (!builtInNames.includes(name)) continue;
    const message = 'is the name of a built-in variable: choose another';
    problems.push({ path: ['variables', name], message, atKey: true });
  }
  for (const section of sections) {
    eachText(root[section], [section], (text, path) => problems.push(...checkText(text, path, root, known)));
    eachKey(root[section], [section], (key, path) => {
      if (path.length <= 2 || !/\{\{|\$\{/.test(key)) return;
      problems.push({ path, message: 'a key is taken as it is written: use {{Variables}} in values', atKey: true });
    });
  }

  const refer = (given: unknown, path: FilePath, among: readonly string[], what: string): void => {
    for (const [index, name] of (Array.isArray(given) ? given : [given]).entries()) {
      if (typeof name !== 'string' || among.includes(name)) continue;
      const near = nearest(name, among);
      const advice = near === undefined ? `add it under ${what}s` : `did you mean ${JSON.stringify(near)}?`;
      const message = `no ${what} is named ${JSON.stringify(name)}; ${advice}`;
      problems.push({ path: Array.isArray(given) ? [...path, index] : path, message });
    }
  };
  const each = (section: string, visit: (entry: JsonObject, path: FilePath) => void): void => {
    for (const [name, entry] of Object.entries((root[section] ?? {}) as JsonObject)) {
      visit((entry ?? {}) as JsonObject, [section, name]);
    }
  };
  const conditions = (entry: JsonObject, path: FilePath): void => {
    const when = (entry['when'] ?? []) as unknown as readonly ConditionModel[];
    for (const [index, condition] of when.entries()) {
      problems.push(...checkCondition(condition, [...path, 'when', index]));
    }
  };

  each('variables', (entry, path) => problems.push(...checkVariable(entry, path)));
  each('triggers', conditions);
  each('transformations', (entry, path) => {
    conditions(entry, path);
    refer(entry['tags'], [...path, 'tags'], tags, 'tag');
    refer(entry['except_tags'], [...path, 'except_tags'], tags, 'tag');
  });
  each('tags', (entry, path) => {
    refer(entry['triggers'], [...path, 'triggers'], triggers, 'trigger');
    refer(entry['blocking_triggers'], [...path, 'blocking_triggers'], triggers, 'trigger');
    for (const key of ['setup_tag', 'cleanup_tag']) {
      const step = entry[key];
      if (isObject(step)) refer(step['tag'], [...path, key, 'tag'], tags, 'tag');
      else refer(step, [...path, key], tags, 'tag');
    }
    problems.push(...checkSchedule(entry['schedule'], [...path, 'schedule']));
  });
  return problems;
}

/** The variables and secrets in a text: that they are there, well written, and in a place that takes them. */
function checkText(text: string, path: FilePath, root: JsonObject, known: ReadonlySet<string>): readonly Problem[] {
  const problems: Problem[] = [];
  const references = new Set(referencesIn(text));
  const takes = whatTakes(path, root);
  const fixed = (written: string, advice: string): void => {
    problems.push({ path, message: `${written} is not filled in here: ${advice}` });
  };

  if (takes === 'nothing') {
    const [first] = references;
    if (first !== undefined) fixed(`{{${first}}}`, 'write the value itself');
  } else {
    if (splitReferences(text).some((part) => typeof part === 'string' && part.includes('{{'))) {
      problems.push({ path, message: 'has {{ without }}' });
    }
    for (const name of references) {
      if (known.has(name)) continue;
      const near = nearest(name, known);
      const advice = near === undefined ? 'add it under variables' : `did you mean {{${near}}}?`;
      problems.push({ path, message: `unknown variable {{${name}}}; ${advice}` });
    }
  }
  // In a pattern, ${ is the end of a line and a brace.
  if (path.at(-1) === 'matches' || path.at(-1) === 'matches_regex') return problems;
  for (const secret of new Set(text.match(/\$\{[^}]*\}?/g))) {
    if (!/^\$\{[A-Z_][A-Z0-9_]*\}$/.test(secret)) {
      const message = `${secret} is not a secret: write \${NAME} in capitals, digits and underscores`;
      problems.push({ path, message });
    } else if (takes !== 'secrets') {
      fixed(secret, 'secrets go into the fields of tags and the values of variables');
    }
  }
  return problems;
}

/** What may stand in a text of the container: `{{Variables}}` and `${SECRETS}`, variables alone, or neither. */
function whatTakes(path: FilePath, root: JsonObject): 'secrets' | 'variables' | 'nothing' {
  const [section, name, key, , inner] = path as readonly string[];
  if (section === 'tags') return key === 'type' || Object.hasOwn(tagOptions, key as string) ? 'nothing' : 'secrets';
  if (section === 'variables') {
    if (key === 'input') return 'variables';
    if (key === 'rows') return inner === 'value' ? 'secrets' : 'nothing';
    return key === 'default' || key === 'map' || key === 'value' ? 'secrets' : 'nothing';
  }
  if (key === 'when') return 'variables';
  const entry = (root[section as string] as JsonObject)[name as string] as JsonObject;
  return section === 'transformations' && key === 'parameters' && entry['type'] === 'augment' ? 'variables' : 'nothing';
}

function checkVariable(entry: JsonObject, path: FilePath): readonly Problem[] {
  const problems: Problem[] = [];
  const type = entry['type'];
  if (type === 'lookup_table' || type === 'regex_table') {
    problems.push(...mustRefer(entry['input'] as string, [...path, 'input']));
  }
  if (type === 'regex_table') {
    for (const [index, row] of (entry['rows'] as unknown as readonly { matches: string }[]).entries()) {
      problems.push(...checkRegex(row.matches, [...path, 'rows', index, 'matches']));
    }
  }
  const name = String(entry['name']);
  if ((type === 'query_parameter' && isSecretParameter(name)) || (type === 'request_header' && isSecretHeader(name))) {
    const message = `${name} is a credential of whoever sends the request: no variable reads it, so that no recording shows it`;
    problems.push({ path: [...path, 'name'], message });
  }
  if (type === 'random_number' && ((entry['min'] ?? 0) as number) > ((entry['max'] ?? 2_147_483_647) as number)) {
    problems.push({ path, message: 'its min is above its max: no number is between them', atKey: true });
  }
  return problems;
}

const numericOperators: ReadonlySet<Operator> = new Set([
  'less_than',
  'less_or_equal',
  'greater_than',
  'greater_or_equal',
]);

function checkCondition(condition: ConditionModel, path: FilePath): readonly Problem[] {
  const given = operators.filter((operator) => condition[operator] !== undefined);
  const problems = [...mustRefer(condition.variable, [...path, 'variable'])];
  const operator = given[0];
  if (operator === undefined || given.length > 1) {
    const has = given.length === 0 ? 'none' : given.join(' and ');
    const message = `needs exactly one comparison of ${operators.join(', ')}; it has ${has}`;
    return [...problems, { path, message }];
  }
  const value = condition[operator];
  const at = [...path, operator];
  if (typeof value === 'string' && referencesIn(value).length === 0) {
    if (operator === 'matches_regex') problems.push(...checkRegex(value, at));
    if (numericOperators.has(operator) && (value.trim() === '' || Number.isNaN(Number(value)))) {
      problems.push({
        path: at,
        message: `${JSON.stringify(value)} is not a number, so nothing can be compared with it`,
      });
    }
  }
  if (condition.ignore_case === true && operator !== 'matches_regex') {
    const message = `goes with matches_regex alone, not with ${operator}: compare by a pattern`;
    problems.push({ path: [...path, 'ignore_case'], message, atKey: true });
  }
  return problems;
}

function mustRefer(given: string, path: FilePath): readonly Problem[] {
  if (given.includes('{{')) return [];
  return [{ path, message: `is plain text: write ${JSON.stringify(`{{${given}}}`)} to mean the variable` }];
}

function checkRegex(pattern: string, path: FilePath): readonly Problem[] {
  try {
    RE2JS.compile(pattern);
    return [];
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    const fault = error.message.replace(/^error parsing regexp: /, '');
    const hint = /Perl syntax|escape sequence/.test(fault) ? ' (RE2 has no look-around and no back-references)' : '';
    return [{ path, message: `is not an RE2 pattern: ${fault}${hint}` }];
  }
}

function checkSchedule(schedule: unknown, path: FilePath): readonly Problem[] {
  if (!isObject(schedule)) return [];
  const { start, end } = schedule;
  if (typeof start !== 'string' || typeof end !== 'string' || Date.parse(start) < Date.parse(end)) return [];
  return [{ path: [...path, 'end'], message: 'is not after start, so the tag could never fire' }];
}
