import type { Token } from 'markdown-it'
import { safeAddress } from './address.ts'
import { LIMITS } from './limits.ts'
import type { Block, ContentTree, Inline, ListItem } from './tree.ts'

/** Makes the content tree of markdown-it's flat list of tokens, within the limits. */

/** What a container that is being filled will become. */
interface Open {
  readonly kind: 'root' | 'blockquote' | 'ul' | 'ol' | 'li'
  readonly start: number | undefined
  /** A container over the depth is not made: what is in it goes to the one above. */
  readonly into: Block[]
  readonly items: ListItem[]
  readonly flattened: boolean
}

/** How many nodes may still be made. */
interface Budget {
  left: number
}

export function treeOf(tokens: readonly Token[]): ContentTree {
  const budget: Budget = { left: LIMITS.nodes }
  const root: Open = { kind: 'root', start: undefined, into: [], items: [], flattened: false }
  const stack: Open[] = [root]
  const top = (): Open => stack.at(-1) ?? root
  /** Levels of the tree so far: an item stands on the level of its list. */
  const depth = (): number =>
    1 + stack.filter(({ kind, flattened }) => kind !== 'root' && kind !== 'ul' && kind !== 'ol' && !flattened).length
  let textType: 'p' | 'h' = 'p'

  for (const token of tokens) {
    switch (token.type) {
      case 'blockquote_open':
      case 'bullet_list_open':
      case 'ordered_list_open':
      case 'list_item_open': {
        const kind = KINDS[token.type]
        // One level is left for a text and one for the words in it.
        const over = depth() >= LIMITS.depth - 2 || budget.left < ROOM
        // An item of a flattened list is flattened too, and so is everything where no node can be spared.
        const flattened = kind === 'li' ? top().flattened || over : over
        if (!flattened) budget.left -= 1
        const start = kind === 'ol' ? Number(token.attrGet('start') ?? 1) : undefined
        stack.push({ kind, start, into: flattened ? top().into : [], items: [], flattened })
        break
      }
      case 'blockquote_close':
      case 'bullet_list_close':
      case 'ordered_list_close':
      case 'list_item_close': {
        const closed = stack.pop() ?? root
        if (!closed.flattened) finish(closed, top())
        break
      }
      case 'paragraph_open':
        textType = 'p'
        break
      case 'heading_open':
        textType = 'h'
        break
      case 'inline': {
        const children = inlinesOf(token.children ?? [], budget, token.content, LIMITS.depth - depth() - 1)
        if (children.length > 0) addText(top().into, { type: textType, children }, budget)
        break
      }
      case 'fence':
      case 'code_block': {
        const lang = token.info.trim().split(/\s+/)[0]?.slice(0, 40) ?? ''
        const text = token.content.replace(/\n$/, '')
        add(top().into, lang === '' ? { type: 'pre', text } : { type: 'pre', text, lang }, budget)
        break
      }
      case 'hr':
        add(top().into, { type: 'hr' }, budget)
        break
    }
  }
  return root.into
}

/** Nodes that are kept for the words of what is still to come, one long text at the least. */
const ROOM = 8

const KINDS = {
  blockquote_open: 'blockquote',
  bullet_list_open: 'ul',
  ordered_list_open: 'ol',
  list_item_open: 'li',
} as const

function finish(closed: Open, parent: Open): void {
  switch (closed.kind) {
    case 'blockquote':
      if (closed.into.length > 0) parent.into.push({ type: 'blockquote', children: closed.into })
      break
    case 'li':
      if (parent.kind === 'ul' || parent.kind === 'ol') parent.items.push({ type: 'li', children: closed.into })
      else parent.into.push(...closed.into)
      break
    case 'ul':
      if (closed.items.length > 0) parent.into.push({ type: 'ul', children: closed.items })
      parent.into.push(...closed.into)
      break
    case 'ol': {
      const { start } = closed
      const numbered = start !== undefined && Number.isSafeInteger(start) && start >= 0 && start !== 1
      if (closed.items.length > 0) {
        parent.into.push({ type: 'ol', ...(numbered ? { start } : {}), children: closed.items })
      }
      parent.into.push(...closed.into)
      break
    }
    case 'root':
      break
  }
}

