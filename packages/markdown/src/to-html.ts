import { hostToShow } from './address.ts'
import { inlineText } from './to-text.ts'
import type { Block, ContentTree, Inline, ListItem } from './tree.ts'

export interface HtmlOptions {
  /** Show the host behind a link whose words look like another address. On when left out. */
  readonly hosts?: boolean
}

/**
 * The tree as HTML, for feeds, mail and the fragment that a server renders. Everything that was written is
 * escaped; the only attributes are `href`, `rel`, `start` and the class of a code block's language.
 */
export function toHtml(tree: ContentTree, { hosts = true }: HtmlOptions = {}): string {
  const block = (node: Block): string => {
    switch (node.type) {
      case 'p':
        return `<p>${inlines(node.children)}</p>`
      case 'h':
        return `<h4>${inlines(node.children)}</h4>`
      case 'blockquote':
        return `<blockquote>${node.children.map(block).join('')}</blockquote>`
      case 'ul':
        return `<ul>${node.children.map(item).join('')}</ul>`
      case 'ol':
        return `<ol${node.start === undefined ? '' : ` start="${node.start}"`}>${node.children.map(item).join('')}</ol>`
      case 'pre': {
        const language = node.lang === undefined ? '' : ` class="language-${escape(node.lang)}"`
        return `<pre><code${language}>${escape(node.text)}</code></pre>`
      }
      case 'hr':
        return '<hr>'
    }
  }
  const item = (node: ListItem): string => `<li>${node.children.map(block).join('')}</li>`
  const inlines = (nodes: readonly Inline[]): string => nodes.map(inline).join('')
  const inline = (node: Inline): string => {
    if (typeof node === 'string') return escape(node)
    switch (node.type) {
      case 'em':
      case 'strong':
      case 'del':
        return `<${node.type}>${inlines(node.children)}</${node.type}>`
      case 'code':
        return `<code>${escape(node.text)}</code>`
      case 'br':
        return '<br>'
      case 'a': {
        const host = hosts ? hostToShow(node.href, inlineText(node.children)) : null
        const note = host === null ? '' : ` (${escape(host)})`
        return `<a href="${escape(node.href)}" rel="ugc nofollow noopener">${inlines(node.children)}</a>${note}`
      }
    }
  }
  return tree.map(block).join('\n')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}
