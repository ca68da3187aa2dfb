import type { Command } from 'commander';
import { simulators } from '../platforms/simulators.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { ListenError } from '../server/listen-error.ts';
import type { FaultChange } from '../server/vendors/control.ts';
import { type Fault, faultKinds } from '../server/vendors/faults.ts';
import type { ReceivedByPlatform } from '../server/vendors/received.ts';
import { type RunningVendors, startVendors } from '../server/vendors/start-vendors.ts';
import { type Palette, paletteFor } from '../workbench/palette.ts';
import type { Io } from './io.ts';
import { count, port } from './options.ts';
import type { Outcome } from './outcome.ts';
import { untilStopped } from './serving.ts';
import { UserError } from './user-error.ts';

interface VendorsOptions {
  readonly port: number;
  readonly seed?: number;
  readonly check: boolean;
}

/** `sgtm vendors`: local stand-ins for the platforms, for `--live --vendors` to send to. */
export function addVendors(program: Command, io: Io, outcome: Outcome): void {
  program
    .command('vendors')
    .description('stand-ins for the platforms, on one port of this machine: they check, count, and fail where told to')
    .option('-p, --port <port>', 'port to listen on; 0 for any free one', port, 9099)
    .option('--seed <number>', 'what chance draws from: the same seed and requests meet the same faults', count)
    .option('--no-check', 'take what breaks a contract, too: for measuring')
    .addHelpText('after', help)
    .action(async (options: VendorsOptions) => {
      const palette = paletteFor(io.stdout, io.env);
      const seed = options.seed ?? systemRuntime.integer(0, 2 ** 31);
      const print = (text: string): void => void io.stdout.write(`${text}\n`);
      const vendors = await start({ ...options, seed }, (change) => print(changeLine(change, palette)));
      // Asked for before anybody knows that it runs, so that no signal comes too early.
      const stopped = untilStopped();
      print(banner(vendors.url, seed, options.check, palette));
      await stopped;
      const received = vendors.received();
      await vendors.close();
      print(table(received));
      outcome.exitCode = 0;
    });
}

async function start(
  options: VendorsOptions & { readonly seed: number },
  onFault: (change: FaultChange) => void,
): Promise<RunningVendors> {
  try {
    return await startVendors({ ...options, onFault });
  } catch (error) {
    if (error instanceof ListenError) throw new UserError(error.message);
    throw error;
  }
}

const width = Math.max(...Object.keys(faultKinds).map((kind) => kind.length));

const help = `
Faults (POST /__vendors/faults; GET lists them, DELETE takes them back):
${Object.entries(faultKinds)
  .map(([kind, what]) => `  ${kind.padEnd(width)}  ${what}`)
  .join('\n')}

Examples:
  sgtm vendors
  sgtm serve --live --vendors http://127.0.0.1:9099
  curl http://127.0.0.1:9099/__vendors/received
  curl -d '{"platform":"meta","fault":"429","rate":0.1,"retryAfter":"7"}' http://127.0.0.1:9099/__vendors/faults`;

function banner(url: string, seed: number, check: boolean, palette: Palette): string {
  const { strong, faint } = palette;
  const names = [...simulators.keys()];
  const longest = Math.max(...names.map((name) => name.length));
  return [
    `${strong('sgtm vendors')}  stand-ins for ${names.length} platforms; nothing leaves this machine`,
    `listening on ${strong(url)}, seed ${seed}${check ? '' : ', nothing is checked'}`,
    ...Array.from(simulators, ([name, { hosts }]) => `  ${name.padEnd(longest)}  ${faint(hostWords(hosts))}`),
    faint(`send here:   sgtm serve --live --vendors ${url}`),
    faint(`what came:   curl ${url}/__vendors/received`),
    faint(
      `set a fault: curl -d '{"platform":"meta","fault":"429","rate":0.1,"retryAfter":"7"}' ${url}/__vendors/faults`,
    ),
    '',
  ].join('\n');
}

function hostWords(hosts: readonly string[]): string {
  return hosts.map((host) => (host === '*' ? 'any other host' : host)).join(', ');
}

function changeLine(change: FaultChange, palette: Palette): string {
  if ('set' in change) return palette.warn(`fault set: ${faultWords(change.set)}`);
  return palette.good(`faults taken back: ${change.cleared ?? 'all'}`);
}

function faultWords({ platform, fault, rate, retryAfter, count: most }: Fault): string {
  const limits = [
    `${Number((rate * 100).toPrecision(3))} % of requests`,
    ...(most === undefined ? [] : [`${most} times at most`]),
    ...(retryAfter === undefined ? [] : [`Retry-After: ${retryAfter}`]),
  ];
  return `${platform} ${fault}, ${limits.join(', ')}`;
}

/** What came, a line a platform that got anything. */
function table(received: ReceivedByPlatform): string {
  const rows = Object.entries(received)
    .filter(([, { requests }]) => requests > 0)
    .map(([name, { requests, events, duplicates, answers }]) => [
      name,
      ...[requests, events, duplicates].map(String),
      Object.entries(answers)
        .map(([status, times]) => `${status}: ${times}`)
        .join(', '),
    ]);
  if (rows.length === 0) return 'nothing came';
  const all = [['platform', 'requests', 'events', 'duplicates', 'answers'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => {
          const room = widths[column] ?? 0;
          return column === 0 ? cell.padEnd(room) : cell.padStart(room);
        })
        .join('  '),
    )
    .join('\n');
}
