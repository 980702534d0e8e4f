import { effect } from '@preact/signals'
import { type Comment, newCommentId } from '@afterword/storage'
import { memoryStore } from '@afterword/storage/memory'
import { describe, expect, it } from 'vitest'
import { PAGE, branch, idAt, post, read, ready, until, words, writeMany, written } from './reader.ts'

const numbers = (from: number, to: number): string[] =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, i) => `${from < to ? from + i : from - i}`)

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

  it('is whole, and followed, also when another order was asked for meanwhile and could not be read', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    let deepest = await other.create(PAGE, written({ source: 'root' }))
    for (let i = 0; i < 60; i++) deepest = await other.create(PAGE, written({ source: `${i}`, parent: deepest.id }))
    await writeMany(other, 10)
    const { store, line } = read({ threads, limit: 2, target: deepest.id })
    await ready(store)
    line.down.set('open', 'unavailable')
    await store.thread.setOrder('oldest')
    await expect.poll(() => store.thread.find(deepest.id)).toBeDefined()
    await expect.poll(() => line.following).toBe(1)
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
