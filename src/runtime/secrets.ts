import { closeSync, openSync, readSync } from 'node:fs';
import { printable } from '../text/printable.ts';

/** The values of secrets by name, as they were last read. */
export interface ReadSecrets {
  /** A secret's value; undefined for one that is not set or was not asked for. */
  lookup(name: string): string | undefined;
  /** The names that are set nowhere, in the order they were asked for. */
  readonly missing: readonly string[];
  /** Every value, those of before the last `reload` among them: for redaction. */
  readonly values: readonly string[];
  /** Reads anew, other names where given. Throws a SecretFileError, and then everything stays as it was. */
  reload(names?: readonly string[]): void;
}

/** Secrets that cannot be read: a line for each, with variable and file, never with what is in it. */
export class SecretFileError extends Error {
  override readonly name = 'SecretFileError';
}

/** Bytes of a secret's file, at most. */
const maxBytes = 65_536;

/**
 * Reads secrets, `${NAME}` of the container file, each from the variable NAME or from the file that NAME_FILE names,
 * less one line break at its end. An empty variable counts as not set. Throws a SecretFileError where both are set, or a
 * file cannot be read, is empty, too large or no UTF-8.
 */
export function readSecrets(env: Readonly<Record<string, string | undefined>>, names: readonly string[]): ReadSecrets {
  let asked = names;
  let current = readAll(env, names);
  let before: ReadonlyMap<string, string> = new Map();
  return {
    lookup: (name) => current.get(name),
    get missing() {
      return [...new Set(asked)].filter((name) => !current.has(name));
    },
    get values() {
      return [...new Set([...current.values(), ...before.values()])];
    },
    reload(others = asked) {
      const read = readAll(env, others);
      before = current;
      current = read;
      asked = others;
    },
  };
}

function readAll(
  env: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const problems: string[] = [];
  for (const name of new Set(names)) {
    const value = env[name] ?? '';
    const file = env[`${name}_FILE`] ?? '';
    if (value !== '' && file !== '') problems.push(`${name} and ${name}_FILE are both set: remove one of them`);
    else if (value !== '') values.set(name, value);
    else if (file !== '') {
      const read = readFile(file);
      if (typeof read === 'string') values.set(name, read);
      else problems.push(`${name}_FILE: ${printable(file)} ${read.fault}`);
    }
  }
  if (problems.length > 0) throw new SecretFileError(problems.join('\n'));
  return values;
}

function readFile(file: string): string | { readonly fault: string } {
  let bytes: Buffer;
  try {
    bytes = readStart(file, maxBytes + 1);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { fault: `cannot be read (${code ?? 'no code'}): mend the path or its permissions` };
  }
  if (bytes.length > maxBytes) return { fault: `is larger than ${maxBytes} bytes: it is hardly a secret` };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { fault: 'is not text in UTF-8' };
  }
  const value = text.replace(/\r?\n$/, '');
  return value === '' ? { fault: 'is empty: write the secret into it' } : value;
}

/** The first bytes of a file, which may be a pipe or endless. */
function readStart(file: string, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  const descriptor = openSync(file, 'r');
  try {
    let end = 0;
    while (end < length) {
      const read = readSync(descriptor, bytes, end, length - end, null);
      if (read === 0) break;
      end += read;
    }
    return bytes.subarray(0, end);
  } finally {
    closeSync(descriptor);
  }
}
