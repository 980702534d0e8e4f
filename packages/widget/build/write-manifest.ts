/** Writes the manifest into the built package, where its `package.json` says that it is. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { manifest } from './manifest.ts'

writeFileSync(join(import.meta.dirname, '../dist/custom-elements.json'), `${JSON.stringify(manifest(), null, 2)}\n`)
