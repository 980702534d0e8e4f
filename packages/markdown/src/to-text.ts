import type { Block, ContentTree, Inline, ListItem } from './tree.ts'

/** The tree as text that reads well by itself: for mail, search and notifications. */
export function toText(tree: ContentTree): string {
  return tree.map(blockText).join('\n\n')
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'p':
    case 'h':
      return inlineText(block.children, true)
    case 'blockquote':
      return toText(block.children).replace(/^/gm, '> ')
    case 'ul':
      return block.children.map((item) => itemText(item, '- ')).join('\n')
    case 'ol':
      return block.children.map((item, index) => itemText(item, `${(block.start ?? 1) + index}. `)).join('\n')
    case 'pre':
      return block.text.replace(/^/gm, '    ')
    case 'hr':
      return '* * *'
  }
}

function itemText({ children }: ListItem, mark: string): string {
  const indent = ' '.repeat(mark.length)
  return mark + toText(children).replace(/\n(?=.)/g, `\n${indent}`)
}

/** The words of a run; with `addresses`, a link is followed by where it leads when its words do not say it. */
export function inlineText(inlines: readonly Inline[], addresses = false): string {
  return inlines
    .map((inline) => {
      if (typeof inline === 'string') return inline
      switch (inline.type) {
        case 'code':
          return inline.text
        case 'br':
          return '\n'
        case 'a': {
          const words = inlineText(inline.children, addresses)
          return addresses && !saysAddress(words, inline.href) ? `${words} <${inline.href}>` : words
        }
        default:
          return inlineText(inline.children, addresses)
      }
    })
    .join('')
}

function saysAddress(words: string, href: string): boolean {
  return bare(words) === bare(href)
}

function bare(address: string): string {
  return address
    .replace(/^mailto:/i, '')
    .replace(/\/$/, '')
    .toLowerCase()
}
