import { failureView } from '../../failure-view.ts';
import type { ScenarioResult } from '../../test-run.ts';
import { violationView } from '../../violation-view.ts';
import { counted, duration, scenarioName } from '../words.ts';
import { failureMarkup, violationMarkup } from './failure.ts';
import { html, type Markup } from './markup.ts';
import { recordingMarkup } from './recording.ts';

/** How much room the page has left for what scenarios led to, in characters. */
export interface Room {
  failed: number;
  passed: number;
}

const marks = { passed: ['good', '✓'], failed: ['bad', '✗'], skipped: ['muted', '-'] } as const;

/** A scenario: its name and why it failed; opened, all there is to know. `id` is its place on the page. */
export function scenarioMarkup(result: ScenarioResult, id: string, room: Room): Markup {
  const { file, line, status, durationMs, failures, warnings } = result;
  const platforms = platformsOf(result);
  const [colour, mark] = marks[status];
  const titles = failures.map((failure) => failureView(failure).title);
  const more = titles.length > 1 ? ` (and ${titles.length - 1} more)` : '';
  const name = scenarioName(result);
  const text = [name, file, ...titles, ...tagsOf(result)].join(' ').toLowerCase();
  return html`<details class="scenario ${status}" id="${id}" data-status="${status}" data-platforms="${platforms.join(' ')}" data-text="${text.slice(0, 4000)}"><summary><span class="${colour}">${mark}</span> ${name} <span class="muted">${duration(durationMs)}</span> ${platforms.map((platform) => html`<span class="chip">${platform}</span> `)}${
    warnings.length === 0 ? undefined : html`<span class="chip warn">${counted(warnings.length, 'warning')}</span>`
  }${titles.length === 0 ? undefined : html`<span class="why">${titles[0]}${more}</span>`}</summary><div class="inside">
<p class="muted"><code>${file}:${line}</code> <a href="#${id}">link</a></p>
${failures.map((failure) => failureMarkup(failure, file))}${warnings.slice(0, 50).map((warning) => violationMarkup(violationView(warning)))}${sends(result, room)}</div></details>
`;
}

function sends({ recordings, status }: ScenarioResult, room: Room): Markup {
  const side = status === 'failed' ? 'failed' : 'passed';
  if (recordings.length === 0) return html``;
  if (room[side] <= 0) {
    return html`<p class="muted">What it led to is left out: the page would be too large. Run its file alone to see it.</p>`;
  }
  const markup = html`${recordings.map(recordingMarkup)}`;
  room[side] -= markup.text.length;
  return markup;
}

/** The platforms a scenario sent to, or failed at, sorted. */
export function platformsOf({ recordings, failures }: ScenarioResult): readonly string[] {
  const sent = recordings.flatMap(({ events }) =>
    events.flatMap(({ tags }) => tags.flatMap(({ requests }) => requests.map(({ platform }) => platform))),
  );
  const failed = failures.flatMap((failure) =>
    failure.kind === 'violation' && failure.where.request !== undefined ? [failure.where.request.platform] : [],
  );
  return [...new Set([...sent, ...failed])].filter((name) => /^\w+$/.test(name)).toSorted();
}

function tagsOf({ recordings }: ScenarioResult): readonly string[] {
  const names = recordings.flatMap(({ events }) =>
    events.flatMap(({ tags }) => tags.filter(({ status }) => status === 'fired').map(({ name }) => name)),
  );
  return [...new Set(names)];
}
