import { Command, CommanderError } from 'commander';
import { RecordingFileError } from '../recordings/recording-file-error.ts';
import { FileError } from '../text/file-error.ts';
import { addDev } from './dev.ts';
import { addDiff } from './diff.ts';
import { addDoctor } from './doctor.ts';
import { addInit } from './init.ts';
import { type Io, processIo } from './io.ts';
import type { Outcome } from './outcome.ts';
import { addRecord } from './record.ts';
import { addReplay } from './replay.ts';
import { addRun } from './run.ts';
import { addSend } from './send.ts';
import { addServe } from './serve.ts';
import { addTest } from './test.ts';
import { UserError } from './user-error.ts';
import { addValidate } from './validate.ts';
import { version } from './version.ts';

/** Errors whose message tells the user what to do. */
const mendable = [UserError, FileError, RecordingFileError];

/** Runs the program with its arguments (without `node sgtm`). Gives the exit code; errors users can mend are printed. */
export async function main(args: readonly string[], io: Io = processIo): Promise<number> {
  const outcome: Outcome = { exitCode: 0 };
  const program = new Command('sgtm')
    .description(
      "Google Tag Manager's server-side container on your machine: one event in, every platform's request out.",
    )
    .version(version)
    .showHelpAfterError('(see sgtm --help)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
    })
    .addHelpText(
      'after',
      `
Examples:
  sgtm dev                              record events on http://127.0.0.1:8080
  sgtm run purchase                     a sample event through the container, no server
  sgtm send purchase                    the same, over HTTP, to the running server
  sgtm test                             every scenario of contracts/, as CI runs it

Exit codes: 0 held, 1 something is broken, 2 usage or configuration.`,
    );
  for (const add of [
    addDev,
    addServe,
    addRun,
    addTest,
    addSend,
    addRecord,
    addReplay,
    addDiff,
    addValidate,
    addInit,
    addDoctor,
  ])
    add(program, io, outcome);
  for (const command of program.commands) command.exitOverride().configureOutput(program.configureOutput());
  try {
    await program.parseAsync([...args], { from: 'user' });
    return outcome.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (mendable.some((kind) => error instanceof kind)) {
      io.stderr.write(`${(error as Error).message}\n`);
      return 2;
    }
    throw error;
  }
}
