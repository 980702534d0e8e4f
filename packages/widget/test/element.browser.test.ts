import { type StorageAdapter, StorageError } from '@afterword/storage'
import { type MemoryStore, memoryAdapter, memoryStore } from '@afterword/storage/memory'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { cdp } from 'vitest/browser'
import { AfterwordComments } from '../src/define.ts'
import { lineTo, written } from './reader.ts'
import { PATIENT } from './patience.ts'

const unhandled: unknown[] = []
const note = (event: ErrorEvent | PromiseRejectionEvent): void => void unhandled.push(event)

beforeEach(() => {
  unhandled.length = 0
  addEventListener('error', note)
  addEventListener('unhandledrejection', note)
})
afterEach(async () => {
  document.body.replaceChildren()
  await settled()
  removeEventListener('error', note)
  removeEventListener('unhandledrejection', note)
  expect(unhandled).toEqual([])
  localStorage.clear()
})

/** One turn of the event loop: everything that the element put off until after this turn is done. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

function once<T = unknown>(target: EventTarget, type: string): Promise<CustomEvent<T>> {
  return new Promise((resolve) =>
    target.addEventListener(type, (event) => resolve(event as CustomEvent<T>), { once: true }),
  )
}

async function shown(element: Element, selector: string): Promise<HTMLElement> {
  return vi.waitFor(() => {
    const found = element.shadowRoot?.querySelector<HTMLElement>(selector)
    if (found == null) throw new Error(`Nothing of ${selector} is shown.`)
    return found
  }, PATIENT)
}

const bodies = (element: Element): (string | null)[] =>
  [...(element.shadowRoot?.querySelectorAll('[part~="body"]') ?? [])].map((body) => body.textContent)

function memory(threads: MemoryStore = memoryStore()): StorageAdapter {
  return memoryAdapter({ store: threads, viewer: { id: 'ada', guest: true } })
}

function place(page: string, adapter: StorageAdapter | null): AfterwordComments {
  const element = document.createElement('afterword-comments')
  element.page = page
  element.adapter = adapter
  document.body.append(element)
  return element
}

async function write(element: AfterwordComments, words: string): Promise<void> {
  const area = await shown(element, 'textarea')
  const name = await shown(element, 'input')
  for (const [field, text] of [
    [area, words],
    [name, 'Ada'],
  ] as const) {
    if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) field.value = text
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
  ;(await shown(element, '[part~="submit"]')).click()
}

describe('the element', () => {
  it('shows a thread and says when it is readable', async () => {
    const adapter = memory()
    await adapter.create('/a', written({ source: 'Hello.' }))
    const element = place('/a', adapter)
    const ready = await once<{ count: number }>(document, 'afterword-ready')
    expect(ready.target).toBe(element)
    expect(ready.detail.count).toBe(1)
    await vi.waitFor(() => expect(bodies(element)).toEqual(['Hello.']), PATIENT)
  })

  it('posts what a reader writes, and says so once it is stored', async () => {
    const adapter = memory()
    const element = place('/a', adapter)
    await once(element, 'afterword-ready')
    const posted = once<{ comment: { id: string } }>(element, 'afterword-comment')
    await write(element, 'My words.')
    const { detail } = await posted
    expect((await adapter.open('/a')).comments.map(({ id }) => id)).toEqual([detail.comment.id])
    await vi.waitFor(() => expect(bodies(element)).toEqual(['My words.']), PATIENT)
  })

  it('stands still while its comments are on their way where motion is reduced', async () => {
    const element = place('/a', { ...memory(), open: () => new Promise(() => undefined) })
    await shown(element, '.skeleton')
    const moving = (): number => element.shadowRoot?.getAnimations().length ?? Number.NaN
    await vi.waitFor(() => expect(moving()).toBeGreaterThan(0), PATIENT)
    const prefer = (value: string): Promise<unknown> =>
      cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value }] })
    await prefer('reduce')
    await vi.waitFor(() => expect(moving()).toBe(0), PATIENT).finally(() => prefer(''))
  })

  it('is one for attributes and properties', () => {
    const element = document.createElement('afterword-comments')
    Object.assign(element, { server: 'https://c.example', site: 's', page: '/p', order: 'top', pageSize: 5 })
    expect([...element.attributes].map(({ name, value }) => `${name}=${value}`)).toEqual([
      'server=https://c.example',
      'site=s',
      'page=/p',
      'order=top',
      'page-size=5',
    ])
    element.pageSize = null
    expect(element.hasAttribute('page-size')).toBe(false)
  })

  it('takes over what was set before it was defined', async () => {
    const adapter = memory()
    await adapter.create('/early', written({ source: 'Early.' }))
    const element = document.createElement('afterword-later')
    Object.assign(element, { adapter, page: '/early' })
    document.body.append(element)
    customElements.define('afterword-later', class extends AfterwordComments {})
    await vi.waitFor(() => expect(bodies(element)).toEqual(['Early.']), PATIENT)
    expect(Object.keys(element)).toEqual([])
  })

  it('keeps its thread and what is being written when it is moved in the page', async () => {
    const element = place('/a', memory())
    await once(element, 'afterword-ready')
    const area = await shown(element, 'textarea')
    const section = document.createElement('section')
    document.body.append(section)
    section.append(element)
    await settled()
    expect(element.shadowRoot?.querySelector('textarea')).toBe(area)
  })

  it('comes back with its words after it was taken out', async () => {
    const adapter = memory()
    const element = place('/a', adapter)
    await once(element, 'afterword-ready')
    const area = await shown(element, 'textarea')
    if (area instanceof HTMLTextAreaElement) area.value = 'Half a thought'
    area.dispatchEvent(new InputEvent('input', { bubbles: true }))
    element.remove()
    await settled()
    expect(element.shadowRoot?.childElementCount).toBe(0)
    document.body.append(element)
    await vi.waitFor(() => expect(element.shadowRoot?.querySelector('textarea')?.value).toBe('Half a thought'), PATIENT)
  })

  it('leaves nothing behind when its page changes two hundred times', async () => {
    const threads = memoryStore()
    const line = lineTo(memory(threads))
    for (let i = 0; i < 4; i++) await line.adapter.create(`/p${i}`, written({ source: `page ${i}` }))
    const listening = countListeners()
    const element = place('/p0', line.adapter)
    await once(element, 'afterword-ready')
    await vi.waitFor(() => expect(line.following).toBe(1), PATIENT)
    const before = listening.count()
    for (let i = 1; i <= 200; i++) {
      element.page = `/p${i % 4}`
      // Now in the middle of reading, now when it is read.
      if (i % 3 === 0) await once(element, 'afterword-ready')
      else await settled()
    }
    await vi.waitFor(() => expect(bodies(element)).toEqual(['page 0']), PATIENT)
    await vi.waitFor(() => expect(line.following).toBe(1), PATIENT)
    expect(listening.count()).toBe(before)
    element.remove()
    await settled()
    expect(line.following).toBe(0)
    expect(listening.count()).toBe(0)
    listening.stop()
  })

  it('goes on with what waits to be sent after its page changed and came back', async () => {
    const line = lineTo(memory())
    line.down.set('create', 'offline')
    const element = place('/a', line.adapter)
    await once(element, 'afterword-ready')
    await write(element, 'Waiting words.')
    await shown(element, '.waiting')
    element.page = '/b'
    await vi.waitFor(() => expect(element.shadowRoot?.querySelector('.empty')).not.toBeNull(), PATIENT)
    element.page = '/a'
    await vi.waitFor(() => expect(bodies(element)).toEqual(['Waiting words.']), PATIENT)
    line.down.clear()
    dispatchEvent(new Event('online'))
    await once(element, 'afterword-comment')
    expect((await line.adapter.open('/a')).comments).toHaveLength(1)
  })

  it('stands twenty times on one page, each with its own thread', async () => {
    const adapter = memory()
    for (let i = 0; i < 20; i++) await adapter.create(`/p${i}`, written({ source: `page ${i}` }))
    const elements = Array.from({ length: 20 }, (_, i) => place(`/p${i}`, adapter))
    await vi.waitFor(() => expect(elements.map(bodies)).toEqual(elements.map((_, i) => [`page ${i}`])), PATIENT)
    const sheets = new Set(elements.flatMap((element) => element.shadowRoot?.adoptedStyleSheets ?? []))
    expect(sheets.size).toBe(elements[0]?.shadowRoot?.adoptedStyleSheets.length)
  })

  it('keeps comments in this browser when it has neither server nor adapter, and says so', async () => {
    const page = `/own-${Date.now()}`
    const element = place(page, null)
    await once(element, 'afterword-ready')
    expect(element.shadowRoot?.textContent).toContain('kept in this browser only')
    await write(element, 'With *emphasis*.')
    await once(element, 'afterword-comment')
    expect((await shown(element, '[part~="body"] em')).textContent).toBe('emphasis')
  })

  it('lets nothing that goes wrong in it reach the page', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const broken: StorageAdapter = {
      ...memory(),
      open: async () => {
        throw new TypeError('A mistake in an adapter.')
      },
      viewer: async () => {
        throw new RangeError('Another.')
      },
    }
    const element = place('/a', broken)
    const { detail } = await once<{ error: StorageError }>(element, 'afterword-error')
    expect(detail.error.code).toBe('unavailable')
    await shown(element, '[part~="failed"]')
    expect(warn).toHaveBeenCalledTimes(1)
    warn.mockRestore()
  })

  it('tells the developer once what is wrong with the settings, and the reader that there is nothing to wait for', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const element = document.createElement('afterword-comments')
    element.setAttribute('server', 'comments.example.org')
    document.body.append(element)
    const { detail } = await once<{ error: StorageError }>(element, 'afterword-error')
    expect(detail.error.code).toBe('invalid')
    expect(warn.mock.calls.map(([message]) => String(message))).toEqual([
      expect.stringContaining('write it in full, for example https://'),
    ])
    await vi.waitFor(() => expect(element.shadowRoot?.textContent).not.toBe(''), PATIENT)
    expect(element.shadowRoot?.textContent).toBe('Comments are not set up for this page yet.')
    warn.mockRestore()
  })
})

describe('the host page', () => {
  it('has no new global, no style and no sheet', async () => {
    const before = { globals: Object.keys(globalThis), head: document.head.innerHTML }
    const element = place('/a', memory())
    await once(element, 'afterword-ready')
    await write(element, 'Words.')
    await once(element, 'afterword-comment')
    expect(Object.keys(globalThis)).toEqual(before.globals)
    expect(document.head.innerHTML).toBe(before.head)
    expect(document.adoptedStyleSheets).toEqual([])
    expect(element.getAttribute('style')).toBeNull()
    expect(element.shadowRoot?.querySelector('style')).toBeNull()
  })

  it('keeps its thread when the definition is loaded twice', async () => {
    const again = '../src/define.ts?again'
    await expect(import(/* @vite-ignore */ new URL(again, import.meta.url).href)).resolves.toBeDefined()
    expect(customElements.get('afterword-comments')).toBe(AfterwordComments)
  })
})

