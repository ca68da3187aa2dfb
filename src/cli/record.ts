import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { saveRecordings } from '../recordings/recording-file.ts';
import type { Logger } from '../server/logger.ts';
import { type Palette, paletteFor } from '../workbench/palette.ts';
import { printLine } from '../workbench/print-recording.ts';
import type { Io } from './io.ts';
import { atLeastOne } from './options.ts';
import type { Outcome } from './outcome.ts';
import { openSaving, type Saving } from './saving.ts';
import { addListeningOptions, type ListeningOptions, type Serving, startServing, untilStopped } from './serving.ts';
import { UserError } from './user-error.ts';

interface RecordOptions extends ListeningOptions {
  readonly output: string;
  readonly count?: number;
  readonly session?: string;
  readonly force?: boolean;
  readonly keepPersonalData?: boolean;
}

/** What a file of recordings may hold, so that it can be read again: none is let go for their number. */
const limits = { maxCount: Number.POSITIVE_INFINITY, maxBytes: 128 * 1024 * 1024 };

/** `sgtm record`: what comes in, captured to a file. */
export function addRecord(program: Command, io: Io, outcome: Outcome): void {
  addListeningOptions(program.command('record'))
    .description('capture what comes in to a file that sgtm replay runs again; nothing leaves this machine')
    .requiredOption('-o, --output <file>', 'the file')
    .option('--count <number>', 'stop after so many requests that a client took', atLeastOne)
    .option('--session <name>', 'capture this session only: what x-sgtm-session or sgtm_session names so')
    .option('--force', 'overwrite the file')
    .option('--keep-personal-data', 'as it came, personal data and all; else persons are replaced by made-up ones')
    .addHelpText(
      'after',
      '\nExamples:\n  sgtm record -o recordings/mine/checkout.json\n  sgtm record -o recordings/mine/three.json --count 3 --session test-1 --port 9000',
    )
    .action(async (options: RecordOptions) => {
      outcome.exitCode = await record(io, options);
    });
}

async function record(io: Io, options: RecordOptions): Promise<0 | 1> {
  const path = resolve(io.cwd, options.output);
  if (options.force !== true && existsSync(path)) {
    throw new UserError(`${options.output} is there already: --force overwrites it`);
  }
  const palette = paletteFor(io.stdout, io.env);
  const logger = complaints(io, paletteFor(io.stderr, io.env));
  const stopped = untilStopped();
  const enough = Promise.withResolvers<void>();
  // Opened when the port is had, so that a failed start leaves the file alone; what comes meanwhile waits for it.
  const opened = Promise.withResolvers<Saving>();
  let captured = 0;
  let left = options.count ?? Number.POSITIVE_INFINITY;
  const serving = await startServing(io, options, logger, (recording) => {
    if (left === 0 || (options.session !== undefined && recording.session !== options.session)) return;
    captured += 1;
    if (recording.client !== null) left -= 1;
    void opened.promise.then((saving) => saving.add(recording));
    io.stdout.write(printLine(recording, palette));
    if (left === 0) enough.resolve();
  });
  const saving = await open(options, path, serving, logger);
  opened.resolve(saving);
  io.stdout.write(banner(options, serving, palette));
  await Promise.race([stopped, enough.promise]);
  await serving.stop();
  await saving.close();
  const { kept } = saving;
  io.stdout.write(`wrote ${kept} recording${kept === 1 ? '' : 's'} to ${options.output}\n`);
  if (kept === captured) return 0;
  logger.warn({}, `${captured - kept} more found no room there: record fewer at a time, with --count or --session`);
  return 1;
}

async function open(options: RecordOptions, path: string, serving: Serving, logger: Logger): Promise<Saving> {
  const { container, contracts } = serving;
  try {
    await saveRecordings(path, container.name, []);
    return await openSaving({
      ...limits,
      path,
      container,
      contracts,
      keepPersonalData: options.keepPersonalData === true,
      onError: (error) => logger.error({}, error instanceof Error ? error.message : String(error)),
    });
  } catch (error) {
    await serving.stop();
    throw error;
  }
}

function banner(options: RecordOptions, { container, listening }: Serving, palette: Palette): string {
  const only = options.session === undefined ? '' : ` (session ${options.session})`;
  const until = options.count === undefined ? 'Ctrl-C ends it' : `ends after ${options.count}`;
  return [
    `${palette.strong('sgtm-workbench')}  ${container.name}: recording to ${options.output}${only}, nothing leaves this machine`,
    `listening on ${palette.strong(listening.url)}, ${until}`,
    '',
    '',
  ].join('\n');
}

function complaints(io: Io, palette: Palette): Logger {
  return {
    info: () => undefined,
    warn: (_, message) => void io.stderr.write(`${palette.warn(message)}\n`),
    error: (_, message) => void io.stderr.write(`${palette.bad(message)}\n`),
  };
}
