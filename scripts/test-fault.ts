// Runs the fault tests and prints what came of them, in one table. `--help` says how.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  closeSync,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { availableParallelism, release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { FaultResult } from '../test/fault/support/tally.ts';

const help = `npm run test:fault [-- options] [F1 F7 …]

Runs the fault tests (all, or those named) and prints what came of them.

  --long      each at length: about half an hour in all, on a machine that does nothing else
  --seed <n>  what chance draws from (default 1): the same one makes the same faults
  --write     puts the table into docs/reliability.md, too
  --help      prints this`;

const root = fileURLToPath(new URL('../', import.meta.url));
const document = join(root, 'docs/reliability.md');
/** How many times the disk is made to write. */
const syncs = 200;

const { values, positionals } = parseArgs({
  options: {
    long: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !/^F\d{1,2}$/.test(name));
if (values.help) console.log(help);
else if (unknown.length > 0) refuse(`there is no fault ${unknown.join(', ')}: faults are F1 to F25`);
else if (!/^\d{1,9}$/.test(values.seed)) refuse('--seed is no whole number of at most nine digits');
else process.exitCode = run(values.long, values.seed, values.write);

function refuse(why: string): void {
  console.error(`${why}\n\n${help}`);
  process.exitCode = 2;
}

function run(long: boolean, seed: string, write: boolean): number {
  const folder = mkdtempSync(join(tmpdir(), 'sgtm-fault-'));
  const file = join(folder, 'results.jsonl');
  writeFileSync(file, '');
  const named = positionals.length === 0 ? [] : ['-t', `\\b(${positionals.join('|')})\\b`];
  const { SGTM_FAULT_LONG: _, ...env } = process.env;
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const { status } = spawnSync(process.execPath, [vitest, 'run', 'test/fault', ...named], {
    cwd: root,
    stdio: 'inherit',
    env: { ...env, SGTM_FAULT_REPORT: file, SGTM_FAULT_SEED: seed, ...(long && { SGTM_FAULT_LONG: '1' }) },
  });
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const results = lines.map((line) => JSON.parse(line) as FaultResult).toSorted(byNumber);
  const table = tableOf(results);
  const ground = groundOf(long, seed, fsyncMillis(folder));
  rmSync(folder, { recursive: true });
  console.log(`\n${table}\n\n${ground}`);
  if (write) writeTable(`${table}\n\n${ground}`);
  return status ?? 1;
}

function byNumber(a: FaultResult, b: FaultResult): number {
  return Number(/\d+/.exec(a.fault)?.[0]) - Number(/\d+/.exec(b.fault)?.[0]);
}

/** As Markdown, which reads well on a terminal when its columns are even. */
function tableOf(results: readonly FaultResult[]): string {
  const head = ['fault', 'runs', 'accepted', 'delivered once', 'duplicates', 'lost', 'dead', 'recovery'];
  const rows = results.map(({ fault, runs, accepted, once, duplicates, lost, dead, recoveryMs }) => [
    fault,
    ...[runs, accepted, once, duplicates, lost, dead].map((number) => number.toLocaleString('en-US')),
    recoveryMs === undefined ? '–' : `${(recoveryMs / 1000).toFixed(2)} s`,
  ]);
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** What the numbers depend on. */
function groundOf(long: boolean, seed: string, fsync: number): string {
  return [
    `${long ? 'Long' : 'Short'} form, seed ${seed}, commit ${commit()}, Node ${process.versions.node}, ${process.platform} ${release()}`,
    `${availableParallelism()} CPUs, fdatasync ${fsync.toFixed(2)} ms (median of ${syncs})`,
  ].join(', ');
}

function commit(): string {
  try {
    const git = (...args: string[]): string =>
      execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', 'src') === '' ? '' : ' and changes'}`;
  } catch {
    // No git, or no repository: an unpacked archive.
    return 'unknown';
  }
}

/** How long the disk takes to keep 4 kB, milliseconds. */
function fsyncMillis(folder: string): number {
  const handle = openSync(join(folder, 'sync'), 'w');
  const block = Buffer.alloc(4096, 1);
  const took = Array.from({ length: syncs }, () => {
    const begin = performance.now();
    writeSync(handle, block);
    fdatasyncSync(handle);
    return performance.now() - begin;
  });
  closeSync(handle);
  return took.toSorted((a, b) => a - b)[syncs / 2] ?? Number.NaN;
}

function writeTable(text: string): void {
  const before = readFileSync(document, 'utf8');
  const [start, end] = ['<!-- results: written by npm run test:fault -- --write -->', '<!-- end of results -->'];
  const [from, to] = [before.indexOf(start), before.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${document} has no place for results: ${start} … ${end}`);
  writeFileSync(document, `${before.slice(0, from + start.length)}\n\n${text}\n\n${before.slice(to)}`);
  console.log(`wrote ${document}`);
}
