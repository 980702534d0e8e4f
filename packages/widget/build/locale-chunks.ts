import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const FOLDER = join(import.meta.dirname, '../src/i18n/locales')
const files = readdirSync(FOLDER)
const hash = createHash('sha256')
for (const file of files) hash.update(file).update(readFileSync(join(FOLDER, file)))

/** One name for all languages: they change together, and are asked for by rule. */
const PREFIX = `words-${hash.digest('hex').slice(0, 8)}-`

/** An entry for each language: `words-1f3a9c2b-pt-br` and its module. */
export const localeEntries: Readonly<Record<string, string>> = Object.fromEntries(
  files.map((file) => [PREFIX + file.replace(/\.ts$/, ''), `src/i18n/locales/${file}`]),
)

/**
 * Puts the address of a language's chunk in the place of the list of imports, in the script and in the
 * interface: the script, which is built apart, can so fetch the words before the interface is there, and
 * neither carries forty hashes.
 *
 * @param folders where the chunks are, seen from what is built in an environment
 */
export function localeChunks(folders: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'locale-chunks',
    enforce: 'pre',
    sharedDuringBuild: true,
    load(id) {
      const folder = folders[this.environment.name]
      if (folder === undefined || !id.endsWith('/i18n/load-locale.ts')) return undefined
      const address = `\`${folder}${PREFIX}\${name.toLowerCase()}.js\``
      return `export const loadLocale = (name) => import(/* @vite-ignore */ ${address}).then(({ messages }) => messages)`
    },
  }
}
