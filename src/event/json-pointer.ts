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
