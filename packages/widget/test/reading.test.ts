import { effect } from '@preact/signals'
import { type Comment, type StorageAdapter, newCommentId } from '@afterword/storage'
import { memoryAdapter, memoryStore } from '@afterword/storage/memory'
import { describe, expect, it } from 'vitest'
import type { CommentModel } from '../src/store/models.ts'
import { PAGE, post, read, ready, until, words, written } from './reader.ts'

/** So many top-level comments, "0" the oldest. */
async function writeMany(other: StorageAdapter, count: number): Promise<Comment[]> {
  const comments: Comment[] = []
  for (let i = 0; i < count; i++) comments.push(await other.create(PAGE, written({ source: `${i}` })))
  return comments
}

const idAt = (comments: readonly Comment[], at: number): string => comments[at]?.id ?? ''
const numbers = (from: number, to: number): string[] =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, i) => `${from < to ? from + i : from - i}`)

/** Every comment below these, as they are read. */
function branch(models: readonly CommentModel[]): string[] {
  return models.flatMap((model) => [...words([model]), ...branch(model.replies.value)])
}

describe('a link to a comment', () => {
  it('opens the thread around it, which can be read on both ways to its ends', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const comments = await writeMany(other, 40)
    for (const order of ['newest', 'oldest'] as const) {
      const { store } = read({ threads, limit: 6, order, target: idAt(comments, 20) })
      await ready(store)
      expect(words(store.thread.comments.value)).toEqual(order === 'newest' ? numbers(20, 15) : numbers(20, 25))
      while (store.thread.earlier.available.value) await store.thread.earlier.load()
      while (store.thread.more.available.value) await store.thread.more.load()
      expect(words(store.thread.comments.value)).toEqual(order === 'newest' ? numbers(39, 0) : numbers(0, 39))
      store.dispose()
    }
  })

  it('is marked, with open branches above it, and the mark goes on to the next', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const root = await other.create(PAGE, written())
    const child = await other.create(PAGE, written({ parent: root.id }))
    const { store } = read({ threads })
    await ready(store)
    store.thread.find(root.id)?.collapse(true)
    const found = await store.thread.goTo(child.id)
    expect(found?.marked.value).toBe(true)
    expect(found?.unfolded.value).toBe(true)
    expect(store.thread.find(root.id)?.collapsed.value).toBe(false)
    await store.thread.goTo(root.id)
    expect([found?.marked.value, store.thread.find(root.id)?.marked.value]).toEqual([false, true])
    store.dispose()
  })

  it('that is followed while another is on its way is the one that counts, whichever is found first', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const comments = await writeMany(other, 3)
    const { store } = read({ threads })
    await ready(store)
    const gone = store.thread.goTo(newCommentId())
    const here = await store.thread.goTo(idAt(comments, 1))
    expect(await gone).toBeNull()
    expect(here?.marked.value).toBe(true)
    store.dispose()
  })

  it('finds a reply in the middle of a long branch, and the branch can be read both ways', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const root = await other.create(PAGE, written({ source: 'root' }))
    const replies: Comment[] = []
    for (let i = 0; i < 70; i++) {
      // Every third answers the one before it, so that what is read backwards comes before what it answers.
      const parent = i % 3 === 2 ? idAt(replies, i - 1) : root.id
      replies.push(await other.create(PAGE, written({ source: `${i}`, parent })))
    }
    await writeMany(other, 10)
    const { store } = read({ threads, limit: 2 })
    await ready(store)
    expect(await store.thread.goTo(idAt(replies, 40))).not.toBeNull()
    const model = store.thread.find(root.id)
    expect(model?.earlier.available.value).toBe(true)
    expect(model?.more.available.value).toBe(true)
    while (model?.earlier.available.value === true) await model.earlier.load()
    while (model?.more.available.value === true) await model.more.load()
    expect(branch(model?.replies.value ?? [])).toEqual(replies.map((_, i) => `${i}`))
    store.dispose()
  })

  it('finds the deepest comment of a branch that is read backwards over many answers to answers', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const root = await other.create(PAGE, written({ source: 'root' }))
    let parent = root.id
    for (let i = 0; i < 60; i++) ({ id: parent } = await other.create(PAGE, written({ source: `${i}`, parent })))
    const late = await other.create(PAGE, written({ source: 'late', parent: root.id }))
    const { store } = read({ threads })
    await ready(store)
    await store.thread.goTo(late.id)
    const model = store.thread.find(root.id)
    expect(branch(model?.replies.value ?? [])).toEqual(['late'])
    await model?.earlier.load()
    expect(branch(model?.replies.value ?? [])).toEqual([...numbers(0, 59), 'late'])
    store.dispose()
  })

  it('finds the deepest of a chain of replies, which is shown part by part and whole in the end', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const root = await other.create(PAGE, written({ source: 'root' }))
    const chain = [root]
    for (let i = 1; i <= 100; i++) {
      const parent = idAt(chain, i - 1)
      chain.push(await other.create(PAGE, written({ source: `${i}`, parent })))
    }
    await writeMany(other, 10)
    const { store } = read({ threads, limit: 2 })
    await ready(store)
    const sizes: number[] = []
    const stop = effect(() => {
      void store.thread.comments.value
      let size = 0
      for (let at = store.thread.find(root.id); at !== undefined; at = at.replies.value[0]) size += 1
      sizes.push(size)
    })
    const deepest = await store.thread.goTo(idAt(chain, 100))
    stop()
    expect(deepest?.marked.value).toBe(true)
    expect(sizes.at(-1)).toBe(101)
    // What is drawn at once is no more than this.
    expect(Math.max(...sizes.map((size, index) => size - (sizes[index - 1] ?? 0)))).toBeLessThanOrEqual(25)
    store.dispose()
  })

  it('is read once, also when it is shown part by part', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    let deepest = await other.create(PAGE, written({ source: 'root' }))
    for (let i = 0; i < 60; i++) deepest = await other.create(PAGE, written({ source: `${i}`, parent: deepest.id }))
    await writeMany(other, 10)
    const { store, line } = read({ threads, limit: 2, target: deepest.id })
    await ready(store)
    // Whoever asked again would hear of it.
    line.down.set('open', 'unavailable')
    expect(store.thread.find(deepest.id)).toBeUndefined()
    expect((await store.thread.goTo(deepest.id))?.marked.value).toBe(true)
    expect(store.thread.failure.value).toBeNull()
    store.dispose()
  })

  it('leads back to the whole thread', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const comments = await writeMany(other, 20)
    const { store } = read({ threads, limit: 3, target: idAt(comments, 5) })
    await ready(store)
    expect(store.thread.earlier.available.value).toBe(true)
    await store.thread.showAll()
    expect(words(store.thread.comments.value)).toEqual(['19', '18', '17'])
    expect(store.thread.earlier.available.value).toBe(false)
    store.dispose()
  })

  it('shows the thread from its start, and says so, when its comment is gone', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const comments = await writeMany(other, 10)
    await other.remove(PAGE, idAt(comments, 2))
    const { store } = read({ threads, limit: 3, target: idAt(comments, 2) })
    await ready(store)
    expect(words(store.thread.comments.value)).toEqual(['9', '8', '7'])
    expect(store.thread.failure.value?.code).toBe('not-found')
    store.dispose()
  })

  it('that is followed while reading leaves everything in its place when it leads nowhere', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const comments = await writeMany(other, 10)
    await other.remove(PAGE, idAt(comments, 2))
    const { store, line } = read({ threads, limit: 3 })
    await ready(store)
    await store.thread.more.load()
    expect(await store.thread.goTo(idAt(comments, 2))).toBeNull()
    expect(store.thread.failure.value?.code).toBe('not-found')
    line.down.set('locate', 'offline')
    expect(await store.thread.goTo(idAt(comments, 1))).toBeNull()
    expect(store.thread.failure.value?.code).toBe('offline')
    expect(store.announcement.value).toMatchObject({ type: 'refused', error: { code: 'offline' } })
    expect(words(store.thread.comments.value)).toEqual(['9', '8', '7', '6', '5', '4'])
    store.dispose()
  })

  it('holds news that stand before what is shown, and leads to them', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const comments = await writeMany(other, 20)
    const { store } = read({ threads, limit: 3, target: idAt(comments, 5) })
    await ready(store)
    await other.create(PAGE, written({ source: 'news' }))
    await until(() => store.thread.arrived.value === 1)
    expect(words(store.thread.comments.value)).toEqual(['5', '4', '3'])
    store.thread.showArrived()
    await until(() => words(store.thread.comments.value)[0] === 'news')
    expect(words(store.thread.comments.value)).toEqual(['news', '19', '18'])
    expect(store.thread.arrived.value).toBe(0)
    store.dispose()
  })

  it("keeps the reader's own new comment in its place when the pages before it come", async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const comments = await writeMany(other, 12)
    const { store } = read({ threads, limit: 3, target: idAt(comments, 5) })
    await ready(store)
    const own = await post(store, 'mine')
    await until(() => own.delivery.value === 'sent')
    while (store.thread.earlier.available.value) await store.thread.earlier.load()
    expect(words(store.thread.comments.value)).toEqual(['mine', ...numbers(11, 3)])
    store.dispose()
  })
})

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
