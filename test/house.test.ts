import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAst } from 'vitest/node';

/** The rooms of the house, by floor, from the ground up. A room imports from itself and from floors below it. */
const floors: readonly (readonly string[])[] = [
  ['text'],
  ['event', 'runtime', 'contracts'],
  ['clients', 'platforms'],
  ['templates'],
  ['container'],
  ['engine'],
  ['recordings', 'delivery'],
  ['workbench', 'server'],
  ['terminal', 'preview'],
  ['cli', 'testing'],
  ['index.ts'],
];

/** What a file imports, by paths from the root of the sources: packages are none of the house's business. */
interface SourceFile {
  readonly path: string;
  readonly imports: readonly string[];
  readonly lines: number;
}

const maxLines = 400;
/** Written by a program, from schemas. */
const generated = /^container\/container-file\.ts$|^contracts\/types\//;

/** Each breach of the rules of the house, in words. */
function breaches(files: readonly SourceFile[]): readonly string[] {
  const tags = files.filter(({ path }) => /^platforms\/[^/]+\/tag\.ts$/.test(path));
  const platforms = new Set(tags.map(({ path }) => dirname(path)));
  return [...files.flatMap((file) => breachesOf(file, platforms)), ...circles(files)];
}

function breachesOf({ path, imports, lines }: SourceFile, platforms: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  const floor = floorOf(path);
  if (floor < 0) found.push(`${path}: no floor has a room ${roomOf(path)}`);
  if (lines > maxLines && !generated.test(path))
    found.push(`${path}: has ${lines} lines, at most ${maxLines} are allowed`);
  for (const target of imports) {
    const below = floorOf(target);
    if (roomOf(target) !== roomOf(path) && below >= floor && floor >= 0) {
      found.push(`${path}: imports ${target}, which is ${below > floor ? 'above it' : 'beside it'}`);
    }
    const platform = platformOf(target);
    const own = platformOf(path);
    if (platform !== undefined && own !== undefined && own !== platform && platforms.has(platform)) {
      found.push(`${path}: imports ${target}, which is another platform's`);
    }
  }
  return found;
}

function roomOf(path: string): string {
  return path.split('/', 1)[0] as string;
}

function floorOf(path: string): number {
  return floors.findIndex((rooms) => rooms.includes(roomOf(path)));
}

/** The folder of `platforms/` a file is in: a platform's, which has a tag, or one that platforms share. */
function platformOf(path: string): string | undefined {
  const [room, folder, file] = path.split('/');
  return room === 'platforms' && file !== undefined ? `${room}/${folder}` : undefined;
}

/** Files that import each other round in a circle, each circle once. */
function circles(files: readonly SourceFile[]): readonly string[] {
  const imports = new Map(files.map((file) => [file.path, file.imports]));
  const found: string[] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (path: string): void => {
    if (trail.includes(path)) found.push(`circle: ${[...trail.slice(trail.indexOf(path)), path].join(' → ')}`);
    if (trail.includes(path) || done.has(path)) return;
    trail.push(path);
    for (const next of imports.get(path) ?? []) visit(next);
    trail.pop();
    done.add(path);
  };
  for (const path of imports.keys()) visit(path);
  return found;
}

/** Every module a TypeScript text names: imports of values and types, exports from, `import()` of either kind. */
function specifiers(text: string, lang: 'ts' | 'tsx' = 'ts'): readonly string[] {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const item of node) visit(item);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    const { type, source } = node as { type?: unknown; source?: { value?: unknown } | null };
    if (typeof type === 'string' && /Import|Export/.test(type) && typeof source?.value === 'string') {
      found.add(source.value);
    }
    for (const child of Object.values(node)) visit(child);
  };
  visit(parseAst(text, { lang }));
  return [...found];
}

function readFile(root: string, path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const imports = specifiers(text, path.endsWith('x') ? 'tsx' : 'ts')
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => normalize(join(dirname(path), specifier)).replaceAll(sep, '/'));
  return { path: path.replaceAll(sep, '/'), imports, lines: text.split('\n').length - 1 };
}

const root = join(import.meta.dirname, '..', 'src');
const sources = globSync('**/*.{ts,tsx}', { cwd: root }).toSorted();

