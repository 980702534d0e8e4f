import { defineConfig } from 'vite'

/**
 * The program as one file and a few that it loads when somebody needs them. From its modules one by one, most of which
 * it never calls, an idle process would take a third more memory.
 */
export default defineConfig({
  ssr: { noExternal: true },
  build: {
    ssr: 'src/main.ts',
    outDir: 'dist/program',
    target: 'es2024',
    sourcemap: true,
    rolldownOptions: { external: ['pg-native'] },
  },
})
