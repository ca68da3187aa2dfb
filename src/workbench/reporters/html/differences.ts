import type { Piece } from '../../changes.ts';
import type { Difference } from '../../difference.ts';
import { type DifferenceView, differenceView } from '../../difference-view.ts';
import { html, type Markup } from './markup.ts';

/** How to show differences on a page. */
export interface DifferencesOptions {
  /** How many; 100 unless given. */
  readonly most?: number;
  /** Whether an update made them. */
  readonly update?: boolean;
}

/** Differences as a table: the path above, expected and actual next to each other. */
export function differencesTable(
  differences: readonly Difference[],
  { most = 100, update = false }: DifferencesOptions = {},
): Markup {
  const [left, right] = update ? ['before', 'now'] : ['expected', 'actual'];
  const views = differences.slice(0, most).map((one) => differenceView(one, { line: 60, budget: 2000, update }));
  const more = differences.length - views.length;
  return html`<table class="differences"><thead><tr><th scope="col">${left}</th><th scope="col">${right}</th></tr></thead><tbody>
${views.map((view, index) => [partRow(view.part, views[index - 1]?.part), rows(view, left, right)])}</tbody></table>${more > 0 ? html`<p class="muted">and ${more} more</p>` : undefined}`;
}

/** What the differences below are in, where that changes. */
function partRow(part: string | undefined, before: string | undefined): Markup | undefined {
  return part === undefined || part === before
    ? undefined
    : html`<tr class="part"><th colspan="2" scope="rowgroup">${part}</th></tr>\n`;
}

function rows(view: DifferenceView, left: string | undefined, right: string | undefined): Markup {
  const { path, kind, word, note, expected, actual } = view;
  return html`<tr class="path"><td colspan="2"><code>${path}</code> <span class="warn">${word}${note === undefined ? '' : `: ${note}`}</span></td></tr>
<tr><td class="expected${kind === 'unexpected' ? ' nothing' : ''}" data-label="${left}"><pre>${expected.map(marked)}</pre></td><td class="actual${kind === 'missing' ? ' nothing' : ''}" data-label="${right}"><pre>${actual.map(marked)}</pre></td></tr>
`;
}

function marked({ text, changed }: Piece): Markup {
  return changed ? html`<mark>${text}</mark>` : html`${text}`;
}
