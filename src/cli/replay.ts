import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { Recording } from '../engine/recording.ts';
import { readRecordingFile, saveRecordings } from '../recordings/recording-file.ts';
import type { RecordingFileContent } from '../recordings/recording-schema.ts';
import { reachedContainer, runAgain } from '../recordings/run-again.ts';
import type { Difference } from '../workbench/difference.ts';
import { paletteFor } from '../workbench/palette.ts';
import { inert } from '../workbench/reporters/inert.ts';
import { counted } from '../workbench/reporters/words.ts';
import { compareRecordings, differencesJson } from './compare-recordings.ts';
import { openContainer } from './find-container.ts';
import { type Io, widthOf } from './io.ts';
import { serverUrl } from './options.ts';
import type { Outcome } from './outcome.ts';
import { printDiffering } from './print-differing.ts';
import { startProgress } from './progress.ts';
import { sendAgain } from './send-again.ts';
import { shownPath } from './shown-path.ts';

interface ReplayOptions {
  readonly container?: string;
  readonly format: 'text' | 'json';
  readonly to?: string;
  readonly update?: boolean;
}

/** One recording, and what came of its request this time. */
interface Replayed {
  readonly recording: Recording;
  /** `skipped`: its request is not known well enough to be sent again. */
  readonly status: 'same' | 'differs' | 'skipped';
  readonly again: Recording;
  readonly differences: readonly Difference[];
}

/** `sgtm replay`: recorded requests once more, and whether the same comes of them. */
export function addReplay(program: Command, io: Io, outcome: Outcome): void {
  program
    .command('replay')
    .description('run recorded requests through the container again and compare what comes of them, field by field')
    .argument('<file>', 'a file of recordings: of sgtm record, or of --save')
    .option('-c, --container <file>', 'container file (default: sgtm.yaml, sgtm.json or sgtm.ts here)')
    .addOption(new Option('--update', 'write what came into the file'))
    .addOption(
      new Option('--to <url>', 'send them to a server instead, and compare the status it answers')
        .argParser(serverUrl)
        .conflicts(['update', 'container']),
    )
    .addOption(
      new Option('--format <format>', 'text for people, json for programs').choices(['text', 'json']).default('text'),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  sgtm replay recordings/purchase.json\n  sgtm replay recordings/purchase.json --update\n  sgtm replay recordings/purchase.json --to http://127.0.0.1:8080',
    )
    .action(async (name: string, options: ReplayOptions) => {
      const path = resolve(io.cwd, name);
      const content = await readRecordingFile(path);
      const { replayed, container } =
        options.to === undefined ? await run(io, name, content, options) : await send(io, content, options.to);
      const differing = replayed.filter(({ status }) => status === 'differs');
      const updated = options.update === true && differing.length > 0;
      const recordings = replayed.map(({ again }) => again);
      if (updated) await saveRecordings(path, container, recordings);
      const told = { name, replayed, updated };
      io.stdout.write(options.format === 'json' ? asJson(told) : asText(told, io));
      outcome.exitCode = differing.length === 0 || updated ? 0 : 1;
    });
}

/** All of a file's recordings, and the name of the container they went through. */
interface Replay {
  readonly replayed: readonly Replayed[];
  readonly container: string;
}

async function run(io: Io, name: string, content: RecordingFileContent, options: ReplayOptions): Promise<Replay> {
  const { file, container, contracts } = await openContainer(io, options.container);
  if (container.name !== content.container) {
    io.stderr.write(`${name} is of the container ${content.container}, ${shownPath(io, file)} is ${container.name}\n`);
  }
  const replayed = await replayAll(io, content, reachedContainer, async (recording) => {
    const again = JSON.parse(JSON.stringify(await runAgain(recording, container, { contracts }))) as Recording;
    return { again, differences: compareRecordings(recording, again) };
  });
  return { replayed, container: container.name };
}

async function send(io: Io, content: RecordingFileContent, to: string): Promise<Replay> {
  // What is not UTF-8 is not in the recording.
  const isKnown = (recording: Recording): boolean => reachedContainer(recording) && recording.request.body !== null;
  const replayed = await replayAll(io, content, isKnown, async (recording) => {
    const { status: expected } = recording.response;
    const actual = await sendAgain(recording, to);
    const path = '/response/status';
    const differences = actual === expected ? [] : [{ path, kind: 'different' as const, expected, actual }];
    return { again: recording, differences };
  });
  return { replayed, container: content.container };
}

async function replayAll(
  io: Io,
  { recordings }: RecordingFileContent,
  isKnown: (recording: Recording) => boolean,
  replay: (recording: Recording) => Promise<Pick<Replayed, 'again' | 'differences'>>,
): Promise<readonly Replayed[]> {
  const progress = startProgress(io);
  const replayed: Replayed[] = [];
  for (const recording of recordings) {
    if (isKnown(recording)) {
      const { again, differences } = await replay(recording);
      replayed.push({ recording, again, differences, status: differences.length === 0 ? 'same' : 'differs' });
    } else replayed.push({ recording, again: recording, differences: [], status: 'skipped' });
    progress.tell(replayed.length, recordings.length, recording.id);
  }
  progress.end();
  return replayed;
}

interface Told {
  readonly name: string;
  readonly replayed: readonly Replayed[];
  readonly updated: boolean;
}

function asJson({ name, replayed, updated }: Told): string {
  const recordings = replayed.map(({ recording, status, differences }) => ({
    id: recording.id,
    receivedAt: recording.receivedAt,
    events: recording.events.map((event) => event.data['event_name'] ?? null),
    status,
    differences: differencesJson(differences),
  }));
  const same = replayed.every(({ status }) => status !== 'differs');
  return `${JSON.stringify({ file: name, same, updated, recordings }, null, 2)}\n`;
}

function asText({ name, replayed, updated }: Told, io: Io): string {
  const palette = paletteFor(io.stdout, io.env);
  const differing = replayed.filter(({ status }) => status === 'differs');
  const skipped = replayed.filter(({ status }) => status === 'skipped').length;
  const lines = printDiffering(
    differing.map(({ recording, again, differences }) => ({ expected: recording, actual: again, differences })),
    { palette, width: widthOf(io) },
  );
  if (skipped > 0) lines.push(`${counted(skipped, 'request')} left out: no container saw it, or it was not text`);
  const of = `${differing.length} of ${counted(replayed.length - skipped, 'recording')}`;
  if (differing.length === 0) {
    lines.push(`${palette.good('✓')} ${name}: ${counted(replayed.length - skipped, 'recording')}, as recorded`);
  } else if (updated) {
    lines.push(`${palette.good('✓')} ${name}: ${of} written anew; read the difference before you commit it`);
  } else {
    lines.push(`${palette.bad('✗')} ${name}: ${of} came out otherwise`);
  }
  return `${lines.map(inert).join('\n')}\n`;
}
