import { pointerStep } from '../text/json-pointer.ts';

/** What reading JSON text by its grammar finds that `JSON.parse` does not tell. */
export interface JsonScan {
  /** The first place where the text is not JSON; undefined where all of it is. */
  readonly error: { readonly message: string; readonly path: string; readonly offset: number } | undefined;
  /** Keys that stand twice in one object, as JSON Pointers, in text order. */
  readonly duplicates: readonly string[];
}

/** An object or array being read. Its `step` is the key or index of the value now read. */
interface Frame {
  /** Keys seen so far; undefined for an array. */
  readonly keys: Set<string> | undefined;
  step: string | number;
}

/** Pointers go no deeper: what is nested further down is refused anyway, and would make them endless. */
const deepestPath = 32;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const literal = /true|false|null/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Reads JSON text (RFC 8259) by its grammar, without building a value: where the first error is, and which keys stand
 * twice. Takes time in proportion to the text and never recurses. It is the slow road, for texts already known to be
 * odd. `maxDuplicates` bounds the list. Messages quote at most one character of the text.
 */
export function scanJson(text: string, maxDuplicates: number): JsonScan {
  const frames: Frame[] = [];
  const duplicates: string[] = [];
  let at = skipBlanks(text, 0);
  let expect: 'value' | 'first value' | 'key' | 'first key' | 'after' = 'value';

  for (;;) {
    const frame = frames.at(-1);
    const c = text[at];
    if (expect === 'after') {
      if (frame === undefined) return c === undefined ? done() : fail('nothing may follow the value', at);
      if (c === ',') {
        if (frame.keys === undefined) frame.step = (frame.step as number) + 1;
        expect = frame.keys === undefined ? 'value' : 'key';
      } else if (c === (frame.keys === undefined ? ']' : '}')) {
        frames.pop();
      } else {
        return fail(frame.keys === undefined ? 'expected "," or "]"' : 'expected "," or "}"', at);
      }
      at += 1;
    } else if (expect === 'key' || expect === 'first key') {
      if (c === '}' && expect === 'first key') {
        frames.pop();
        at += 1;
        expect = 'after';
      } else {
        if (c !== '"') return fail(keyMessage(c, expect), at, -1);
        const end = endOfString(text, at);
        if (end < 0) return fail(stringMessage(text, -end), -end, -1);
        note(frame as Frame, JSON.parse(text.slice(at, end)) as string);
        at = skipBlanks(text, end);
        if (text[at] !== ':') return fail('expected ":" after the key', at);
        at += 1;
        expect = 'value';
      }
    } else if (c === ']' && expect === 'first value') {
      frames.pop();
      at += 1;
      expect = 'after';
    } else if (c === '{') {
      frames.push({ keys: new Set(), step: '' });
      at += 1;
      expect = 'first key';
    } else if (c === '[') {
      frames.push({ keys: undefined, step: 0 });
      at += 1;
      expect = 'first value';
    } else {
      const end = c === '"' ? endOfString(text, at) : skip(c === '-' || isDigit(c) ? number : literal, text, at);
      if (end < 0) return fail(stringMessage(text, -end), -end);
      if (end === at) return fail(valueMessage(c), at);
      at = end;
      expect = 'after';
    }
    at = skipBlanks(text, at);
  }

  function note(frame: Frame, key: string): void {
    frame.step = key;
    const keys = frame.keys as Set<string>;
    if (!keys.has(key)) {
      keys.add(key);
    } else if (duplicates.length < maxDuplicates) {
      const pointer = path(0);
      if (!duplicates.includes(pointer)) duplicates.push(pointer);
    }
  }

  /** The pointer to what is being read; `depth` −1 gives that of the object around it. */
  function path(depth: 0 | -1): string {
    const end = Math.min(frames.length + depth, deepestPath);
    let pointer = '';
    for (let i = 0; i < end; i += 1) pointer += pointerStep((frames[i] as Frame).step);
    return pointer;
  }

  function done(): JsonScan {
    return { error: undefined, duplicates };
  }

  function fail(message: string, offset: number, depth: 0 | -1 = 0): JsonScan {
    return { error: { message: `${message}, found ${describe(text, offset)}`, path: path(depth), offset }, duplicates };
  }
}

/**
 * The offset after the string that opens at `at`; where it breaks off, the offset of that place, negative. A loop, since
 * a pattern that repeats over a long string can run out of stack.
 */
function endOfString(text: string, at: number): number {
  let i = at + 1;
  for (;;) {
    const code = text.charCodeAt(i);
    if (code === 0x22) return i + 1;
    if (code === 0x5c) {
      const end = skip(escaped, text, i);
      if (end === i) return -i;
      i = end;
    } else if (code >= 0x20) {
      i += 1;
    } else {
      return -i;
    }
  }
}

function skipBlanks(text: string, at: number): number {
  let i = at;
  for (;;) {
    const code = text.charCodeAt(i);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return i;
    i += 1;
  }
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function isDigit(c: string | undefined): boolean {
  return c !== undefined && c >= '0' && c <= '9';
}

function stringMessage(text: string, offset: number): string {
  if (offset >= text.length) return 'a string that is not closed';
  return text[offset] === '\\' ? 'an escape JSON does not know' : 'a control character in a string must be escaped';
}

function keyMessage(c: string | undefined, expect: 'key' | 'first key'): string {
  if (c === '}') return 'expected another key: JSON takes no comma before "}"';
  return expect === 'key' ? 'expected a key in double quotes' : 'expected a key in double quotes or "}"';
}

function valueMessage(c: string | undefined): string {
  if (c === "'") return 'expected a value: JSON strings stand in double quotes';
  if (c === ']') return 'expected another value: JSON takes no comma before "]"';
  return 'expected a value: an object, an array, a string in double quotes, a number, true, false or null';
}

/** One character in a form that is safe to print. */
function describe(text: string, offset: number): string {
  const code = text.codePointAt(offset);
  if (code === undefined) return 'the end of the text';
  if (code > 0x20 && code < 0x7f) return `"${String.fromCharCode(code)}"`;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
