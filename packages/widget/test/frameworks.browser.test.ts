import { newCommentId } from '@afterword/storage'
import { memoryAdapter, memoryStore } from '@afterword/storage/memory'
import { createElement, useState } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString as renderReact } from 'react-dom/server.browser'
import { createSSRApp, h, nextTick, ref } from 'vue'
import { renderToString as renderVue } from 'vue/server-renderer'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import '../src/define.ts'

// What a bundler would write into Vue, which complains of it otherwise.
Object.assign(globalThis, {
  __VUE_OPTIONS_API__: true,
  __VUE_PROD_DEVTOOLS__: false,
  __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: true,
})

const QUOTE = 'Leaked weights are different'
const FIRST = `A leaked document can be read once and forgotten. ${QUOTE}. They are the whole machine.`
const EDITED = `Edited: ${FIRST}`

/** Waits as long as a busy machine needs: pages are read when the browser has nothing better to do. */
function until<T>(condition: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(condition, { timeout: 20_000 })
}

/** What a framework and the browser complained of. */
const complaints: unknown[][] = []

beforeEach(() => {
  complaints.length = 0
  for (const method of ['error', 'warn'] as const) {
    vi.spyOn(console, method).mockImplementation((...words) => void complaints.push(words))
  }
})
afterEach(() => {
  vi.restoreAllMocks()
  document.body.replaceChildren()
})

interface Page {
  readonly html: string
  /** Makes the page live; the function changes its first paragraph. */
  hydrate(container: HTMLElement): { edit(): Promise<void>; leave(): void }
}

function reactPage(): Page {
  let edit: () => void = () => undefined
  function Article() {
    const [text, setText] = useState(FIRST)
    edit = () => setText(EDITED)
    return createElement(
      'main',
      null,
      createElement('article', null, createElement('h1', null, 'A title'), createElement('p', null, text, ' ', 'End.')),
      createElement('afterword-comments', { page: '/a' }),
    )
  }
  return {
    html: renderReact(createElement(Article)),
    hydrate(container) {
      const root = hydrateRoot(container, createElement(Article), {
        onRecoverableError: (error) => complaints.push([error]),
      })
      return { edit: async () => edit(), leave: () => root.unmount() }
    },
  }
}

async function vuePage(): Promise<Page> {
  const text = ref(FIRST)
  const app = () =>
    createSSRApp({
      render: () =>
        h('main', [
          h('article', [h('h1', 'A title'), h('p', [text.value, ' ', 'End.'])]),
          h('afterword-comments', { page: '/a' }),
        ]),
    })
  return {
    html: await renderVue(app()),
    hydrate(container) {
      const live = app()
      live.mount(container)
      return {
        async edit() {
          text.value = EDITED
          await nextTick()
        },
        leave: () => live.unmount(),
      }
    },
  }
}

function painted(): string[] {
  return [...(CSS.highlights.get('afterword-passage') ?? [])].map(String)
}

describe.each([
  ['React', async () => reactPage()],
  ['Vue', vuePage],
])('under a page of %s', (_name, make) => {
  it('passages are there before it is hydrated, and it is hydrated, changed and left as if they were not', async () => {
    const store = memoryStore()
    const adapterOf = (id: string) => memoryAdapter({ store, viewer: { id, guest: true } })
    await adapterOf('ben').create('/a', {
      id: newCommentId(),
      parent: null,
      source: 'One.',
      name: 'Ben',
      passage: { quote: QUOTE, selectors: [{ type: 'TextQuoteSelector', exact: QUOTE, prefix: 'and forgotten. ' }] },
    })
    const page = await make()
    const container = document.body.appendChild(document.createElement('div'))
    container.innerHTML = page.html
    const element = container.querySelector('afterword-comments')
    const article = container.querySelector('article')
    if (element === null || article === null) throw new Error('The page is not as it should be.')
    const before = article.innerHTML
    element.adapter = adapterOf('ada')
    await until(() => expect(painted()).toEqual([QUOTE]))
    await until(() => expect(element.shadowRoot?.querySelector('.marker')).not.toBeNull())

    const live = page.hydrate(container)
    await until(() => expect(article.isConnected).toBe(true))
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    expect(article.innerHTML).toBe(before)
    // What was drawn anew is found anew.
    await until(() => expect(painted()).toEqual([QUOTE]))

    await live.edit()
    await until(() => expect(article.textContent).toContain('Edited: A leaked'))
    await until(() => expect(painted()).toEqual([QUOTE]))
    live.leave()
    await until(() => expect(painted()).toEqual([]))
    expect(complaints.map(String)).toEqual([])
  })
})
