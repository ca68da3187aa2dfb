import { type Command, Option } from 'commander';
import { createEngine } from '../engine/create-engine.ts';
import { saveRecordings } from '../recordings/recording-file.ts';
import { runAgain } from '../recordings/run-again.ts';
import { fixedRuntime, type Runtime, systemRuntime } from '../runtime/runtime.ts';
import { paletteFor } from '../workbench/palette.ts';
import { printRecording } from '../workbench/print-recording.ts';
import { openContainer } from './find-container.ts';
import type { Io } from './io.ts';
import { count, moment } from './options.ts';
import type { Outcome } from './outcome.ts';
import { readInput, toRequest } from './read-request.ts';
import { exitCodeOf } from './verdict.ts';

interface RunOptions {
  readonly container?: string;
  readonly format: 'text' | 'json';
  readonly now?: number;
  readonly seed?: number;
  readonly all?: boolean;
  readonly save?: string;
  readonly keepPersonalData?: boolean;
}

/** `sgtm run`: one request through the engine, no server. */
export function addRun(program: Command, io: Io, outcome: Outcome): void {
  program
    .command('run')
    .description(
      'one request through the container, without a server: prints what fired and each request that came of it',
    )
    .argument(
      '<file>',
      'Measurement Protocol body or { method, path, query, headers, body } as JSON; - for standard input; or a sample, such as purchase',
    )
    .option('-c, --container <file>', 'container file (default: sgtm.yaml, sgtm.json or sgtm.ts here)')
    .addOption(
      new Option('--format <format>', 'text for people, json for programs').choices(['text', 'json']).default('text'),
    )
    .option('--now <moment>', 'what the clock says, such as 2026-11-21T16:00:00Z', moment)
    .option('--seed <number>', 'what chance draws: the same seed and --now give the same bytes', count)
    .option('--all', 'also the tags that did not fire, and why')
    .option('--save <file>', 'write the recording to a file; persons are replaced by made-up ones')
    .option('--keep-personal-data', 'with --save: as it came, personal data and all')
    .addHelpText(
      'after',
      '\nExamples:\n  sgtm run purchase\n  sgtm run body.json --now 2026-11-21T16:00:00Z --seed 1 --format json\n  cat body.json | sgtm run -',
    )
    .action(async (name: string, options: RunOptions) => {
      const { container, contracts } = await openContainer(io, options.container);
      const request = toRequest(await readInput(io, name));
      const recording = await createEngine(container, runtimeOf(options), { contracts }).handle(request);
      if (options.save !== undefined) {
        const pseudonymise = options.keepPersonalData !== true;
        const saved = await runAgain(recording, container, { contracts, pseudonymise });
        await saveRecordings(options.save, container.name, [saved], io.cwd);
      }
      io.stdout.write(
        options.format === 'json'
          ? `${JSON.stringify(recording, null, 2)}\n`
          : printRecording(recording, {
              palette: paletteFor(io.stdout, io.env),
              all: options.all === true,
              indent: true,
            }),
      );
      outcome.exitCode = exitCodeOf([recording]);
    });
}

/** The machine's clock and chance, unless told otherwise; a seed alone keeps the clock. */
function runtimeOf({ now, seed }: { now?: number; seed?: number }): Runtime {
  if (now === undefined && seed === undefined) return systemRuntime;
  return fixedRuntime(now ?? Date.now(), seed ?? 1);
}
