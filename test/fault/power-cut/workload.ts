/** Whom all events of the workload are for. */
export const destination = 'meta/1';

/** An event's text: some short, some longer than a page. */
export function bodyOf(index: number): string {
  return `event ${index} ${'x'.repeat((index * 37) % 700)}${index % 31 === 0 ? 'y'.repeat(9_000) : ''}`;
}

/** What the process said, in order, by what it is. `upTo`: what it said before that line. */
export function saidBefore(stdout: string, upTo: string): (word: string) => readonly (readonly number[])[] {
  const end = stdout.indexOf(`${upTo}\n`);
  if (end < 0) throw new Error(`it never said ${upTo}`);
  const lines = stdout.slice(0, end).split('\n');
  return (word) =>
    lines
      .filter((line) => line.startsWith(`${word} `))
      .map((line) =>
        line
          .slice(word.length + 1)
          .split(' ')
          .map(Number),
      );
}
