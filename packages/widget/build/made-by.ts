import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rolldownVersion } from 'vite'

const FOLDER = join(import.meta.dirname, '..')

/**
 * Stands for what the parts are made by: a name that is kept for ever must be another one when the same source is
 * written otherwise, or those who have kept the old bytes would find them refused by their hash.
 */
export function madeBy(): string {
  const hash = createHash('sha256').update(rolldownVersion)
  for (const file of globSync(['build/*.ts', 'vite.config.ts'], { cwd: FOLDER }).toSorted()) {
    hash.update(readFileSync(join(FOLDER, file)))
  }
  return hash.digest('hex')
}