function add(into: Block[], block: Block, budget: Budget): void {
  budget.left -= 1
  if (budget.left >= 0) {
    into.push(block)
    return
  }
  // No node is left: the words go to the end of the last text.
  addWords(into, 'text' in block ? `\n${block.text}` : '\n—')
}

function addText(into: Block[], block: Extract<Block, { type: 'p' | 'h' }>, budget: Budget): void {
  budget.left -= 1
  if (budget.left >= 0) into.push(block)
  else addWords(into, `\n${block.children.map((child) => (typeof child === 'string' ? child : '')).join('')}`)
}

function addWords(into: Block[], words: string): void {
  const last = into.at(-1)
  if (last?.type === 'p' || last?.type === 'h') {
    const children = [...last.children]
    const end = children.at(-1)
    if (typeof end === 'string') children[children.length - 1] = end + words
    else children.push(words)
    into[into.length - 1] = { type: last.type, children }
  } else if (last?.type === 'pre') {
    into[into.length - 1] = { ...last, text: last.text + words }
  } else {
    into.push({ type: 'p', children: [words.trim()] })
  }
}

/** An inline element that is being filled. */
interface OpenInline {
  readonly type: 'em' | 'strong' | 'del' | 'a'
  readonly href: string
  readonly into: Inline[]
  readonly flattened: boolean
}

/** `levels`: how deep inlines may stand within each other here. */
function inlinesOf(tokens: readonly Token[], budget: Budget, source: string, levels: number): Inline[] {
  // Where the nodes run out, the text stands as it was typed.
  if (budget.left < tokens.length + ROOM) {
    budget.left -= 1
    return source === '' ? [] : [source]
  }
  const root: Inline[] = []
  const stack: OpenInline[] = []
  const into = (): Inline[] => stack.at(-1)?.into ?? root

  for (const token of tokens) {
    switch (token.type) {
      case 'em_open':
      case 'strong_open':
      case 's_open':
      case 'link_open': {
        const type = INLINE_KINDS[token.type]
        const href = type === 'a' ? (safeAddress(String(token.attrGet('href') ?? '')) ?? '') : ''
        const deep = stack.filter((open) => !open.flattened).length >= levels
        const flattened = deep || (type === 'a' && href === '')
        if (!flattened) budget.left -= 1
        stack.push({ type, href, into: flattened ? into() : [], flattened })
        break
      }
      case 'em_close':
      case 'strong_close':
      case 's_close':
      case 'link_close': {
        const closed = stack.pop()
        if (closed !== undefined && !closed.flattened && closed.into.length > 0) into().push(inlineOf(closed))
        break
      }
      case 'image':
        budget.left -= 1
        into().push(...imageLink(token))
        break
      case 'code_inline':
        budget.left -= 1
        into().push({ type: 'code', text: token.content })
        break
      case 'softbreak':
      case 'hardbreak':
        budget.left -= 1
        into().push({ type: 'br' })
        break
      default:
        if (token.content !== '') pushText(into(), token.content, budget)
    }
  }
  return root
}

const INLINE_KINDS = { em_open: 'em', strong_open: 'strong', s_open: 'del', link_open: 'a' } as const

function inlineOf({ type, href, into }: OpenInline): Inline {
  return type === 'a' ? { type, href, children: into } : { type, children: into }
}

/** Nothing is fetched for a reader whom nobody asked: an image is a link to it. */
function imageLink(token: Token): Inline[] {
  const href = safeAddress(String(token.attrGet('src') ?? ''))
  const words = token.content === '' ? (href ?? '') : token.content
  if (href === null) return [words]
  return [{ type: 'a', href, children: [words] }]
}

function pushText(into: Inline[], text: string, budget: Budget): void {
  const last = into.at(-1)
  if (typeof last === 'string') {
    into[into.length - 1] = last + text
  } else {
    budget.left -= 1
    into.push(text)
  }
}
