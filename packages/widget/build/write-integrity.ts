/**
 * Writes `dist/embed/integrity.json`, the hash of each script that a page can name, as its `integrity` wants it. Run
 * after the build, which it prints for.
 */
import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const EMBED = join(import.meta.dirname, '../dist/embed')

const hash = (file: string): string =>
  `sha384-${createHash('sha384')
    .update(readFileSync(join(EMBED, file)))
    .digest('base64')}`
const integrity = Object.fromEntries(
  globSync('*.js', { cwd: EMBED })
    .toSorted()
    .map((file) => [file, hash(file)]),
)
writeFileSync(join(EMBED, 'integrity.json'), `${JSON.stringify(integrity, null, 2)}\n`)
for (const [file, value] of Object.entries(integrity)) console.log(`${file}  ${value}`)
