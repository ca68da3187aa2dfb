import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Json } from '../../src/event/json.ts';
import { readRecordingFile, saveRecordings } from '../../src/recordings/recording-file.ts';
import { fullRecording, smallRecording } from './support/sample-recording.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sgtm-'));
  onTestFinished(() => rm(folder, { recursive: true }));
});

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no failure',
    (error: Error) => [error.name, error.message],
  );

describe('saveRecordings', () => {
  test('writes what readRecordingFile reads, for its owner alone', async () => {
    const path = join(folder, 'new', 'deep', 'purchase.json');
    await saveRecordings('new/deep/purchase.json', 'upscript', [fullRecording, smallRecording('b')], folder);
    const content = { version: 1, container: 'upscript', recordings: [fullRecording, smallRecording('b')] };
    expect(await readRecordingFile(path)).toEqual(content);
    expect(await readFile(path, 'utf8')).toBe(`${JSON.stringify(content, null, 2)}\n`);
    expect([(await stat(path)).mode & 0o777, (await stat(join(folder, 'new'))).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(await readdir(join(folder, 'new', 'deep'))).toEqual(['purchase.json']);
  });

  test('writes no recordings as an empty list', async () => {
    const path = join(folder, 'empty.json');
    await saveRecordings(path, 'a "quoted" name', []);
    expect(await readFile(path, 'utf8')).toBe(
      `${JSON.stringify({ version: 1, container: 'a "quoted" name', recordings: [] }, null, 2)}\n`,
    );
  });

  test('takes the place of a file others could read, and of a link, not of what it points to', async () => {
    const path = join(folder, 'a.json');
    await writeFile(path, 'old', { mode: 0o644 });
    await saveRecordings(path, 'upscript', []);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await writeFile(join(folder, 'target'), 'precious');
    await symlink(join(folder, 'target'), join(folder, 'link.json'));
    await saveRecordings(join(folder, 'link.json'), 'upscript', []);
    expect(await readFile(join(folder, 'target'), 'utf8')).toBe('precious');
    expect((await readRecordingFile(join(folder, 'link.json'))).recordings).toEqual([]);
  });

  test('any JSON survives the way there and back', async () => {
    const path = join(folder, 'any.json');
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ depthSize: 'small', noUnicodeString: false }), async (body) => {
        // Compared as JSON: minus zero has no other form there.
        const recording = JSON.parse(JSON.stringify(smallRecording('a', 'default', body as Json)));
        if (JSON.stringify(body).includes('"__proto__"')) return;
        await saveRecordings(path, 'upscript', [recording]);
        expect((await readRecordingFile(path)).recordings).toEqual([recording]);
      }),
      { numRuns: 50 },
    );
  });

  test('does not write what could not be read again', async () => {
    const path = join(folder, 'a.json');
    const poisoned = smallRecording('p', 'default', JSON.parse('{"a":[{"__proto__":{"x":1}}]}'));
    expect(await failure(saveRecordings(path, 'upscript', [poisoned]))).toEqual([
      'RecordingFileError',
      `${path}: recording p cannot be saved: holds a key named __proto__, at /request/body/a/0/__proto__`,
    ]);
    expect(await readdir(folder)).toEqual([]);
  });

  test('says what is wrong with the place', async () => {
    await mkdir(join(folder, 'folder.json'));
    await writeFile(join(folder, 'file'), '');
    expect(await failure(saveRecordings(join(folder, 'folder.json'), 'upscript', []))).toEqual([
      'RecordingFileError',
      `${folder}/folder.json: cannot be written (EISDIR): choose another path`,
    ]);
    expect(await failure(saveRecordings(join(folder, 'file', 'a.json'), 'upscript', []))).toEqual([
      'RecordingFileError',
      `${folder}/file/a.json: cannot be written (ENOTDIR): choose another path`,
    ]);
    expect(await readdir(folder)).toEqual(['file', 'folder.json']);
  });
});

