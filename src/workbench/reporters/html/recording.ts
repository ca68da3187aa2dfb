import { hidden } from '../../../contracts/actual.ts';
import type { Violation } from '../../../contracts/violation.ts';
import type { RecordedEvent, RecordedOutgoingRequest, RecordedTag, Recording } from '../../../engine/recording.ts';
import { shortened } from '../../../text/printable.ts';
import { maskedText } from '../../masked.ts';
import { valueText } from '../../value-text.ts';
import { violationView } from '../../violation-view.ts';
import { url } from '../../where-words.ts';
import { counted } from '../words.ts';
import { violationMarkup } from './failure.ts';
import { html, type Markup } from './markup.ts';

/** A body longer than this is no longer read on a page. */
const longestBody = 20_000;

/** What one send led to: the request, its events, the tags and their requests. */
export function recordingMarkup(
  { request, response, client, reason, violations, events }: Recording,
  index: number,
): Markup {
  const status = response.status < 400 ? 'good' : 'bad';
  return html`<details class="send"><summary>send ${index + 1}: ${request.method} ${clean(request.path)} → <span class="${status}">${response.status}</span>${
    client === null ? undefined : html` <span class="muted">${clean(client)}</span>`
  }, ${counted(events.length, 'event')}</summary><div class="inside">
${reason === undefined ? undefined : html`<p class="bad">${clean(reason)}</p>`}${violations.map(violated)}${bodyMarkup(request.body)}
${events.map(eventMarkup)}</div></details>
`;
}

function eventMarkup({ data, violations, tags }: RecordedEvent): Markup {
  const told = tags.filter(({ status }) => status === 'fired' || status === 'failed');
  const rest = tags.filter(({ status }) => status !== 'fired' && status !== 'failed');
  const fired = told.filter(({ status }) => status === 'fired').length;
  return html`<h5>${clean(String(data['event_name']))}: ${fired} of ${counted(tags.length, 'tag')} fired</h5>
${violations.map(violated)}${told.map(tagMarkup)}${
  rest.length === 0
    ? undefined
    : html`<details class="rest"><summary class="muted">${counted(rest.length, 'tag')} did not fire</summary><ul>${rest.map(
        ({ name, reason }) => html`<li>${clean(name)} <span class="muted">${clean(reason)}</span></li>`,
      )}</ul></details>`
}`;
}

function tagMarkup({ name, status, reason, console, requests }: RecordedTag): Markup {
  const errors = requests.flatMap(({ violations }) => violations).filter(({ severity }) => severity === 'error').length;
  const mark = status === 'failed' ? html`<span class="bad">✗</span>` : html`<span class="good">✓</span>`;
  return html`<details class="tag"><summary>${mark} ${clean(name)} <span class="muted">${clean(reason)}</span>${
    errors === 0 ? undefined : html` <span class="chip bad">${counted(errors, 'error')}</span>`
  }</summary><div class="inside">${console.map((line) => html`<p class="warn">! ${clean(line)}</p>`)}${requests.map(requestMarkup)}</div></details>
`;
}

function requestMarkup({ method, url: address, headers, body, violations }: RecordedOutgoingRequest): Markup {
  return html`<p><code>${method} ${url(address)}</code></p>
${Object.entries(headers).map(([name, value]) => html`<p class="muted"><code>${clean(name)}: ${clean(maskedText(value, [name]))}</code></p>`)}${violations.map(violated)}${bodyMarkup(body)}`;
}

function bodyMarkup(body: unknown): Markup | undefined {
  if (body === null || body === '' || body === undefined) return undefined;
  const text = typeof body === 'string' ? maskedText(body) : valueText(body, { line: 60, longest: 1000 });
  const left = text.length - longestBody;
  return html`<pre class="body">${left > 0 ? text.slice(0, longestBody) : text}</pre>${
    left > 0 ? html`<p class="muted">cut: ${left} more characters</p>` : undefined
  }`;
}

function violated(violation: Violation): Markup {
  return violationMarkup(violationView({ violation }));
}

function clean(text: string): string {
  return shortened(hidden(text), 500);
}
