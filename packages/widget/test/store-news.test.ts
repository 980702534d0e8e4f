import { StorageError, type ThreadListener } from '@afterword/storage'
import { memoryAdapter, memoryStore } from '@afterword/storage/memory'
import { outbox } from '@afterword/storage/outbox'
import { describe, expect, it } from 'vitest'
import { createStore } from '../src/store/create-store.ts'
import { memoryDraftStore } from '../src/store/memory-draft-store.ts'
import { PAGE, composerOf, post, read, ready, sourceOf, until, words, written } from './reader.ts'

describe('while the thread is open', () => {
  it('gathers what would push away what the reader looks at', async () => {
    const { store, other } = read({ wouldMove: () => true })
    await ready(store)
    const root = await other.create(PAGE, written({ source: 'one' }))
    await other.create(PAGE, written({ source: 'below it', parent: root.id }))
    await until(() => store.thread.arrived.value === 2)
    expect(store.thread.comments.value).toEqual([])
    expect(store.announcement.value).toEqual({ type: 'arrived', count: 2 })
    store.thread.showArrived()
    expect(words(store.thread.comments.value)).toEqual(['one'])
    expect(words(store.thread.find(root.id)?.replies.value ?? [])).toEqual(['below it'])
    expect(store.thread.find(root.id)?.fresh.value).toBe(true)
    expect(store.thread.arrived.value).toBe(0)
    store.dispose()
  })

  it('shows what pushes nothing away', async () => {
    const { store, other } = read({ wouldMove: () => false })
    await ready(store)
    await other.create(PAGE, written({ source: 'one' }))
    await until(() => store.thread.comments.value.length === 1)
    expect(store.thread.arrived.value).toBe(0)
    store.dispose()
  })

  it('never shows a comment that was removed while it waited', async () => {
    const { store, other } = read({ wouldMove: () => true })
    await ready(store)
    const { id } = await other.create(PAGE, written())
    await until(() => store.thread.arrived.value === 1)
    await other.remove(PAGE, id)
    await until(() => store.thread.arrived.value === 0)
    store.thread.showArrived()
    expect(store.thread.comments.value).toEqual([])
    store.dispose()
  })

  it('turns a removed comment with replies into a tombstone, and takes one without replies away', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const root = await other.create(PAGE, written({ source: 'one' }))
    const reply = await other.create(PAGE, written({ source: 'two', parent: root.id }))
    const { store } = read({ threads })
    await ready(store)
    await other.remove(PAGE, root.id)
    await until(() => words(store.thread.comments.value).includes('(removed)'))
    expect(words(store.thread.comments.value[0]?.replies.value ?? [])).toEqual(['two'])
    await other.remove(PAGE, reply.id)
    await until(() => store.thread.comments.value.length === 0)
    store.dispose()
  })

  it('reads the thread again after a gap: no place, no composer and no comment on its way is lost', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    for (let i = 0; i < 6; i++) await other.create(PAGE, written({ source: `${i}` }))
    let tell: ThreadListener = () => undefined
    const inner = memoryAdapter({ store: threads, viewer: { id: 'ada', guest: true } })
    const box = outbox({
      ...inner,
      async create() {
        throw new StorageError('offline', 'The line is cut for the test.')
      },
      subscribe(_page, _options, listener) {
        tell = listener
        return () => undefined
      },
    })
    const store = createStore({
      source: sourceOf(box),
      page: PAGE,
      drafts: memoryDraftStore(),
      order: 'oldest',
      limit: 2,
    })
    await ready(store)
    await store.thread.more.load()
    const onItsWay = await post(store, 'On its way.')
    const composer = await composerOf(store, null)
    composer.text.value = 'Half a thought'
    const [first] = store.thread.comments.value
    await other.remove(PAGE, first?.id ?? '').catch(() => undefined)
    tell({ type: 'reset', seq: 7 })
    await until(() => store.thread.state.value.seq === 7)
    expect(words(store.thread.comments.value)).toEqual(['1', '2', '3', '4', 'On its way.'])
    expect(store.thread.find(first?.id ?? '')).toBeUndefined()
    expect(store.thread.find(onItsWay.id)).toBe(onItsWay)
    expect(await composerOf(store, null)).toBe(composer)
    expect(composer.text.value).toBe('Half a thought')
    store.dispose()
    await box.close()
  })

  it('sends what waits as soon as they arrive again, however long its pause', async () => {
    let tell: ThreadListener = () => undefined
    const inner = memoryAdapter()
    let down = true
    const box = outbox({
      ...inner,
      async create(...call) {
        if (down) throw new StorageError('unavailable', 'Later.', { retryAfter: 3_600 })
        return inner.create(...call)
      },
      subscribe(_page, _options, listener) {
        tell = listener
        return () => undefined
      },
    })
    const store = createStore({ source: sourceOf(box), page: PAGE, drafts: memoryDraftStore() })
    await ready(store)
    const model = await post(store, 'Written while it was down.')
    await until(() => model.delivery.value === 'waiting')
    down = false
    tell({ type: 'connection', live: true })
    await until(() => model.delivery.value === 'sent')
    store.dispose()
    await box.close()
  })

  it('says whether news arrive', async () => {
    let tell: ThreadListener = () => undefined
    const inner = memoryAdapter()
    const box = outbox({
      ...inner,
      subscribe(_page, _options, listener) {
        tell = listener
        return () => undefined
      },
    })
    const store = createStore({ source: sourceOf(box), page: PAGE, drafts: memoryDraftStore() })
    await ready(store)
    tell({ type: 'connection', live: false })
    expect(store.connection.online.value).toBe(false)
    expect(store.announcement.value).toEqual({ type: 'offline' })
    tell({ type: 'connection', live: true })
    expect(store.announcement.value).toEqual({ type: 'online' })
    store.dispose()
    await box.close()
  })
})
