import MarkdownIt from 'markdown-it'
import { safeAddress } from './address.ts'
import { treeOf } from './build.ts'
import { checkSource } from './limits.ts'
import type { ContentTree } from './tree.ts'

type Parser = ReturnType<typeof createParser>

/** Levels of blocks that markdown-it follows. */
const NESTING = 100

let parser: Parser | undefined

/**
 * Reads Markdown (CommonMark with strikethrough and bare addresses as links). HTML in it is text. A line end
 * is a line end. Whatever is not of the content tree's few nodes stays visible as text; no word is dropped.
 *
 * @throws MarkdownError `too-long` or `invalid`
 */
export function parseMarkdown(source: string): ContentTree {
  checkSource(source)
  parser ??= createParser()
  const tokens = parser.parse(source, {})
  // Beyond its nesting markdown-it leaves words out; nobody who means something nests so deep.
  return tokens.some(({ level }) => level >= NESTING - 2) ? asTyped(source) : treeOf(tokens)
}

function asTyped(source: string): ContentTree {
  return [{ type: 'pre', text: source }]
}

function createParser(): InstanceType<typeof MarkdownIt> {
  const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false, breaks: true, maxNesting: NESTING })
  // Tables and link definitions would take words out of what the reader wrote, or hide where a link leads.
  markdown.disable(['table', 'reference'])
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false })
  // A link that may not be followed is no link: its source stays as text.
  markdown.validateLink = (href: string) => safeAddress(href) !== null
  return markdown
}
