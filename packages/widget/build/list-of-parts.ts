import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { Rolldown } from 'vite'

type Chunk = Rolldown.OutputChunk
type Listed = readonly [hash: string, ...imported: string[]]

/**
 * What is sent with the list. It is among the parts, so it can say where they are. All that a part needs is asked for at
 * once; but what failed its check would be fetched once more, unchecked, by whatever imports it: so each is run before
 * what needs it, and checked again right before, which costs nothing where it is here or on its way.
 */
const LOAD = `
export async function load(part, check) {
  const names = [...parts[part].slice(1), part]
  const files = names.map((name) => [import.meta.resolve('./' + name), parts[name][0]])
  files.forEach(check)
  let module
  for (const file of files) {
    check(file)
    module = await import(file[0])
  }
  return module
}`

/** The hash of what a browser will see, as `integrity` has it. */
export const hashOf = (code: string): string => `sha256-${createHash('sha256').update(code).digest('base64')}`

/**
 * A module with the hash of each part, and the names of all that it imports, in the order in which one needs the other.
 *
 * @param parts all but the interface, which is there when they are wanted
 */
export function listOfParts(parts: readonly Chunk[]): string {
  const byName = new Map(parts.map((part) => [part.fileName, part]))
  function gather(name: string, above: readonly string[], seen: Set<Chunk>): Set<Chunk> {
    const part = byName.get(name)
    if (part === undefined || seen.has(part)) return seen
    if (above.includes(name)) throw new Error(`What is imported first? ${[...above, name].join(' imports ')}.`)
    for (const other of part.imports) gather(other, [...above, name], seen)
    return seen.add(part)
  }
  const list = parts.map((part): readonly [string, Listed] => {
    const imported = [...gather(part.fileName, [], new Set())].filter((other) => other !== part)
    return [basename(part.fileName), [hashOf(part.code), ...imported.map(({ fileName }) => basename(fileName))]]
  })
  return `export const parts = ${JSON.stringify(Object.fromEntries(list))}${LOAD}\n`
}
