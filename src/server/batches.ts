/** Runs at most this many before letting connections be read and answered again. */
const largest = 16;

/**
 * Makes a function that does `work` for whatever has come in since the event loop last came round, all in one go,
 * before any of it is answered. The container's code is large: run once between reading one socket and writing to
 * another it is cold in the processor's caches each time, and takes about twice as long. An item alone waits for
 * nobody. What `work` throws rejects that item's promise only.
 */
export function inBatches<T, R>(work: (item: T) => R): (item: T) => Promise<Awaited<R>> {
  interface Waiting {
    readonly item: T;
    readonly resolve: (result: R) => void;
    readonly reject: (error: unknown) => void;
  }
  const waiting: Waiting[] = [];

  function run(): void {
    const batch = waiting.splice(0, largest);
    if (waiting.length > 0) setImmediate(run);
    const settle = batch.map(({ item, resolve, reject }) => {
      try {
        const result = work(item);
        return () => resolve(result);
      } catch (error) {
        return () => reject(error);
      }
    });
    for (const done of settle) done();
  }

  return (item) => {
    const { promise, resolve, reject } = Promise.withResolvers<R>();
    waiting.push({ item, resolve, reject });
    if (waiting.length === 1) setImmediate(run);
    return promise as Promise<Awaited<R>>;
  };
}
