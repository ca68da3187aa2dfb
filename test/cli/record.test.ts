import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RecordingFileContent } from '../../src/recordings/recording-schema.ts';
import { type Running, sgtm, startSgtm } from '../support/cli.ts';
import { inProcess } from '../support/in-process.ts';
import { purchase, shop } from './support/shop.ts';

const running: Running[] = [];

afterEach(async () => {
  for (const one of running.splice(0)) {
    one.child.kill('SIGKILL');
    await one.finished;
  }
});

async function record(cwd: string, args: readonly string[]): Promise<Running & { url: string }> {
  const one = startSgtm(['record', '--port', '0', ...args], { cwd });
  running.push(one);
  const [, url = ''] = await one.printed(/(http:\/\/127\.0\.0\.1:\d+)/);
  return { ...one, url };
}

function send(url: string, body: string, session = 'default'): Promise<Response> {
  return fetch(`${url}/mp/collect`, { method: 'POST', headers: { 'x-sgtm-session': session }, body });
}

function saved(folder: string, file: string): RecordingFileContent {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as RecordingFileContent;
}

/** What was printed, with what differs from run to run written as a word. */
function still(text: string, url: string): string {
  return text.replaceAll(url, 'URL').replaceAll(/^\d\d:\d\d:\d\d/gm, 'TIME');
}

describe('sgtm record', () => {
  it('captures one session, ends after the count, and what it wrote replays exactly, naming nobody', async () => {
    const cwd = shop();
    const one = await record(cwd, ['-o', 'out/two.json', '--session', 'mine', '--count', '2']);
    await send(one.url, purchase(), 'other');
    await send(one.url, purchase({ value: 7 }), 'mine');
    await fetch(`${one.url}/nowhere?sgtm_session=mine`);
    await send(one.url, purchase({ value: 8 }), 'mine');
    const { code, stdout, stderr } = await one.finished;
    expect({ code, stderr, stdout: still(stdout, one.url) }).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "",
        "stdout": "sgtm-workbench  shop: recording to out/two.json (session mine), nothing leaves this machine
      listening on URL, ends after 2

      TIME purchase  2 of 2 tags fired
      TIME 400 GET /nowhere no client claimed GET /nowhere (GA4 Client: the path is none of /mp/collect, /g/collect)
      TIME purchase  2 of 2 tags fired
      wrote 3 recordings to out/two.json
      ",
      }
    `);
    const text = readFileSync(join(cwd, 'out/two.json'), 'utf8');
    expect(text.includes('jane.doe')).toBe(false);
    const { container, recordings } = saved(cwd, 'out/two.json');
    expect([container, recordings.map(({ session, events }) => [session, events[0]?.data['value']])]).toEqual([
      'shop',
      [
        ['mine', 7],
        ['mine', undefined],
        ['mine', 8],
      ],
    ]);
    expect(await inProcess(['replay', 'out/two.json'], { cwd })).toEqual({
      code: 0,
      stdout: '✓ out/two.json: 3 recordings, as recorded\n',
      stderr: '',
    });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('writes all it captured at %s, as it came where told so', async (signal) => {
    const cwd = shop({ 'kept.json': 'no recordings at all' });
    const one = await record(cwd, ['-o', 'kept.json', '--force', '--keep-personal-data']);
    const values = Array.from({ length: 20 }, (_, index) => index);
    await Promise.all(values.map((value) => send(one.url, purchase({ value }))));
    one.child.kill(signal);
    const { code, stdout, stderr } = await one.finished;
    expect([code, stderr, stdout.split('\n').at(-2)]).toEqual([0, '', 'wrote 20 recordings to kept.json']);
    const { recordings } = saved(cwd, 'kept.json');
    const captured = recordings.map(({ events }) => Number(events[0]?.data['value']));
    expect(captured.toSorted((a, b) => a - b)).toEqual(values);
    expect(recordings[0]?.request.body).toMatchObject({ user_data: { email_address: 'jane.doe@customer.test' } });
    expect(await inProcess(['replay', 'kept.json'], { cwd })).toEqual({
      code: 0,
      stdout: '✓ kept.json: 20 recordings, as recorded\n',
      stderr: '',
    });
  });

  it('says what is wrong, exit code 2, and leaves a file that is there alone', async () => {
    const cwd = shop({ 'there.json': 'mine', 'broken.yaml': 'name: shop\ntaggs: {}\n' });
    const results = [
      await inProcess(['record'], { cwd }),
      await inProcess(['record', '-o', 'there.json'], { cwd }),
      await inProcess(['record', '-o', 'new.json', '--count', '0'], { cwd }),
      ...(await Promise.all([
        sgtm(['record', '-o', 'new.json', '-c', 'broken.yaml'], { cwd }),
        sgtm(['record', '-o', 'there.json/new.json', '--port', '0'], { cwd }),
      ])),
    ];
    expect(results.map((result) => JSON.stringify(result).replaceAll(cwd, 'CWD')).join('\n')).toMatchInlineSnapshot(`
      "{"code":2,"stdout":"","stderr":"error: required option '-o, --output <file>' not specified\\n(see sgtm --help)\\n"}
      {"code":2,"stdout":"","stderr":"there.json is there already: --force overwrites it\\n"}
      {"code":2,"stdout":"","stderr":"error: option '--count <number>' argument '0' is invalid. Expected a whole number from 1 up.\\n(see sgtm --help)\\n"}
      {"code":2,"stdout":"","stderr":"CWD/broken.yaml:2:1: taggs: unknown key; did you mean tags?\\n"}
      {"code":2,"stdout":"","stderr":"CWD/there.json/new.json: cannot be written (ENOTDIR): choose another path\\n"}"
    `);
    expect(readFileSync(join(cwd, 'there.json'), 'utf8')).toBe('mine');
  });
});
