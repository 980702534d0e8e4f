import { defineConfig } from 'vitest/config'

/** Signing in, over https with two sites in real browsers, is a run of its own: `pnpm test:identity`. */
export default defineConfig({
  test: {
    name: 'identity',
    globalSetup: '.ci/global-setup.ts',
    include: ['packages/*/test/**/*.identity.test.ts'],
    testTimeout: 120_000,
    // They wait for what will be, however long a busy machine takes for it; a second is a race.
    expect: { poll: { timeout: 60_000 } },
    hookTimeout: 120_000,
    fileParallelism: false,
  },
})
