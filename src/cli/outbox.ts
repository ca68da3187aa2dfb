import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { DeliveryView, OutboxControl, OutboxStatus } from '../delivery/control/outbox-control.ts';
import type { PendingFilter, PendingState } from '../delivery/outbox/outbox.ts';
import { displayWidth } from '../text/display-width.ts';
import { type Palette, paletteFor } from '../workbench/palette.ts';
import type { Io } from './io.ts';
import { openOutboxControl } from './open-outbox.ts';
import { atLeastOne, count, serverUrl } from './options.ts';
import { defaultOutbox } from './outbox-file.ts';
import type { Outcome } from './outcome.ts';
import { UserError } from './user-error.ts';

/** Which outbox, and how to print. */
interface OutboxOptions {
  readonly outbox: string;
  readonly url?: string;
  readonly format: 'text' | 'json';
}

/** Which deliveries. */
interface FilterOptions extends OutboxOptions {
  readonly destination?: string;
  readonly tag?: string;
  readonly outcome?: string;
  readonly seq?: number;
  readonly all?: boolean;
}

/** `sgtm outbox`: what waits to be delivered, by destination; of a running server or of the file of one that is not. */
export function addOutbox(program: Command, io: Io, outcome: Outcome): void {
  const outbox = program
    .command('outbox')
    .description(
      'the queue of serve --live: how each destination stands, what is dead and why; replay, pause, resume, purge',
    )
    .addHelpText(
      'after',
      `
Examples:
  sgtm outbox status
  sgtm outbox dead --destination meta/1248630053164112
  sgtm outbox replay --destination meta/1248630053164112
  sgtm outbox pause meta/1248630053164112 --reason 'token is being rotated'

A running server is asked over HTTP (SGTM_CONTROL_TOKEN must be the server's); the file of one that has stopped is opened.`,
    );
  const add = (name: string, description: string): Command =>
    outbox
      .command(name)
      .description(description)
      .option('--outbox <file>', 'the file', defaultOutbox)
      .option('--url <url>', 'the running server (default: http://127.0.0.1:8080, where the file is in use)', serverUrl)
      .addOption(
        new Option('--format <format>', 'text for people, json for programs').choices(['text', 'json']).default('text'),
      );
  const filtered = (command: Command): Command =>
    command
      .option('--destination <name>', 'only of this destination, such as meta/1248630053164112')
      .option('--tag <name>', 'only of this tag')
      .option('--outcome <class>', 'only those that ended so, such as invalid or too_old')
      .option('--seq <number>', 'only of this event', count);
  const act = <T extends OutboxOptions>(
    options: T,
    work: (control: OutboxControl, palette: Palette) => Promise<void>,
  ): Promise<void> => withControl(io, options, (control) => work(control, paletteFor(io.stdout, io.env)));
  const say = (options: OutboxOptions, data: object, text: string): void =>
    void io.stdout.write(options.format === 'json' ? `${JSON.stringify(data, null, 2)}\n` : text);

  add('status', 'how each destination stands').action((options: OutboxOptions) =>
    act(options, async (control, palette) => {
      const status = await control.status();
      say(options, status, printStatus(status, palette));
      outcome.exitCode = status.destinations.some(({ paused }) => paused !== undefined) ? 1 : 0;
    }),
  );
  for (const [name, state, description] of [
    ['dead', 'dead', 'dead letters, with what the platform said'],
    ['list', 'waiting', 'deliveries that wait for another try'],
  ] as const) {
    filtered(add(name, description))
      .option('--limit <number>', 'at most so many', atLeastOne, 50)
      .action((options: FilterOptions & { limit: number }) =>
        act(options, async (control, palette) => {
          const page = await control.list(filterOf(options, state), options.limit);
          say(options, page, printDeliveries(page.deliveries, page.next !== undefined, state, palette));
        }),
      );
  }
  filtered(add('replay', 'make dead letters wait again: each is sent once more'))
    .option('--all', 'of every destination')
    .action((options: FilterOptions) =>
      act(options, async (control) => {
        const { state: _, ...filter } = filterOf(options, 'dead');
        refuseNothing(options, 'replay');
        const replayed = await control.replay(filter);
        say(options, { replayed }, `${deliveries(replayed)} to be sent again\n`);
      }),
    );
  filtered(add('purge', 'remove deliveries for good'))
    .option('--all', 'of every destination')
    .option('--waiting', 'those that wait, not the dead')
    .option('--yes', 'do not ask')
    .action((options: FilterOptions & { waiting?: boolean; yes?: boolean }) =>
      act(options, async (control) => {
        refuseNothing(options, 'purge');
        const filter = filterOf(options, options.waiting === true ? 'waiting' : 'dead');
        if (options.yes !== true) throw new UserError(await warning(control, filter));
        const purged = await control.purge(filter);
        say(options, { purged }, `${deliveries(purged)} removed\n`);
      }),
    );
  add('pause', 'stop sending to a destination; what comes in for it is kept')
    .argument('<destination>')
    .option('--reason <text>', 'why', 'paused by an operator')
    .action((destination: string, options: OutboxOptions & { reason: string }) =>
      act(options, async (control) => {
        if (!(await control.pause(destination, options.reason))) throw noDestination(destination);
        say(options, { paused: destination }, `${destination} is paused\n`);
      }),
    );
  add('resume', 'go on sending to a destination')
    .argument('<destination>')
    .action((destination: string, options: OutboxOptions) =>
      act(options, async (control) => {
        if (!(await control.resume(destination))) throw noDestination(destination);
        say(options, { resumed: destination }, `${destination} goes on\n`);
      }),
    );
}

