import { Command, CommanderError } from 'commander';
import { RecordingFileError } from '../recordings/recording-file-error.ts';
import { FileError } from '../text/file-error.ts';
import { type Io, processIo } from './io.ts';
import type { Outcome } from './outcome.ts';
import { UserError } from './user-error.ts';
import { version } from './version.ts';

/** Each command's module, read when it is asked for: starting takes as long as what is read. */
const commands: Readonly<Record<string, () => Promise<AddCommand>>> = {
  dev: async () => (await import('./dev.ts')).addDev,
  serve: async () => (await import('./serve.ts')).addServe,
  vendors: async () => (await import('./vendors.ts')).addVendors,
  run: async () => (await import('./run.ts')).addRun,
  test: async () => (await import('./test.ts')).addTest,
  outbox: async () => (await import('./outbox.ts')).addOutbox,
  send: async () => (await import('./send.ts')).addSend,
  record: async () => (await import('./record.ts')).addRecord,
  replay: async () => (await import('./replay.ts')).addReplay,
  diff: async () => (await import('./diff.ts')).addDiff,
  validate: async () => (await import('./validate.ts')).addValidate,
  types: async () => (await import('./types.ts')).addTypes,
  init: async () => (await import('./init.ts')).addInit,
  doctor: async () => (await import('./doctor.ts')).addDoctor,
};

type AddCommand = (program: Command, io: Io, outcome: Outcome) => void;

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
  const asked = args.find((arg) => !arg.startsWith('-')) ?? '';
  const needed = Object.hasOwn(commands, asked) ? [asked] : Object.keys(commands);
  for (const name of needed) (await (commands[name] as () => Promise<AddCommand>)())(program, io, outcome);
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
