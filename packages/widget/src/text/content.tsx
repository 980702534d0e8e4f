import type { Block, ContentTree, Inline, ListItem } from '@afterword/storage'
import { hostToShow } from '@afterword/markdown/address'
import type { JSX } from 'preact'
import { wordsOf } from '../helpers/words-of.ts'

export interface ContentProps {
  readonly tree: ContentTree
  /** What a screen reader calls a block of code that scrolls. */
  readonly codeLabel: string
}

/** Draws a content tree with elements and text nodes: nothing that anybody wrote is ever read as HTML. */
export function Content({ tree, codeLabel }: ContentProps): JSX.Element {
  return <>{tree.map((block) => drawBlock(block, codeLabel, 'auto'))}</>
}

/**
 * Only the outermost blocks look for their direction: `auto` passes over what has a `dir` of its own, so a list
 * of paragraphs with theirs would find no words and keep its marks on the left of Arabic.
 */
function drawBlock(block: Block, codeLabel: string, dir?: 'auto'): JSX.Element {
  const inner = (blocks: readonly Block[]): JSX.Element[] => blocks.map((child) => drawBlock(child, codeLabel))
  const item = ({ children }: ListItem): JSX.Element => <li>{inner(children)}</li>
  switch (block.type) {
    case 'p':
      return <p dir={dir}>{block.children.map(drawInline)}</p>
    case 'h':
      // A heading within a comment must not stand in the outline of the page.
      return (
        <p class="small-heading" dir={dir}>
          {block.children.map(drawInline)}
        </p>
      )
    case 'blockquote':
      return <blockquote dir={dir}>{inner(block.children)}</blockquote>
    case 'ul':
      return <ul dir={dir}>{block.children.map(item)}</ul>
    case 'ol':
      return (
        <ol dir={dir} start={block.start}>
          {block.children.map(item)}
        </ol>
      )
    case 'pre':
      // It scrolls within itself, so the keyboard must reach it.
      return (
        <pre dir="ltr" tabIndex={0} role="region" aria-label={codeLabel}>
          <code>{block.text}</code>
        </pre>
      )
    case 'hr':
      return <hr />
  }
}

function drawInline(inline: Inline): JSX.Element | string {
  if (typeof inline === 'string') return inline
  switch (inline.type) {
    case 'em':
      return <em>{inline.children.map(drawInline)}</em>
    case 'strong':
      return <strong>{inline.children.map(drawInline)}</strong>
    case 'del':
      return <del>{inline.children.map(drawInline)}</del>
    case 'code':
      return <code>{inline.text}</code>
    case 'br':
      return <br />
    case 'a': {
      const host = hostToShow(inline.href, wordsOf(inline.children))
      return (
        <>
          <a href={inline.href} rel="ugc nofollow noopener">
            {inline.children.map(drawInline)}
          </a>
          {host !== null && <span class="host"> ({host})</span>}
        </>
      )
    }
  }
}
