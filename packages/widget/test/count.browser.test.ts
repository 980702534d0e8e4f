import { type StorageAdapter, newCommentId } from '@afterword/storage'
import { memoryAdapter, memoryStore } from '@afterword/storage/memory'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { AfterwordCount } from '../src/count.ts'

afterEach(() => {
  document.body.replaceChildren()
  AfterwordCount.defaults = {}
  vi.restoreAllMocks()
})

interface Counted {
  readonly adapter: StorageAdapter
  /** The pages of each question. */
  readonly asked: (readonly string[])[]
}

async function pages(comments: Readonly<Record<string, number>>): Promise<Counted> {
  const inner = memoryAdapter({ store: memoryStore() })
  for (const [page, count] of Object.entries(comments))
    for (let i = 0; i < count; i++)
      await inner.create(page, { id: newCommentId(), parent: null, source: 'Words.', name: 'Ben' })
  const asked: (readonly string[])[] = []
  const adapter: StorageAdapter = {
    ...inner,
    counts(some, options) {
      asked.push(some)
      return inner.counts(some, options)
    },
  }
  return { adapter, asked }
}

function place(page: string, adapter: StorageAdapter | null, fallback = ''): AfterwordCount {
  const element = document.createElement('afterword-count')
  element.page = page
  element.adapter = adapter
  element.textContent = fallback
  document.body.append(element)
  return element
}

const shown = (element: Element): string | null => (element.shadowRoot ?? element).textContent
const soon = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 5_000 })

describe('the count of another page', () => {
  it('is asked for once for all that stand on a page', async () => {
    const { adapter, asked } = await pages({ '/a': 2, '/b': 1 })
    const elements = ['/a', '/b', '/nobody', '/a'].map((page) => place(page, adapter))
    await soon(() => expect(elements.map(shown)).toEqual(['2', '1', '0', '2']))
    expect(asked).toEqual([['/a', '/b', '/nobody']])
  })

  it('comes in questions of a hundred pages', async () => {
    const { adapter, asked } = await pages({ '/p249': 3 })
    const elements = Array.from({ length: 250 }, (_, i) => place(`/p${i}`, adapter))
    await soon(() => expect(shown(elements[249] ?? document.body)).toBe('3'))
    expect(asked.map(({ length }) => length)).toEqual([100, 100, 50])
  })

  it('follows its page', async () => {
    const { adapter } = await pages({ '/a': 2, '/b': 1 })
    const element = place('/a', adapter)
    await soon(() => expect(shown(element)).toBe('2'))
    element.page = '/b'
    await soon(() => expect(shown(element)).toBe('1'))
  })

  it('is written as the page writes numbers', async () => {
    const element = document.createElement('afterword-count')
    const { adapter } = await pages({})
    element.adapter = { ...adapter, counts: async () => ({ '/a': 12_345 }) }
    element.page = '/a'
    element.lang = 'de'
    document.body.append(element)
    await soon(() => expect(shown(element)).toBe('12.345'))
  })

  it('is said in the words of the owner, with the form that the language has for the number', async () => {
    const element = document.createElement('afterword-count')
    const { adapter } = await pages({})
    const say = async (count: number): Promise<string | null> => {
      element.adapter = { ...adapter, counts: async () => ({ '/a': count }) }
      await soon(() => expect(shown(element)).toContain(count === 0 ? 'Brak' : String(count)))
      return shown(element)
    }
    element.page = '/a'
    element.lang = 'pl'
    for (const [form, words] of Object.entries({
      zero: 'Brak komentarzy',
      one: '{count} komentarz',
      few: '{count} komentarze',
      other: '{count} komentarzy',
    }))
      element.setAttribute(form, words)
    document.body.append(element)
    expect([await say(0), await say(1), await say(3), await say(5)]).toEqual([
      'Brak komentarzy',
      '1 komentarz',
      '3 komentarze',
      '5 komentarzy',
    ])
  })

  it('leaves what stands there when it cannot be had, and says why to the developer', async () => {
    const warned = vi.spyOn(console, 'warn').mockReturnValue()
    const { adapter } = await pages({})
    const failing = place('/a', { ...adapter, counts: () => Promise.reject(new Error('broken')) }, 'Comments')
    const nowhere = place('/b', null, 'Comments')
    await soon(() => expect(warned).toHaveBeenCalledTimes(2))
    expect([failing, nowhere].map(shown)).toEqual(['Comments', 'Comments'])
    expect(String(warned.mock.calls.map(([, error]) => String(error)))).toContain('It needs a server')
  })

  it('asks the server that the script names, in one request', async () => {
    const requests = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json({ '/a': 7, '/b': 0 }))
    AfterwordCount.defaults = { server: 'https://comments.example.org/', site: 'blog' }
    const elements = [place('/b', null), place('/a', null)]
    await soon(() => expect(elements.map(shown)).toEqual(['0', '7']))
    expect(requests.mock.calls.map(([address]) => address)).toEqual([
      'https://comments.example.org/v1/sites/blog/counts?page=%2Fa&page=%2Fb',
    ])
  })

  it('was set before it was defined', async () => {
    const { adapter } = await pages({ '/a': 1 })
    const element = document.createElement('afterword-count')
    Object.defineProperty(element, 'adapter', { value: adapter, configurable: true, enumerable: true, writable: true })
    element.setAttribute('page', '/a')
    document.body.append(element)
    await soon(() => expect(shown(element)).toBe('1'))
  })
})
