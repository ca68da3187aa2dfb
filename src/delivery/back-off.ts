const baseMs = 1_000;

/** The longest a delivery backs off, milliseconds. */
export const longestBackOffMs = 300_000;
/** How long after its first try a delivery is given up, milliseconds. */
export const giveUpAfterMs = 86_400_000;

/**
 * How long to wait before the next try, milliseconds: anything up to a second after the first failure, up to twice that
 * after each further one, up to five minutes. All of it is chance, so that what failed together does not come back
 * together. `random` gives [0, 1). https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ (full jitter)
 */
export function backOff(failures: number, random: () => number): number {
  return random() * Math.min(longestBackOffMs, baseMs * 2 ** (Math.max(1, failures) - 1));
}

/** Whether a delivery first tried at `since` is given up now (epoch milliseconds, both). */
export function isGivenUp(since: number, now: number): boolean {
  return now - since >= giveUpAfterMs;
}
