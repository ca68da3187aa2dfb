import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Fate, fatesOf, type Outcome } from '../../src/delivery/outcome.ts';

/** A letter each: d(elivered), r(etry), x (dead), h(eld), 0 and 1 for the part it is sent again with. */
function letters(fates: readonly Fate[]): string {
  const letter = { delivered: 'd', retry: 'r', dead: 'x', held: 'h' };
  return fates.map((fate) => (fate.fate === 'again' ? String(fate.part) : letter[fate.fate])).join('');
}

const message = 'words';

describe('what becomes of', () => {
  test.each<[Outcome, number, string]>([
    [{ outcome: 'delivered' }, 3, 'ddd'],
    [{ outcome: 'invalid', message }, 1, 'x'],
    [{ outcome: 'invalid', message, culprits: [0] }, 1, 'x'],
    [{ outcome: 'invalid', message, culprits: [7] }, 1, 'x'],
    [{ outcome: 'invalid', message }, 2, '01'],
    [{ outcome: 'invalid', message }, 5, '00011'],
    [{ outcome: 'invalid', message, culprits: [1, 3] }, 5, '0x0x0'],
    [{ outcome: 'invalid', message, culprits: [0, 1] }, 2, 'xx'],
    [{ outcome: 'invalid', message, culprits: [-1, 5, 0.5] }, 4, '0011'],
    [{ outcome: 'partial', failed: [] }, 2, 'dd'],
    [{ outcome: 'too_large' }, 3, '001'],
    [{ outcome: 'auth', message }, 2, 'hh'],
    [{ outcome: 'throttled', message }, 2, 'hh'],
    [{ outcome: 'insecure', message }, 2, 'hh'],
    [{ outcome: 'no_secret', message }, 2, 'hh'],
    [{ outcome: 'transient', message }, 2, 'rr'],
    [{ outcome: 'unknown', message }, 2, 'rr'],
    [{ outcome: 'unsent', message }, 2, 'rr'],
    [{ outcome: 'forbidden', message }, 2, 'xx'],
    [{ outcome: 'unbuildable', message }, 2, 'xx'],
  ])('%j of %d', (outcome, events, expected) => {
    expect(letters(fatesOf(outcome, events))).toBe(expected);
  });

  test('a request taken in part', () => {
    const failed = [
      { index: 1, message: 'later', retry: true },
      { index: 3, message: 'never', retry: false },
      { index: 9, message: 'nobody', retry: false },
    ];
    expect(fatesOf({ outcome: 'partial', failed }, 4)).toEqual([
      { fate: 'delivered' },
      { fate: 'retry', outcome: 'transient', message: 'later' },
      { fate: 'delivered' },
      { fate: 'dead', outcome: 'invalid', message: 'never' },
    ]);
  });

  test('what the platform asks to wait for', () => {
    expect(fatesOf({ outcome: 'transient', message, retryAfterMs: 7_000 }, 1)).toEqual([
      { fate: 'retry', outcome: 'transient', message, afterMs: 7_000 },
    ]);
  });

  test('an address that is not one to send to says what to do', () => {
    expect(fatesOf({ outcome: 'forbidden', message: '127.0.0.1 is this machine' }, 1)).toEqual([
      {
        fate: 'dead',
        outcome: 'forbidden',
        message: '127.0.0.1 is this machine; change where the tag sends to, then replay',
      },
    ]);
  });

  test('a refused batch always gets smaller', () => {
    const culprits = fc.option(fc.array(fc.integer()), { nil: undefined });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), culprits, (events, given) => {
        const outcome: Outcome = { outcome: 'invalid', message, ...(given === undefined ? {} : { culprits: given }) };
        const fates = letters(fatesOf(outcome, events));
        const parts = ['0', '1'].map((part) => fates.split(part).length - 1);
        return fates.length === events && Math.max(...parts) < events;
      }),
    );
  });
});
