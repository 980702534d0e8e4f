import {
  type Block,
  type Comment,
  EVERYTHING,
  type Inline,
  type OpenThread,
  type Order,
  newCommentId,
} from '@afterword/storage'
import { signal } from '@preact/signals'
import fc from 'fast-check'
import { h, render } from 'preact'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { App } from '../src/components/app.tsx'
import type { WritingCode } from '../src/components/context.ts'
import { AfterwordComments } from '../src/define.ts'
import { bringComments, drawThread } from '../src/first/thread.ts'
import type { FirstView } from '../src/first/view.ts'
import { createWords } from '../src/i18n/create-words.ts'
import { firstEnglish } from '../src/i18n/english-first.ts'
import { english } from '../src/i18n/english.ts'
import { loadLocale } from '../src/i18n/load-locale.ts'
import { LOCALES } from '../src/i18n/locales.ts'
import type { FirstWords, ReadingWords } from '../src/i18n/messages.ts'
import { createStore } from '../src/store/create-store.ts'
import { memoryDraftStore } from '../src/store/memory-draft-store.ts'
import { createPart } from '../src/store/part.ts'
import { stillSource } from '../src/ssr/still-source.ts'

afterEach(() => {
  document.body.replaceChildren()
  localStorage.clear()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const PAGE = '/article'
const NOW = Date.UTC(2026, 10, 25, 12)

/** A tree of nodes as lines: what a browser keeps of an element, each text node on its own, attributes in one order. */
function linesOf(node: Node, depth = 0): string[] {
  const indent = '  '.repeat(depth)
  if (node instanceof Text) return [indent + JSON.stringify(node.data)]
  if (!(node instanceof Element)) return [`${indent}?`]
  const attributes = [...node.attributes].map(({ name, value }) => `${name}=${JSON.stringify(value)}`).toSorted()
  const typed =
    node instanceof HTMLTextAreaElement || node instanceof HTMLInputElement || node instanceof HTMLSelectElement
  const line = `${indent}<${[node.namespaceURI, node.localName, ...attributes, ...(typed ? [node.value] : [])].join(' ')}>`
  return [line, ...[...node.childNodes].flatMap((child) => linesOf(child, depth + 1))]
}

const text = fc.oneof(
  fc.constantFrom('Hello.', 'مرحبا', 'example.org', 'a\nb', ' ', '漢字かな交じり', 'e\u0301 👩‍👩‍👧', '<b>&amp;'),
  fc.string({ maxLength: 12 }),
)
const inline: fc.Arbitrary<Inline> = fc.letrec<{ inline: Inline }>((tie) => ({
  inline: fc.oneof(
    { maxDepth: 2 },
    text,
    fc.constant<Inline>({ type: 'br' }),
    text.map((words): Inline => ({ type: 'code', text: words })),
    fc
      .tuple(fc.constantFrom('em', 'strong', 'del'), fc.array(tie('inline'), { maxLength: 2 }))
      .map(([type, children]): Inline => ({ type, children })),
    fc
      .tuple(
        fc.constantFrom('https://example.org/a', 'mailto:a@example.org', 'http://b.example'),
        fc.array(tie('inline'), { maxLength: 2 }),
      )
      .map(([href, children]): Inline => ({ type: 'a', href, children })),
  ),
})).inline
const inlines = fc.array(inline, { maxLength: 3 })
const block: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => {
  const items = fc.array(
    fc.array(tie('block'), { maxLength: 2 }).map((children) => ({ type: 'li' as const, children })),
    { maxLength: 2 },
  )
  return {
    block: fc.oneof(
      { maxDepth: 2 },
      inlines.map((children): Block => ({ type: 'p', children })),
      inlines.map((children): Block => ({ type: 'h', children })),
      fc.constant<Block>({ type: 'hr' }),
      text.map((words): Block => ({ type: 'pre', text: words })),
      fc.array(tie('block'), { maxLength: 2 }).map((children): Block => ({ type: 'blockquote', children })),
      items.map((children): Block => ({ type: 'ul', children })),
      fc
        .tuple(items, fc.option(fc.nat(20), { nil: undefined }))
        .map(([children, start]): Block => ({ type: 'ol', children, ...(start === undefined ? {} : { start }) })),
      fc.nat(60).map((lines): Block => ({ type: 'pre', text: 'line\n'.repeat(lines) })),
    ),
  }
}).block

/** What is in a comment, apart from its place in the thread. */
interface Said extends Pick<Comment, 'author' | 'reactions' | 'seq'> {
  readonly blocks: readonly Block[] | string
  readonly ago: number
  readonly edited: boolean
  readonly pending: boolean
  readonly passage: string | null
  /** Which of those before it answers; none: it stands at the top. */
  readonly answers: number | null
}

interface Given {
  readonly said: readonly Said[]
  /** Branches of which something is left. */
  readonly left: number
  readonly next: boolean
  readonly closed: boolean
  /** The reactions of the site. */
  readonly known: readonly string[]
}

const said: fc.Arbitrary<Said> = fc.record({
  author: fc.option(
    fc.record(
      {
        id: fc.constant('a'),
        name: fc.constantFrom('Ada', 'Grace Hopper', 'ليلى', '漢字', '👩‍👩‍👧', 'x'),
        guest: fc.boolean(),
        badge: fc.constantFrom('author' as const, 'moderator' as const),
      },
      { requiredKeys: ['id', 'name', 'guest'] },
    ),
    { freq: 8 },
  ),
  blocks: fc.oneof(
    { weight: 9, arbitrary: fc.array(block, { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constant('<p>Old &amp; <b>bold</b></p>') },
  ),
  ago: fc.constantFrom(-5_000, 1_000, 90_000, 7_200_000, 86_400_000 * 3, 86_400_000 * 400),
  edited: fc.boolean(),
  pending: fc.boolean(),
  passage: fc.option(fc.constantFrom('Some words.', 'كلمات'), { freq: 3 }),
  reactions: fc.dictionary(fc.constantFrom('up', '👍', '🎉', '🦊'), fc.nat(12_000), { maxKeys: 3 }),
  answers: fc.option(fc.nat(40), { freq: 3 }),
  seq: fc.nat(30),
})

const slice: fc.Arbitrary<Given> = fc.record({
  said: fc.array(said, { maxLength: 12 }),
  left: fc.nat(3),
  next: fc.boolean(),
  closed: fc.boolean(),
  known: fc.subarray(['up', '👍', '❤️', '🎉']),
})

function threadOf({ said: all, left, next, closed, known }: Given): OpenThread {
  const comments: Comment[] = []
  for (const { author, blocks, ago, edited, pending, passage, reactions, answers, seq } of all) {
    const parent = answers === null ? undefined : comments[answers]
    const id = newCommentId()
    comments.push({
      id,
      parent: parent?.id ?? null,
      root: parent?.root ?? id,
      depth: parent === undefined ? 0 : parent.depth + 1,
      seq,
      version: 1,
      status: pending ? 'pending' : 'published',
      createdAt: NOW - ago,
      editedAt: edited ? NOW - ago + 500 : null,
      author,
      body: author === null ? null : typeof blocks === 'string' ? { html: blocks } : { source: '', content: blocks },
      passage: passage === null ? null : { quote: passage, selectors: [] },
      reactions,
    })
  }
  const roots = comments.filter(({ parent }) => parent === null)
  return {
    thread: { page: PAGE, seq: 30, count: comments.length, closed },
    comments,
    branches: roots
      .slice(0, left)
      .map(({ id }, index) => ({ root: id, previous: null, next: 'on', remaining: index + 1 })),
    previous: null,
    next: next ? 'on' : null,
    reactions: known,
    editWindow: null,
    passages: [],
  }
}

const never = createPart(
  () => new Promise<WritingCode>(() => undefined),
  (code) => code,
)

/** The same thread as the interface draws it at first. */
async function drawnByInterface(view: FirstView): Promise<string[]> {
  const drafts = memoryDraftStore()
  drafts.writeName(view.drafts.name)
  for (const [key, words] of view.drafts.texts) await drafts.write({ key, slot: 's', text: words, at: 1 })
  const { thread } = view
  const source = {
    supports: view.supports,
    open: thread === null ? () => new Promise<never>(() => undefined) : async () => thread,
    whole: stillSource(threadOf({ said: [], left: 0, next: false, closed: false, known: [] })).whole,
  }
  const store = createStore({ source, page: PAGE, order: view.order, since: view.since, drafts })
  if (thread !== null) await vi.waitUntil(() => store.thread.status.value === 'ready', { interval: 1 })
  const { locale, dir, coming } = view
  const words = await wordsIn<ReadingWords>(locale, english)
  const root = document.createElement('div')
  const permalink = (id: string): string => `#comment-${id}`
  const props = {
    store,
    words,
    locale,
    dir,
    coming,
    permalink,
    allWords: signal(null),
    writing: never,
    ownStorage: false,
  }
  render(h(App, props), root)
  const lines = [...root.childNodes].flatMap((node) => linesOf(node))
  render(null, root)
  store.dispose()
  return lines
}

async function wordsIn<W>(name: string, all: object): Promise<W> {
  const loaded = name === 'en' ? undefined : await loadLocale(name)
  return createWords<W>(name, [{}, loaded ?? {}, all])
}

const view = fc.record({
  slice: fc.option(slice, { freq: 12 }),
  order: fc.constantFrom<Order>('newest', 'oldest', 'top'),
  language: fc.constantFrom('en', ...LOCALES),
  rtl: fc.boolean(),
  coming: fc.boolean(),
  since: fc.option(fc.nat(30)),
  name: fc.constantFrom('', 'Ada'),
  draft: fc.constantFrom('', 'Half a thought'),
  replying: fc.option(fc.nat(11), { freq: 3 }),
})

describe('what is drawn first', () => {
  it('is node for node what the interface draws, for any thread in any language', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW })
    await fc.assert(
      fc.asyncProperty(view, async ({ slice: given, order, language, rtl, coming, since, name, draft, replying }) => {
        const thread = given === null ? null : threadOf(given)
        const answered = replying === null ? undefined : thread?.comments[replying]?.id
        const drafts = {
          name,
          texts: new Map([
            ...(draft === '' ? [] : [['', draft] as const]),
            ...(answered === undefined ? [] : [[answered, 'I think'] as const]),
          ]),
        }
        const dir = rtl ? 'rtl' : 'ltr'
        const first: FirstView = {
          thread,
          order,
          supports: EVERYTHING,
          dir,
          coming,
          now: NOW,
          since,
          drafts,
          words: await wordsIn<FirstWords>(language, firstEnglish),
          locale: language,
        }
        const expected = await drawnByInterface(first)
        expect(linesOf(drawThread(first))).toEqual(expected)
        if (thread === null) return
        // And the same when the comments come after the rest, one after the other.
        const section = drawThread({ ...first, thread: null })
        for (const _ of bringComments(section, first, thread)) expect(section.querySelector('.skeleton')).not.toBeNull()
        expect(linesOf(section)).toEqual(expected)
      }),
      { numRuns: 150 },
    )
  })

  it('is not drawn where a link leads where no link may', () => {
    const thread = threadOf({ said: [], left: 0, next: false, closed: false, known: [] })
    const id = newCommentId()
    const comment: Comment = {
      id,
      parent: null,
      root: id,
      depth: 0,
      seq: 1,
      version: 1,
      status: 'published',
      createdAt: NOW,
      editedAt: null,
      author: { id: 'a', name: 'Ada', guest: true },
      body: {
        source: '',
        content: [{ type: 'p', children: [{ type: 'a', href: 'javascript:alert(1)', children: ['x'] }] }],
      },
      passage: null,
      reactions: {},
    }
    const words = createWords<ReadingWords>('en', [english])
    const shown = { order: 'newest', supports: EVERYTHING, words, locale: 'en', dir: 'ltr', coming: false } as const
    const drafts = { name: '', texts: new Map() }
    const first = { ...shown, thread: { ...thread, comments: [comment] }, now: NOW, since: null, drafts }
    expect(() => drawThread(first)).toThrow('A link leads elsewhere than a link may.')
  })
})

