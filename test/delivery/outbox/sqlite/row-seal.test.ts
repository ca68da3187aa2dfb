import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RowSeal, rowSeal, type StoredRow } from '../../../../src/delivery/outbox/sqlite/row-seal.ts';

const key = (id: string): { id: string; secret: Uint8Array } => ({ id, secret: randomBytes(32) });
const [one, two] = [key('1111111111111111'), key('2222222222222222')];
const text = '{"email":"jane@example.com"}';

function stored(seal: RowSeal, body = text): StoredRow {
  const { checksum, keyId, body: bytes } = seal.seal(7, 1_000.5, body);
  return { seq: 7, received_at: 1_000.5, checksum, key_id: keyId, body: bytes };
}

describe.each([
  ['plain', rowSeal([])],
  ['encrypted', rowSeal([one])],
])('a row that is %s', (_, seal) => {
  test('comes back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (body) => {
        expect(seal.open(stored(seal, body))).toEqual({ seq: 7, receivedAt: 1_000.5, body });
      }),
    );
  });

  test('is refused where anything of it changed', () => {
    const row = stored(seal);
    const body = row.body as Uint8Array;
    const flipped = fc.nat({ max: body.length * 8 - 1 }).map((bit) => {
      const changed = Uint8Array.from(body);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      return { ...row, body: changed };
    });
    const others = fc.constantFrom(
      { ...row, seq: 8 },
      { ...row, received_at: 1_000 },
      { ...row, checksum: 1 },
      { ...row, key_id: row.key_id === null ? one.id : null },
      { ...row, key_id: 5 },
      { ...row, body: 'text' },
      { ...row, body: null },
      { ...row, seq: null },
    );
    fc.assert(
      fc.property(fc.oneof(flipped, others), (changed) => {
        expect(seal.open(changed)).toEqual({ reason: 'its bytes do not match their checksum' });
        expect(seal.check(changed)).toBe('its bytes do not match their checksum');
      }),
    );
  });
});

describe('encryption', () => {
  test('hides the text, differently each time', () => {
    const seal = rowSeal([one]);
    const bodies = [stored(seal), stored(seal)].map(({ body }) => Buffer.from(body as Uint8Array).toString('latin1'));
    expect(bodies.map((body) => body.includes('jane'))).toEqual([false, false]);
    expect(bodies[0] === bodies[1]).toBe(false);
  });

  test('is with the first key; any given key decrypts, and plain rows stay readable', () => {
    const rows = [stored(rowSeal([one])), stored(rowSeal([two])), stored(rowSeal([]))];
    const seal = rowSeal([two, one]);
    expect(rows.map((row) => seal.open(row))).toEqual(rows.map(() => ({ seq: 7, receivedAt: 1_000.5, body: text })));
    expect(stored(seal).key_id).toBe(two.id);
  });

  test('says which key is missing, or that a key is not the one it seems', () => {
    expect(rowSeal([two]).open(stored(rowSeal([one])))).toEqual({
      reason: 'it is encrypted with the key 1111111111111111, which is not given',
    });
    expect(rowSeal([{ ...two, id: one.id }]).open(stored(rowSeal([one])))).toEqual({
      reason: 'it cannot be decrypted: Unsupported state or unable to authenticate data',
    });
  });
});
