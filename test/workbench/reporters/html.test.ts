import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { html } from '../../../src/workbench/reporters/html/markup.ts';
import { reportHtml } from '../../../src/workbench/reporters/html.ts';
import type { Failure } from '../../../src/workbench/test-run.ts';
import { failures, purchase, result, run, wholeRun } from './fixtures.ts';

describe('html', () => {
  it('escapes whatever is put in, unless it is markup', () => {
    const hostile = `"><script>'&</script>\u202e\u0000\n`;
    expect(html`<p title="${hostile}">${[html`<b>${1}</b>`, 'a', undefined]}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;&#39;&amp;&lt;/script&gt;\\u202e\\u0000\n"><b>1</b>a</p>',
    );
  });
});

describe('the page', () => {
  it('shows a run', async () => {
    const shown: readonly Failure[] = ['tag-unknown', 'violation', 'response'].flatMap((name) => failures[name] ?? []);
    const page = reportHtml(
      run([
        result({ status: 'failed', with: { value: 1 }, failures: shown, recordings: [purchase('1', '<b>')] }),
        result({ name: 'a refund', status: 'skipped' }),
      ]),
    );
    const bare = page
      .replace(/<style>.*?<\/style>/s, '<style>…</style>')
      .replace(/<script>.*?<\/script>/s, '<script>…</script>');
    await expect(bare.replaceAll(/sha256-[\w+/=]+/g, 'sha256-…')).toMatchFileSnapshot(
      join(import.meta.dirname, '__golden__', 'run.html.txt'),
    );
  });

  it('holds no tag and no character that an event brought', () => {
    const page = reportHtml(wholeRun);
    const names = new Set([...page.matchAll(/<([a-z][a-z0-9]*)/g)].map(([, name]) => name));
    expect([...names].toSorted()).toEqual(
      'a body button code dd details div dl dt fieldset form h1 h2 h3 h4 h5 head header html input label li link main mark meta option output p pre script section select span strong style summary table tbody td th thead time title tr ul'.split(
        ' ',
      ),
    );
    expect(page.match(/[^\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u024f\u2013-\u2026\u2190-\u27ff\u3000-\u9fff]/gu)).toBe(
      null,
    );
    expect(page.match(/<script/g)).toEqual(['<script']);
  });

  it('cuts what nobody reads', () => {
    const megabyte = 'x'.repeat(1_000_000);
    const big = purchase('1', megabyte);
    const page = reportHtml(
      run([
        result({
          name: megabyte,
          status: 'failed',
          failures: [
            {
              line: 1,
              kind: 'response',
              differences: [{ path: '/body', kind: 'different', expected: megabyte, actual: { megabyte } }],
            },
          ],
          recordings: [{ ...big, request: { ...big.request, body: megabyte } }],
        }),
      ]),
    );
    expect([page.includes('x'.repeat(20_001)), page.length < 120_000]).toEqual([false, true]);
  });

  it('leaves out what passed scenarios led to where the page would be too large, and says so', () => {
    const recordings = Array.from({ length: 10 }, () => purchase('1', 'x'.repeat(900)));
    const [passed = '', failed = ''] = (['passed', 'failed'] as const).map((status) =>
      reportHtml(run(Array.from({ length: 150 }, () => result({ status, recordings })))),
    );
    const count = (page: string, text: string): number => page.split(text).length - 1;
    const note = 'What it led to is left out';
    const shown = count(passed, '<details class="send">') / 10;
    expect([count(failed, note), count(passed, note) + shown]).toEqual([0, 150]);
    expect([shown > 50, shown < 140]).toEqual([true, true]);
  });
});