/** A thread of some comments, each with a reply. */
function someThread(length = 20): OpenThread {
  const spoken = Array.from({ length }, (_, index) => ({
    author: { id: 'a', name: `Reader ${index}`, guest: true },
    blocks: [{ type: 'p', children: [`Words ${index}.`] } satisfies Block],
    ago: 60_000 * (index + 1),
    edited: false,
    pending: false,
    passage: null,
    reactions: { up: index },
    seq: index + 1,
    answers: index % 2 === 0 ? null : index - 1,
  }))
  return threadOf({ said: spoken, left: 0, next: false, closed: false, known: ['up', '👍'] })
}

/** An element whose server has answered with this; what is asked of it later never comes. */
async function served(thread: OpenThread): Promise<{ host: AfterwordComments; root: ShadowRoot }> {
  vi.spyOn(globalThis, 'fetch').mockImplementation((address) =>
    String(address).includes('/thread?') ? Promise.resolve(Response.json(thread)) : new Promise(() => undefined),
  )
  const host = new AfterwordComments()
  host.server = 'https://comments.example'
  host.site = 'test'
  host.page = PAGE
  const ready = new Promise((resolve) => host.addEventListener('afterword-ready', resolve, { once: true }))
  document.body.append(host)
  // Where a test has the clock in hand, it goes on until the place is drawn.
  await vi.waitFor(() => expect(host.shadowRoot).not.toBeNull(), { interval: 1 })
  await ready
  const root = host.shadowRoot
  if (root === null) throw new Error('Nothing is drawn.')
  return { host, root }
}

