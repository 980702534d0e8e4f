import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import {
  StorageError,
  createEmitter,
  defineAdapter,
  isCommentId,
  isPassing,
  isStorageError,
  newCommentId,
  pageKey,
  plainTextContent,
  type AdapterImplementation,
  type OpenThread,
  type ThreadListener,
} from '../src/index.ts'

const OPEN: OpenThread = {
  comments: [],
  branches: [],
  previous: null,
  next: null,
  thread: { page: '/a', seq: 0, count: 0, closed: false },
  reactions: [],
  editWindow: null,
  passages: [],
}

const READ_ONLY: AdapterImplementation = {
  supports: {
    orders: ['oldest'],
    create: false,
    replies: false,
    edit: false,
    remove: false,
    react: false,
    report: false,
    locate: false,
    counts: false,
    subscribe: false,
    passages: false,
    reattach: false,
    moderate: false,
  },
  open: async () => OPEN,
}

describe('defineAdapter', () => {
  it('makes a whole adapter of a store that can only be read', async () => {
    const adapter = defineAdapter(READ_ONLY)
    expect(await adapter.open('/a')).toBe(OPEN)
    expect(await adapter.viewer('/a')).toEqual({ author: null, own: [], pending: [], reported: [], reactions: {} })
    const comment = { id: newCommentId(), parent: null, source: 'x' }
    await expect(adapter.create('/a', comment)).rejects.toMatchObject({ code: 'unsupported' })
    expect(() => adapter.subscribe('/a', { since: 0 }, () => undefined)).toThrow(/supports.subscribe/)
  })

  it('refuses at once a claim that no method keeps', () => {
    const claiming = { ...READ_ONLY, supports: { ...READ_ONLY.supports, edit: true } }
    expect(() => defineAdapter(claiming)).toThrow('claims supports.edit, but has no method edit')
    const orderless = { ...READ_ONLY, supports: { ...READ_ONLY.supports, orders: [] } }
    expect(() => defineAdapter(orderless)).toThrow('names no order')
  })

  it('ends a call that never ends, when its signal or the adapter does', async () => {
    const adapter = defineAdapter({ ...READ_ONLY, open: () => new Promise(() => undefined) })
    const aborting = new AbortController()
    const aborted = adapter.open('/a', { signal: aborting.signal })
    const closed = adapter.open('/a')
    aborting.abort()
    await expect(aborted).rejects.toMatchObject({ code: 'aborted' })
    await adapter.close()
    await expect(closed).rejects.toMatchObject({ code: 'closed' })
  })

  it('hands out a StorageError in place of whatever was thrown, with its cause', async () => {
    const cause = new TypeError('oops')
    const adapter = defineAdapter({
      ...READ_ONLY,
      open: () => {
        throw cause
      },
    })
    await expect(adapter.open('/a')).rejects.toMatchObject({ code: 'unavailable', cause })
  })

  it('keeps a listener from being called before subscribe returned, and after the end', async () => {
    let tell: ThreadListener = () => undefined
    const adapter = defineAdapter({
      ...READ_ONLY,
      supports: { ...READ_ONLY.supports, subscribe: true },
      subscribe(_page, _options, listener) {
        tell = listener
        listener({ type: 'reset', seq: 1 })
        return () => undefined
      },
    })
    const listener = vi.fn<ThreadListener>()
    const stop = adapter.subscribe('/a', { since: 0 }, listener)
    expect(listener).not.toHaveBeenCalled()
    await Promise.resolve()
    expect(listener).toHaveBeenCalledTimes(1)
    stop()
    tell({ type: 'reset', seq: 2 })
    expect(listener).toHaveBeenCalledTimes(1)
  })
})

describe('a comment’s id', () => {
  it('is a UUIDv7 whose first bits are its time', () => {
    const id = newCommentId(Date.UTC(2026, 10, 24))
    expect(isCommentId(id)).toBe(true)
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.UTC(2026, 10, 24))
  })
  it('is never the same twice', () => {
    expect(new Set(Array.from({ length: 10_000 }, () => newCommentId(0))).size).toBe(10_000)
  })
  it.each(['', 'x', '01a20d4c-c2a1-4f32-ac1a-352e8f55281e', '01A20D4C-C2A1-7F32-AC1A-352E8F55281E', 7, null])(
    'is not %j',
    (value) => {
      expect(isCommentId(value)).toBe(false)
    },
  )
})

describe('a page’s key', () => {
  it.each([
    ['https://example.org/a/', 'example.org/a'],
    ['http://www.example.org/a', 'example.org/a'],
    ['https://example.org/a?utm=1#top', 'example.org/a'],
    ['https://example.org/', 'example.org'],
    ['https://example.org:8443/a', 'example.org:8443/a'],
    ['/open-weights/', '/open-weights'],
    ['/', '/'],
    ['///', '/'],
    ['/a//', '/a'],
    ['//a/b///', '//a/b'],
    [' a name of its own ', 'a name of its own'],
    ['https://example.org/é', 'example.org/%C3%A9'],
  ])('%s is %s', (name, key) => {
    expect(pageKey(name)).toBe(key)
    expect(pageKey(key)).toBe(key)
  })
  it('is found in one pass, whatever the name is made of', () => {
    const took = (slashes: number) => {
      const name = `/a${'/'.repeat(slashes)}b`
      const before = performance.now()
      expect(() => pageKey(name)).toThrow()
      return performance.now() - before
    }
    const best = (slashes: number) => Math.min(...Array.from({ length: 5 }, () => took(slashes)))
    best(64_000)
    expect(best(64_000) / best(4_000)).toBeLessThan(100)
  })
  it.each(['', '  ', 'a\0b', 'a\nb', '\ud800', 'x'.repeat(1_001)])('%j is none', (name) => {
    expect(() => pageKey(name)).toThrow(expect.objectContaining({ code: 'invalid', field: 'page' }) as Error)
  })
})

describe('an emitter', () => {
  it('tells every listener, one that throws or not, and one function as often as it listens', async () => {
    const emitter = createEmitter<number>()
    const told: number[] = []
    const listen = (value: number): void => void told.push(value)
    const first = emitter.on(listen)
    emitter.on(listen)
    emitter.emit(1)
    first()
    emitter.emit(2)
    expect(told).toEqual([1, 1, 2])
  })
})

describe('errors', () => {
  it('are known across copies of the package, and by whether they pass', () => {
    const error = new StorageError('rate-limited', 'Later.', { retryAfter: 3 })
    const copy = Object.assign(new Error('Later.'), { [Symbol.for('afterword.StorageError')]: true, code: 'offline' })
    expect([isStorageError(error), isStorageError(copy), isStorageError(new Error('x')), isStorageError(null)]).toEqual(
      [true, true, false, false],
    )
    expect([isPassing(error), isPassing(copy), isPassing(new StorageError('forbidden', 'No.'))]).toEqual([
      true,
      true,
      false,
    ])
  })
})

describe('plain text', () => {
  it('keeps its paragraphs and line ends', () => {
    expect(plainTextContent('a\nb\n\n c ')).toEqual([
      { type: 'p', children: ['a', { type: 'br' }, 'b'] },
      { type: 'p', children: ['c'] },
    ])
  })
  it('keeps every visible character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const visible = (value: string): string => value.replace(/\s/g, '')
        const words = plainTextContent(text).flatMap((block) => (block.type === 'p' ? block.children : []))
        expect(visible(words.filter((word) => typeof word === 'string').join(''))).toBe(visible(text))
      }),
    )
  })
})