describe('the sources', () => {
  const files = sources.map((path) => readFile(root, path));

  test('are there', () => {
    expect(files.map((file) => file.path)).toContain('engine/create-engine.ts');
    expect(files.find((file) => file.path === 'engine/create-engine.ts')?.imports).toContain('container/compile.ts');
  });

  test('keep the rules of the house', () => {
    expect(breaches(files)).toEqual([]);
  });

  test('import only files that are there', () => {
    const known = new Set(files.map((file) => file.path));
    const missing = files.flatMap(({ path, imports }) =>
      imports.filter((target) => /\.tsx?$/.test(target) && !known.has(target)).map((target) => `${path}: ${target}`),
    );
    expect(missing).toEqual([]);
  });
});

describe('the rules', () => {
  const file = (path: string, imports: readonly string[] = [], lines = 10): SourceFile => ({ path, imports, lines });
  test.each([
    ['down', [file('engine/a.ts', ['container/b.ts', 'event/c.ts']), file('cli/a.ts', ['server/b.ts'])], []],
    ['within a room', [file('event/a.ts', ['event/deep/b.ts']), file('event/deep/b.ts', ['event/c.ts'])], []],
    ['from the top', [file('index.ts', ['cli/a.ts', 'event/a.ts'])], []],
    ['up', [file('event/a.ts', ['engine/b.ts'])], ['event/a.ts: imports engine/b.ts, which is above it']],
    ['to the top', [file('cli/a.ts', ['index.ts'])], ['cli/a.ts: imports index.ts, which is above it']],
    ['sideways', [file('event/a.ts', ['runtime/b.ts'])], ['event/a.ts: imports runtime/b.ts, which is beside it']],
    [
      'sideways on a high floor',
      [file('server/a.ts', ['workbench/b.ts', 'recordings/c.ts'])],
      ['server/a.ts: imports workbench/b.ts, which is beside it'],
    ],
    [
      'from one platform to another',
      [
        file('platforms/meta/tag.ts', ['platforms/tiktok/user.ts', 'platforms/field.ts', 'platforms/meta/user.ts']),
        file('platforms/tiktok/tag.ts', ['platforms/shared/user.ts']),
        file('platforms/shared/user.ts', ['platforms/tiktok/user.ts']),
        file('platforms/registry.ts', ['platforms/meta/tag.ts', 'platforms/tiktok/tag.ts']),
      ],
      [
        "platforms/meta/tag.ts: imports platforms/tiktok/user.ts, which is another platform's",
        "platforms/shared/user.ts: imports platforms/tiktok/user.ts, which is another platform's",
      ],
    ],
    ['from a room nobody knows', [file('utils/a.ts', ['cli/b.ts'])], ['utils/a.ts: no floor has a room utils']],
    ['at the root', [file('main.ts')], ['main.ts: no floor has a room main.ts']],
    ['in a file a program wrote', [file('container/container-file.ts', [], 5_000)], []],
    ['in 400 lines', [file('event/a.ts', [], 400)], []],
    ['in 401 lines', [file('event/a.ts', [], 401)], ['event/a.ts: has 401 lines, at most 400 are allowed']],
    [
      'round in a circle',
      [
        file('event/a.ts', ['event/b.ts', 'event/d.ts']),
        file('event/b.ts', ['event/c.ts']),
        file('event/c.ts', ['event/a.ts']),
        file('event/d.ts', ['event/d.ts']),
      ],
      ['circle: event/a.ts → event/b.ts → event/c.ts → event/a.ts', 'circle: event/d.ts → event/d.ts'],
    ],
  ])('imports %s', (_, files, expected) => {
    expect(breaches(files)).toEqual(expected);
  });

  test('see every way to import', () => {
    const text = `
      import './side-effect.ts';
      import value from './value.ts';
      import type { A } from './type.ts';
      import { type B, c } from "./mixed.ts";
      import * as all from './all.ts';
      export { d } from './export.ts';
      export type { E } from './export-type.ts';
      export * from './export-all.ts';
      type F = import('./type-query.ts').F;
      type G = typeof import('./type-of.ts');
      const later = async (): Promise<unknown> => (await import('./dynamic.ts')).h;
      // import './comment.ts';
      const text = "import './text.ts'";
      export const own = 1;
    `;
    expect(specifiers(text).toSorted()).toEqual([
      './all.ts',
      './dynamic.ts',
      './export-all.ts',
      './export-type.ts',
      './export.ts',
      './mixed.ts',
      './side-effect.ts',
      './type-of.ts',
      './type-query.ts',
      './type.ts',
      './value.ts',
    ]);
  });
});
