import { defineConfig } from 'vite'

/** The script that a site owner pastes: one entry of a stable name, chunks of immutable ones. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist/embed',
    target: 'es2023',
    // A preload helper would put <link> into the host's head.
    modulePreload: false,
    cssCodeSplit: false,
    // What `light-dark()` and nesting would be lowered to needs rules at the root of the document.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    rolldownOptions: {
      input: 'src/script.ts',
      preserveEntrySignatures: false,
      output: {
        entryFileNames: 'afterword.js',
        chunkFileNames: 'chunks/[name]-[hash].js',
      },
    },
  },
})
