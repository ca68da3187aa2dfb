import { isObject, type JsonObject } from '../event/json.ts';
import type { Problem } from '../text/source.ts';
import { eachText, referencesIn } from './references.ts';

/** Finds variables that lead back to themselves, and setup and cleanup tags that do. */
export function checkOrder(root: JsonObject): readonly Problem[] {
  const variables = edges(root['variables'], (entry) => {
    const names = new Set<string>();
    eachText(entry, [], (text) => {
      for (const name of referencesIn(text)) names.add(name);
    });
    return [...names];
  });
  const tags = edges(root['tags'], (entry) => {
    const names = new Set<string>();
    for (const key of ['setup_tag', 'cleanup_tag']) {
      const step = isObject(entry) ? entry[key] : undefined;
      const name = isObject(step) ? step['tag'] : step;
      if (typeof name === 'string') names.add(name);
    }
    return [...names];
  });
  return [
    ...cycles(variables).map((cycle) => ({
      path: ['variables', cycle[0] as string],
      message: `leads back to itself: ${cycle.map((name) => `{{${name}}}`).join(' → ')}`,
      atKey: true,
    })),
    ...cycles(tags).map((cycle) => ({
      path: ['tags', cycle[0] as string],
      message: `its setup and cleanup tags lead back to it: ${cycle.join(' → ')}`,
      atKey: true,
    })),
  ];
}

type Graph = ReadonlyMap<string, readonly string[]>;

function edges(section: unknown, next: (entry: unknown) => readonly string[]): Graph {
  return new Map(Object.entries(isObject(section) ? section : {}).map(([name, entry]) => [name, next(entry)]));
}

/** The ways round, first node repeated at the end: one for each edge that leads back. */
function cycles(graph: Graph): readonly (readonly string[])[] {
  const found: string[][] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (name: string): void => {
    const start = trail.indexOf(name);
    if (start >= 0) {
      found.push([...trail.slice(start), name]);
      return;
    }
    if (done.has(name)) return;
    trail.push(name);
    for (const next of graph.get(name) ?? []) visit(next);
    trail.pop();
    done.add(name);
  };
  for (const name of graph.keys()) visit(name);
  return found;
}
