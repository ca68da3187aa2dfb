/**
 * Where the built program is entered. Each lies one folder down, as the sources do: what is found beside them (contracts,
 * samples) is found from both, and the outbox's thread from every chunk.
 */
export const entries = {
  'library/index': 'src/index.ts',
  'cli/main': 'src/cli/main.ts',
  'testing/vitest': 'src/testing/vitest.ts',
  'testing/matchers': 'src/testing/matchers.ts',
  'outbox/worker': 'src/delivery/outbox/sqlite/worker.ts',
};
