import type { Command } from 'commander';
import type { Logger } from '../server/logger.ts';
import { paletteFor } from '../workbench/palette.ts';
import { printLine, printRecording } from '../workbench/print-recording.ts';
import type { Io } from './io.ts';
import type { Outcome } from './outcome.ts';
import { addServingOptions, type Serving, type ServingOptions, startServing, untilStopped } from './serving.ts';

interface DevOptions extends ServingOptions {
  readonly all?: boolean;
  readonly quiet?: boolean;
}

/** `sgtm dev`: record mode for a developer. */
export function addDev(program: Command, io: Io, outcome: Outcome): void {
  addServingOptions(program.command('dev'))
    .description('record events and show what each platform would get; nothing leaves this machine')
    .option('--all', 'also the tags that did not fire, and why')
    .option('--quiet', 'one line an event')
    .addHelpText('after', '\nExamples:\n  sgtm dev\n  sgtm dev --port 9000 --quiet')
    .action(async (options: DevOptions) => {
      const palette = paletteFor(io.stdout, io.env);
      const logger: Logger = {
        info: () => undefined,
        warn: (_, message) => void io.stderr.write(`${palette.warn(message)}\n`),
        error: (_, message) => void io.stderr.write(`${palette.bad(message)}\n`),
      };
      const serving = await startServing(io, options, logger, (recording) => {
        io.stdout.write(
          options.quiet === true
            ? printLine(recording, palette)
            : printRecording(recording, { palette, all: options.all === true }),
        );
      });
      const stopped = untilStopped();
      io.stdout.write(banner(serving, palette.strong, palette.faint));
      await stopped;
      await serving.stop();
      outcome.exitCode = 0;
    });
}

function banner(
  { container, listening }: Serving,
  strong: (text: string) => string,
  faint: (text: string) => string,
): string {
  const { url } = listening;
  return [
    `${strong('sgtm-workbench')}  ${container.name}: ${container.tags.length} tags, record mode: nothing leaves this machine`,
    `listening on ${strong(url)}`,
    faint(`try: sgtm send purchase --to ${url}`),
    faint(`or:  curl -X POST '${url}/mp/collect?measurement_id=G-XXXXXXXXX' -H 'Content-Type: application/json' \\`),
    faint(
      `       -d '{"client_id":"1.2","events":[{"name":"purchase","params":{"transaction_id":"T-1","value":9.99,"currency":"USD"}}]}'`,
    ),
    '',
    '',
  ].join('\n');
}
