import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Violation } from '../../../src/contracts/violation.ts';
import { paletteFor, plain } from '../../../src/workbench/palette.ts';
import { reportGithub } from '../../../src/workbench/reporters/github.ts';
import { inert } from '../../../src/workbench/reporters/inert.ts';
import { reportJson } from '../../../src/workbench/reporters/json.ts';
import { reporters } from '../../../src/workbench/reporters/registry.ts';
import { reportText } from '../../../src/workbench/reporters/text.ts';
import { duration } from '../../../src/workbench/reporters/words.ts';
import { purchase, result, run, wholeRun } from './fixtures.ts';

const golden = (name: string): string => join(import.meta.dirname, '__golden__', `${name}.txt`);
const context = { palette: plain, width: 100, cwd: '/repo' };

describe('a whole run', () => {
  it.each(['text', 'json', 'junit', 'github'] as const)('as %s', async (name) => {
    await expect(reporters[name](wholeRun, context)).toMatchFileSnapshot(golden(`run.${name}`));
  });

  it('as text, narrow', async () => {
    await expect(reporters.text(wholeRun, { ...context, width: 60 })).toMatchFileSnapshot(golden('run.text.60'));
  });

  it('as text, coloured, and all of it', async () => {
    const palette = paletteFor({ isTTY: true }, {});
    const text = reportText(wholeRun, { palette, width: 100, all: true });
    await expect(text).toMatchFileSnapshot(golden('run.text.all.coloured'));
  });
});

describe('text', () => {
  it('is short where all is well', () => {
    const recordings = [purchase('1', 'none')];
    const all = run([result({ recordings }), result({ name: 'a lead', file: 'contracts/lead.scenario.yaml' })]);
    expect(reportText(all, context)).toBe(`✓ contracts/scenarios/purchase.scenario.yaml  1 scenario  12 ms
✓ contracts/lead.scenario.yaml  1 scenario  12 ms

scenarios  2 passed
requests   2 checked against 2 contracts
time       412 ms
`);
  });

  it('says so where nothing ran', () => {
    const notices = [
      { kind: 'no_scenarios' as const, file: 'contracts', message: 'no *.scenario.yaml in it: write one' },
    ];
    expect(reportText(run([], { notices }), context)).toBe(`1 notice
  ! contracts: no *.scenario.yaml in it: write one

scenarios  none
requests   none
time       412 ms
`);
  });
});

describe('a line', () => {
  it.each([
    ['::error::x', '\\u003a:error::x'],
    ['  ::add-mask::x', '  \\u003a:add-mask::x'],
    ['a ::error::x', 'a ::error::x'],
    ['a ##vso[task.complete]', 'a #\\u0023vso[task.complete]'],
    ['##teamcity[x] ##[error]y', '#\\u0023teamcity[x] #\\u0023[error]y'],
    ['## 1', '## 1'],
  ])('%j is no command to a CI server', (line, shown) => {
    expect(inert(line)).toBe(shown);
  });
});

describe('github', () => {
  it('escapes what would end a property, a command or a line', () => {
    const odd = result({
      name: 'a, b: 100%\r\nc',
      file: 'odd,name:1%.scenario.yaml',
      status: 'failed',
      failures: [
        { line: 7, kind: 'tag_status', tag: 'T', event: 'e', expected: 'fired', actual: 'failed', reason: '5%\n' },
      ],
    });
    expect(reportGithub(run([odd]), { cwd: '/repo' })).toBe(`::group::sgtm test: 1 of 1 scenario failed
✗ a, b: 100%\\u000d\\u000ac (odd,name:1%.scenario.yaml:2)
scenarios: 1 failed, 0 passed of 1
requests: none
time: 412 ms
::endgroup::
::error file=/repo/odd%2Cname%3A1%25.scenario.yaml,line=7,title=a%2C b%3A 100%25\\u000d\\u000ac%3A T failed for e::expected  that it fires for e%0Abecause   5%25\\u000a
`);
  });
});

