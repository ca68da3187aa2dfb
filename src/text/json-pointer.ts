const longest = 120;

/**
 * A key or index as one step of a JSON Pointer (RFC 6901), slash included: `a/b` gives `/a~1b`. A key longer than 120
 * characters is cut and ends in `…`, so that a hostile one cannot fill a log.
 */
export function pointerStep(key: string | number): string {
  if (typeof key === 'number') return `/${key}`;
  const short = key.length > longest ? `${key.slice(0, longest)}…` : key;
  return `/${short.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Keys and indices as a JSON Pointer; empty for none. */
export function pointer(path: readonly (string | number)[]): string {
  return path.map(pointerStep).join('');
}

/** The keys of a JSON Pointer, as text. */
export function pointerKeys(text: string): readonly string[] {
  if (text === '') return [];
  return text
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
