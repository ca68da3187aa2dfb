import { type FailurePart, failureView } from '../../failure-view.ts';
import type { Failure } from '../../test-run.ts';
import { valueText } from '../../value-text.ts';
import type { Fact, ViolationView } from '../../violation-view.ts';
import { differencesTable } from './differences.ts';
import { html, type Markup } from './markup.ts';

/** Why a scenario failed. */
export function failureMarkup(failure: Failure, file: string): Markup {
  const { title, facts, parts, help } = failureView(failure);
  return html`<div class="failure"><h4>✗ ${title}</h4>
<p class="muted"><code>${file}:${failure.line}</code></p>${factsMarkup(facts)}${parts.map(partMarkup)}${
    help === undefined ? undefined : html`<p>→ ${help}</p>`
  }</div>
`;
}

/** A violation: what is wrong, and what there is to know of it. */
export function violationMarkup({ severity, contract, place, message, facts }: ViolationView): Markup {
  return html`<div class="violation ${severity}"><strong>${severity}</strong> ${contract} <code>${place}</code>: ${message}${factsMarkup(facts)}</div>
`;
}

function factsMarkup(facts: readonly Fact[]): Markup | undefined {
  if (facts.length === 0) return undefined;
  return html`<dl class="facts">${facts.map(({ label, text }) => html`<dt>${label}</dt><dd>${linked(text)}</dd>`)}</dl>`;
}

/** A page of a platform can be gone to; a URL of an outgoing request stands behind its method and cannot. */
function linked(text: string): Markup {
  return /^https:\/\/[^\s<>"'\\]+$/.test(text)
    ? html`<a href="${text}" rel="noreferrer noopener">${text}</a>`
    : html`${text}`;
}

function partMarkup(part: FailurePart): Markup {
  switch (part.kind) {
    case 'value': {
      const text = valueText(part.value, { line: 80, longest: 500 });
      const body = html`<pre class="body">${text}</pre>`;
      // What came says more than all that was expected.
      return text.split('\n').length > 12
        ? html`<details class="rest"><summary>${part.label}</summary>${body}</details>`
        : html`<h5>${part.label}</h5>${body}`;
    }
    case 'differences':
      return differencesTable(part.differences);
    case 'near_miss':
      return part.closest
        ? html`<h5>${part.heading}</h5>${nearMissMarkup(part)}`
        : html`<details class="rest"><summary>${part.heading}</summary>${nearMissMarkup(part)}</details>`;
    case 'list':
      return html`<h5>${part.heading}</h5><ul>${part.items.map((item) => html`<li>${item}</li>`)}</ul>`;
    default:
      return part satisfies never;
  }
}

function nearMissMarkup({ request, console, differences }: Extract<FailurePart, { kind: 'near_miss' }>): Markup {
  return html`${request === undefined ? undefined : html`<p class="muted"><code>${request}</code></p>`}${console.map((line) => html`<p class="warn">${line}</p>`)}${
    differences.length === 0 ? undefined : differencesTable(differences)
  }`;
}
