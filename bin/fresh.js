// Whether the built program is that of the sources: a clone whose sources changed since runs the sources.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * Whether `dist/` was made from the sources as they stand.
 * @param {string} root the clone's folder
 */
export function isFresh(root) {
  try {
    return readFileSync(stampOf(root), 'utf8') === fingerprint(root);
  } catch {
    return false;
  }
}

/**
 * Marks `dist/` as made from the sources as they stand.
 * @param {string} root the clone's folder
 */
export function writeStamp(root) {
  writeFileSync(stampOf(root), fingerprint(root));
}

/** @param {string} root */
function stampOf(root) {
  return join(root, 'dist', 'sources.sha256');
}

/**
 * A digest of the name, size and time of each source file: reading them would take longer than building saves.
 * @param {string} root
 */
function fingerprint(root) {
  const hash = createHash('sha256');
  const folder = join(root, 'src');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  for (const path of files.map((one) => join(one.parentPath, one.name)).sort()) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${relative(folder, path)} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}
