import { kindOf } from '../text/kind-words.ts';
import type { FilePath, Problem } from '../text/source.ts';
import { unknownKey } from '../text/unknown-key.ts';
import { isMap } from './compare.ts';

/** A scenario with the values of one case put in. */
export interface ScenarioCase {
  readonly value: Readonly<Record<string, unknown>>;
  readonly with: Readonly<Record<string, unknown>> | undefined;
  /** At the places of the scenario as it is written. */
  readonly problems: readonly Problem[];
  /** Where in the scenario as written a place of `value` is: a key may have had a placeholder in it. */
  original(path: FilePath): FilePath;
}

/** What is left for the cases of a file, in values; a hundred characters count as one. */
export interface CaseBudget {
  left: number;
}

/** How much the cases of a file may come to. */
export const mostCaseValues = 1_000_000;

/**
 * A scenario once for each case of its `with:`, with `{{name}}` replaced by the case's value everywhere else. Text that
 * is one placeholder and nothing else becomes the value, of whatever type; in other text, and in keys, it stands as text.
 */
export function casesOf(scenario: Readonly<Record<string, unknown>>, budget: CaseBudget): readonly ScenarioCase[] {
  const { with: cases, ...rest } = scenario;
  const all: readonly unknown[] = Array.isArray(cases) && cases.length > 0 ? cases : [undefined];
  const filled: ScenarioCase[] = [];
  for (const [index, values] of all.entries()) {
    const one = new Filling(isMap(values) ? values : undefined, index, budget).fill(rest);
    if (budget.left >= 0) filled.push(one);
    else {
      const message = `comes to more than ${mostCaseValues} values with all aliases and cases: make it smaller`;
      return [{ ...one, problems: [{ path: 'with' in scenario ? ['with'] : [], message, atKey: true }] }];
    }
  }
  return filled;
}

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;
const whole = /^\{\{\s*([^{}]*?)\s*\}\}$/;

class Filling {
  readonly #values: Readonly<Record<string, unknown>> | undefined;
  readonly #index: number;
  readonly #budget: CaseBudget;
  readonly #problems: Problem[] = [];
  /** Of maps with a placeholder in a key: what each key was. */
  readonly #keys = new Map<unknown, ReadonlyMap<string, string>>();

  constructor(values: Readonly<Record<string, unknown>> | undefined, index: number, budget: CaseBudget) {
    this.#values = values;
    this.#index = index;
    this.#budget = budget;
  }

  fill(scenario: Readonly<Record<string, unknown>>): ScenarioCase {
    const value = this.#visit(scenario, []) as Readonly<Record<string, unknown>>;
    const original = (path: FilePath): FilePath => {
      let node: unknown = value;
      return path.map((step) => {
        const before = this.#keys.get(node)?.get(String(step)) ?? step;
        node = typeof node === 'object' && node !== null ? (node as Record<string | number, unknown>)[step] : undefined;
        return before;
      });
    };
    return { value, with: this.#values, problems: this.#problems, original };
  }

  #visit(node: unknown, path: FilePath): unknown {
    if (this.#budget.left < 0) return node;
    if (typeof node === 'string') return this.#spend(this.#text(node, path));
    if (Array.isArray(node)) {
      this.#budget.left -= 1;
      return node.map((item, index) => this.#visit(item, [...path, index]));
    }
    return isMap(node) ? this.#map(node, path) : this.#spend(node);
  }

  #map(map: Readonly<Record<string, unknown>>, path: FilePath): unknown {
    const bare = unquoted(map);
    if (bare !== undefined) {
      this.#refuse(path, `{{${bare}}} must stand in quotes: without them YAML takes it for a map`);
      return '';
    }
    this.#budget.left -= 1;
    const copy: Record<string, unknown> = {};
    const originals = new Map<string, string>();
    for (const [key, value] of Object.entries(map)) {
      const here = [...path, key];
      const made = key.includes('{{') ? this.#within(key, here, true) : key;
      if (made !== key) originals.set(made, key);
      if (made === '__proto__') this.#refuse(here, '__proto__ cannot be a key', true);
      else copy[made] = this.#visit(value, here);
    }
    if (originals.size > 0) this.#keys.set(copy, originals);
    return copy;
  }

  #text(text: string, path: FilePath): unknown {
    if (!text.includes('{{')) return text;
    const name = whole.exec(text)?.[1];
    return name === undefined ? this.#within(text, path, false) : this.#lookUp(name, path, false);
  }

  #within(text: string, path: FilePath, atKey: boolean): string {
    return text.replace(placeholder, (_, name: string) => {
      const value = this.#lookUp(name, path, atKey);
      if (typeof value === 'object' && value !== null) {
        this.#refuse(path, `{{${name}}} is ${kindOf(value)}: it can only stand alone, not within text`, atKey);
        return '';
      }
      const part = String(value);
      this.#budget.left -= part.length / 100;
      return this.#budget.left < 0 ? '' : part;
    });
  }

  #lookUp(name: string, path: FilePath, atKey: boolean): unknown {
    const values = this.#values;
    if (values !== undefined && Object.hasOwn(values, name)) return values[name];
    if (values === undefined) this.#refuse(path, `{{${name}}} stands for nothing: the scenario has no with:`, atKey);
    else {
      const advice = unknownKey(name, Object.keys(values)).replace('unknown key; ', '');
      this.#refuse(path, `{{${name}}}: case ${this.#index + 1} of with: has none; ${advice}`, atKey);
    }
    return '';
  }

  #refuse(path: FilePath, message: string, atKey = false): void {
    this.#problems.push({ path, message, atKey });
  }

  #spend(value: unknown): unknown {
    this.#budget.left -= sizeOf(value);
    return value;
  }
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return 1 + value.length / 100;
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, one: unknown) => sum + sizeOf(one), 1);
}

/** The name in `{{name}}` that stands without quotes: to YAML a map that has a map for its key. */
function unquoted(map: Readonly<Record<string, unknown>>): string | undefined {
  const [key, ...others] = Object.keys(map);
  if (key === undefined || others.length > 0 || map[key] !== null) return undefined;
  return /^\{ ([\w-]+) \}$/.exec(key)?.[1];
}
