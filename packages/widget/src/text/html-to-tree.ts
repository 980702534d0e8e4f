import { type Block, type ContentTree, type Inline, type ListItem, parseContent } from '@afterword/storage'

/** Keeps the few elements that a comment may have, as a content tree; of everything else, its words. */
export function treeOfNodes(root: ParentNode): ContentTree {
  return parseContent(blocksOf(root, 1), 'html')
}

const LEVELS = 8
const IGNORED = /^(?:script|style|template|noscript|iframe|object|embed|svg|math|textarea|select|title|head)$/

function blocksOf(parent: ParentNode, level: number): Block[] {
  const blocks: Block[] = []
  let line: Inline[] = []
  const end = (): void => {
    if (line.some((inline) => typeof inline !== 'string' || inline.trim() !== ''))
      blocks.push({ type: 'p', children: line })
    line = []
  }
  for (const node of parent.childNodes) {
    const block = node instanceof Element && level < LEVELS ? blockOf(node, level) : undefined
    if (block === undefined) {
      line.push(...inlinesOf(node, level))
    } else {
      end()
      blocks.push(...block)
    }
  }
  end()
  return blocks
}

function blockOf(element: Element, level: number): Block[] | undefined {
  const name = element.localName
  if (IGNORED.test(name)) return []
  if (/^h[1-6]$/.test(name)) return [{ type: 'h', children: childInlines(element, level) }]
  switch (name) {
    case 'p':
    case 'div':
    case 'section':
    case 'article':
      return blocksOf(element, level + 1)
    case 'blockquote':
      return [{ type: 'blockquote', children: blocksOf(element, level + 1) }]
    case 'ul':
    case 'ol':
      return [{ type: name, children: itemsOf(element, level) }]
    case 'pre':
      return [{ type: 'pre', text: element.textContent ?? '' }]
    case 'hr':
      return [{ type: 'hr' }]
    default:
      return undefined
  }
}

function itemsOf(list: Element, level: number): ListItem[] {
  return [...list.children]
    .filter(({ localName }) => localName === 'li')
    .map((item) => ({ type: 'li', children: blocksOf(item, level + 1) }))
}

function childInlines(element: Element, level: number): Inline[] {
  return [...element.childNodes].flatMap((node) => inlinesOf(node, level + 1))
}

function inlinesOf(node: Node, level: number): Inline[] {
  if (node instanceof Text) return node.data === '' ? [] : [node.data.replace(/\s+/g, ' ')]
  if (!(node instanceof Element) || IGNORED.test(node.localName)) return []
  if (level >= LEVELS) return node.textContent ? [node.textContent] : []
  switch (node.localName) {
    case 'br':
      return [{ type: 'br' }]
    case 'code':
      return [{ type: 'code', text: node.textContent ?? '' }]
    case 'em':
    case 'i':
      return [{ type: 'em', children: childInlines(node, level) }]
    case 'strong':
    case 'b':
      return [{ type: 'strong', children: childInlines(node, level) }]
    case 'del':
    case 's':
      return [{ type: 'del', children: childInlines(node, level) }]
    case 'a': {
      const href = node.getAttribute('href')?.trim() ?? ''
      const children = childInlines(node, level)
      const followed =
        /^(?:https?:\/\/|mailto:)/i.test(href) && URL.canParse(href) && !/[\u0000-\u0020\u007f]/.test(href)
      return followed ? [{ type: 'a', href: new URL(href).href, children }] : children
    }
    default:
      return childInlines(node, level)
  }
}
