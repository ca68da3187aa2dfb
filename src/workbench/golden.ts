import type { Container } from '../container/compile.ts';
import type { Contracts } from '../contracts/contract.ts';
import { inWords } from '../contracts/keywords/duration.ts';
import type { RecordedEvent, Recording } from '../engine/recording.ts';
import { RecordingAdapter, saveRecordings } from '../recordings/recording-file.ts';
import { RecordingFileError } from '../recordings/recording-file-error.ts';
import type { RecordingFileContent } from '../recordings/recording-schema.ts';
import { withoutPersons } from '../recordings/without-persons.ts';
import { shortened } from '../text/printable.ts';
import { compare, mostDifferences } from './compare.ts';
import type { Difference } from './difference.ts';
import { inParts } from './golden-parts.ts';
import type { Scenario } from './scenario.ts';
import { shown } from './scenario-files.ts';
import type { Failure, GoldenFailure, Notice, UpdatedRecording } from './test-run.ts';

/** What goldens are compared, and written, with. */
export interface GoldenOptions {
  readonly container: Container;
  readonly contracts: Contracts | undefined;
  readonly cwd: string;
  /** Write those that differ. */
  readonly update: boolean;
  /** The real clock, epoch milliseconds. */
  readonly now: number;
}

/** The golden recordings of some scenarios. */
export interface Goldens {
  /** Holds what came of a scenario against its golden recording, or writes that. */
  judge(scenario: Scenario, recordings: readonly Recording[]): Promise<readonly Failure[]>;
  /** Of those past their date. */
  readonly notices: readonly Notice[];
  readonly updated: readonly UpdatedRecording[];
}

type Golden =
  | { readonly status: 'read'; readonly content: RecordingFileContent }
  | { readonly status: 'missing' }
  | { readonly status: 'unreadable'; readonly message: string };

/** Reads the golden recordings that some scenarios name, all at once. */
export async function openGoldens(scenarios: readonly Scenario[], options: GoldenOptions): Promise<Goldens> {
  const { cwd } = options;
  const paths = new Set(
    scenarios.flatMap(({ expect }) => (expect.recording === undefined ? [] : [expect.recording.path])),
  );
  const goldens = new Map(await Promise.all([...paths].map(async (path) => [path, await read(path)] as const)));
  const notices = new Map<string, Notice>();
  const updated: UpdatedRecording[] = [];
  /** Who wrote which file: two cannot have the same one. */
  const writers = new Map<string, Scenario>();

  async function judge(scenario: Scenario, recordings: readonly Recording[]): Promise<readonly Failure[]> {
    const { recording } = scenario.expect;
    if (recording === undefined) return [];
    const { path, line, expires } = recording;
    const file = shown(path, cwd);
    const golden = goldens.get(path) as Golden;
    const fail = (
      problem: GoldenFailure['problem'],
      message: string,
      differences: readonly Difference[] = [],
    ): readonly Failure[] => [{ kind: 'recording', line, file, problem, message, differences }];

    if (golden.status === 'unreadable') return fail('unreadable', golden.message);
    if (golden.status === 'missing' && !options.update) {
      return fail('missing', 'there is no such recording: run sgtm test --update to write it, then read it');
    }
    const before = golden.status === 'read' ? golden.content : undefined;
    const { content, differences } = await nearestForm(before, recordings, options);
    if (options.update) {
      const changes = before === undefined ? [] : inParts(compare(before, content), before, content);
      const writer = writers.get(path);
      if (writer !== undefined && changes.length > 0) {
        const other = `${writer.file}:${writer.line}`;
        const message = `the scenario at ${other} has this recording too, and something else comes of it: give each its own`;
        return fail('differs', message, changes);
      }
      writers.set(path, scenario);
      if (before === undefined || changes.length > 0) {
        await saveRecordings(path, content.container, content.recordings);
        goldens.set(path, { status: 'read', content });
        updated.push({ file, created: before === undefined, differences: changes });
      }
    }
    const notice =
      expires === undefined ? undefined : expiry(file, options.update ? content : before, expires, options.now);
    if (notice !== undefined) notices.set(path, notice);
    if (options.update || differences.length === 0) return [];
    return fail('differs', differsMessage(differences.length), differences);
  }

  return {
    judge,
    updated,
    get notices() {
      return [...notices.values()];
    },
  };
}

async function read(path: string): Promise<Golden> {
  try {
    const content = await new RecordingAdapter(path).read();
    return content === null ? { status: 'missing' } : { status: 'read', content };
  } catch (error) {
    if (!(error instanceof RecordingFileError)) throw error;
    return { status: 'unreadable', message: shortened(error.message.replace(`${path}: `, ''), 500) };
  }
}

interface Form {
  readonly content: RecordingFileContent;
  /** From what the file says, violations left out. */
  readonly differences: readonly Difference[];
}

/**
 * What came of a scenario as its golden recording has it: with persons made up, or as it came where that is what the
 * file holds (`--keep-personal-data`). A new file holds made-up ones.
 */
async function nearestForm(
  before: RecordingFileContent | undefined,
  recordings: readonly Recording[],
  { container, contracts }: GoldenOptions,
): Promise<Form> {
  const formOf = (all: readonly Recording[]): Form => {
    const content: RecordingFileContent = { version: 1, container: container.name, recordings: all };
    return {
      content,
      differences:
        before === undefined
          ? []
          : inParts(compare(withoutViolations(before), withoutViolations(content)), before, content),
    };
  };
  const asItCame = formOf(recordings);
  if (before !== undefined && asItCame.differences.length === 0) return asItCame;
  const made = await Promise.all(recordings.map((recording) => withoutPersons(recording, container, contracts)));
  const madeUp = formOf(made.map(plainRecording));
  return before !== undefined && asItCame.differences.length < madeUp.differences.length ? asItCame : madeUp;
}

/** A recording as its JSON: what stands in a file. */
export function plainRecording(recording: Recording): Recording {
  return JSON.parse(JSON.stringify(recording)) as Recording;
}

/** Contracts are judged by `violations:`; what they say in other words, or advise anew, does not make a golden wrong. */
function withoutViolations(content: RecordingFileContent): unknown {
  return {
    ...content,
    recordings: content.recordings.map(({ violations: _, events, ...recording }) => ({
      ...recording,
      events: events.map(eventWithout),
    })),
  };
}

function eventWithout({ violations: _, tags, ...event }: RecordedEvent): object {
  const requestsOf = (all: RecordedEvent['tags'][number]['requests']): readonly object[] =>
    all.map(({ violations: __, ...request }) => request);
  return { ...event, tags: tags.map(({ requests, ...tag }) => ({ ...tag, requests: requestsOf(requests) })) };
}

function expiry(
  file: string,
  content: RecordingFileContent | undefined,
  expires: number,
  now: number,
): Notice | undefined {
  const oldest = Math.min(...(content?.recordings ?? []).map(({ receivedAt }) => Date.parse(receivedAt)));
  if (!(oldest + expires < now)) return undefined;
  const day = new Date(oldest).toISOString().slice(0, 10);
  const message = `is of ${day}, older than the ${inWords(expires)} it may be: set the scenario's now: to a later day, run sgtm test --update and read what changes`;
  return { kind: 'expired_recording', file, message };
}

function differsMessage(count: number): string {
  const places =
    count === 1 ? 'one place' : `${count >= mostDifferences ? `${mostDifferences} places or more` : `${count} places`}`;
  return `what came of it differs in ${places}: mend the change or, where it is wanted, run sgtm test --update and read it`;
}
