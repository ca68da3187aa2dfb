/** How many destinations an outbox keeps apart: their names come from events, which could make up any number of them. */
export const destinationLimit = 1_000;

/**
 * The destination under which `name` is kept: `name` itself while it is known or there is room for another,
 * `<platform>/more` beyond. Who appends and who reads the log ask the same, so that both mean the same row.
 * `known`: the names there are; they only grow, so an answer never changes once its row is there.
 */
export function limitedDestination(name: string, known: Pick<ReadonlySet<string>, 'has' | 'size'>): string {
  if (known.size < destinationLimit || known.has(name)) return name;
  return `${name.split('/', 1)[0]}/more`;
}
