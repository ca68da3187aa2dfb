import { createHash } from 'node:crypto';
import { hidden } from '../../contracts/actual.ts';
import { shortened } from '../../text/printable.ts';
import type { TestRun } from '../test-run.ts';
import { violationView } from '../violation-view.ts';
import { differencesTable } from './html/differences.ts';
import { violationMarkup } from './html/failure.ts';
import { html, Markup } from './html/markup.ts';
import { platformsOf, scenarioMarkup } from './html/scenario.ts';
import { script } from './html/script.ts';
import { style } from './html/style.ts';
import { byFile, foldWarnings, type Summary, summarise } from './summary.ts';
import { counted, summaryFacts } from './words.ts';

/** What scenarios led to takes this much of the page, in characters; those that failed come first. */
const room = { failed: 16_000_000, passed: 6_000_000 };

/**
 * A run as one page that needs nothing else: no request leaves it, and its policy lets none; nothing but its own script
 * runs. It reads without a script too. Persons and credentials are hidden, long values cut.
 * Source: https://www.w3.org/TR/CSP3/
 */
export function reportHtml(run: TestRun): string {
  const summary = summarise(run);
  const policy = [
    "default-src 'none'",
    `script-src ${digest(script)}`,
    `style-src ${digest(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const verdict = summary.failed > 0 ? `${summary.failed} failed` : summary.passed > 0 ? 'passed' : 'nothing ran';
  const name = shortened(hidden(run.container), 100);
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${verdict}: ${name}</title>
<link rel="icon" href="${icon(summary)}">
<style>${new Markup(style)}</style></head><body>
<header><h1>${name}: <span class="${summary.failed > 0 ? 'bad' : 'good'}">${verdict}</span></h1>
<p class="muted">sgtm test, <time datetime="${run.startedAt}">${run.startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}</time></p>
<dl class="figures">${summaryFacts(run, summary).map(({ label, text }) => html`<div><dt>${label}</dt><dd>${text}</dd></div>`)}</dl></header>
<main>${filters(run, summary)}
${scenarios(run)}${notices(run)}${updated(run)}${warnings(run)}</main>
${new Markup(`<script>${script}</script>`)}</body></html>
`.text;
}

function digest(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** A dot in the tab: red where something failed. */
function icon({ failed }: Summary): string {
  const colour = failed > 0 ? '%23d1242f' : '%231a7f37';
  return `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='8' cy='8' r='7' fill='${colour}'/%3E%3C/svg%3E`;
}

function filters({ results }: TestRun, { passed, failed, skipped }: Summary): Markup {
  const statuses: readonly (readonly [string, string, number])[] = [
    ['', 'all', results.length],
    ['failed', 'failed', failed],
    ['passed', 'passed', passed],
    ['skipped', 'skipped', skipped],
  ];
  const platforms = [...new Set(results.flatMap(platformsOf))].toSorted();
  // Only the script can filter, so only it shows the form.
  return html`<form hidden><fieldset aria-label="status">${statuses.map(
    ([value, label, count], index) =>
      html`<label><input type="radio" name="status" value="${value}"${index === 0 ? html` checked` : undefined}><span>${label} ${count}</span></label>`,
  )}</fieldset>
<select name="platform" aria-label="platform"><option value="">every platform</option>${platforms.map((platform) => html`<option>${platform}</option>`)}</select>
<input type="search" name="text" placeholder="search (press /)" aria-label="name, file, tag or failure">
<button type="button" id="open">open all</button><button type="button" id="close">close all</button>
<output id="shown" class="muted" aria-live="polite"></output></form>`;
}

function scenarios(run: TestRun): Markup {
  if (run.results.length === 0) return html`<p>There were no scenarios.</p>`;
  const left = { ...room };
  let count = 0;
  return html`${byFile(run).map(
    ({ file, results }) => html`<section class="file"><h3>${shortened(file, 300)}</h3>
${results.map((result) => scenarioMarkup(result, `s${++count}`, left))}</section>
`,
  )}`;
}

function notices({ notices: all }: TestRun): Markup | undefined {
  if (all.length === 0) return undefined;
  return html`<h2>${counted(all.length, 'notice')}</h2><ul>${all.map(
    ({ file, message }) => html`<li><code>${shortened(file, 300)}</code>: ${shortened(hidden(message), 500)}</li>`,
  )}</ul>`;
}

function updated({ updated: all }: TestRun): Markup | undefined {
  if (all.length === 0) return undefined;
  return html`<h2>${counted(all.length, 'golden recording')} written</h2>${all.map(
    ({ file, created, differences }) =>
      html`<h5>${shortened(file, 300)}${created ? ': new' : ''}</h5>${created ? undefined : differencesTable(differences, { update: true })}`,
  )}`;
}

function warnings(run: TestRun): Markup | undefined {
  const folded = foldWarnings(run);
  if (folded.length === 0) return undefined;
  return html`<h2>Warnings</h2><p class="muted">What platforms advise; they break nothing.</p>${folded.map(
    ({ contract, count, kinds }) =>
      html`<details><summary>${contract}: ${count}</summary>${kinds.map(({ count: times, first }) => {
        return html`${violationMarkup(violationView(first))}${times > 1 ? html`<p class="muted">${times} times</p>` : undefined}`;
      })}</details>`,
  )}`;
}
