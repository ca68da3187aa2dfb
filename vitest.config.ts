import { defineConfig, type ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/support/tally-reporter.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});

export default config;
