import type { ContentTree, Inline } from './types.ts'

/** Text as it was typed: an empty line ends a paragraph, a line end stays one. For a store without a Markdown parser. */
export function plainTextContent(source: string): ContentTree {
  return source
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => ({ type: 'p', children: lines(paragraph.trim()) }))
}

function lines(paragraph: string): Inline[] {
  return paragraph.split('\n').flatMap((line, index): Inline[] => (index === 0 ? [line] : [{ type: 'br' }, line]))
}
