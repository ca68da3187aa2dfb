import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as nodeFiles from 'node:fs/promises';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { readRecordingFile, saveRecordings } from '../../src/recordings/recording-file.ts';
import { type Files, writeAtomically } from '../../src/recordings/write-atomically.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sgtm-'));
  path = join(folder, 'a.json');
  onTestFinished(() => rm(folder, { recursive: true }));
});

/** The real files, with a log of what is done, and a failure at the step that is named. */
function faulty(failAt?: string): { files: Files; steps: string[] } {
  const steps: string[] = [];
  const step = (name: string): void => {
    steps.push(name);
    if (name === failAt) throw Object.assign(new Error(`${name} failed`), { code: 'ENOSPC' });
  };
  const files = {
    ...nodeFiles,
    async open(...args: Parameters<typeof nodeFiles.open>) {
      const kind = args[1] === 'r' ? 'folder' : 'file';
      step(`open ${kind}`);
      const handle = await nodeFiles.open(...args);
      return {
        async writeFile(text: string) {
          // Half of it is there when the disk is full.
          if (failAt === 'write file') await handle.writeFile(text.slice(0, text.length / 2));
          step(`write ${kind}`);
          await handle.writeFile(text);
        },
        async sync() {
          step(`sync ${kind}`);
          await handle.sync();
        },
        async close() {
          await handle.close();
          step(`close ${kind}`);
        },
      };
    },
    async rename(from: string, to: string) {
      step('rename');
      await nodeFiles.rename(from, to);
    },
  } as unknown as Files;
  return { files, steps };
}

describe('writeAtomically', () => {
  test('syncs the file before it gets its name, and the folder after', async () => {
    const { files, steps } = faulty();
    await writeAtomically(path, 'new', files);
    expect([steps, await readFile(path, 'utf8')]).toEqual([
      ['open file', 'write file', 'sync file', 'close file', 'rename', 'open folder', 'sync folder', 'close folder'],
      'new',
    ]);
  });

  test.each(['open file', 'write file', 'sync file', 'close file', 'rename'])(
    'a failure to %s leaves the old file, and nothing beside it',
    async (failAt) => {
      await writeFile(path, 'old');
      await expect(writeAtomically(path, 'new text', faulty(failAt).files)).rejects.toThrow(`${failAt} failed`);
      expect([await readdir(folder), await readFile(path, 'utf8')]).toEqual([['a.json'], 'old']);
    },
  );

  test('a folder that cannot be synced is no success', async () => {
    await expect(writeAtomically(path, 'new', faulty('sync folder').files)).rejects.toThrow('sync folder failed');
  });

  test('what a dead process left is no obstacle, and goes when it is old', async () => {
    const fresh = join(folder, '.a.json.0123456789ab.tmp');
    const old = join(folder, '.a.json.ba9876543210.tmp');
    const other = join(folder, '.b.json.ba9876543210.tmp');
    for (const left of [fresh, old, other]) await writeFile(left, 'half');
    const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000);
    for (const left of [old, other]) await utimes(left, yesterday, yesterday);
    await writeAtomically(path, 'new');
    expect([(await readdir(folder)).sort(), await readFile(path, 'utf8')]).toEqual([
      ['.a.json.0123456789ab.tmp', '.b.json.ba9876543210.tmp', 'a.json'],
      'new',
    ]);
  });

  test('many at once: each in whole, one of them stays', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => `${index} `.repeat(1_000));
    await Promise.all(texts.map((text) => writeAtomically(path, text)));
    expect([await readdir(folder), texts.includes(await readFile(path, 'utf8'))]).toEqual([['a.json'], true]);
  });

  test('a process killed while it saves leaves a file that reads', async () => {
    const script = `
      import { saveRecordings } from ${JSON.stringify(new URL('../../src/recordings/recording-file.ts', import.meta.url).href)};
      const recording = (id) => ({ id, session: 'default', receivedAt: '2026-11-21T16:00:00.000Z',
        request: { method: 'POST', path: '/', query: {}, headers: {}, body: 'x'.repeat(20_000), remoteAddress: '' },
        client: null, response: { status: 204, headers: {}, body: '' }, violations: [], events: [] });
      for (let i = 1; ; i += 1) {
        await saveRecordings(${JSON.stringify(path)}, 'upscript', Array.from({ length: 50 }, (_, n) => recording(i + '-' + n)));
        process.stdout.write('.');
      }`;
    await saveRecordings(path, 'upscript', []);
    for (let round = 0; round < 4; round += 1) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let saved = 0;
      for await (const chunk of child.stdout) {
        saved += (chunk as Buffer).length;
        // At once, in the midst of the next save.
        if (saved >= 3 + round) break;
      }
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      const { recordings } = await readRecordingFile(path);
      expect([recordings.length, new Set(recordings.map(({ id }) => id.split('-')[0])).size]).toEqual([50, 1]);
    }
  });
});
