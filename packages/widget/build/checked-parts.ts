import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { hashOf, listOfParts } from './list-of-parts.ts'
import { madeBy } from './made-by.ts'

const CHECKED = fileURLToPath(new URL('../src/element/checked.ts', import.meta.url))
const CHECKED_BY = fileURLToPath(new URL('../src/element/checked-by.ts', import.meta.url))
const FOLDER = 'chunks/'
const IMPORT = /\bimport\((['"][^'"]+['"])\)/g
/** What is made of it, written and minified: the part's name, and what takes its module out of a larger one. */
const PLACE = /`@part`,\(\)=>import\(`\.\/(?:chunks\/)?([\w.-]+)`\)(\.then\(\w+=>\w+\.\w+\))?\)/g

/** What was said to the bundler, and is left where a reader pays for it. */
const REMARK = /\/\* @(?:vite-ignore|__PURE__) \*\/\n?/g

const isFirst = (name: string): boolean => name.startsWith('interface-')

/**
 * Lets each part of the script be loaded only when its bytes are the ones that were built here: their hashes are
 * written into one more part, and the hashes of that and of the interface into the script (decision 0265).
 *
 * @param from the environment that the interface and its parts are built in, before
 * @param into the environment that the script is built in
 */
export function checkedParts(from: string, into: string): Plugin {
  const made = madeBy()
  let written: Readonly<Record<string, string>> = {}
  const checkerIn = (name: string): string | undefined =>
    name === from ? CHECKED_BY : name === into ? CHECKED : undefined
  return {
    name: 'checked-parts',
    sharedDuringBuild: true,
    resolveId: {
      order: 'pre',
      handler(source) {
        return source.endsWith('/unchecked.ts') ? checkerIn(this.environment.name) : undefined
      },
    },
    transform(code, id) {
      const checker = checkerIn(this.environment.name)
      if (checker === undefined || id.includes('/node_modules/') || code.search(IMPORT) < 0) return undefined
      const through = code.replaceAll(IMPORT, "checked('@part', () => import($1))")
      return { code: `import { checked } from ${JSON.stringify(checker)}\n${through}`, map: null }
    },
    augmentChunkHash() {
      return checkerIn(this.environment.name) === undefined ? undefined : made
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const { name } = this.environment
        if (checkerIn(name) === undefined) return
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
        for (const chunk of chunks) {
          chunk.code = chunk.code
            .replaceAll(REMARK, '')
            .replaceAll(PLACE, (_all, part: string, rest = '') => (isFirst(part) ? ')' : `\`${part}\`)${rest}`))
          if (chunk.code.includes('@part`')) this.error(`${chunk.fileName} has an import that nobody checks.`)
        }
        if (name === into) {
          for (const chunk of chunks) chunk.code = filledIn(chunk.code, written)
          return
        }
        const first = chunks.find((chunk) => isFirst(basename(chunk.fileName)))
        if (first === undefined) this.error('There is no interface among the parts.')
        const list = listOfParts(chunks.filter((chunk) => chunk !== first))
        const file = `hashes-${createHash('sha256').update(list).digest('base64url').slice(0, 8)}.js`
        this.emitFile({ type: 'asset', fileName: FOLDER + file, source: list })
        written = {
          '@list': `./${FOLDER}${file}`,
          '@list-hash': hashOf(list),
          '@first': `./${first.fileName}`,
          '@first-hash': hashOf(first.code),
        }
      },
    },
  }
}

function filledIn(code: string, written: Readonly<Record<string, string>>): string {
  return Object.entries(written).reduce((text, [name, value]) => text.replace(`\`${name}\``, `\`${value}\``), code)
}
