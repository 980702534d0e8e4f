import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import type { afterAll } from 'vitest'

/** Makes empty folders that are gone after the test; with `afterAll`, after all of them, where they run side by side. */
export function folders(after: typeof afterEach | typeof afterAll = afterEach): () => string {
  const made: string[] = []
  after(() => {
    for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
  })
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'afterword-'))
    made.push(folder)
    return folder
  }
}
