import { type CommentId, newCommentId } from '@afterword/storage'
import { memoryAdapter } from '@afterword/storage/memory'
import { outbox } from '@afterword/storage/outbox'
import { parseMarkdown } from '@afterword/markdown'
import { signal } from '@preact/signals'
import { cleanup, render } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { cdp, userEvent } from 'vitest/browser'
import { App } from '../src/components/app.tsx'
import type { WritingCode } from '../src/components/context.ts'
import { createWords } from '../src/i18n/create-words.ts'
import { english } from '../src/i18n/english.ts'
import { englishWriting } from '../src/i18n/english-writing.ts'
import { createStore } from '../src/store/create-store.ts'
import { memoryDraftStore } from '../src/store/memory-draft-store.ts'
import { createPart } from '../src/store/part.ts'
import { styleSheets } from '../src/styles/index.ts'
import { writingSheet } from '../src/styles/writing.ts'
import { sourceOf, writingOf } from './reader.ts'
import { PATIENT } from './patience.ts'

const PAGE = '/article'
const words = createWords('en', [{ ...english, ...englishWriting }])

const shown: (() => void)[] = []
afterEach(() => {
  cleanup()
  for (const end of shown.splice(0)) end()
  document.body.replaceChildren()
})

/** A thread whose code for writing comes when it is let through. */
async function show(drafts = memoryDraftStore(), id: CommentId = newCommentId()) {
  const adapter = memoryAdapter({ viewer: { id: 'ada', guest: true }, parse: parseMarkdown })
  await adapter.create(PAGE, { id, parent: null, source: 'A comment.', name: 'Grace' })
  const host = document.createElement('div')
  document.body.append(host)
  const root = host.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [...styleSheets()]
  const container = document.createElement('div')
  root.append(container)
  const store = createStore({ source: sourceOf(outbox(adapter)), page: PAGE, drafts })
  shown.push(store.dispose)
  const held = Promise.withResolvers<void>()
  const code = writingOf(store)
  const writing = createPart(
    () => held.promise.then(code.load),
    (come: WritingCode) => come,
  )
  render(
    <App
      store={store}
      words={words}
      allWords={signal(words)}
      writing={writing}
      locale="en"
      dir="ltr"
      ownStorage={false}
      permalink={(comment) => `#comment-${comment}`}
    />,
    { container },
  )
  const find = <E extends Element>(selector: string): Promise<E> =>
    vi.waitFor(() => {
      const element = root.querySelector<E>(selector)
      if (element === null) throw new Error(`${selector} is not there:\n${root.textContent}`)
      return element
    }, PATIENT)
  await find('.comment')
  return {
    root,
    find,
    /** The nodes of a composer that are there before its code. */
    nodes: (within: string) => [...root.querySelectorAll(`${within} :is(form, label, textarea, input, button)`)],
    async letThrough(within: string): Promise<void> {
      held.resolve()
      await find(`${within} .toolbar`)
    },
  }
}

describe('a composer is the same before and after its code has come', () => {
  let view: Awaited<ReturnType<typeof show>>
  beforeEach(async () => {
    view = await show()
  })

  it('node for node', async () => {
    const before = view.nodes('.thread')
    expect(before.length).toBeGreaterThan(4)
    await view.letThrough('.thread')
    expect(before.filter((node) => !node.isConnected)).toEqual([])
    expect(view.nodes('.thread')).toEqual(expect.arrayContaining(before))
  })

  it.each([400, 760])('in the room that it takes, %d pixels wide', async (width) => {
    view.root.adoptedStyleSheets.push(writingSheet())
    view.root.host.setAttribute('style', `display: block; inline-size: ${width}px; max-inline-size: none`)
    const form = await view.find('.composer')
    const before = form.getBoundingClientRect()
    await view.letThrough('.thread')
    const after = form.getBoundingClientRect()
    expect([before.width, after.width]).toEqual([width, width])
    // A part of a pixel, which nobody sees, is lost between two sizes of type.
    expect(Math.abs(after.height - before.height)).toBeLessThan(0.5)
  })

  it('with the focus, what is selected, and what can be undone', async () => {
    const area = await view.find<HTMLTextAreaElement>('textarea')
    await userEvent.type(area, 'One two')
    area.setSelectionRange(4, 7, 'backward')
    await view.letThrough('.thread')
    expect(view.root.activeElement).toBe(area)
    expect([area.selectionStart, area.selectionEnd, area.selectionDirection]).toEqual([4, 7, 'backward'])
    await userEvent.keyboard('three')
    expect(area.value).toBe('One three')
    await userEvent.keyboard('{Control>}zzzzzz{/Control}')
    await vi.waitFor(() => expect(area.value).not.toContain('three'), PATIENT)
    expect('One two'.startsWith(area.value)).toBe(true)
  })

  it('with a character that is just being put together', async () => {
    const area = await view.find<HTMLTextAreaElement>('textarea')
    await userEvent.click(area)
    const heard: string[] = []
    for (const type of ['compositionstart', 'compositionend']) area.addEventListener(type, () => heard.push(type))
    await cdp().send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 })
    await vi.waitFor(() => expect(area.value).toBe('に'), PATIENT)
    await view.letThrough('.thread')
    expect(heard).toEqual(['compositionstart'])
    await cdp().send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 })
    await vi.waitFor(() => expect(area.value).toBe('にほ'), PATIENT)
    await cdp().send('Input.insertText', { text: '日本' })
    await vi.waitFor(() => expect(area.value).toBe('日本'), PATIENT)
    expect(heard).toEqual(['compositionstart', 'compositionend'])
  })

  it('in a reply, too, and what was posted meanwhile is posted then, once', async () => {
    await userEvent.click(await view.find('.reply'))
    const area = await view.find<HTMLTextAreaElement>('.reply-composer textarea')
    await vi.waitFor(() => expect(view.root.activeElement).toBe(area), PATIENT)
    const before = view.nodes('.reply-composer')
    await userEvent.keyboard('An answer.')
    await userEvent.type(await view.find('.reply-composer input'), 'Ada')
    await userEvent.keyboard('{Control>}{Enter}{/Control}{Enter}')
    expect(before.filter((node) => !node.isConnected)).toEqual([])
    await view.letThrough('.thread')
    const answers = (): number =>
      [...view.root.querySelectorAll('.comment')].filter(({ textContent }) => textContent.includes('An answer.')).length
    await vi.waitFor(() => expect(answers()).toBe(1), PATIENT)
    await vi.waitFor(() => expect(view.root.activeElement?.textContent).toContain('An answer.'), PATIENT)
    expect(view.root.querySelector('.reply-composer')).toBeNull()
  })
})

