import { type Comment, type StorageAdapter, newCommentId } from '@afterword/storage'
import { memoryAdapter, memoryStore } from '@afterword/storage/memory'
import { parseMarkdown } from '@afterword/markdown'
import { expect, vi } from 'vitest'
import { AfterwordComments } from '../src/define.ts'

/** A page's thread in memory, for a viewer and another person who writes in it. */
export function conversation() {
  const store = memoryStore()
  const page = `/article-${newCommentId()}`
  const as = (id: string): StorageAdapter => memoryAdapter({ store, viewer: { id, guest: true }, parse: parseMarkdown })
  const other = as('other')
  return {
    page,
    viewer: as('viewer'),
    other,
    post: (source: string, parent: string | null = null, name = 'Grace'): Promise<Comment> =>
      other.create(page, { id: newCommentId(), parent, source, name }),
  }
}

/** An element of the page, as an owner puts it there. */
export interface Opened {
  readonly host: HTMLElement
  readonly root: ShadowRoot
  find<E extends HTMLElement = HTMLElement>(selector: string): E
  all(selector: string): HTMLElement[]
  /** A comment by its words. */
  comment(words: string): HTMLElement
  button(name: string | RegExp): HTMLButtonElement
  has(words: string): boolean
  /** Waits until this can be done or read without an error, and what it gives. */
  soon<T>(read: () => T): Promise<T>
}

export interface OpenOptions {
  readonly page: string
  readonly adapter: StorageAdapter
  readonly attributes?: Readonly<Record<string, string>>
  readonly into?: Element
}

export async function open({ page, adapter, attributes = {}, into = document.body }: OpenOptions): Promise<Opened> {
  const host = new AfterwordComments()
  host.adapter = adapter
  host.page = page
  for (const [name, value] of Object.entries(attributes)) host.setAttribute(name, value)
  const ready = new Promise((resolve) => host.addEventListener('afterword-ready', resolve, { once: true }))
  into.append(host)
  await ready
  const root = host.shadowRoot
  if (root === null) throw new Error('The element has drawn nothing.')
  const all = (selector: string): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(selector)]
  const first = <E extends HTMLElement>(found: E | null | undefined, what: unknown): E => {
    if (found == null) throw new Error(`${String(what)} is not there:\n${root.textContent}`)
    return found
  }
  const view: Opened = {
    host,
    root,
    all,
    find: <E extends HTMLElement>(selector: string) => first(root.querySelector<E>(selector), selector),
    comment: (words) =>
      first(
        all('.comment').find(({ textContent }) => textContent.includes(words)),
        words,
      ),
    button: (name) =>
      first(
        [...root.querySelectorAll('button')].find((button) => {
          const label = button.getAttribute('aria-label') ?? button.textContent
          return typeof name === 'string' ? label === name : name.test(label)
        }),
        name,
      ),
    has: (words) => root.textContent?.includes(words) === true,
    soon: (read) => vi.waitFor(read, { timeout: 10_000 }),
  }
  await view.soon(() => expect(root.querySelector('.skeleton')).toBeNull())
  return view
}