describe('readRecordingFile', () => {
  const good = JSON.stringify({ version: 1, container: 'upscript', recordings: [smallRecording('a')] });

  test('takes a byte order mark', async () => {
    await writeFile(join(folder, 'a.json'), `\ufeff${good}`);
    expect((await readRecordingFile(join(folder, 'a.json'))).container).toBe('upscript');
  });

  test.each<[string, string | Buffer, string]>([
    [
      'text',
      'hello',
      ': is not JSON: line 1, column 1: expected a value: an object, an array, a string in double quotes, a number, true, false or null, found "h"; restore it from version control or record it again',
    ],
    [
      'a part of a file',
      good.slice(0, -2),
      `: is not JSON: line 1, column ${good.length - 1}: expected "," or "]", found the end of the text; restore it from version control or record it again`,
    ],
    [
      'nothing',
      '',
      ': is not JSON: line 1, column 1: expected a value: an object, an array, a string in double quotes, a number, true, false or null, found the end of the text; restore it from version control or record it again',
    ],
    [
      'other bytes',
      Buffer.from([0x7b, 0xff, 0x7d]),
      ': is not UTF-8 text: this is no file of recordings, or it is damaged',
    ],
    [
      'a later version',
      '{"version":2,"container":"upscript","recordings":[],"more":{}}',
      ': has format version 2, this program reads version 1: use the release that wrote it, or record it again',
    ],
    [
      'another document',
      '[]',
      ': is no file of recordings: /: Invalid input: expected object, received array; record it again, or correct it by hand',
    ],
    [
      'something missing',
      good.replace('"method":"POST",', ''),
      ': is no file of recordings: /recordings/0/request/method: Invalid input: expected string, received undefined; record it again, or correct it by hand',
    ],
    [
      'much missing',
      '{"version":1,"container":1,"recordings":[{}]}',
      ': is no file of recordings: /container: Invalid input: expected string, received number; /recordings/0/id: Invalid input: expected string, received undefined; /recordings/0/session: Invalid input: expected string, received undefined, and 6 more; record it again, or correct it by hand',
    ],
    [
      'a prototype key',
      good.replace('"query":{}', '"query":{"__proto__":"x"}'),
      ': holds a key named __proto__, at /recordings/0/request/query/__proto__; record it again',
    ],
    [
      'a prototype by its constructor',
      good.replace('"body":null', '"body":{"constructor":{"prototype":{"x":1}}}'),
      ': holds a constructor with a prototype, at /recordings/0/request/body/constructor; record it again',
    ],
    [
      'endless nesting',
      good.replace('"body":null', `"body":${'['.repeat(10_000)}${']'.repeat(10_000)}`),
      `: holds objects and arrays nested more than 64 deep, at /recordings/0/request/body${'/0'.repeat(60)}; record it again`,
    ],
  ])('refuses %s', async (_name, content, message) => {
    const path = join(folder, 'a.json');
    await writeFile(path, content);
    expect(await failure(readRecordingFile(path))).toEqual(['RecordingFileError', `${path}${message}`]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  test('refuses prototype keys wherever they stand', async () => {
    const path = join(folder, 'a.json');
    const place = fc.array(fc.constantFrom('a', 'list', 'constructor'), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(place, async (steps) => {
        let body = '{"__proto__":{"polluted":1}}';
        for (const step of steps) body = step === 'list' ? `[${body}]` : `{${JSON.stringify(step)}:${body}}`;
        await writeFile(path, good.replace('"body":null', `"body":${body}`));
        const error = (await failure(readRecordingFile(path))) as string[];
        expect(error[1]).toContain('holds a key named __proto__, at /recordings/0/request/body');
        expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  test('says what is wrong with the place', async () => {
    const path = join(folder, 'a.json');
    expect(await failure(readRecordingFile(path))).toEqual([
      'RecordingFileError',
      `${path}: there is no such file; record one, or check the path`,
    ]);
    expect(await failure(readRecordingFile(folder))).toEqual([
      'RecordingFileError',
      `${folder}: is not a file: give the path of a file of recordings`,
    ]);
    await writeFile(path, good);
    await chmod(path, 0);
    // Root reads everything.
    if (process.getuid?.() !== 0)
      expect(await failure(readRecordingFile(path))).toEqual([
        'RecordingFileError',
        `${path}: cannot be read (EACCES): check who may read it`,
      ]);
  });
});
