import { describe, expect, test } from 'vitest';
import { Breaker, type Sign } from '../../src/delivery/breaker.ts';

/** A breaker that was given one sign a second, and what it told. */
function breakerAfter(signs: readonly Sign[], chance = 0): { breaker: Breaker; told: string[]; now: number } {
  const told: string[] = [];
  const breaker = new Breaker(
    () => chance,
    (state) => told.push(state),
  );
  let now = 0;
  for (const sign of signs) {
    now += 1_000;
    breaker.ended(breaker.pass(), sign, now);
  }
  return { breaker, told, now };
}

const times = (count: number, sign: Sign): readonly Sign[] => Array<Sign>(count).fill(sign);

describe('opens', () => {
  test.each([
    ['after 5 in a row without an answer', times(5, 'no_answer'), ['open']],
    ['not after 4', times(4, 'no_answer'), []],
    ['not where an answer comes between', [...times(4, 'no_answer'), 'works', ...times(4, 'no_answer')], []],
    ['not where an answer of trouble comes between', [...times(4, 'no_answer'), 'trouble', 'no_answer'], []],
    ['not after 19 answers of trouble', times(19, 'trouble'), []],
    ['after 20 failures in a row', times(20, 'trouble'), ['open']],
    ['when half of 20 failed', Array.from({ length: 10 }, (): Sign[] => ['works', 'trouble']).flat(), ['open']],
    ['not when fewer did', Array.from({ length: 30 }, (): Sign[] => ['works', 'works', 'trouble']).flat(), []],
    ['not for what says nothing', times(100, 'nothing'), []],
  ] satisfies [string, readonly Sign[], string[]][])('%s', (_, signs, told) => {
    expect(breakerAfter(signs).told).toEqual(told);
  });

  test('not for what is longer ago than 30 seconds', () => {
    const { breaker, told, now } = breakerAfter(times(15, 'trouble'));
    breaker.ended(breaker.pass(), 'works', now + 31_000);
    for (let i = 0; i < 19; i++) breaker.ended(breaker.pass(), i % 3 === 0 ? 'trouble' : 'works', now + 31_000);
    expect(told).toEqual([]);
  });
});

describe('open', () => {
  test.each([
    [0, 35_000],
    [0.999, 49_985],
  ])('it waits 30 to 45 seconds (chance %d)', (chance, opensAt) => {
    expect(Math.round(breakerAfter(times(5, 'no_answer'), chance).breaker.opensAt)).toBe(opensAt);
  });

  test('what was sent before says nothing of it', () => {
    const { breaker, told, now } = breakerAfter(times(4, 'no_answer'));
    const early = breaker.pass();
    breaker.ended(breaker.pass(), 'no_answer', now);
    breaker.ended(early, 'works', now);
    expect([told, breaker.state]).toEqual([['open'], 'open']);
  });

  test('one request is let through, and no other', () => {
    const { breaker } = breakerAfter(times(5, 'no_answer'));
    breaker.pass();
    expect([breaker.state, breaker.opensAt]).toEqual(['probing', Number.POSITIVE_INFINITY]);
  });

  test('that closes it', () => {
    const { breaker, told } = breakerAfter(times(5, 'no_answer'));
    breaker.ended(breaker.pass(), 'works', 40_000);
    expect([told, breaker.opensAt]).toEqual([['open', 'probing', 'closed'], 0]);
  });

  test('closed again it counts from nothing', () => {
    const { breaker, told } = breakerAfter(times(5, 'no_answer'));
    breaker.ended(breaker.pass(), 'works', 40_000);
    for (let i = 0; i < 4; i++) breaker.ended(breaker.pass(), 'no_answer', 41_000);
    expect(told).toEqual(['open', 'probing', 'closed']);
  });

  test('or opens it anew', () => {
    const { breaker, told } = breakerAfter(times(5, 'no_answer'));
    breaker.ended(breaker.pass(), 'trouble', 40_000);
    expect([told, breaker.opensAt]).toEqual([['open', 'probing', 'open'], 70_000]);
  });

  test('or, where it says nothing, gives its turn to the next', () => {
    const { breaker, told } = breakerAfter(times(5, 'no_answer'));
    breaker.ended(breaker.pass(), 'nothing', 40_000);
    expect([told, breaker.opensAt]).toEqual([['open', 'probing', 'open'], 40_000]);
  });

  test('it is closed by hand', () => {
    const { breaker, told } = breakerAfter(times(5, 'no_answer'));
    breaker.reset();
    breaker.reset();
    expect([told, breaker.opensAt]).toEqual([['open', 'closed'], 0]);
  });
});
