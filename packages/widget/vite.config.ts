import { type BuildEnvironmentOptions, defineConfig, type Plugin } from 'vite'
import { localeChunks, localeEntries } from './build/locale-chunks.ts'

/** A library's build, since a page's would bring a preload helper that writes `<link>`s into the host's head. */
function building(entry: Record<string, string>, options: BuildEnvironmentOptions): BuildEnvironmentOptions {
  return {
    target: 'es2023',
    // What `light-dark()` and nesting would be lowered to needs rules at the root of the document.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    emptyOutDir: false,
    ...options,
    lib: { entry, formats: ['es'] },
  }
}

/**
 * The script and the interface are two builds (decision 0063): the script holds all that it needs to send the
 * first request, and names the interface's chunk by its hash.
 */
function linkInterface(): Plugin {
  let chunk: string | undefined
  return {
    name: 'link-interface',
    enforce: 'pre',
    sharedDuringBuild: true,
    resolveId(id) {
      if (this.environment.name !== 'script' || id !== './define.ts') return undefined
      if (chunk === undefined) this.error('The interface must be built before the script.')
      return { id: `./${chunk}`, external: true }
    },
    generateBundle(_options, bundle) {
      const entry = Object.values(bundle).find(
        (file) => file.type === 'chunk' && file.isEntry && file.name === 'interface',
      )
      if (this.environment.name === 'client') chunk = entry?.fileName
    },
  }
}

const embed = { chunkFileNames: 'chunks/[name]-[hash].js', minify: true } as const

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [linkInterface(), localeChunks({ client: './', script: './chunks/' })],
  environments: {
    client: {
      build: building(
        { interface: 'src/define.ts', ...localeEntries },
        {
          outDir: 'dist/embed',
          emptyOutDir: true,
          rolldownOptions: {
            // What lazy chunks share with the interface stays in it: one file to wait for, not six.
            preserveEntrySignatures: 'allow-extension',
            output: {
              ...embed,
              entryFileNames: ({ name }) => (name in localeEntries ? 'chunks/[name].js' : 'chunks/[name]-[hash].js'),
            },
          },
        },
      ),
    },
    script: {
      consumer: 'client',
      build: building(
        { afterword: 'src/script.ts' },
        { outDir: 'dist/embed', rolldownOptions: { output: { ...embed, entryFileNames: '[name].js' } } },
      ),
    },
    // A build of its own, since a chunk that it shared would make the other script wait for a second request.
    count: {
      consumer: 'client',
      build: building(
        { count: 'src/count-script.ts' },
        { outDir: 'dist/embed', rolldownOptions: { output: { ...embed, entryFileNames: '[name].js' } } },
      ),
    },
    // What the server draws threads with: in the same folder, so that both are always of one version.
    render: {
      consumer: 'client',
      build: building(
        { render: 'src/ssr/index.ts' },
        {
          outDir: 'dist/embed',
          rolldownOptions: { output: { minify: true, codeSplitting: false, entryFileNames: '[name].mjs' } },
        },
      ),
    },
    npm: {
      consumer: 'client',
      build: building(
        { index: 'src/index.ts', define: 'src/define.ts', count: 'src/count.ts', 'ssr/index': 'src/ssr/index.ts' },
        {
          outDir: 'dist',
          minify: false,
          rolldownOptions: {
            external: /^(@afterword\/|@preact\/signals|preact|dompurify)/,
            output: { entryFileNames: '[name].js', chunkFileNames: 'npm/[name]-[hash].js' },
          },
        },
      ),
    },
  },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) await builder.build(environment)
    },
  },
})
