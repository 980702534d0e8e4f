import { defineConfig } from 'vitest/config'

/** Every action by keyboard alone and by touch alone, in two browsers, is a run of its own: `pnpm test:actions`. */
export default defineConfig({
  test: {
    name: 'actions',
    globalSetup: '.ci/global-setup.ts',
    include: ['examples/*/test/actions/*.actions.test.ts'],
    testTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    hookTimeout: 120_000,
    fileParallelism: false,
  },
})
