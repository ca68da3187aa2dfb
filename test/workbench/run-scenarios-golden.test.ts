import { cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRecordingFile } from '../../src/recordings/recording-file.ts';
import type { Difference } from '../../src/workbench/difference.ts';
import type { TestRun } from '../../src/workbench/test-run.ts';
import { folderOf, purchase, runFolder } from './scenario-support.ts';

const person =
  '{ client_id: "1.2", user_data: { email_address: jane@corp.example }, events: [{ name: purchase, params: { transaction_id: T-10 } }] }';
const scenario = (send: string, recording = '../recordings/a.json'): string =>
  `name: a\nsend: ${send}\nexpect:\n  recording: ${recording}\n`;

/** What came of a run, but for the recordings. */
function outcome({ results, notices, updated }: TestRun): object {
  return { results: results.map(({ name, status, failures }) => ({ name, status, failures })), notices, updated };
}

const held = { results: [{ name: 'a', status: 'passed', failures: [] }], notices: [], updated: [] };

/** A folder with a golden recording of a scenario. */
async function goldenFolder(send: string): Promise<string> {
  const cwd = folderOf({ 'contracts/a.scenario.yaml': scenario(send) });
  expect(outcome(await runFolder(cwd, { update: true }))).toEqual({
    ...held,
    updated: [{ file: 'recordings/a.json', created: true, differences: [] }],
  });
  return cwd;
}

