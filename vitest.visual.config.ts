import { defineConfig } from 'vitest/config'

/** The pictures are a run of their own: `pnpm test:visual`. */
export default defineConfig({
  test: {
    name: 'visual',
    globalSetup: '.ci/global-setup.ts',
    include: ['examples/*/test/visual/*.visual.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
})
