/**
 * The custom-elements manifest, made of the doc blocks: what editors, documentation and design tools know an
 * element by. Its schema is at https://github.com/webcomponents/custom-elements-manifest.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const ELEMENTS = join(import.meta.dirname, '../src/element')

interface Described {
  readonly name: string
  readonly description?: string
  readonly type?: { readonly text: string }
  readonly default?: string
}

export interface ElementDeclaration {
  readonly kind: 'class'
  readonly customElement: true
  readonly name: string
  readonly tagName: string
  readonly description: string
  readonly superclass: { readonly name: 'HTMLElement' }
  readonly attributes: readonly Described[]
  readonly members: readonly (Described & { readonly kind: 'field' })[]
  readonly events: readonly Described[]
  readonly cssParts: readonly Described[]
  readonly cssProperties: readonly Described[]
}

export interface Manifest {
  readonly schemaVersion: string
  readonly modules: readonly {
    readonly kind: 'javascript-module'
    readonly path: string
    readonly declarations: readonly ElementDeclaration[]
    readonly exports: readonly object[]
  }[]
}

type Module = Manifest['modules'][number]

function moduleOf(path: string, declarations: Module['declarations'], exports: Module['exports']): Module {
  return { kind: 'javascript-module', path, declarations, exports }
}

function exported(declarations: readonly ElementDeclaration[]): readonly object[] {
  return declarations.map(({ name }) => ({ kind: 'js', name, declaration: { name } }))
}

function defined(declarations: readonly ElementDeclaration[], module: string): readonly object[] {
  return declarations.map(({ name, tagName }) => ({
    kind: 'custom-element-definition',
    name: tagName,
    declaration: { name, module },
  }))
}

/** Reads the doc blocks of every element of the package. */
export function manifest(): Manifest {
  const declarations = readdirSync(ELEMENTS)
    .map((file) => declarationIn(readFileSync(join(ELEMENTS, file), 'utf8')))
    .filter((declaration) => declaration !== undefined)
  const of = (tag: string): readonly ElementDeclaration[] => declarations.filter(({ tagName }) => tagName === tag)
  const threads = of('afterword-comments')
  const counts = of('afterword-count')
  return {
    schemaVersion: '2.1.0',
    modules: [
      moduleOf('dist/index.js', threads, exported(threads)),
      moduleOf('dist/define.js', [], defined(threads, 'dist/index.js')),
      // The class and its name come together.
      moduleOf('dist/count.js', counts, [...exported(counts), ...defined(counts, 'dist/count.js')]),
    ],
  }
}

function declarationIn(source: string): ElementDeclaration | undefined {
  const found = /\/\*\*((?:(?!\*\/)[^])*@tagname(?:(?!\*\/)[^])*)\*\/\s*export class (\w+)/.exec(source)
  const [, block = '', name = ''] = found ?? []
  const lines = linesOf(block)
  const tagName = tagged(lines, 'tagname')[0]
  if (found === null || tagName === undefined) return undefined
  return {
    kind: 'class',
    customElement: true,
    name,
    tagName,
    description: lines.filter((line) => !line.startsWith('@')).join(' '),
    superclass: { name: 'HTMLElement' },
    attributes: tagged(lines, 'attr').map(described),
    members: membersIn(source),
    events: tagged(lines, 'fires').map(described),
    cssParts: tagged(lines, 'csspart').map(described),
    cssProperties: tagged(lines, 'cssprop').map(described),
  }
}

/** The properties that can be read and set, with the words above them. */
function membersIn(source: string): ElementDeclaration['members'] {
  return [...source.matchAll(/(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\s*)?\n {2}get (\w+)\(\): ([^{]+) \{/g)]
    .filter(([, block = '']) => !block.includes('@internal'))
    .map(([, block = '', name = '', type = '']) => {
      const description = linesOf(block).join(' ')
      return { kind: 'field', name, type: { text: type }, ...(description === '' ? {} : { description }) }
    })
}

/** The lines of a doc block without its stars; one that goes on is joined to the tag that it began with. */
function linesOf(block: string): string[] {
  return block
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trim())
    .filter((line) => line !== '')
}

function tagged(lines: readonly string[], tag: string): string[] {
  return lines.filter((line) => line.startsWith(`@${tag} `)).map((line) => line.slice(tag.length + 2))
}

/** `{type} name - words`, `[name=default] - words`. */
function described(line: string): Described {
  const [, type, bracketed, plain, description = ''] =
    /^(?:\{(.+)\} )?(?:\[(.+?)\]|(\S+))(?: - (.*))?$/.exec(line) ?? []
  const [name = '', ...rest] = (bracketed ?? plain ?? '').split('=')
  return {
    name,
    description,
    ...(type === undefined ? {} : { type: { text: type } }),
    ...(rest.length === 0 ? {} : { default: rest.join('=') }),
  }
}
