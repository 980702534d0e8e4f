import { newCommentId, type Comment, type StorageAdapter } from '@afterword/storage'
import { memoryAdapter, memoryStore } from '@afterword/storage/memory'
import { outbox } from '@afterword/storage/outbox'
import { parseMarkdown } from '@afterword/markdown'
import { signal } from '@preact/signals'
import { cleanup, configure, fireEvent, render, waitFor } from '@testing-library/preact'
import { expect } from 'vitest'
import { App } from '../src/components/app.tsx'
import { createWords } from '../src/i18n/create-words.ts'
import { english } from '../src/i18n/english.ts'
import { englishWriting } from '../src/i18n/english-writing.ts'
import { createStore } from '../src/store/create-store.ts'
import type { DraftStore } from '../src/store/drafts.ts'
import { memoryDraftStore } from '../src/store/memory-draft-store.ts'
import type { Store } from '../src/store/models.ts'
import { styleSheets } from '../src/styles/index.ts'
import { writingSheet } from '../src/styles/writing.ts'
import { sourceOf, writingOf } from './reader.ts'
import { PATIENT } from './patience.ts'

configure({ asyncUtilTimeout: PATIENT.timeout })

export const PAGE = '/article'
const words = createWords('en', [{ ...english, ...englishWriting }])

/** A thread in memory, with another reader to write into it. */
export function conversation() {
  const store = memoryStore()
  const as = (viewer: string): StorageAdapter =>
    memoryAdapter({ store, viewer: { id: viewer, guest: true }, parse: parseMarkdown })
  const other = as('other')
  return {
    store,
    viewer: as('viewer'),
    other,
    post: (source: string, parent: string | null = null, name = 'Grace'): Promise<Comment> =>
      other.create(PAGE, { id: newCommentId(), parent, source, name }),
  }
}

export interface Shown {
  readonly store: Store
  readonly root: ShadowRoot
  find<E extends HTMLElement = HTMLElement>(selector: string): E
  all(selector: string): HTMLElement[]
}

/** What a test wants otherwise than it usually is. */
export interface Ways {
  readonly wouldMove?: () => boolean
  readonly ownStorage?: boolean
  readonly drafts?: DraftStore
}

const shown: Store[] = []

/** What a test has drawn is taken away after it. */
export function takeAway(): void {
  cleanup()
  for (const store of shown.splice(0)) store.dispose()
  document.body.replaceChildren()
}

/** Draws the whole interface as the element does: in a shadow root, with its sheets. */
export function show(
  adapter: StorageAdapter,
  { wouldMove = () => false, ownStorage = false, drafts = memoryDraftStore() }: Ways = {},
): Shown {
  const host = document.createElement('div')
  document.body.append(host)
  const root = host.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [...styleSheets(), writingSheet()]
  const container = document.createElement('div')
  root.append(container)
  const store = createStore({ source: sourceOf(outbox(adapter)), page: PAGE, drafts, wouldMove })
  shown.push(store)
  render(
    <App
      store={store}
      words={words}
      allWords={signal(words)}
      writing={writingOf(store)}
      locale="en"
      dir="ltr"
      ownStorage={ownStorage}
      permalink={(id) => `#comment-${id}`}
    />,
    { container },
  )
  return {
    store,
    root,
    find<E extends HTMLElement>(selector: string) {
      const element = root.querySelector<E>(selector)
      if (element === null) throw new Error(`${selector} is not there:\n${root.textContent}`)
      return element
    },
    all: (selector) => [...root.querySelectorAll<HTMLElement>(selector)],
  }
}

export async function ready(view: Shown): Promise<void> {
  await waitFor(() => expect(view.store.thread.status.value).toBe('ready'))
  await waitFor(() => expect(view.root.querySelector('.skeleton')).toBeNull())
}

export const type = (field: Element, text: string): void => void fireEvent.input(field, { target: { value: text } })
export const focused = (view: Shown): Element | null => view.root.activeElement
