import { FIRST_SHAPES } from '../components/ui/first-shapes.ts'

export type Child = Node | string | false | null | undefined | readonly Child[]
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>

const SVG = 'http://www.w3.org/2000/svg'

/** An element with these attributes and children: what is `null`, `undefined` or `false` is left out. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  set(element, attributes)
  put(element, children)
  return element
}

function set(element: Element, attributes: Attributes): void {
  for (const name in attributes) {
    const value = attributes[name]
    if (value === undefined || value === null || (value === false && !name.startsWith('aria-'))) continue
    element.setAttribute(name, value === true && !name.startsWith('aria-') ? '' : String(value))
  }
}

function put(element: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (typeof child === 'string' || child instanceof Node) element.append(child)
    else if (child) put(element, child)
  }
}

const icons = new Map<string, Node>()

/** A line drawing. Each is made once, and copied. */
export function icon(shape: keyof typeof FIRST_SHAPES): Node {
  let drawn = icons.get(shape)
  if (drawn === undefined) {
    const svg = document.createElementNS(SVG, 'svg')
    set(svg, { class: 'icon', viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true' })
    const path = document.createElementNS(SVG, 'path')
    set(path, {
      d: FIRST_SHAPES[shape],
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': '1.6',
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    })
    svg.append(path)
    icons.set(shape, (drawn = svg))
  }
  return drawn.cloneNode(true)
}
