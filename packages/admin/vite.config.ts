import { defineConfig } from 'vite'

/** A page of its own, served by the server under /admin with a policy that allows nothing from elsewhere. */
export default defineConfig({
  base: '/admin/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2023',
    // What `light-dark()` and nesting would be lowered to is longer, and no browser that we name needs it.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // A preload helper would write into the page what its policy forbids.
    modulePreload: false,
    assetsInlineLimit: 0,
  },
})
