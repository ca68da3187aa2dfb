const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `7d`, `15m`, `60s` in milliseconds; undefined where it is none. */
export function durationOf(text: string): number | undefined {
  const match = /^(\d{1,6})(s|m|h|d)$/.exec(text);
  return match === null ? undefined : Number(match[1]) * (units[match[2] as string] as number);
}

/** Milliseconds in the words a person would use. */
export function inWords(milliseconds: number): string {
  for (const [unit, name] of [
    ['d', 'day'],
    ['h', 'hour'],
    ['m', 'minute'],
    ['s', 'second'],
  ] as const) {
    const count = Math.floor(milliseconds / (units[unit] as number));
    if (count >= 1) return `${count.toLocaleString('en-US')} ${name}${count === 1 ? '' : 's'}`;
  }
  return `${milliseconds} ms`;
}
