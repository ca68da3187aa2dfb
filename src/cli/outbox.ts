import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { OutboxControl } from '../delivery/control/outbox-control.ts';
import type { PendingFilter, PendingState } from '../delivery/outbox/outbox.ts';
import { printable } from '../text/printable.ts';
import { type Palette, paletteFor } from '../workbench/palette.ts';
import type { Io } from './io.ts';
import { openOutboxControl } from './open-outbox.ts';
import { atLeastOne, count, serverUrl } from './options.ts';
import { defaultOutbox } from './outbox-file.ts';
import { waitForOutbox } from './outbox-wait.ts';
import type { Outcome } from './outcome.ts';
import { printDeliveries } from './print-deliveries.ts';
import { printOutboxStatus } from './print-outbox-status.ts';
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

/** How many deliveries are counted before they are many. */
const mostCounted = 1_000;

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

A running server is asked over HTTP (SGTM_CONTROL_TOKEN must be the server's); the file of one that has stopped is opened
(SGTM_OUTBOX_KEY must be the server's). status exits with 1 where a destination is paused, wait where something is still on its way at the end.`,
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
      say(options, status, printOutboxStatus(status, palette));
      outcome.exitCode = status.destinations.some(({ paused }) => paused !== undefined) ? 1 : 0;
    }),
  );
  add('wait', 'wait until nothing is on its way: all is delivered, dead, or held by a paused destination')
    .option('--timeout <seconds>', 'how long; then it exits with 1', atLeastOne, 60)
    .action((options: OutboxOptions & { timeout: number }) =>
      act(options, async (control, palette) => {
        const { done, status } = await waitForOutbox(control, options.timeout * 1000);
        const text = done ? 'nothing is on its way\n' : printOutboxStatus(status, palette);
        say(options, { done, ...status }, text);
        outcome.exitCode = done ? 0 : 1;
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
          say(options, page, printDeliveries(page, state, palette));
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
    .option('--yes', 'it is meant: without it nothing is removed, and it is said how many there are')
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
        say(options, { paused: destination }, `${printable(destination)} is paused\n`);
      }),
    );
  add('resume', 'go on sending to a destination')
    .argument('<destination>')
    .action((destination: string, options: OutboxOptions) =>
      act(options, async (control) => {
        if (!(await control.resume(destination))) throw noDestination(destination);
        say(options, { resumed: destination }, `${printable(destination)} goes on\n`);
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
      `${printable(options.outbox)} is not there: name the file with --outbox, or the running server with --url http://127.0.0.1:8080`,
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
  const { deliveries: found, next } = await control.list(filter, mostCounted);
  const many =
    found.length === 1 ? '1 delivery' : `${next === undefined ? '' : 'more than '}${found.length} deliveries`;
  const which = filter.state === 'dead' ? (found.length === 1 ? 'that is dead' : 'that are dead') : 'that wait';
  return `this would remove ${many} ${which} for good: add --yes if that is meant`;
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
  return new UserError(`there is no destination ${printable(name)}: sgtm outbox status lists them`);
}

function deliveries(number: number): string {
  return `${number} ${number === 1 ? 'delivery' : 'deliveries'}`;
}
