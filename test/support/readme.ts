import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './cli.ts';

/** A fenced block of the README. */
export interface Block {
  /** `sh`, `ts`; empty for output. */
  readonly language: string;
  readonly text: string;
  /** What the comment before it says it is. */
  readonly role: Role | undefined;
  /** The line it begins on, from 1. */
  readonly line: number;
  /** Where its text begins. */
  readonly at: number;
}

/**
 * `output`: what the last command printed. `server`: what the server that runs printed meanwhile. `file`: the contents of
 * a file the reader writes. `shows`: those of a file that is there.
 */
export type Role = { readonly kind: 'output' | 'server' } | { readonly kind: 'file' | 'shows'; readonly path: string };

const file = join(root, 'README.md');

/** The README's blocks, in order. */
export function readmeBlocks(): readonly Block[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:<!-- ([^\n]*) -->\n)?```([a-z]*)\n([\s\S]*?)```\n/g)].map((match) => ({
    language: match[2] as string,
    text: match[3] as string,
    role: roleOf(match[1]),
    line: text.slice(0, match.index).split('\n').length,
    at: match.index + match[0].length - '```\n'.length - (match[3] as string).length,
  }));
}

function roleOf(comment: string | undefined): Role | undefined {
  const [, kind, path] = /^(output|server|file|shows)(?:: (\S+))?$/.exec(comment ?? '') ?? [];
  if (kind === 'output' || kind === 'server') return { kind };
  return (kind === 'file' || kind === 'shows') && path !== undefined ? { kind, path } : undefined;
}

/** A block's commands, a line each: what a backslash breaks is one, in quotes a command goes on. */
export function commandsOf({ text }: Block): readonly string[] {
  const commands: string[] = [];
  let command = '';
  for (const line of text.split('\n')) {
    command += command === '' ? line : `\n${line}`;
    if (line.endsWith('\\') || (command.match(/'/g)?.length ?? 0) % 2 === 1) continue;
    if (command.trim() !== '' && !command.startsWith('#')) commands.push(command);
    command = '';
  }
  return commands;
}

const cut = '…';

/** Of an output, what a block shows of it: all, or what is between its lines of `…`, found by how they begin and end. */
export function excerpt(shown: string, output: string): string {
  if (!shown.split('\n').some((line) => line.trim() === cut)) return output;
  const lines = output.split('\n');
  const parts: string[] = [];
  let part: string[] = [];
  let from = 0;
  const take = (): void => {
    const [first, last] = [part[0], part.at(-1)];
    if (first === undefined || last === undefined) return;
    const start = lines.findIndex((line, index) => index >= from && begins(line, first));
    const end = start + lines.slice(start).findIndex((line) => begins(line, last));
    if (start < 0 || end < start)
      throw new Error(`README.md shows what is not printed: ${first} to ${last}\n${output}`);
    parts.push(...lines.slice(start, end + 1));
    from = end + 1;
    part = [];
  };
  for (const line of shown.trimEnd().split('\n')) {
    if (line.trim() === cut) {
      take();
      parts.push(line);
    } else part.push(line);
  }
  take();
  return `${parts.join('\n')}\n`;
}

function begins(line: string, like: string): boolean {
  return line.startsWith(like.slice(0, 30));
}

/** Puts new texts into blocks. */
export function updateReadme(changes: ReadonlyMap<Block, string>): void {
  let text = readFileSync(file, 'utf8');
  for (const [{ at, text: old }, changed] of [...changes].toSorted(([a], [b]) => b.at - a.at)) {
    text = text.slice(0, at) + changed + text.slice(at + old.length);
  }
  writeFileSync(file, text);
}
