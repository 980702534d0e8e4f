import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { Plugin, Rolldown } from 'vite'

const CHECKED = fileURLToPath(new URL('../src/element/checked.ts', import.meta.url))
const FOLDER = 'chunks/'
const IMPORT = /\bimport\((['"][^'"]+['"])\)/g
/** What is made of it, written and minified: the part's name, and what takes its module out of a larger one. */
const PLACE = /`@part`,\(\)=>import\(`\.\/(?:chunks\/)?([\w.-]+)`\)(\.then\(\w+=>\w+\.\w+\))?\)/g

/** What was said to the bundler, and is left where a reader pays for it. */
const REMARK = /\/\* @(?:vite-ignore|__PURE__) \*\/\n?/g

type Chunk = Rolldown.OutputChunk
type Hashed = readonly [file: string, hash: string]

const hashOf = (code: string): string => `sha256-${createHash('sha256').update(code).digest('base64')}`
const nameOf = ({ fileName }: Chunk): string => fileName.slice(FOLDER.length)
const isFirst = (part: string): boolean => part.startsWith('interface-')

/**
 * Lets each part of the script be loaded only when its bytes are the ones that were built here: their hashes are
 * written into one more part, the hash of that into the interface, and those of both into the script (decision 0227).
 *
 * @param from the environment that the parts are built in, before
 * @param into the environment that the script is built in
 */
export function checkedParts(from: string, into: string): Plugin {
  let written: Readonly<Record<string, string>> = {}
  return {
    name: 'checked-parts',
    sharedDuringBuild: true,
    transform(code, id) {
      const { name } = this.environment
      if ((name !== from && name !== into) || id.includes('/node_modules/')) return undefined
      if (code.search(IMPORT) < 0) return undefined
      const through = code.replaceAll(IMPORT, "checked('@part', () => import($1))")
      return { code: `import { checked } from ${JSON.stringify(CHECKED)}\n${through}`, map: null }
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const { name } = this.environment
        if (name !== from && name !== into) return
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
        for (const chunk of chunks) {
          chunk.code = chunk.code
            .replaceAll(REMARK, '')
            .replaceAll(PLACE, (_all, part: string, rest = '') => (isFirst(part) ? ')' : `\`${part}\`)${rest}`))
          if (chunk.code.includes('@part`')) this.error(`${chunk.fileName} has an import that nobody checks.`)
        }
        if (name === from) {
          const list = listOf(chunks.filter((chunk) => !isFirst(nameOf(chunk))))
          const hash = hashOf(list)
          const file = `hashes-${createHash('sha256').update(list).digest('base64url').slice(0, 8)}.js`
          this.emitFile({ type: 'asset', fileName: FOLDER + file, source: list })
          written = { '@list-hash': hash, '@list': file }
        }
        const folder = name === from ? './' : `./${FOLDER}`
        for (const chunk of chunks) chunk.code = filledIn(chunk.code, written, folder)
        const first = chunks.find((chunk) => isFirst(nameOf(chunk)))
        if (first !== undefined) written = { ...written, '@first-hash': hashOf(first.code), '@first': nameOf(first) }
      },
    },
  }
}

/** @param folder where the parts are, seen from this code */
function filledIn(code: string, written: Readonly<Record<string, string>>, folder: string): string {
  return Object.entries(written).reduce((text, [name, value]) => {
    const said = name.endsWith('-hash') ? value : folder + value
    return text.replace(`\`${name}\``, `\`${said}\``)
  }, code)
}

/**
 * Each part with its hash, before those of all that it imports. The interface is there when they are wanted. The list
 * is among the parts, so it can say where they are.
 */
function listOf(parts: readonly Chunk[]): string {
  const byName = new Map(parts.map((part) => [part.fileName, part]))
  function gather(name: string, seen: Set<Chunk>): Set<Chunk> {
    const part = byName.get(name)
    if (part === undefined || seen.has(part)) return seen
    seen.add(part)
    for (const other of part.imports) gather(other, seen)
    return seen
  }
  const list = parts.map((part): readonly [string, readonly Hashed[]] => [
    nameOf(part),
    [...gather(part.fileName, new Set())].map((each) => [nameOf(each), hashOf(each.code)]),
  ])
  const here = 'Object.values(parts).flat().forEach((file)=>file[0]=import.meta.resolve(`./${file[0]}`))'
  return `export const parts=${JSON.stringify(Object.fromEntries(list))};${here}`
}
