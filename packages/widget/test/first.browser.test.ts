import { type Block, type Comment, EVERYTHING, type Inline, type Order, newCommentId } from '@afterword/storage'
import { signal } from '@preact/signals'
import fc from 'fast-check'
import { h, render } from 'preact'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { App } from '../src/components/app.tsx'
import type { WritingCode } from '../src/components/context.ts'
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
import { type Given, NOW, PAGE, type Said, threadOf } from './first-thread.ts'

afterEach(() => void vi.useRealTimers())

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
