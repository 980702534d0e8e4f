import { defineConfig } from 'vitest/config'
import { hasWebKit } from './examples/article/test/webkit.ts'

if (!hasWebKit()) {
  console.log('WebKit is left out: this machine has none (on Debian: apt-get install webkit2gtk-driver xvfb).')
}

/** The pictures, and WebKit where there is one, are a run of their own: `pnpm test:visual`. */
export default defineConfig({
  test: {
    name: 'visual',
    globalSetup: '.ci/global-setup.ts',
    include: ['examples/*/test/visual/*.visual.test.ts'],
    exclude: hasWebKit() ? [] : ['**/webkit.visual.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
})
