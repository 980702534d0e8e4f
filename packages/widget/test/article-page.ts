import { type Passage, type StorageAdapter, newCommentId } from '@afterword/storage'
import { type MemoryStore, memoryAdapter, memoryStore } from '@afterword/storage/memory'
import { parseMarkdown } from '@afterword/markdown'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import type { AfterwordComments } from '../src/define.ts'
import '../src/define.ts'

export const ARTICLE = `<article lang="en">
  <h1>The weights got out</h1>
  <p>A leaked document can be read once and forgotten. Leaked weights are different. They are the whole machine.</p>
  <p>Until then the best models stood behind doors. It is a comfortable arrangement for whoever owns the door.</p>
  <p>Somebody was sent a link, <em>and passed it on</em>.</p>
</article>`

/** Waits as long as a busy machine needs: pages are read when the browser has nothing better to do. */
export function until<T>(condition: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(condition, { timeout: 20_000 })
}

const unhandled: unknown[] = []
const note = (event: ErrorEvent | PromiseRejectionEvent): void => void unhandled.push(event)

/** After each test the page is empty again, and nothing went wrong that nobody caught. */
export function cleanPages(): void {
  beforeEach(() => {
    unhandled.length = 0
    addEventListener('error', note)
    addEventListener('unhandledrejection', note)
  })
  afterEach(async () => {
    document.body.replaceChildren()
    document.getSelection()?.removeAllRanges()
    // What was rejected and caught by nobody is told of in a task of its own, which is before this one.
    await new Promise((resolve) => setTimeout(resolve))
    removeEventListener('error', note)
    removeEventListener('unhandledrejection', note)
    expect(unhandled).toEqual([])
    localStorage.clear()
  })
}

export const adapterOf = (store: MemoryStore, id: string): StorageAdapter =>
  memoryAdapter({ store, viewer: { id, guest: true }, parse: parseMarkdown })

export function on(exact: string, prefix = '', suffix = ''): Passage {
  return { quote: exact, selectors: [{ type: 'TextQuoteSelector', exact, prefix, suffix }] }
}

export interface Shown {
  readonly element: AfterwordComments
  readonly article: HTMLElement
  readonly other: StorageAdapter
  post(source: string, passage?: Passage): Promise<string>
  find<E extends HTMLElement = HTMLElement>(selector: string): Promise<E>
  all(selector: string): HTMLElement[]
}

/** An article with a thread under it; comments may be there before. */
export async function show(
  before: readonly (readonly [string, Passage])[] = [],
  options: {
    readonly html?: string
    /** What the thread is put into; the page's body if nothing is said. */
    readonly into?: string
    readonly wrap?: (adapter: StorageAdapter) => StorageAdapter
  } = {},
): Promise<Shown> {
  const store = memoryStore()
  const other = adapterOf(store, 'ben')
  const post = async (source: string, passage?: Passage): Promise<string> => {
    const id = newCommentId()
    await other.create('/a', { id, parent: null, source, name: 'Ben', ...(passage && { passage }) })
    return id
  }
  for (const [source, passage] of before) await post(source, passage)
  document.body.innerHTML = options.html ?? ARTICLE
  const element = document.createElement('afterword-comments')
  element.page = '/a'
  element.adapter = (options.wrap ?? ((adapter) => adapter))(adapterOf(store, 'ada'))
  ;(document.querySelector(options.into ?? 'body') ?? document.body).append(element)
  const article = document.querySelector('article') ?? document.body
  const find = <E extends HTMLElement = HTMLElement>(selector: string): Promise<E> =>
    until(() => {
      const found = element.shadowRoot?.querySelector<E>(selector)
      if (found == null) throw new Error(`Nothing of ${selector} is shown.`)
      return found
    })
  await find('.passages:not(.absent)')
  return {
    element,
    article,
    other,
    post,
    find,
    all: (selector) => [...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])],
  }
}

/** The words that are painted under a name. */
export function painted(name = 'afterword-passage'): string[] {
  return [...(CSS.highlights.get(name) ?? [])].map((range) => String(range)).toSorted()
}

export function select(words: string): void {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const at = node.nodeValue?.indexOf(words) ?? -1
    if (at !== -1) document.getSelection()?.setBaseAndExtent(node, at, node, at + words.length)
  }
}

export function type(field: HTMLElement, text: string): void {
  if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) field.value = text
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

export function press(target: EventTarget, key: string, options: KeyboardEventInit = {}): void {
  target.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...options }),
  )
}

export const said = (view: Shown): string => view.all('[role=status]')[0]?.textContent ?? ''
export const focused = (view: Shown): Element | null => view.element.shadowRoot?.activeElement ?? null
