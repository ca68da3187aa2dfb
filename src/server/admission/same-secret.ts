import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares two digests of equal length in a time that tells nothing of where they differ. */
export type Compare = (a: Buffer, b: Buffer) => boolean;

/** The machine's own. */
export const constantTime: Compare = timingSafeEqual;

/** SHA-256 of a text: of any two texts the digests have one length, which is all a comparison could show. */
export function digestOf(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