async function withControl(
  io: Io,
  options: OutboxOptions,
  work: (control: OutboxControl) => Promise<void>,
): Promise<void> {
  const file = resolve(io.cwd, options.outbox);
  if (options.url === undefined && !existsSync(file)) {
    throw new UserError(
      `${options.outbox} is not there: name the file with --outbox, or the running server with --url http://127.0.0.1:8080`,
    );
  }
  await using open = await openOutboxControl(io, file, options.url);
  await work(open.control);
}

function refuseNothing({ destination, tag, outcome, seq, all }: FilterOptions, what: string): void {
  if (all === true || [destination, tag, outcome, seq].some((one) => one !== undefined)) return;
  throw new UserError(`nothing says what to ${what}: give --destination, --tag, --outcome or --seq, or --all`);
}

async function warning(control: OutboxControl, filter: PendingFilter): Promise<string> {
  const { deliveries: found, next } = await control.list(filter, 1_000);
  const number = `${found.length}${next === undefined ? '' : ' and more'}`;
  return `this would remove ${number} ${filter.state} deliveries for good: add --yes if that is meant`;
}

function filterOf({ destination, tag, outcome, seq }: FilterOptions, state: PendingState): PendingFilter {
  return {
    state,
    ...(destination !== undefined && { destination }),
    ...(tag !== undefined && { tag }),
    ...(outcome !== undefined && { outcome }),
    ...(seq !== undefined && { seq }),
  };
}

function noDestination(name: string): UserError {
  return new UserError(`there is no destination ${name}: sgtm outbox status lists them`);
}

function deliveries(number: number): string {
  return `${number} ${number === 1 ? 'delivery' : 'deliveries'}`;
}

function printStatus(status: OutboxStatus, palette: Palette): string {
  const { running, bytes, most, setAside, destinations } = status;
  const room = `${megabytes(bytes)} of ${megabytes(most)} MB`;
  const head = `${running ? 'delivering' : 'at rest: no server delivers from it'}, ${room}${setAside > 0 ? `, ${palette.bad(`${setAside} events set aside: unreadable`)}` : ''}\n`;
  if (destinations.length === 0) return `${head}no destination yet: nothing came in\n`;
  const rows = destinations.map((one) => [
    one.name,
    String(one.behind),
    String(one.waiting),
    String(one.dead),
    age(one.oldestSeconds),
    one.breaker ?? '–',
    one.paused === undefined ? (one.lastError?.message ?? '') : `PAUSED: ${one.paused}`,
  ]);
  const lines = table([['destination', 'behind', 'waiting', 'dead', 'oldest', 'breaker', ''], ...rows]);
  return `${head}\n${palette.faint(lines[0] ?? '')}\n${lines
    .slice(1)
    .map((line, index) => `${destinations[index]?.paused === undefined ? line : palette.warn(line)}\n`)
    .join('')}`;
}

function printDeliveries(found: readonly DeliveryView[], more: boolean, state: PendingState, palette: Palette): string {
  if (found.length === 0) return state === 'dead' ? 'no dead letters\n' : 'nothing waits\n';
  const lines = found.map(({ seq, destination, tag, outcome, attempts, at, message, event }) => {
    const what =
      event === null ? 'an event that cannot be read' : `${event.name} ${event.id}, received ${event.receivedAt}`;
    const tries = `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`;
    const when = state === 'dead' ? `died ${at}` : `again ${at}`;
    return [
      `${palette.strong(`#${seq}`)} ${destination}  ${tag}`,
      `   ${what}`,
      `   ${palette.bad(outcome)} after ${tries}, ${when}`,
      `   ${message}`,
    ].join('\n');
  });
  return `${lines.join('\n\n')}\n${more ? palette.faint('\nthere are more: --limit shows them, --destination narrows them down\n') : ''}`;
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const space = ' '.repeat((widths[column] ?? 0) - displayWidth(cell));
        return column >= 1 && column <= 3 ? `${space}${cell}` : `${cell}${space}`;
      })
      .join('  ')
      .trimEnd(),
  );
}

function megabytes(bytes: number): string {
  return (bytes / 1024 ** 2).toFixed(1);
}

function age(seconds: number): string {
  if (seconds === 0) return '–';
  if (seconds < 120) return `${Math.floor(seconds)} s`;
  if (seconds < 7_200) return `${Math.floor(seconds / 60)} min`;
  return `${Math.floor(seconds / 3_600)} h`;
}
