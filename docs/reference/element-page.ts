import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { table } from './cells.ts'

interface Named {
  readonly name: string
  readonly description?: string
  readonly default?: string
  readonly type?: { readonly text: string }
}

interface Declaration {
  readonly customElement?: boolean
  readonly attributes?: readonly Named[]
  readonly members?: readonly (Named & { readonly kind: string })[]
  readonly events?: readonly Named[]
  readonly cssParts?: readonly Named[]
  readonly cssProperties?: readonly Named[]
}

/** The element, from its custom-elements manifest. */
export function elementPage(): string {
  const file = createRequire(import.meta.url).resolve('afterword/custom-elements.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { modules: { declarations: Declaration[] }[] }
  const element = manifest.modules.flatMap(({ declarations }) => declarations).find((one) => one.customElement === true)
  if (element === undefined) throw new Error('The manifest has no element. Build the package first: pnpm build')
  const { attributes = [], members = [], events = [], cssParts = [], cssProperties = [] } = element
  const fields = members.filter(({ kind, name }) => kind === 'field' && name !== 'opening')
  const code = (text: string | undefined): string => (text === undefined || text === '' ? '' : `\`${text}\``)
  return `# The element

\`<afterword-comments>\`, made from its [custom-elements manifest](https://github.com/webcomponents/custom-elements-manifest),
which is in the package as \`afterword/custom-elements.json\` for your editor.

## Attributes

The script's tag has the same ones as \`data-*\`.

${table(
  ['attribute', 'type', 'what it is'],
  attributes.map((one) => [code(one.name), code(one.type?.text), one.description ?? '']),
)}

## Properties

${table(
  ['property', 'type', 'what it is'],
  fields.map((one) => [code(one.name), code(one.type?.text), one.description ?? '']),
)}

## Events

They bubble and cross shadow roots.

${table(
  ['event', 'type', 'when'],
  events.map((one) => [code(one.name), code(one.type?.text), one.description ?? '']),
)}

## CSS custom properties

${table(
  ['property', 'when left out', 'what it is'],
  cssProperties.map((one) => [code(one.name), code(one.default), one.description ?? '']),
)}

## CSS parts

${table(
  ['part', 'what it is'],
  cssParts.map((one) => [code(one.name), one.description ?? '']),
)}
`
}