describe('the interface', () => {
  it('takes over the nodes that were drawn first, every one, and what was typed into them', async () => {
    const { root } = await served(someThread())
    const nodes = [...root.querySelectorAll('.thread, .thread-head, .thread-head *, .list, .list *')]
    const area = root.querySelector('textarea')
    if (area !== null) area.value = 'Typed early'
    // Only what is alive opens a menu.
    const last = [...root.querySelectorAll<HTMLElement>('[aria-haspopup=menu]')].at(-1)
    last?.click()
    await vi.waitFor(() => expect(last?.getAttribute('aria-expanded')).toBe('true'))
    await vi.waitFor(() => expect(root.querySelector('[role=toolbar]')).not.toBeNull(), { timeout: 10_000 })
    expect(nodes.filter((node) => !node.isConnected)).toEqual([])
    expect(root.querySelectorAll('.list .item')).toHaveLength(20)
    expect(root.querySelector('textarea')?.value).toBe('Typed early')
  })

  it('says everything in the words that came last, whenever they came', async () => {
    const { host, root } = await served(someThread())
    for (let change = 1; change <= 12; change++) {
      host.messages = { reply: `Answer ${change}`, replyTo: `Answer ${change} to {name}` }
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
    await vi.waitFor(() => expect(root.querySelector('[role=toolbar]')).not.toBeNull(), { timeout: 10_000 })
    const replies = [...root.querySelectorAll('.reply')]
    expect(replies).toHaveLength(20)
    for (const reply of replies) {
      expect([reply.textContent, reply.getAttribute('aria-label')?.slice(0, 10)]).toEqual(['Answer 12', 'Answer 12 '])
    }
  })

  it('does what was pressed before it was there, in the order of pressing', async () => {
    const { root } = await served(someThread())
    const replies = [...root.querySelectorAll<HTMLElement>('.reply')]
    replies[3]?.click()
    replies[0]?.click()
    await vi.waitFor(() => expect(root.querySelectorAll('.reply-composer')).toHaveLength(2), { timeout: 10_000 })
    expect(replies.every((reply) => reply.isConnected)).toBe(true)
  })

  it('does what was pressed before the words were others', async () => {
    const { host, root } = await served(someThread())
    root.querySelectorAll<HTMLElement>('.reply')[3]?.click()
    host.messages = { reply: 'Answer' }
    await vi.waitFor(() => expect(root.querySelectorAll('.reply-composer')).toHaveLength(1), { timeout: 10_000 })
    expect(root.querySelectorAll('.item')[3]?.querySelector('.reply-composer')).not.toBeNull()
  })

  it('does what is pressed on its way, at whichever moment that is', async () => {
    const thread = someThread(6)
    for (let moment = 0, held = true; held; moment++) {
      vi.useFakeTimers({
        toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame', 'requestIdleCallback'],
      })
      const { host, root } = await served(thread)
      for (let step = 0; step < moment; step++) await aMoment()
      const vote = root.querySelector<HTMLElement>('[part~=vote]')
      held = [vote, [...root.querySelectorAll('.reply')].at(-1)].map(press).includes(false)
      await vi.waitFor(
        () => {
          expect(vote?.getAttribute('aria-pressed')).toBe('true')
          expect(root.querySelector('.reply-composer')).not.toBeNull()
        },
        { timeout: 10_000, interval: 1 },
      )
      host.remove()
      localStorage.clear()
      vi.useRealTimers()
    }
  })

  it('does what is pressed though no frame is ever shown', async () => {
    vi.spyOn(globalThis, 'requestAnimationFrame').mockReturnValue(0)
    const { root } = await served(someThread())
    press(root.querySelector('.reply'))
    await vi.waitFor(() => expect(root.querySelector('.reply-composer')).not.toBeNull(), { timeout: 10_000 })
  })
})

/** A frame passes, and what is due has its turn: what a reader does comes in a task of its own. */
async function aMoment(): Promise<void> {
  vi.advanceTimersByTime(16)
  const { port1, port2 } = new MessageChannel()
  const turn = new Promise((resolve) => port1.addEventListener('message', resolve, { once: true }))
  port1.start()
  port2.postMessage(null)
  await turn
}

/** `false`: it is held until it can be done. */
function press(target: Element | null | undefined): boolean | undefined {
  return target?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
}
