import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '../decisions')

/** A line of the sidebar for each decision, by its number. */
export function decisions(): readonly { readonly text: string; readonly link: string }[] {
  return readdirSync(FOLDER)
    .filter((file) => /^\d{4}-.*\.md$/.test(file))
    .toSorted()
    .map((file) => ({
      text: /^# (.*)$/m.exec(readFileSync(join(FOLDER, file), 'utf8'))?.[1] ?? file,
      link: `/decisions/${file.replace(/\.md$/, '')}`,
    }))
}
