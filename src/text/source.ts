import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type YAMLParseError,
} from 'yaml';

/** A place in a file, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Keys and indices from the root of a file to a value. */
export type FilePath = readonly (string | number)[];

/** Something wrong in a file: what, where, and what to do. */
export interface Problem {
  readonly path: FilePath;
  readonly message: string;
  /** Where the fault is in the key rather than in its value. */
  readonly atKey?: boolean;
  /** Known beforehand only for faults of syntax. */
  readonly position?: Position;
}

/** A file's value, and where each part of it stands. */
export interface Source {
  readonly file: string;
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Undefined where positions are not known (a program gave the value). */
  locate(path: FilePath, atKey?: boolean): Position | undefined;
}

const maxDepth = 64;
const maxValues = 250_000;
/** Each is looked up among all. */
const maxAliases = 5_000;
const tooDeep = `nested deeper than ${maxDepth} levels: flatten it`;

/** Reads YAML or JSON text. Faults of syntax, duplicate keys and `__proto__` keys come back as problems. */
export function parseSource(file: string, text: string): Source {
  const lines = new LineCounter();
  // The parser compares each key with all before it; duplicates are looked for below, in one go.
  const document = parseDocument(text.startsWith('\ufeff') ? text.slice(1) : text, {
    lineCounter: lines,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const locate = (path: FilePath, atKey?: boolean): Position | undefined => {
    const offset = offsetOf(document, path, atKey === true);
    return offset === undefined ? undefined : at(offset);
  };
  // Of several faults of syntax, all but the first are mostly its consequences.
  const fault = document.errors[0];
  const problems =
    fault === undefined
      ? nodeProblems(document, at)
      : [{ path: [], message: syntaxMessage(fault), position: at(fault.pos[0]) }];
  if (problems.length > 0) return { file, value: undefined, problems, locate };
  // Aliases only share values here; what they come to is counted below.
  const value: unknown = document.toJS({ maxAliasCount: -1 });
  return { file, value, problems: valueProblems(value), locate };
}

/** A value a program made (a `.ts` container file): checked alike, without positions. */
export function valueSource(file: string, value: unknown): Source {
  return { file, value, problems: valueProblems(value), locate: () => undefined };
}

function syntaxMessage(fault: YAMLParseError): string {
  if (fault.code === 'RESOURCE_EXHAUSTION') return tooDeep;
  if (fault.code === 'TAB_AS_INDENT') return 'a tab cannot indent YAML: use spaces';
  if (fault.code === 'MULTIPLE_DOCS') return 'a second document begins here: keep one, without a line of ---';
  if (fault.code === 'BLOCK_IN_FLOW') return 'a value runs on: put a comma after it, or close the bracket before it';
  return `${fault.message.replace(/\.$/, '')}: mend the YAML (or JSON) here`;
}

/** Keys given twice, aliases of nothing, aliases without number: only the text shows them. */
function nodeProblems(document: Document.Parsed, at: (offset: number) => Position): readonly Problem[] {
  const problems: Problem[] = [];
  const anchors = new Set<string>();
  let aliases = 0;
  const start = (node: unknown): Position => at(isNode(node) ? (node.range?.[0] ?? 0) : 0);
  const visit = (node: unknown, path: FilePath): void => {
    if (isAlias(node)) {
      aliases += 1;
      if (anchors.has(node.source)) return;
      const message = `*${node.source} is the alias of nothing before it: put &${node.source} at what it stands for`;
      problems.push({ path, message, position: start(node) });
      return;
    }
    if (isNode(node) && 'anchor' in node && node.anchor !== undefined) anchors.add(node.anchor);
    if (isSeq(node)) for (const [index, item] of node.items.entries()) visit(item, [...path, index]);
    if (!isMap(node)) return;
    const seen = new Map<string, Position>();
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : String(key);
      const here = [...path, name];
      const first = seen.get(name);
      if (first === undefined) seen.set(name, start(key));
      else {
        const message = `the key is there already, at line ${first.line}: rename or remove one of them`;
        problems.push({ path: here, message, position: start(key) });
      }
      visit(key, here);
      visit(value, here);
    }
  };
  visit(document.contents, []);
  if (aliases > maxAliases) {
    problems.push({ path: [], message: `has more than ${maxAliases} aliases: write values out instead` });
  }
  return problems;
}

/** Where a YAML node stands; the nearest parent that exists where the path leads nowhere. */
function offsetOf(document: Document.Parsed, path: FilePath, atKey: boolean): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    const part = path.slice(0, length);
    if (length > 0 && (atKey || length < path.length)) {
      const key = keyOffset(document, part);
      if (key !== undefined) return key;
    }
    const node = length === 0 ? document.contents : document.getIn(part, true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return undefined;
}

function keyOffset(document: Document.Parsed, path: FilePath): number | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find(
    (item) => isPair(item) && isNode(item.key) && String(item.key) === String(path.at(-1)),
  );
  return pair !== undefined && isNode(pair.key) ? pair.key.range?.[0] : undefined;
}

/** What no container file may hold, whoever wrote it: `__proto__` keys, endless depth, values without number. */
function valueProblems(value: unknown): readonly Problem[] {
  const unsafe: Problem[] = [];
  const above = new Set<unknown>();
  let values = 0;
  /** Gives back the fault there is no going on after. */
  const visit = (node: unknown, path: FilePath): Problem | undefined => {
    values += 1;
    if (values > maxValues) {
      return { path: [], message: `has more than ${maxValues} values, aliases counted out: make it smaller` };
    }
    if (typeof node !== 'object' || node === null) return undefined;
    if (above.has(node)) return { path, message: 'holds itself: write out what the alias stands for' };
    if (path.length >= maxDepth) return { path, message: tooDeep };
    above.add(node);
    for (const [key, child] of Array.isArray(node) ? node.entries() : Object.entries(node)) {
      const here = [...path, key];
      if (key === '__proto__')
        unsafe.push({ path: here, message: '__proto__ cannot be a key: rename it', atKey: true });
      const fatal = visit(child, here);
      if (fatal !== undefined) return fatal;
    }
    above.delete(node);
    return undefined;
  };
  const fatal = visit(value, []);
  return fatal === undefined ? unsafe : [fatal];
}
