import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { type Command, Option } from 'commander';
import type { Container } from '../container/compile.ts';
import { ContainerError } from '../container/container-error.ts';
import { loadContainer } from '../container/load.ts';
import { paletteFor } from '../workbench/palette.ts';
import type { Check } from './check.ts';
import { examineLive, examineSecrets } from './examine-live.ts';
import { containerFile } from './find-container.ts';
import type { Io } from './io.ts';
import { port } from './options.ts';
import { defaultOutbox } from './outbox-file.ts';
import type { Outcome } from './outcome.ts';
import { UserError } from './user-error.ts';

interface DoctorOptions {
  readonly container?: string;
  readonly port: number;
  readonly live?: boolean;
  readonly outbox: string;
  readonly format: 'text' | 'json';
}

const lowDiskBytes = 100 * 1024 * 1024;

/** `sgtm doctor`: whether everything is in place, with a remedy for what is not. */
export function addDoctor(program: Command, io: Io, outcome: Outcome): void {
  program
    .command('doctor')
    .description('check the container, its secrets, the port and the disk, with a remedy for each fault')
    .option('-c, --container <file>', 'container file (default: sgtm.yaml, sgtm.json or sgtm.ts here)')
    .option('-p, --port <port>', 'the port the server is to have', port, 8080)
    .option('--live', 'what serve --live needs, too: a value for each secret, the outbox, its key, the control token')
    .option('--outbox <file>', 'with --live: the file events are to be kept in', defaultOutbox)
    .addOption(
      new Option('--format <format>', 'text for people, json for programs').choices(['text', 'json']).default('text'),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  sgtm doctor --port 9000\n  sgtm doctor --live --outbox /var/lib/sgtm/outbox.db',
    )
    .action(async (options: DoctorOptions) => {
      const checks = await examine(io, options);
      if (options.format === 'json') io.stdout.write(`${JSON.stringify({ checks }, null, 2)}\n`);
      else io.stdout.write(printChecks(checks, io));
      outcome.exitCode = checks.some((check) => check.status === 'error') ? 2 : 0;
    });
}

async function examine(io: Io, options: DoctorOptions): Promise<readonly Check[]> {
  const live = options.live === true;
  const checks: Check[] = [{ name: 'node', status: 'ok', message: `Node ${process.versions.node}` }];
  const container = await examineContainer(io, options.container, checks);
  if (container !== undefined) checks.push(...examineSecrets(container, io.env, live));
  if (live) checks.push(...(await examineLive(io, container, options.outbox)));
  checks.push(await examinePort(options.port), await examineFolder(io.cwd), await examineDisk(io.cwd));
  return checks;
}

async function examineContainer(io: Io, given: string | undefined, checks: Check[]): Promise<Container | undefined> {
  try {
    const file = containerFile(io, given);
    const container = await loadContainer(file);
    const message = `${relative(io.cwd, file)}: ${container.name}, ${counted(container.tags.length, 'tag')}, ${counted(container.clients.length, 'client')}`;
    checks.push({ name: 'container', status: 'ok', message });
    return container;
  } catch (error) {
    if (!(error instanceof ContainerError || error instanceof UserError)) throw error;
    checks.push({
      name: 'container',
      status: 'error',
      message: error.message,
      remedy: 'mend the lines named, then run sgtm doctor again',
    });
    return undefined;
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function examinePort(wanted: number): Promise<Check> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const remedy =
        error.code === 'EACCES'
          ? 'choose one above 1023 with --port'
          : 'stop what listens there, or choose another with --port';
      resolve({ name: 'port', status: 'error', message: `port ${wanted} cannot be had (${error.code})`, remedy });
    });
    probe.listen(wanted, '127.0.0.1', () => {
      probe.close(() => resolve({ name: 'port', status: 'ok', message: `port ${wanted} is free` }));
    });
  });
}

async function examineFolder(cwd: string): Promise<Check> {
  const name = 'recordings';
  for (const folder of [join(cwd, 'recordings'), cwd]) {
    try {
      await access(folder, constants.W_OK);
      return { name, status: 'ok', message: 'recordings/ can be written' };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') continue;
      const message = `${folder} cannot be written (${code})`;
      return {
        name,
        status: 'warning',
        message,
        remedy: 'give yourself the right to write there; only --save needs it',
      };
    }
  }
  return { name, status: 'warning', message: `${cwd} does not exist`, remedy: 'run sgtm doctor in a folder that does' };
}

async function examineDisk(cwd: string): Promise<Check> {
  const { bavail, bsize } = await statfs(cwd);
  const free = bavail * bsize;
  const message = `${Math.floor(free / 1024 ** 2)} MB free on the disk`;
  if (free >= lowDiskBytes) return { name: 'disk', status: 'ok', message };
  return { name: 'disk', status: 'warning', message, remedy: 'make room before saving recordings' };
}

function printChecks(checks: readonly Check[], io: Io): string {
  const palette = paletteFor(io.stdout, io.env);
  const marks = { ok: palette.good('✓'), warning: palette.warn('!'), error: palette.bad('✗') };
  return checks
    .map((check) => {
      const remedy = check.remedy === undefined ? '' : `\n    ${palette.faint(`→ ${check.remedy}`)}`;
      return `${marks[check.status]} ${check.name}: ${check.message}${remedy}\n`;
    })
    .join('');
}
