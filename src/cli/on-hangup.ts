/**
 * Runs `work`, which never rejects, at each SIGHUP, one run after the other. Gives what ends that: SIGHUP then does nothing any
 * more (it would end the process), and the promise resolves when no run is under way.
 */
export function onHangup(work: () => Promise<void>): () => Promise<void> {
  let last = Promise.resolve();
  let isOver = false;
  process.on('SIGHUP', () => {
    last = last.then(() => (isOver ? undefined : work()));
  });
  return () => {
    isOver = true;
    return last;
  };
}
