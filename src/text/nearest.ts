const longest = 100;

/**
 * The candidate a misspelt word most likely meant: the closest by edits, if it is close enough (a third of the word,
 * two letters in a short one, never more than half); else undefined. Case, spaces, hyphens and underscores count little.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  // Nobody misspells so much text, and the distance costs time by length times length.
  if (word.length > longest) return undefined;
  const wanted = plain(word);
  let best: string | undefined;
  let bestDistance = Math.max(Math.min(2, Math.floor(word.length / 2)), Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = edits(wanted, plain(candidate), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[\s_-]+/g, '_');
}

/** Levenshtein's distance, or `limit` where the lengths alone make it as much. */
function edits(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