/** Counts what listens to the page and is not ended by a signal or by hand. */
function countListeners(): { count(): number; stop(): void } {
  const open = new Set<string>()
  const targets = [globalThis.window, document]
  const names = new Map<unknown, number>()
  const key = (target: EventTarget, type: string, listener: unknown): string => {
    if (!names.has(listener)) names.set(listener, names.size)
    return `${targets.indexOf(target as Document)} ${type} ${names.get(listener)}`
  }
  const originals = targets.map((target) => ({
    target,
    add: target.addEventListener,
    remove: target.removeEventListener,
  }))
  for (const { target, add, remove } of originals) {
    target.addEventListener = (
      type: string,
      listener: EventListenerOrEventListenerObject,
      options?: boolean | AddEventListenerOptions,
    ) => {
      const id = key(target, type, listener)
      const signal = typeof options === 'object' ? options.signal : undefined
      if (!signal?.aborted) open.add(id)
      signal?.addEventListener('abort', () => open.delete(id))
      add.call(target, type, listener, options)
    }
    target.removeEventListener = (
      type: string,
      listener: EventListenerOrEventListenerObject,
      options?: boolean | EventListenerOptions,
    ) => {
      open.delete(key(target, type, listener))
      remove.call(target, type, listener, options)
    }
  }
  return {
    count: () => open.size,
    stop() {
      for (const { target, add, remove } of originals) {
        target.addEventListener = add
        target.removeEventListener = remove
      }
    },
  }
}
