import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { recordingPath } from '../../src/recordings/recording-path.ts';

let root: string;
beforeEach(async () => {
  root = join(await mkdtemp(join(tmpdir(), 'sgtm-')), 'recordings');
  await mkdir(root);
  onTestFinished(() => rm(join(root, '..'), { recursive: true }));
});

describe('recordingPath', () => {
  test.each([
    ['purchase', 'purchase.json'],
    ['purchase.json', 'purchase.json'],
    ['checkout/purchase v1.2', 'checkout/purchase v1.2.json'],
    ['commande-été', 'commande-été.json'],
    ['console', 'console.json'],
    ['x'.repeat(195), `${'x'.repeat(195)}.json`],
  ])('takes %j', async (name, file) => {
    expect(await recordingPath(root, name)).toBe(join(root, file));
  });

  test('takes a folder that is not there yet', async () => {
    expect(await recordingPath(join(root, 'new'), 'a/b')).toBe(join(root, 'new', 'a', 'b.json'));
  });

  test.each([
    ['', 'it is empty'],
    ['..', 'it may not hold ..'],
    ['../outside', 'it may not hold ..'],
    ['a/../../outside', 'it may not hold ..'],
    ['a/./b', 'it may not hold .'],
    ['/etc/passwd', 'it must be relative to the folder of recordings'],
    ['//server/share', 'it must be relative to the folder of recordings'],
    ['C:\\Windows', 'it holds a control character, a backslash or one of < > : " | ? *'],
    ['..\\outside', 'it holds a control character, a backslash or one of < > : " | ? *'],
    ['purchase.json:stream', 'it holds a control character, a backslash or one of < > : " | ? *'],
    ['a\0b', 'it holds a control character, a backslash or one of < > : " | ? *'],
    ['a\nb', 'it holds a control character, a backslash or one of < > : " | ? *'],
    ['a//b', 'it holds an empty part between slashes'],
    ['a/', 'it holds an empty part between slashes'],
    ['.git', 'a part of it begins with a dot, which hides files'],
    ['a/.hidden', 'a part of it begins with a dot, which hides files'],
    ['a. ', 'a part of it begins with a space, or ends in a space or a dot'],
    ['a./b', 'a part of it begins with a space, or ends in a space or a dot'],
    ['CON', 'CON is a device on Windows'],
    ['nul.json', 'nul.json is a device on Windows'],
    ['a/Com1.x/b', 'Com1.x is a device on Windows'],
    ['lpt³', 'lpt³ is a device on Windows'],
    ['\ud800', 'it is no well-formed text'],
    ['x'.repeat(201), 'it is longer than 200 characters'],
    ['é'.repeat(101), 'a part of it is longer than 200 bytes'],
  ])('refuses %j', async (name, problem) => {
    const shown = JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}…` : name);
    await expect(recordingPath(root, name)).rejects.toThrow(
      expect.objectContaining({
        name: 'RecordingFileError',
        message: `${shown} is no name for a recording: ${problem}`,
      }),
    );
  });

  test('refuses links that lead out, at any level, to anything or nothing', async () => {
    await mkdir(join(root, '..', 'outside'));
    await symlink(join(root, '..', 'outside'), join(root, 'folder'));
    await symlink(join(root, '..', 'outside', 'file.json'), join(root, 'file.json'));
    await symlink('/nowhere/at/all', join(root, 'broken.json'));
    await symlink('loop.json', join(root, 'loop.json'));
    for (const [name, link] of [
      ['folder/a', 'folder'],
      ['file', 'file.json'],
      ['broken', 'broken.json'],
      ['loop', 'loop.json'],
    ] as const) {
      await expect(recordingPath(root, name)).rejects.toThrow(
        `"${name}" leads out of ${root} through the link ${join(root, link)}: remove it`,
      );
    }
  });

  test('takes links that stay within, and a folder that is a link itself', async () => {
    await mkdir(join(root, 'real'));
    await symlink(join(root, 'real'), join(root, 'alias'));
    expect(await recordingPath(root, 'alias/a')).toBe(join(root, 'alias', 'a.json'));
    await symlink(root, join(root, '..', 'other'));
    expect(await recordingPath(join(root, '..', 'other'), 'a')).toBe(join(root, '..', 'other', 'a.json'));
  });

  test('whatever the name, the path is within the folder, or there is none', async () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom('..', '.', '/', '\\', 'a', 'CON'),
    );
    const name = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(name, async (text) => {
        const path = await recordingPath(root, text).catch((error: Error) => {
          expect(error.name).toBe('RecordingFileError');
          return undefined;
        });
        if (path === undefined) return;
        expect(path.startsWith(`${root}${sep}`)).toBe(true);
        expect(path.split(sep)).not.toContain('..');
      }),
    );
  });
});
