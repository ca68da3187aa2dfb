/** An expected item and the one that came for it, by index; undefined where one of them has none. */
export type AlignedPair =
  | readonly [expected: number, actual: number]
  | readonly [expected: number, actual: undefined]
  | readonly [expected: undefined, actual: number];

/** The table of all pairs is not made beyond this size; items are paired by their place then. */
const mostPairs = 10_000;
/** An item put in, or taken out. */
const gap = 1;

/**
 * Pairs the items of two lists in their order, so that the least changes, and gives the pairs that are not the same.
 * `distance` is 0 where two items are, else more, the less they have in common; up to 1 for two of a kind.
 */
export function align<E, A>(
  expected: readonly E[],
  actual: readonly A[],
  distance: (expected: E, actual: A) => number,
): readonly AlignedPair[] {
  const shorter = Math.min(expected.length, actual.length);
  let before = 0;
  while (before < shorter && distance(expected[before] as E, actual[before] as A) === 0) before += 1;
  let after = 0;
  while (
    after < shorter - before &&
    distance(expected[expected.length - 1 - after] as E, actual[actual.length - 1 - after] as A) === 0
  ) {
    after += 1;
  }
  const rows = expected.length - before - after;
  const columns = actual.length - before - after;
  const change = (row: number, column: number): number =>
    substitution(distance(expected[before + row] as E, actual[before + column] as A));
  const between = rows * columns > mostPairs ? byPlace(rows, columns, change) : cheapest(rows, columns, change);
  return between.map(([from, to]) => [plus(from, before), plus(to, before)] as AlignedPair);
}

/** Always less than one item out and another in, so that a changed item stays one. */
function substitution(distance: number): number {
  return distance === 0 ? 0 : gap + 0.4 * gap * Math.min(distance, 2);
}

function plus(index: number | undefined, offset: number): number | undefined {
  return index === undefined ? undefined : index + offset;
}

type Change = (row: number, column: number) => number;

function byPlace(rows: number, columns: number, change: Change): readonly AlignedPair[] {
  const pairs: AlignedPair[] = [];
  for (let index = 0; index < Math.max(rows, columns); index += 1) {
    if (index >= columns) pairs.push([index, undefined]);
    else if (index >= rows) pairs.push([undefined, index]);
    else if (change(index, index) > 0) pairs.push([index, index]);
  }
  return pairs;
}

/** Edit distance (Wagner and Fischer), and the way it was come by. */
function cheapest(rows: number, columns: number, change: Change): readonly AlignedPair[] {
  const width = columns + 1;
  const changes = new Float64Array(rows * columns);
  const costs = new Float64Array((rows + 1) * width);
  const at = (row: number, column: number): number => costs[row * width + column] as number;
  for (let row = 0; row <= rows; row += 1) {
    for (let column = 0; column <= columns; column += 1) {
      if (row === 0 || column === 0) {
        costs[row * width + column] = gap * (row + column);
        continue;
      }
      const cost = change(row - 1, column - 1);
      changes[(row - 1) * columns + column - 1] = cost;
      costs[row * width + column] = Math.min(
        at(row - 1, column - 1) + cost,
        at(row - 1, column) + gap,
        at(row, column - 1) + gap,
      );
    }
  }
  const pairs: AlignedPair[] = [];
  for (let row = rows, column = columns; row > 0 || column > 0; ) {
    const cost = at(row, column);
    if (row > 0 && column > 0) {
      const changed = changes[(row - 1) * columns + column - 1] as number;
      if (cost === at(row - 1, column - 1) + changed) {
        row -= 1;
        column -= 1;
        if (changed > 0) pairs.push([row, column]);
        continue;
      }
    }
    if (row > 0 && cost === at(row - 1, column) + gap) {
      row -= 1;
      pairs.push([row, undefined]);
    } else {
      column -= 1;
      pairs.push([undefined, column]);
    }
  }
  return pairs.reverse();
}
