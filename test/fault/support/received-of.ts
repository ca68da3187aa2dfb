import type { PlatformReceived } from '../../../src/server/vendors/received.ts';
import type { RunningVendors } from '../../../src/server/vendors/start-vendors.ts';

/** What one platform got; `order`: the ids in the order they first came, but for those that came again. */
export function receivedOf(
  vendors: RunningVendors,
  platform: string,
): PlatformReceived & { readonly order: readonly string[] } {
  const received = vendors.received()[platform];
  if (received === undefined) throw new RangeError(`there is no simulator of ${platform}`);
  const once = Object.entries(received.ids).filter(([, times]) => times === 1);
  return { ...received, order: once.map(([id]) => id) };
}
