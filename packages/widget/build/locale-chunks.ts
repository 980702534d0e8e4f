import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { madeBy } from './made-by.ts'

const FOLDER = join(import.meta.dirname, '../src/i18n/locales')
const files = readdirSync(FOLDER)
const hash = createHash('sha256').update(madeBy())
for (const file of files) hash.update(file).update(readFileSync(join(FOLDER, file)))

/** One name for all languages: they change together, and are asked for by rule. */
const PREFIX = `words-${hash.digest('hex').slice(0, 8)}-`

/** An entry for each language: `words-1f3a9c2b-pt-br` and its module. */
export const localeEntries: Readonly<Record<string, string>> = Object.fromEntries(
  files.map((file) => [PREFIX + file.replace(/\.ts$/, ''), `src/i18n/locales/${file}`]),
)

/**
 * Puts the name of a language's chunk in the place of the list of imports, in the script and in the interface: the
 * script, which is built apart, can so fetch the words before the interface is there, and neither carries forty
 * names. As any other part they are checked before they are believed.
 *
 * @param environments those that have the chunks
 */
export function localeChunks(...environments: readonly string[]): Plugin {
  return {
    name: 'locale-chunks',
    enforce: 'pre',
    sharedDuringBuild: true,
    load(id) {
      if (!environments.includes(this.environment.name) || !id.endsWith('/i18n/load-locale.ts')) return undefined
      const file = `\`${PREFIX}\${name.toLowerCase()}.js\``
      return `import { checked } from '../element/unchecked.ts'
export const loadLocale = (name) => checked(${file}).then(({ messages }) => messages)`
    },
  }
}
