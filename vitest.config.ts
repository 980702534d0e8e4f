import { availableParallelism } from 'node:os'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig, type TestProjectConfiguration } from 'vitest/config'
import { CHROMIUM, CHROMIUM_ARGS } from './.ci/chromium.ts'

/** Tests that need a real browser's DOM. `libraries` are bundled before the first test, not in the middle of one. */
function browserTests(folder: string, libraries: readonly string[]): TestProjectConfiguration {
  return {
    root: folder,
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    optimizeDeps: { include: [...libraries] },
    test: {
      name: `browser ${folder}`,
      include: ['test/**/*.browser.test.{ts,tsx}'],
      testTimeout: 30_000,
      expect: { poll: { timeout: 20_000 } },
      sequence: { groupOrder: 1 },
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({
          launchOptions: {
            ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
            args: [...CHROMIUM_ARGS],
          },
        }),
        instances: [{ browser: 'chromium' }],
      },
    },
  }
}

export default defineConfig({
  test: {
    // What `.ci/run` counts.
    reporters: process.env['CI'] === undefined ? ['default'] : ['default', 'json'],
    outputFile: { json: '.results/tests.json' },
    projects: [
      {
        test: {
          name: 'node',
          globalSetup: 'packages/server/test/shared-postgres.ts',
          include: ['{packages,examples}/*/test/**/*.test.ts', '.ci/test/*.test.ts', 'docs/test/*.test.ts'],
          exclude: ['**/*.{browser,e2e,visual,identity,actions}.test.*', '**/node_modules/**'],
          // On two cores it would be one; but most of the time a test waits for a database or another process.
          maxWorkers: Math.max(3, availableParallelism() - 1),
          testTimeout: 30_000,
        },
      },
      browserTests('packages/storage', ['idb', 'ky']),
      browserTests('packages/widget', [
        'preact',
        'preact/hooks',
        'preact/jsx-runtime',
        'preact/jsx-dev-runtime',
        '@preact/signals',
        '@testing-library/preact',
        'dompurify',
        'axe-core',
        'react',
        'react-dom/client',
        'react-dom/server.browser',
        'vue',
        'vue/server-renderer',
        '@afterword/storage > idb',
        'idb',
        '@afterword/storage > ky',
        '@afterword/markdown > markdown-it',
      ]),
      {
        test: {
          name: 'e2e',
          globalSetup: ['.ci/global-setup.ts', 'packages/server/test/shared-postgres.ts'],
          include: ['{packages,examples}/*/test/**/*.e2e.test.ts', '.ci/test/*.e2e.test.ts'],
          // They start servers and browsers: after everything else, one at a time.
          sequence: { groupOrder: 2 },
          testTimeout: 120_000,
          // They wait for what will be, however long a busy machine takes for it; a second is a race.
          expect: { poll: { timeout: 60_000 } },
          hookTimeout: 120_000,
          fileParallelism: false,
          // Of a file's tests that wait most of the time, two run side by side.
          maxConcurrency: 2,
        },
      },
    ],
  },
})