describe('json', () => {
  it('has the recordings where they are asked for, persons and credentials hidden', () => {
    const text = reportJson(run([result({ recordings: [purchase('1', 'none')] })]), { recordings: true });
    const { results } = JSON.parse(text) as { results: { recordings: { request: object }[] }[] };
    expect(results[0]?.recordings[0]?.request).toEqual({
      method: 'POST',
      path: '/mp/collect',
      query: { api_secret: '<redacted>' },
      headers: { 'content-type': 'application/json', 'user-agent': 'relay/1.0' },
      body: {
        client_id: '1849235714.1795275000',
        user_data: { email_address: '<redacted email>', phone_number: '<redacted phone>' },
        events: [
          { name: 'purchase', params: { transaction_id: 'TEST-001', value: 99.99, currency: 'USD', note: 'none' } },
        ],
      },
      remoteAddress: '<redacted>',
    });
  });
});

it('no report tells who somebody is', () => {
  const violation: Violation = {
    contract: 'acme/orders',
    severity: 'error',
    path: '/email/jane@example.com',
    rule: 'x',
    message: 'jane@example.com must not stand here',
    actual: 'jane@example.com',
    help: 'ask jane@example.com',
  };
  const where = {
    send: 0,
    event: 'jane@example.com',
    tag: 'jane@example.com',
    request: { platform: 'acme', method: 'GET', url: 'https://acme.example/?em=jane%40example.com&ph=%2B12025550143' },
  };
  const name = { path: '/user_data/address/first_name', kind: 'different' as const, expected: 'Jane', actual: 'Jayne' };
  const hashed = {
    path: '/user_data/ph',
    kind: 'different' as const,
    expected: { $hash_of: '12025550143' },
    actual: null,
    rule: 'must be the SHA-256 of 12025550143',
  };
  const personal = run(
    [
      result({
        name: 'for jane@example.com',
        with: { email: 'jane@example.com' },
        status: 'failed',
        warnings: [{ violation: { ...violation, severity: 'warning' }, where }],
        failures: [
          { line: 1, kind: 'violation', violation, where },
          { line: 2, kind: 'response', differences: [name, hashed] },
          {
            line: 3,
            kind: 'request_unmatched',
            expected: { user_data: { fn: 'Jane' } },
            nearest: [{ where, differences: [name] }],
          },
          {
            line: 4,
            kind: 'violation_missing',
            expected: { message: 'jane@example.com' },
            found: [{ violation, where }],
          },
          {
            line: 5,
            kind: 'request_count',
            what: 'requests to jane@example.com',
            expected: 1,
            actual: 2,
            requests: [where],
          },
          {
            line: 6,
            kind: 'tag_status',
            tag: 'T',
            event: 'e',
            expected: 'fired',
            actual: 'failed',
            reason: 'jane@example.com',
          },
          {
            line: 7,
            kind: 'recording',
            file: 'r.json',
            problem: 'differs',
            message: 'jane@example.com',
            differences: [name],
          },
        ],
        recordings: [purchase('1', 'Jane.Doe@example.com')],
      }),
    ],
    {
      notices: [{ kind: 'unused_recording', file: 'r.json', message: 'jane@example.com' }],
      updated: [{ file: 'r.json', created: false, differences: [name] }],
    },
  );
  const found = Object.entries(reporters).map(([reporter, report]) => [
    reporter,
    report(personal, context).match(/.*(jane|jayne|doe|555.?0143|203\.0\.113).*/gi),
  ]);
  expect(found).toEqual([
    ['text', null],
    ['json', null],
    ['junit', null],
    ['github', null],
    ['html', null],
  ]);
});

it.each([
  [0, '0 ms'],
  [999.4, '999 ms'],
  [999.6, '1.00 s'],
  [59_994, '59.99 s'],
  [59_996, '1 min 0 s'],
  [125_000, '2 min 5 s'],
])('%d milliseconds are %s', (ms, words) => {
  expect(duration(ms)).toBe(words);
});
