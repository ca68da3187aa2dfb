import type { RateLimit } from '../../container/access.ts';
import { parseAddress } from '../../runtime/addresses.ts';

/** Counts what each address sends. */
export interface RateLimiter {
  /** Takes one request of an address; gives 0, or the seconds until it may send the next, which is then not taken. */
  take(address: string): number;
  /** Addresses remembered now. */
  readonly size: number;
}

/** One address's bucket: how many requests it may send at once, as of when. */
interface Bucket {
  tokens: number;
  at: number;
}

const maxAddresses = 10_000;

/**
 * A token bucket for each address, an IPv6 network (/64) being one address: whoever has one has all of it. At most
 * `limit` of them (10,000) are remembered, those seen last; one that is forgotten begins anew with a full bucket.
 * `elapsed`: milliseconds of a monotonic clock.
 */
export function createRateLimiter(
  { requestsPerSecond, burst }: RateLimit,
  elapsed: () => number,
  limit: number = maxAddresses,
): RateLimiter {
  /** In the order they were last seen. */
  const buckets = new Map<string, Bucket>();
  return {
    take(address) {
      const now = elapsed();
      const key = networkOf(address);
      const bucket = buckets.get(key) ?? { tokens: burst, at: now };
      buckets.delete(key);
      buckets.set(key, bucket);
      if (buckets.size > limit) buckets.delete(buckets.keys().next().value as string);
      bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * requestsPerSecond);
      bucket.at = now;
      if (bucket.tokens < 1) return (1 - bucket.tokens) / requestsPerSecond;
      bucket.tokens -= 1;
      return 0;
    },
    get size() {
      return buckets.size;
    },
  };
}

/** An IPv4 address, or the first half of an IPv6 one. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const parsed = parseAddress(address);
  if (parsed === undefined || parsed.kind() === 'ipv4') return parsed?.toString() ?? address;
  return parsed.toByteArray().slice(0, 8).join('.');
}