describe('a reply of which there is a draft from before', () => {
  it('stands there again, and leaves the focus and the page where they are until somebody answers', async () => {
    const id = newCommentId()
    const drafts = memoryDraftStore()
    await drafts.write({ key: id, slot: 'one', text: 'Half an ans', at: 1 })
    const view = await show(drafts, id)
    const area = await view.find<HTMLTextAreaElement>('.reply-composer textarea')
    expect(area.value).toBe('Half an ans')
    await view.letThrough('.reply-composer')
    expect(view.root.activeElement).toBeNull()
    await userEvent.click(await view.find('.reply-composer .quiet'))
    await userEvent.click(await view.find('.reply'))
    await vi.waitFor(
      () => expect(view.root.activeElement).toBe(view.root.querySelector('.reply-composer textarea')),
      PATIENT,
    )
  })
})

describe('a tool', () => {
  it('mentions whom a reply answers, where the caret is, and what it wrote can be undone', async () => {
    const view = await show()
    await userEvent.click(await view.find('.reply'))
    const area = await view.find<HTMLTextAreaElement>('.reply-composer textarea')
    await view.letThrough('.reply-composer')
    await userEvent.type(area, 'Agreed, and more')
    area.setSelectionRange(7, 7)
    const mention = [...view.root.querySelectorAll('.reply-composer .tool')].find(
      (tool) => tool.getAttribute('aria-label') === 'Mention Grace',
    )
    if (mention === undefined) throw new Error('Nobody can be mentioned.')
    await userEvent.click(mention)
    expect(area.value).toBe('Agreed, @Grace and more')
    expect([view.root.activeElement, area.selectionStart]).toEqual([area, 'Agreed, @Grace'.length])
    await userEvent.keyboard('{Control>}z{/Control}')
    await vi.waitFor(() => expect(area.value).toBe('Agreed, and more'), PATIENT)
    expect(view.root.querySelector('.thread > .composer [aria-label^=Mention]')).toBeNull()
  })

  it('for emoji is the platform’s own, whose keys are named, and whose emoji come whole', async () => {
    const view = await show()
    await view.letThrough('.thread')
    const hint = await view.find('.thread > .composer .hint')
    expect(hint.textContent).toMatch(/Emoji: \u2066(Ctrl\+\.|Win\+\.|⌃⌘Space)\u2069$/)
    const area = await view.find<HTMLTextAreaElement>('textarea')
    await userEvent.type(area, 'A  in the window')
    area.setSelectionRange(2, 2)
    // As an input method inserts it: no key is pressed.
    await cdp().send('Input.insertText', { text: '👩🏽‍💻' })
    await vi.waitFor(() => expect(area.value).toBe('A 👩🏽‍💻 in the window'), PATIENT)
    await vi.waitFor(() => expect(hint.textContent).toMatch(/^Draft saved/), PATIENT)
  })
})

describe('the keys of a tool', () => {
  it('are named in their own order, within words of any direction', async () => {
    const view = await show()
    await view.letThrough('.thread')
    const titles = [...view.root.querySelectorAll('.tool[aria-keyshortcuts]')].map((tool) => tool.getAttribute('title'))
    expect(titles).toHaveLength(6)
    for (const title of titles) expect(title).toMatch(/\(\u2066.+\u2069\)$/)
  })
})
