import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { manifest } from '../build/manifest.ts'
import { AfterwordComments } from '../src/index.ts'

const SRC = join(import.meta.dirname, '../src')

function sources(pattern: string): string {
  return globSync(pattern, { cwd: SRC })
    .map((file) => readFileSync(join(SRC, file), 'utf8'))
    .join('\n')
}

/** Every `part` that a component writes, one that depends on something among them. */
function partsInComponents(): string[] {
  const found = [...sources('**/*.{ts,tsx}').matchAll(/\bpart=(?:"([^"]+)"|\{([^}]+)\})/g)]
  const names = found.flatMap(([, plain, expression = '']) =>
    plain === undefined ? [...expression.matchAll(/['"`]([\w -]+)['"`]/g)].map(([, text = '']) => text) : [plain],
  )
  return [...new Set(names.flatMap((name) => name.split(' ')))].toSorted()
}

function tokensInStyles(): string[] {
  const styles = sources('styles/*.css').replace(/\/\*[^]*?\*\//g, '')
  return [...new Set(styles.match(/--afterword-[a-z-]+/g))].toSorted()
}

const elements = manifest().modules.flatMap(({ declarations }) => declarations)
const thread = elements.find(({ tagName }) => tagName === 'afterword-comments')
const names = (list: readonly { readonly name: string }[] | undefined): string[] =>
  (list ?? []).map(({ name }) => name).toSorted()

describe('the manifest of the elements', () => {
  it('tells every part that there is, and none that is not', () => {
    expect(names(elements.flatMap(({ cssParts }) => cssParts))).toEqual(partsInComponents())
  })

  it('tells every token that there is, and none that is not', () => {
    expect(names(elements.flatMap(({ cssProperties }) => cssProperties))).toEqual(tokensInStyles())
  })

  it('tells every attribute that the element follows, the language, the direction and the shortcut', () => {
    expect(names(thread?.attributes)).toEqual(
      [...AfterwordComments.observedAttributes, 'dir', 'lang', 'passage-shortcut'].toSorted(),
    )
  })

  it('tells the properties, and nothing that is our own', () => {
    expect(names(thread?.members)).toEqual(
      expect.arrayContaining(['adapter', 'messages', 'order', 'page', 'pageSize', 'server', 'site', 'userToken']),
    )
    expect(names(thread?.members)).not.toContain('opening')
  })

  it('says of each what it is for', () => {
    const all = elements.flatMap((element) => [
      ...element.attributes,
      ...element.events,
      ...element.cssParts,
      ...element.cssProperties,
    ])
    expect(all.length).toBeGreaterThan(40)
    for (const { name, description } of all) expect(description, name).toMatch(/^[A-Z].*\.$/)
    expect(elements.flatMap(({ events }) => events).filter(({ type }) => type === undefined)).toEqual([])
  })
})
