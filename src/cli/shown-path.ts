import { relative, sep } from 'node:path';
import type { Io } from './io.ts';

/** A path relative to the working directory where it is in it, else as it is. */
export function shownPath({ cwd }: Io, path: string): string {
  const inside = relative(cwd, path);
  return inside === '' || inside === '..' || inside.startsWith(`..${sep}`) ? path : inside;
}
