import type { Block, Body, ContentTree, Inline, ListItem } from '../types.ts'
import { below, bounded, count, fail, object, oneOf, text } from './read.ts'

/** A content tree is drawn as it comes, so its bounds are checked on both sides of the wire. */
const DEPTH = 12
const NODES = 2_000
/** UTF-16 code units of a string within the tree: a body of code points, twice. */
const TEXT = 20_000
const SCHEMES = /^(?:https?:\/\/|mailto:)/i

/** Counts the nodes of one tree as they are read. */
interface Budget {
  left: number
}

export function parseContent(value: unknown, field: string): ContentTree {
  return blocks(value, field, 1, { left: NODES })
}

export function parseBody(value: unknown, field: string): Body {
  const body = object(value, field)
  if (body['html'] !== undefined) return { html: bounded(200_000)(body['html'], below(field, 'html')) }
  return {
    source: text(body['source'], below(field, 'source')),
    content: parseContent(body['content'], below(field, 'content')),
  }
}

function blocks(value: unknown, field: string, depth: number, budget: Budget): readonly Block[] {
  return children(value, field, depth, budget, block)
}

function block(value: unknown, field: string, depth: number, budget: Budget): Block {
  const node = object(value, field)
  const type = oneOf('p', 'h', 'blockquote', 'ul', 'ol', 'pre', 'hr')(node['type'], below(field, 'type'))
  const inner = below(field, 'children')
  switch (type) {
    case 'p':
    case 'h':
      return { type, children: children(node['children'], inner, depth, budget, inline) }
    case 'blockquote':
      return { type, children: blocks(node['children'], inner, depth + 1, budget) }
    case 'ul':
      return { type, children: children(node['children'], inner, depth, budget, item) }
    case 'ol': {
      const items = children(node['children'], inner, depth, budget, item)
      return node['start'] === undefined
        ? { type, children: items }
        : { type, start: count(node['start'], below(field, 'start')), children: items }
    }
    case 'pre': {
      const words = bounded(TEXT)(node['text'], below(field, 'text'))
      return node['lang'] === undefined
        ? { type, text: words }
        : { type, text: words, lang: bounded(40)(node['lang'], below(field, 'lang')) }
    }
    case 'hr':
      return { type }
  }
}

function item(value: unknown, field: string, depth: number, budget: Budget): ListItem {
  const node = object(value, field)
  const type = oneOf('li')(node['type'], below(field, 'type'))
  return { type, children: blocks(node['children'], below(field, 'children'), depth + 1, budget) }
}

function inline(value: unknown, field: string, depth: number, budget: Budget): Inline {
  if (typeof value === 'string') return bounded(TEXT)(value, field)
  const node = object(value, field)
  const type = oneOf('em', 'strong', 'del', 'code', 'a', 'br')(node['type'], below(field, 'type'))
  const inner = below(field, 'children')
  switch (type) {
    case 'em':
    case 'strong':
    case 'del':
      return { type, children: children(node['children'], inner, depth + 1, budget, inline) }
    case 'a':
      return {
        type,
        href: address(node['href'], below(field, 'href')),
        children: children(node['children'], inner, depth + 1, budget, inline),
      }
    case 'code':
      return { type, text: bounded(TEXT)(node['text'], below(field, 'text')) }
    case 'br':
      return { type }
  }
}

function children<T>(
  value: unknown,
  field: string,
  depth: number,
  budget: Budget,
  read: (value: unknown, field: string, depth: number, budget: Budget) => T,
): readonly T[] {
  if (!Array.isArray(value)) fail(field, 'a list')
  if (depth > DEPTH) fail(field, `a tree of at most ${DEPTH} levels`)
  budget.left -= value.length
  if (budget.left < 0) fail(field, `a tree of at most ${NODES} nodes`)
  return value.map((entry: unknown, index) => read(entry, below(field, index), depth, budget))
}

function address(value: unknown, field: string): string {
  const href = bounded(TEXT)(value, field)
  // Browsers take tabs and line ends out of an address before they look at its scheme.
  if (!SCHEMES.test(href) || /[\u0000-\u0020\u007f]/.test(href)) fail(field, 'an http, https or mailto address')
  return href
}
