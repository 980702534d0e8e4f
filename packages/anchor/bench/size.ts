import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

/** Bytes, minified and gzipped. */
const LIMIT = 6_000

const built = await build({
  configFile: false,
  logLevel: 'error',
  build: {
    write: false,
    target: 'es2024',
    lib: { entry: join(import.meta.dirname, '../src/index.ts'), formats: ['es'] },
    minify: 'oxc',
    rolldownOptions: { output: { minify: true } },
  },
})
const outputs = (Array.isArray(built) ? built : [built]).flatMap((result) => ('output' in result ? result.output : []))
const code = outputs.map((output) => (output.type === 'chunk' ? output.code : '')).join('')
const size = gzipSync(code, { level: 9 }).length
console.log(`${size} of ${LIMIT} bytes, minified and gzipped`)
process.exitCode = size > 0 && size <= LIMIT ? 0 : 1
