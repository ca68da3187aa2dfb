import type { Outbox } from '../../../src/delivery/outbox/outbox.ts';
import { outboxOf } from '../../../src/delivery/outbox/sqlite/open-sqlite-outbox.ts';
import { openStore, type StoreOptions } from '../../../src/delivery/outbox/sqlite/sync-store.ts';

/** The outbox without a thread of its own, for tests that open many: all else is as it is. */
export function inlineOutbox({
  path,
  maxBytes = 2 ** 32,
  keys = [],
}: Partial<StoreOptions> & { path: string }): Outbox {
  const store = openStore({ path, maxBytes, keys });
  return outboxOf(
    {
      async run(jobs, now) {
        const outcomes = store.run(jobs, now);
        store.tidy();
        return outcomes;
      },
      state: store.state,
      close: async () => store.close(),
    },
    maxBytes,
    { now: () => 1_000 },
  );
}
