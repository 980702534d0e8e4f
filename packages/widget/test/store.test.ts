import { effect } from '@preact/signals'
import { memoryStore } from '@afterword/storage/memory'
import { describe, expect, it } from 'vitest'
import { PAGE, read, ready, until, words, written } from './reader.ts'

describe('a thread', () => {
  it('shows what others wrote, replies below their comment', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const first = await other.create(PAGE, written({ source: 'first' }))
    await other.create(PAGE, written({ source: 'reply', parent: first.id }))
    await other.create(PAGE, written({ source: 'second' }))
    const { store } = read({ threads })
    expect(store.thread.status.value).toBe('loading')
    await ready(store)
    expect(words(store.thread.comments.value)).toEqual(['second', 'first'])
    expect(words(store.thread.find(first.id)?.replies.value ?? [])).toEqual(['reply'])
    expect(store.thread.count.value).toBe(3)
    store.dispose()
  })

  it('says that it could not be loaded, and loads when asked again', async () => {
    const { store, line } = read({ cut: [['open', 'unavailable']] })
    await until(() => store.thread.status.value === 'failed')
    expect(store.thread.error.value?.code).toBe('unavailable')
    line.down.clear()
    await store.thread.retry()
    expect(store.thread.status.value).toBe('ready')
    expect(store.thread.error.value).toBeNull()
    store.dispose()
  })

  it('loads further comments, each once, and keeps what is there when that fails', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    for (let i = 0; i < 7; i++) await other.create(PAGE, written({ source: `${i}` }))
    const { store, line } = read({ threads, limit: 3, order: 'oldest' })
    await ready(store)
    line.down.set('list', 'offline')
    await store.thread.more.load()
    expect(store.thread.more.error.value?.code).toBe('offline')
    expect(words(store.thread.comments.value)).toEqual(['0', '1', '2'])
    line.down.clear()
    await store.thread.more.load()
    await store.thread.more.load()
    expect(words(store.thread.comments.value)).toEqual(['0', '1', '2', '3', '4', '5', '6'])
    expect(store.thread.more.available.value).toBe(false)
    store.dispose()
  })

  it('loads the rest of a branch', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const first = await other.create(PAGE, written({ source: 'first' }))
    for (let i = 0; i < 12; i++) await other.create(PAGE, written({ source: `${i}`, parent: first.id }))
    const { store } = read({ threads })
    await ready(store)
    const root = store.thread.find(first.id)
    expect(root?.replies.value).toHaveLength(10)
    expect(root?.more.remaining.value).toBe(2)
    await root?.more.load()
    expect(words(root?.replies.value ?? [])).toEqual(Array.from({ length: 12 }, (_, i) => `${i}`))
    expect(root?.more.available.value).toBe(false)
    store.dispose()
  })

  it('shows the order that was asked for last, whichever answer comes first', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    for (const source of ['a', 'b', 'c']) await other.create(PAGE, written({ source }))
    const { store } = read({ threads })
    await ready(store)
    await Promise.all([store.thread.setOrder('oldest'), store.thread.setOrder('top'), store.thread.setOrder('oldest')])
    expect(store.thread.order.value).toBe('oldest')
    expect(words(store.thread.comments.value)).toEqual(['a', 'b', 'c'])
    store.dispose()
  })

  it('stays as it is, in its order, when another order cannot be loaded', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    for (const source of ['a', 'b']) await other.create(PAGE, written({ source }))
    const { store, line } = read({ threads })
    await ready(store)
    line.down.set('open', 'offline')
    await store.thread.setOrder('oldest')
    expect(store.thread.order.value).toBe('newest')
    expect(words(store.thread.comments.value)).toEqual(['b', 'a'])
    expect(store.announcement.value).toMatchObject({ type: 'refused', error: { code: 'offline' } })
    store.dispose()
  })

  it('is not redrawn as a whole when one comment changes', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const [first, second] = [await other.create(PAGE, written()), await other.create(PAGE, written())]
    const { store } = read({ threads })
    await ready(store)
    let lists = 0
    let seconds = 0
    const stops = [
      effect(() => void (store.thread.comments.value && (lists += 1))),
      effect(() => void (store.thread.find(second.id)?.value.value && (seconds += 1))),
    ]
    await other.edit(PAGE, first.id, { source: 'changed', version: 1 })
    await until(() => words(store.thread.comments.value).includes('changed'))
    expect([lists, seconds]).toEqual([1, 1])
    for (const stop of stops) stop()
    store.dispose()
  })
})

describe('a vote', () => {
  it('counts at once, and is taken back when the store refuses it', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const { id } = await other.create(PAGE, written())
    const { store, line } = read({ threads })
    await ready(store)
    const comment = store.thread.find(id)
    const voting = comment?.toggleReaction('up')
    expect([comment?.given.value.has('up'), comment?.value.value.reactions['up']]).toEqual([true, 1])
    await voting
    expect(comment?.value.value.reactions['up']).toBe(1)
    line.down.set('react', 'forbidden')
    await comment?.toggleReaction('up')
    expect([comment?.given.value.has('up'), comment?.value.value.reactions['up']]).toEqual([true, 1])
    expect(store.announcement.value).toMatchObject({ type: 'refused', error: { code: 'forbidden' } })
    store.dispose()
  })

  it('is still marked after the thread was read again', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const { id } = await other.create(PAGE, written())
    const { store } = read({ threads })
    await ready(store)
    await store.thread.find(id)?.toggleReaction('up')
    await store.thread.setOrder('oldest')
    expect(store.thread.find(id)?.given.value.has('up')).toBe(true)
    store.dispose()
  })
})

describe('a store that is ended', () => {
  it('follows nothing and changes nothing any more', async () => {
    const { store, line, other } = read()
    await ready(store)
    await until(() => line.following === 1)
    store.dispose()
    expect(line.following).toBe(0)
    await other.create(PAGE, written())
    await other.open(PAGE)
    expect(store.thread.comments.value).toEqual([])
    expect(store.thread.state.value.seq).toBe(0)
  })

  it('says nothing of calls that it ended itself', async () => {
    const { store } = read()
    store.dispose()
    await store.thread.retry()
    expect(store.thread.status.value).toBe('loading')
    expect(store.announcement.value).toBeNull()
  })
})
