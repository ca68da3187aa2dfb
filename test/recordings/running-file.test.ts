import { mkdir, mkdtemp, readdir, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { readRecordingFile, saveRecordings } from '../../src/recordings/recording-file.ts';
import { openRunningFile, type RunningFileOptions } from '../../src/recordings/running-file.ts';
import { smallRecording } from './support/sample-recording.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sgtm-'));
  path = join(folder, 'a.json');
  onTestFinished(() => rm(folder, { recursive: true }));
});

function options(more: Partial<RunningFileOptions> = {}): RunningFileOptions {
  return {
    path,
    container: 'upscript',
    pauseMs: 0,
    onError: (error) => {
      throw error;
    },
    ...more,
  };
}

const saved = async (): Promise<readonly string[]> => (await readRecordingFile(path)).recordings.map(({ id }) => id);

describe('running file', () => {
  test('close writes all that was added', async () => {
    const file = await openRunningFile(options({ pauseMs: 60_000 }));
    for (const id of ['a', 'b', 'c']) file.add(smallRecording(id));
    expect(await readdir(folder)).toEqual([]);
    await file.close();
    expect([await saved(), await readdir(folder)]).toEqual([['a', 'b', 'c'], ['a.json']]);
    expect(() => file.add(smallRecording('d'))).toThrow(`${path} is closed`);
  });

  test('writes by itself', async () => {
    const file = await openRunningFile(options());
    file.add(smallRecording('a'));
    while ((await readdir(folder)).length === 0) await new Promise((resolve) => setImmediate(resolve));
    await file.close();
    expect(await saved()).toEqual(['a']);
  });

  test('whoever flushes finds what was added before, however many do', async () => {
    const file = await openRunningFile(options());
    const expected: string[] = [];
    const checks: Promise<void>[] = [];
    for (let i = 0; i < 50; i += 1) {
      file.add(smallRecording(String(i)));
      expected.push(String(i));
      const so = [...expected];
      checks.push(file.flush().then(async () => expect((await saved()).slice(0, so.length)).toEqual(so)));
      if (i % 7 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(checks);
    await file.close();
    expect(await saved()).toEqual(expected);
  });

  test('keeps no more than its limits', async () => {
    const file = await openRunningFile(options({ maxCount: 2 }));
    for (const id of ['a', 'b', 'c']) file.add(smallRecording(id));
    await file.close();
    expect([await saved(), file.dropped]).toEqual([['b', 'c'], 1]);
  });

  test('goes on with what the file holds, of the same container', async () => {
    await saveRecordings(path, 'upscript', [smallRecording('a')]);
    const file = await openRunningFile(options());
    file.add(smallRecording('b'));
    await file.close();
    expect(await saved()).toEqual(['a', 'b']);
    await expect(openRunningFile(options({ container: 'other' }))).rejects.toThrow(
      `${path}: holds recordings of the container upscript, not of other: choose another file`,
    );
  });

  test('with nothing added, nothing is written', async () => {
    const file = await openRunningFile(options());
    await file.flush();
    await file.close();
    expect(await readdir(folder)).toEqual([]);
  });

  test('a write that fails is told, kept, and made good later', async () => {
    const failed = Promise.withResolvers<unknown>();
    const file = await openRunningFile(options({ onError: failed.resolve }));
    await mkdir(path);
    file.add(smallRecording('a'));
    expect(String(await failed.promise)).toBe(
      `RecordingFileError: ${path}: cannot be written (EISDIR): choose another path`,
    );
    await expect(file.flush()).rejects.toThrow('EISDIR');
    await rmdir(path);
    file.add(smallRecording('b'));
    await file.close();
    expect(await saved()).toEqual(['a', 'b']);
  });
});
