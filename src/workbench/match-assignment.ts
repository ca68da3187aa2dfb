/**
 * Gives each of a number of wishes a thing of its own that fits it, so that as many as possible get one; earlier wishes
 * go first. Gives the index of each one's thing, undefined for those that go without.
 * Source: Kuhn's algorithm, https://en.wikipedia.org/wiki/Maximum_cardinality_matching
 */
export function assign(
  wishes: number,
  things: number,
  fits: (wish: number, thing: number) => boolean,
): readonly (number | undefined)[] {
  const fitting = Array.from({ length: wishes }, (_, wish) =>
    Array.from({ length: things }, (_, thing) => thing).filter((thing) => fits(wish, thing)),
  );
  const owners = new Map<number, number>();
  /** Finds a thing for a wish, if need be by finding another one for whoever has it. */
  const serve = (wish: number, asked: Set<number>): boolean => {
    for (const thing of fitting[wish] as readonly number[]) {
      if (asked.has(thing)) continue;
      asked.add(thing);
      const owner = owners.get(thing);
      if (owner !== undefined && !serve(owner, asked)) continue;
      owners.set(thing, wish);
      return true;
    }
    return false;
  };
  for (let wish = 0; wish < wishes; wish += 1) serve(wish, new Set());
  const given: (number | undefined)[] = Array.from({ length: wishes });
  for (const [thing, wish] of owners) given[wish] = thing;
  return given;
}
