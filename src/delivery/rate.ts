import { Bucket } from './bucket.ts';

/** Requests a platform allows a minute, as tokens: no more than a second's worth of them at once. */
export function createRate(requestsPerMinute: number): Bucket {
  const perSecond = requestsPerMinute / 60;
  return new Bucket(perSecond, Math.max(1, perSecond));
}
