import type { DestinationView, OutboxStatus } from '../delivery/control/outbox-control.ts';
import { displayWidth } from '../text/display-width.ts';
import { shortened } from '../text/printable.ts';
import type { Palette } from '../workbench/palette.ts';

const longestName = 100;
const longestWords = 120;

/** How an outbox stands, for people: a line for the whole, and one for each destination. */
export function printOutboxStatus(status: OutboxStatus, palette: Palette): string {
  const { running, bytes, most, setAside, destinations } = status;
  const head = [
    running ? 'delivering' : 'at rest: no server delivers from it',
    `${megabytes(bytes)} of ${megabytes(most)} MB`,
    ...(setAside > 0 ? [palette.bad(`${setAside} ${setAside === 1 ? 'event' : 'events'} set aside: unreadable`)] : []),
  ].join(', ');
  if (destinations.length === 0) return `${head}\nno destination yet: nothing came in\n`;
  const [titles = '', ...lines] = table([
    ['destination', 'behind', 'waiting', 'dead', 'oldest', 'breaker', ''],
    ...destinations.map(cells),
  ]);
  const coloured = lines.map((line, index) => (destinations[index]?.paused === undefined ? line : palette.warn(line)));
  return `${[head, '', palette.faint(titles), ...coloured].join('\n')}\n`;
}

function cells(one: DestinationView): readonly string[] {
  const words = one.paused === undefined ? (one.lastError?.message ?? '') : `PAUSED: ${one.paused}`;
  return [
    shortened(one.name, longestName),
    String(one.behind),
    String(one.waiting),
    String(one.dead),
    age(one.oldestSeconds),
    one.breaker ?? '–',
    shortened(words, longestWords),
  ];
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
