import type { StorageAdapter } from '@afterword/storage'
import { memoryAdapter, memoryStore } from '@afterword/storage/memory'
import { describe, expect, it } from 'vitest'
import { PAGE, branch, idAt, read, ready, until, words, writeMany, written } from './reader.ts'

describe('a branch', () => {
  it('stays closed when the thread is read again, and counts what it hides', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const root = await other.create(PAGE, written({ source: 'root' }))
    const child = await other.create(PAGE, written({ parent: root.id }))
    await other.create(PAGE, written({ parent: child.id }))
    const { store } = read({ threads })
    await ready(store)
    store.thread.find(root.id)?.collapse(true)
    await store.thread.setOrder('oldest')
    await store.thread.setOrder('newest')
    expect(store.thread.find(root.id)?.collapsed.value).toBe(true)
    expect(store.thread.find(root.id)?.size.value).toBe(2)
    store.dispose()
  })

  it('says how many replies are left, page after page', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const root = await other.create(PAGE, written({ source: 'root' }))
    for (let i = 0; i < 70; i++) await other.create(PAGE, written({ parent: root.id }))
    const { store } = read({ threads })
    await ready(store)
    const model = store.thread.find(root.id)
    const left: (number | null | undefined)[] = [model?.more.remaining.value]
    while (model?.more.available.value === true) {
      await model.more.load()
      left.push(model.more.remaining.value)
    }
    expect(left).toEqual([60, 35, 10, 0])
    store.dispose()
  })
})

describe('replies that arrive', () => {
  it('wait below the comment that is being read, apart from other news', async () => {
    const { store, other } = read({ wouldMove: () => true })
    await ready(store)
    const root = await other.create(PAGE, written({ source: 'root' }))
    await until(() => store.thread.arrived.value === 1)
    store.thread.showArrived()
    const reply = await other.create(PAGE, written({ source: 'reply', parent: root.id }))
    await other.create(PAGE, written({ source: 'below it', parent: reply.id }))
    const model = store.thread.find(root.id)
    await until(() => model?.news.value === 2)
    expect(store.thread.arrived.value).toBe(0)
    expect(store.announcement.value).toEqual({ type: 'replied', name: 'Ben' })
    expect(model?.replies.value).toEqual([])
    model?.showNews()
    expect(branch(model?.replies.value ?? [])).toEqual(['reply', 'below it'])
    expect(model?.news.value).toBe(0)
    expect(store.thread.find(reply.id)?.fresh.value).toBe(true)
    store.dispose()
  })

  it('go into a closed branch at once, where they move nothing', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const root = await other.create(PAGE, written())
    const { store } = read({ threads, wouldMove: () => true })
    await ready(store)
    const model = store.thread.find(root.id)
    model?.collapse(true)
    await other.create(PAGE, written({ parent: root.id }))
    await until(() => model?.size.value === 1)
    expect(model?.news.value).toBe(0)
    store.dispose()
  })

  it('keep their place when what they answer was removed while both waited', async () => {
    const { store, other } = read({ wouldMove: () => true })
    await ready(store)
    const root = await other.create(PAGE, written({ source: 'root' }))
    await other.create(PAGE, written({ source: 'reply', parent: root.id }))
    await until(() => store.thread.arrived.value === 2)
    await other.remove(PAGE, root.id)
    await until(() => store.thread.state.value.seq === 3)
    store.thread.showArrived()
    expect(branch(store.thread.comments.value)).toEqual(['(removed)', 'reply'])
    store.dispose()
  })
})

describe('what is taken away while it is read', () => {
  it.each([true, false])('leaves its place where what is read below it would move (%s)', async (moves) => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const comments = await writeMany(other, 3)
    const { store } = read({ threads, order: 'oldest', wouldMove: () => moves })
    await ready(store)
    await other.remove(PAGE, idAt(comments, 1))
    await until(() => store.thread.state.value.count === 2)
    expect(words(store.thread.comments.value)).toEqual(moves ? ['0', '(removed)', '2'] : ['0', '2'])
    expect(store.thread.count.value).toBe(2)
    // Read again, it has none.
    await store.thread.showAll()
    expect(words(store.thread.comments.value)).toEqual(['0', '2'])
    store.dispose()
  })
})

describe('what is new', () => {
  it('is what was written since the last visit by others, whatever any clock says', async () => {
    let time = 5_000_000_000_000
    const threads = memoryStore()
    const writing = (id: string): StorageAdapter =>
      // A clock that runs backwards.
      memoryAdapter({ store: threads, viewer: { id, guest: true }, clock: () => (time -= 1_000_000) })
    const [ada, ben] = [writing('ada'), writing('ben')]
    await ben.create(PAGE, written({ source: 'seen' }))
    const { seq } = (await ben.open(PAGE)).thread
    await ben.create(PAGE, written({ source: 'new' }))
    await ada.create(PAGE, written({ source: 'own' }))
    const { store } = read({ threads, since: seq })
    await ready(store)
    await until(() => store.viewer.author.value !== null)
    const fresh = store.thread.comments.value.filter((model) => model.fresh.value)
    expect(words(fresh)).toEqual(['new'])
    store.dispose()
  })

  it('is marked, too, in what is loaded later: further comments, and the rest of a branch', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const [root] = await writeMany(other, 1)
    for (let i = 0; i < 12; i++) await other.create(PAGE, written({ parent: root?.id ?? null, source: `reply ${i}` }))
    await writeMany(other, 2)
    const { store } = read({ threads, since: 0, limit: 1, order: 'newest' })
    await ready(store)
    while (store.thread.more.available.value) await store.thread.more.load()
    const last = store.thread.comments.value.at(-1)
    while (last?.more.available.value) await last.more.load()
    const all = [...store.thread.comments.value, ...(last?.replies.value ?? [])]
    expect(all).toHaveLength(15)
    expect(words(all.filter((model) => !model.fresh.value))).toEqual([])
    store.dispose()
  })

  it('is nothing on the first visit, and nothing when the number is of another store', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    await writeMany(other, 3)
    for (const since of [null, 900]) {
      const { store } = read({ threads, since })
      await ready(store)
      expect(store.thread.comments.value.filter((model) => model.fresh.value)).toEqual([])
      store.dispose()
    }
  })

  it('is not seen before it is shown', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    await writeMany(other, 2)
    const { store } = read({ threads, wouldMove: () => true })
    await ready(store)
    expect(store.thread.seen()).toBe(2)
    await writeMany(other, 2)
    await until(() => store.thread.arrived.value === 2)
    expect(store.thread.seen()).toBe(2)
    store.thread.showArrived()
    expect(store.thread.seen()).toBe(4)
    store.dispose()
  })
})

describe('the order', () => {
  it('is told when the reader chose it and it could be read', async () => {
    const chosen: string[] = []
    const { store, line } = read({ reordered: (order) => chosen.push(order) })
    await ready(store)
    await store.thread.setOrder('oldest')
    line.down.set('open', 'offline')
    await store.thread.setOrder('top')
    expect(chosen).toEqual(['oldest'])
    expect(store.thread.failure.value?.code).toBe('offline')
    store.dispose()
  })
})
