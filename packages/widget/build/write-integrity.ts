/**
 * Writes `dist/embed/integrity.json`, the hash of each script that a page can name, as its `integrity` wants it, and
 * gives the single file a name with its hash, under which it never changes. Run after the build, which it prints for.
 */
import { createHash } from 'node:crypto'
import { copyFileSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const EMBED = join(import.meta.dirname, '../dist/embed')
const SINGLE = 'afterword.single.js'

const hash = (file: string, algorithm: string): Buffer =>
  createHash(algorithm)
    .update(readFileSync(join(EMBED, file)))
    .digest()

for (const old of globSync('afterword.single-*.js', { cwd: EMBED })) rmSync(join(EMBED, old))
const named = `afterword.single-${hash(SINGLE, 'sha256').toString('base64url').slice(0, 10)}.js`
copyFileSync(join(EMBED, SINGLE), join(EMBED, named))

const integrity = Object.fromEntries(
  ['afterword.js', 'count.js', SINGLE, named].map((file) => [
    file,
    `sha384-${hash(file, 'sha384').toString('base64')}`,
  ]),
)
writeFileSync(join(EMBED, 'integrity.json'), `${JSON.stringify(integrity, null, 2)}\n`)
for (const [file, value] of Object.entries(integrity)) console.log(`${file}  ${value}`)
