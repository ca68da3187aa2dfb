import type { Json } from '../../event/json.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const most = 384;

/** The numbers of bits as gtag writes them, six to a character, the lowest first: `[34]` is `AAAAAQ`. Undefined for none. */
export function encodeBits(bits: readonly Json[]): string | undefined {
  const sixes: number[] = [];
  for (const bit of bits) {
    if (typeof bit !== 'number' || !Number.isInteger(bit) || bit < 0 || bit >= most) continue;
    const at = Math.floor(bit / 6);
    while (sixes.length <= at) sixes.push(0);
    sixes[at] = (sixes[at] as number) | (1 << (bit % 6));
  }
  return sixes.length === 0 ? undefined : sixes.map((six) => alphabet[six]).join('');
}
