import type { DeliveryPage, DeliveryView } from '../delivery/control/outbox-control.ts';
import type { PendingState } from '../delivery/outbox/outbox.ts';
import { shortened } from '../text/printable.ts';
import type { Palette } from '../workbench/palette.ts';

const longestName = 100;
const longestWords = 500;

/** Deliveries of a state, for people: of each what it is of, what was tried, and what the platform said. */
export function printDeliveries({ deliveries, next }: DeliveryPage, state: PendingState, palette: Palette): string {
  if (deliveries.length === 0) return state === 'dead' ? 'no dead letters\n' : 'nothing waits\n';
  const more = palette.faint('there are more: --limit shows them, --destination narrows them down');
  const all = deliveries.map((one) => paragraph(one, palette));
  return `${[...all, ...(next === undefined ? [] : [more])].join('\n\n')}\n`;
}

function paragraph(delivery: DeliveryView, palette: Palette): string {
  const { seq, state, attempts, at } = delivery;
  const tries = `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`;
  const when = state === 'dead' ? `died ${at}` : `again ${at}`;
  return [
    `${palette.strong(`#${seq}`)} ${shortened(delivery.destination, longestName)}  ${shortened(delivery.tag, longestName)}`,
    `   ${eventWords(delivery)}`,
    `   ${palette.bad(shortened(delivery.outcome, longestName))} after ${tries}, ${when}`,
    `   ${shortened(delivery.message, longestWords)}`,
  ].join('\n');
}

function eventWords({ event }: DeliveryView): string {
  if (event === null) return 'an event that cannot be read';
  const { name, id, receivedAt } = event;
  return `${shortened(name, longestName)} ${shortened(id, longestName)}, received ${receivedAt}`;
}
