import { maxAge, maxFuture, timeUnit } from './age.ts';
import type { Keyword } from './keyword.ts';
import { maxBytes } from './max-bytes.ts';
import { publicAddress } from './public-address.ts';
import { sha256 } from './sha256.ts';
import { uniqueKeys } from './unique-keys.ts';

/** Our checking keywords. */
export const checkKeywords: readonly Keyword[] = [
  sha256,
  maxAge,
  maxFuture,
  timeUnit,
  uniqueKeys,
  maxBytes,
  publicAddress,
];
