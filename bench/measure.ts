/** What a round of measuring gave: operations a second, median and spread over the rounds. */
export interface Rate {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Times `work` alone, in rounds, after a warm-up; the contenders of a comparison take turns so that both see the same machine. */
export function race(
  contenders: Readonly<Record<string, () => void>>,
  rounds = 7,
  roundMs = 400,
): Readonly<Record<string, Rate>> {
  const samples: Record<string, number[]> = {};
  for (const [name, work] of Object.entries(contenders)) {
    spin(work, roundMs);
    samples[name] = [];
  }
  for (let round = 0; round < rounds; round++) {
    for (const [name, work] of Object.entries(contenders)) samples[name]?.push(spin(work, roundMs));
  }
  return Object.fromEntries(Object.entries(samples).map(([name, rates]) => [name, summarise(rates)]));
}

/** Median, least and most of some figures. */
export function summarise(figures: readonly number[]): Rate {
  const sorted = [...figures].sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, min: sorted[0] ?? 0, max: sorted.at(-1) ?? 0 };
}

function spin(work: () => void, milliseconds: number): number {
  const start = performance.now();
  let done = 0;
  let elapsed = 0;
  do {
    for (let i = 0; i < 64; i++) work();
    done += 64;
    elapsed = performance.now() - start;
  } while (elapsed < milliseconds);
  return (done / elapsed) * 1000;
}
