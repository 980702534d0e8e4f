import { type BuildEnvironmentOptions, defineConfig } from 'vite'
import { checkedParts } from './build/checked-parts.ts'
import { interfaceChunk } from './build/interface-chunk.ts'
import { localeChunks, localeEntries } from './build/locale-chunks.ts'
import { namedCopies } from './build/named-copies.ts'

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

/** Left to itself the bundler puts what the interface shares with its parts into files that it must wait for. */
const whole = { name: 'interface', test: /src\/element\/interface\.ts$/, includeDependenciesRecursively: true }

/** One file for all languages of the few who moderate: readers have the hash of every file, and pay for each. */
const moderatorsWords = {
  name: 'moderating-words',
  test: /src\/i18n\/moderating\/(?!en\.|words\.)[\w-]+\.ts$/,
}

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [
    interfaceChunk('client', 'script'),
    localeChunks('client', 'script'),
    checkedParts('client', 'script'),
    namedCopies('script', 'single'),
  ],
  environments: {
    // The interface and its parts, and the words.
    client: {
      build: building(
        { shell: 'src/element/interface.ts', ...localeEntries },
        {
          outDir: 'dist/embed',
          emptyOutDir: true,
          rolldownOptions: {
            output: {
              minify: true,
              minifyInternalExports: false,
              codeSplitting: { groups: [whole, moderatorsWords] },
              entryFileNames: ({ name }) => (name in localeEntries ? 'chunks/[name].js' : '[name].js'),
              chunkFileNames: 'chunks/[name]-[hash:7].js',
            },
          },
        },
      ),
    },
    // What is loaded before the first comment.
    script: {
      consumer: 'client',
      build: building(
        { afterword: 'src/script.ts' },
        {
          outDir: 'dist/embed',
          rolldownOptions: {
            output: { minify: true, entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash:7].js' },
          },
        },
      ),
    },
    // A build of its own, since a chunk that it shared would make the other script wait for a second request.
    count: {
      consumer: 'client',
      build: building(
        { count: 'src/count-script.ts' },
        { outDir: 'dist/embed', rolldownOptions: { output: { minify: true, entryFileNames: '[name].js' } } },
      ),
    },
    // For those who want exactly one file: it is no module, so that any script tag may have it.
    single: {
      consumer: 'client',
      build: {
        ...building({ 'afterword.single': 'src/single-script.ts' }, { outDir: 'dist/embed' }),
        lib: { entry: { 'afterword.single': 'src/single-script.ts' }, formats: ['iife'], name: 'afterword' },
        rolldownOptions: { output: { minify: true, codeSplitting: false, entryFileNames: '[name].js' } },
      },
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
