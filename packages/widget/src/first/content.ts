import type { Block, ContentTree, Inline, ListItem } from '@afterword/storage'
import { hostToShow } from '@afterword/markdown/address'
import { wordsOf } from '../helpers/words-of.ts'
import { type Child, make } from './make.ts'

/** As `parseContent` has it. */
const SAFE = /^(?:https?:\/\/|mailto:)[^\u0000-\u0020\u007f]*$/i

/** A content tree as elements and text nodes, as `text/content.tsx` draws it. */
export function drawContent(tree: ContentTree, codeLabel: string): readonly Child[] {
  return tree.map((block) => drawBlock(block, codeLabel, 'auto'))
}

function drawBlock(block: Block, codeLabel: string, dir?: 'auto'): Child {
  const inner = (blocks: readonly Block[]): Child => blocks.map((child) => drawBlock(child, codeLabel))
  const item = ({ children }: ListItem): Child => make('li', {}, inner(children))
  switch (block.type) {
    case 'p':
      return make('p', { dir }, block.children.map(drawInline))
    case 'h':
      return make('p', { class: 'small-heading', dir }, block.children.map(drawInline))
    case 'blockquote':
      return make('blockquote', { dir }, inner(block.children))
    case 'ul':
      return make('ul', { dir }, block.children.map(item))
    case 'ol':
      return make('ol', { dir, start: block.start }, block.children.map(item))
    case 'pre':
      return make(
        'pre',
        { dir: 'ltr', tabindex: 0, role: 'region', 'aria-label': codeLabel },
        make('code', {}, block.text),
      )
    case 'hr':
      return make('hr')
  }
}

function drawInline(inline: Inline): Child {
  if (typeof inline === 'string') return inline
  switch (inline.type) {
    case 'em':
    case 'strong':
    case 'del':
      return make(inline.type, {}, inline.children.map(drawInline))
    case 'code':
      return make('code', {}, inline.text)
    case 'br':
      return make('br')
    case 'a': {
      // What is drawn first was not checked by anybody else.
      if (!SAFE.test(inline.href)) throw new TypeError('A link leads elsewhere than a link may.')
      const host = hostToShow(inline.href, wordsOf(inline.children))
      return [
        make('a', { href: inline.href, rel: 'ugc nofollow noopener' }, inline.children.map(drawInline)),
        host !== null && make('span', { class: 'host' }, ' (', host, ')'),
      ]
    }
  }
}