function edit(cwd: string, from: string | RegExp, to: string): void {
  const file = join(cwd, 'recordings/a.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
}

const orderChanged: readonly Difference[] = [
  {
    path: '/recordings/0/events/0/tags/0/requests/0/body/order',
    part: { name: 'Warehouse for purchase', path: '/requests/0/body/order' },
    kind: 'different',
    expected: 'T-09',
    actual: 'T-10',
  },
];

describe('a golden recording', () => {
  test('that is not there is a failure that says how to make one', async () => {
    const cwd = folderOf({ 'contracts/a.scenario.yaml': scenario(purchase) });
    expect(outcome(await runFolder(cwd))).toEqual({
      ...held,
      results: [
        {
          name: 'a',
          status: 'failed',
          failures: [
            {
              kind: 'recording',
              line: 4,
              file: 'recordings/a.json',
              problem: 'missing',
              message: 'there is no such recording: run sgtm test --update to write it, then read it',
              differences: [],
            },
          ],
        },
      ],
    });
  });

  test('is written by --update, names nobody, and holds from then on', async () => {
    const cwd = await goldenFolder(person);
    const text = readFileSync(join(cwd, 'recordings/a.json'), 'utf8');
    expect([text.includes('jane'), text.includes('@example.com')]).toEqual([false, true]);
    expect(outcome(await runFolder(cwd))).toEqual(held);
    const before = statSync(join(cwd, 'recordings/a.json')).mtimeMs;
    expect(outcome(await runFolder(cwd, { update: true }))).toEqual(held);
    expect(statSync(join(cwd, 'recordings/a.json')).mtimeMs).toBe(before);
  });

  test('may hold what came as it came, and is kept so', async () => {
    const cwd = await goldenFolder(person);
    const { results } = await runFolder(cwd);
    const asItCame = { version: 1, container: 'shop', recordings: results[0]?.recordings };
    writeFileSync(join(cwd, 'recordings/a.json'), JSON.stringify(asItCame));
    expect(outcome(await runFolder(cwd))).toEqual(held);
    edit(cwd, '"body":{"order":"T-10"}', '"body":{"order":"T-09"}');
    expect(outcome(await runFolder(cwd, { update: true }))).toEqual({
      ...held,
      updated: [{ file: 'recordings/a.json', created: false, differences: orderChanged }],
    });
    expect(await readRecordingFile(join(cwd, 'recordings/a.json'))).toEqual(asItCame);
  });

  test('that differs is told field by field, and is left alone', async () => {
    const cwd = await goldenFolder(purchase);
    edit(cwd, '"order": "T-10"', '"order": "T-09"');
    const text = readFileSync(join(cwd, 'recordings/a.json'), 'utf8');
    expect(outcome(await runFolder(cwd))).toEqual({
      ...held,
      results: [
        {
          name: 'a',
          status: 'failed',
          failures: [
            {
              kind: 'recording',
              line: 4,
              file: 'recordings/a.json',
              problem: 'differs',
              message:
                'what came of it differs in one place: mend the change or, where it is wanted, run sgtm test --update and read it',
              differences: orderChanged,
            },
          ],
        },
      ],
    });
    expect(readFileSync(join(cwd, 'recordings/a.json'), 'utf8')).toBe(text);
  });

  test('of a tag that came is one difference, not one for each tag after it', async () => {
    const cwd = await goldenFolder(purchase);
    const file = join(cwd, 'recordings/a.json');
    const content = JSON.parse(readFileSync(file, 'utf8'));
    const [gone] = content.recordings[0].events[0].tags.splice(1, 1);
    writeFileSync(file, JSON.stringify(content));
    delete gone.requests[0].violations;
    const { results } = await runFolder(cwd);
    expect(results[0]?.failures.map((failure) => 'differences' in failure && failure.differences)).toEqual([
      [
        {
          path: '/recordings/0/events/0/tags/1',
          part: { name: 'Orders for purchase', path: '' },
          kind: 'unexpected',
          expected: undefined,
          actual: gone,
        },
      ],
    ]);
  });

  test('holds whatever contracts say of it, which --update writes down', async () => {
    const cwd = folderOf({
      'contracts/a.scenario.yaml': scenario(
        '{ client_id: "1", events: [{ name: purchase, params: { transaction_id: T } }] }',
      ),
    });
    await runFolder(cwd, { update: true });
    edit(cwd, /"message": "transaction_id must[^"]*"/, '"message": "in other words"');
    expect(outcome(await runFolder(cwd))).toEqual(held);
    expect(outcome(await runFolder(cwd, { update: true }))).toEqual({
      ...held,
      updated: [
        {
          file: 'recordings/a.json',
          created: false,
          differences: [
            {
              path: '/recordings/0/events/0/violations/0/message',
              part: { name: 'event purchase', path: '/violations/0/message' },
              kind: 'different',
              expected: 'in other words',
              actual: 'transaction_id must have at least 4 characters',
            },
          ],
        },
      ],
    });
  });

  test('of several sends has a recording for each', async () => {
    const cwd = await goldenFolder(`[${purchase}, { client_id: "3", events: [{ name: page_view }] }]`);
    const { recordings } = await readRecordingFile(join(cwd, 'recordings/a.json'));
    expect(recordings.map(({ events }) => events.map(({ data }) => data['event_name']))).toEqual([
      ['purchase'],
      ['page_view'],
    ]);
  });

  test.each([
    [
      'no JSON',
      '{',
      'is not JSON: line 1, column 2: expected a key in double quotes or "}", found the end of the text; restore it from version control or record it again',
    ],
    [
      'no recordings',
      '{}',
      'is no file of recordings: /version: Invalid input: expected 1; /container: Invalid input: expected string, received undefined; /recordings: Invalid input: expected array, received undefined; record it again, or correct it by hand',
    ],
  ])('that is %s is said so, and not written over', async (_, text, message) => {
    const cwd = folderOf({ 'contracts/a.scenario.yaml': scenario(purchase), 'recordings/a.json': text });
    const failures = [
      { kind: 'recording', line: 4, file: 'recordings/a.json', problem: 'unreadable', message, differences: [] },
    ];
    const failed = { ...held, results: [{ name: 'a', status: 'failed', failures }] };
    expect([outcome(await runFolder(cwd)), outcome(await runFolder(cwd, { update: true }))]).toEqual([failed, failed]);
    expect(readFileSync(join(cwd, 'recordings/a.json'), 'utf8')).toBe(text);
  });

  test('can be of one scenario alone, unless the same comes of both', async () => {
    const other = (id: string): string =>
      `  - { name: s${id}, send: { client_id: "${id}", events: [] }, expect: { response: { status: 400 }, violations: [{ severity: error }], recording: ../recordings/a.json } }\n`;
    const cwd = folderOf({ 'contracts/a.scenario.yaml': `scenarios:\n${other('1')}${other('1')}${other('2')}` });
    const { results, updated } = await runFolder(cwd, { update: true });
    expect(updated).toEqual([{ file: 'recordings/a.json', created: true, differences: [] }]);
    expect(results.map(({ failures }) => failures.map((failure) => 'message' in failure && failure.message))).toEqual([
      [],
      [],
      [
        'the scenario at contracts/a.scenario.yaml:3 has this recording too, and something else comes of it: give each its own',
      ],
    ]);
  });
});

describe('what is worth knowing', () => {
  test('a golden past its date', async () => {
    const files = {
      'contracts/a.scenario.yaml': scenario(purchase, '{ file: ../recordings/a.json, expires: 30d }'),
      'contracts/b.scenario.yaml': scenario(purchase, '{ file: ../recordings/b.json, expires: 90d }'),
    };
    const cwd = folderOf(files);
    await runFolder(cwd, { update: true });
    const { notices } = await runFolder(cwd);
    expect(notices).toEqual([
      {
        kind: 'expired_recording',
        file: 'recordings/a.json',
        message:
          "is of 2026-11-21, older than the 30 days it may be: set the scenario's now: to a later day, run sgtm test --update and read what changes",
      },
    ]);
  });

  test("recordings no scenario uses, but for folders that are somebody's own", async () => {
    const cwd = await goldenFolder(purchase);
    const recordings = join(cwd, 'recordings');
    for (const folder of ['mine', 'deep']) mkdirSync(join(recordings, folder));
    for (const path of ['b.json', 'notes.txt', 'mine/c.json', 'deep/d.json', 'deep/e.json']) {
      cpSync(join(recordings, 'a.json'), join(recordings, path));
    }
    writeFileSync(join(cwd, 'contracts/d.scenario.yaml'), scenario(purchase, '../recordings/deep/d.json'));
    const message = 'no scenario uses it: name it under recording: in one, or remove it';
    expect((await runFolder(cwd, { recordings })).notices).toEqual([
      { kind: 'unused_recording', file: 'recordings/b.json', message },
      { kind: 'unused_recording', file: 'recordings/deep/e.json', message },
    ]);
    expect((await runFolder(cwd)).notices).toEqual([]);
    expect((await runFolder(cwd, { recordings: join(cwd, 'nowhere') })).notices).toEqual([]);
  });
});
