import { effect } from '@preact/signals'
import { type Passage, StorageError, type ThreadListener } from '@afterword/storage'
import { memoryAdapter, memoryStore } from '@afterword/storage/memory'
import { memoryOutboxStore, outbox } from '@afterword/storage/outbox'
import { describe, expect, it } from 'vitest'
import { createStore } from '../src/store/create-store.ts'
import { memoryDraftStore } from '../src/store/memory-draft-store.ts'
import { PAGE, composerOf, post, read, ready, sourceOf, until, words, written } from './reader.ts'

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

describe('posting', () => {
  it('shows the comment at once as sending, and then as sent', async () => {
    const { store, other } = read()
    await ready(store)
    const model = await post(store, 'Hello.')
    expect(store.thread.comments.value).toContain(model)
    expect(model.delivery.value).toBe('sending')
    expect(store.drafts.text(null).value).toBe('')
    await until(() => model.delivery.value === 'sent')
    expect(model.own.value).toBe(true)
    expect(model.value.value.seq).toBeGreaterThan(0)
    await until(() => store.viewer.author.value?.name === 'Ada')
    expect((await other.open(PAGE)).thread.count).toBe(1)
    store.dispose()
  })

  it('counts and shows an own comment once, however its news arrive', async () => {
    const { store } = read()
    await ready(store)
    const model = await post(store, 'Hello.')
    await post(store, 'A reply.', model.id)
    await until(() => store.thread.state.value.seq === 2 && model.replies.value[0]?.delivery.value === 'sent')
    expect(store.thread.comments.value).toHaveLength(1)
    expect(model.replies.value).toHaveLength(1)
    expect(store.thread.count.value).toBe(2)
    expect(store.thread.arrived.value).toBe(0)
    store.dispose()
  })

  it('lets a comment wait for the network and sends it by itself', async () => {
    const { store, line, box, other } = read({ cut: [['create', 'offline']] })
    await ready(store)
    const model = await post(store, 'Hello.')
    await until(() => model.delivery.value === 'waiting')
    expect(store.connection.waiting.value).toHaveLength(1)
    expect(model.problem.value?.code).toBe('offline')
    line.down.clear()
    await box.flush()
    await until(() => model.delivery.value === 'sent')
    expect(store.connection.waiting.value).toHaveLength(0)
    expect((await other.open(PAGE)).comments).toHaveLength(1)
    store.dispose()
  })

  it('shows what waits from before a reload', async () => {
    const threads = memoryStore()
    const waiting = memoryOutboxStore()
    const before = read({ threads, waiting, cut: [['create', 'offline']] })
    await ready(before.store)
    await until(() => before.store.thread.status.value === 'ready')
    const model = await post(before.store, 'Still on its way.')
    await until(() => model.delivery.value === 'waiting')
    before.store.dispose()
    await before.box.close()
    const after = read({ threads, waiting, cut: [['create', 'offline']] })
    await until(() => words(after.store.thread.comments.value).includes('Still on its way.'))
    expect(after.store.thread.find(model.id)?.delivery.value).not.toBe('sent')
    after.line.down.clear()
    await after.box.flush()
    await until(() => after.store.thread.find(model.id)?.delivery.value === 'sent')
    expect((await after.other.open(PAGE)).comments).toHaveLength(1)
    after.store.dispose()
  })

  it('gives the words of a refused comment back to the composer', async () => {
    const { store } = read({ cut: [['create', 'thread-closed']] })
    await ready(store)
    const composer = await composerOf(store, null)
    await post(store, 'Refused words.')
    await until(() => composer.problem.value !== null)
    expect(composer.problem.value?.code).toBe('thread-closed')
    expect(composer.text.value).toBe('Refused words.')
    expect(store.thread.comments.value).toEqual([])
    store.dispose()
  })

  it('keeps a refused comment in the thread while other words are being written', async () => {
    const { store, line, box } = read({ cut: [['create', 'rate-limited']] })
    await ready(store)
    const composer = await composerOf(store, null)
    const model = await post(store, 'Refused words.')
    composer.text.value = 'New words.'
    line.down.set('create', 'thread-closed')
    await box.flush()
    await until(() => model.delivery.value === 'refused')
    expect(composer.text.value).toBe('New words.')
    await model.takeBack()
    expect(composer.text.value).toBe('Refused words.\n\nNew words.')
    expect(store.thread.comments.value).toEqual([])
    expect(await box.entries(PAGE)).toEqual([])
    store.dispose()
  })

  it('says at once what cannot be sent, and keeps the words', async () => {
    const { store } = read()
    await ready(store)
    const composer = await composerOf(store, null)
    composer.name.value = 'Ada'
    for (const [text, code] of [
      ['   \u200b ', 'invalid'],
      ['x'.repeat(10_001), 'too-long'],
    ] as const) {
      composer.text.value = text
      expect(await composer.submit()).toBeNull()
      expect(composer.problem.value?.code).toBe(code)
      expect(composer.text.value).toBe(text)
    }
    composer.text.value = 'Words.'
    composer.name.value = ' '
    expect(await composer.submit()).toBeNull()
    expect(composer.problem.value?.field).toBe('name')
    expect(store.thread.comments.value).toEqual([])
    store.dispose()
  })
})

describe('drafts', () => {
  it('are there after a reload, with their replies open', async () => {
    const drafts = memoryDraftStore()
    const before = read({ drafts })
    const root = await before.other.create(PAGE, written())
    before.store.drafts.text(null).value = 'Half a thought'
    before.store.drafts.openReply(root.id)
    before.store.drafts.text(root.id).value = 'Half an answer'
    before.store.saveDrafts()
    before.store.dispose()
    const { store } = read({ drafts })
    expect(store.drafts.text(null).value).toBe('Half a thought')
    expect(store.drafts.text(root.id).value).toBe('Half an answer')
    expect([...store.drafts.open.value]).toEqual([root.id])
    store.dispose()
  })

  it('say so when the browser cannot keep them, and the words stay', async () => {
    const { store } = read({ drafts: { ...memoryDraftStore(), write: async () => false } })
    const composer = await composerOf(store, null)
    composer.text.value = 'Half a thought'
    expect(composer.draft.value).toBe('saving')
    store.saveDrafts()
    await until(() => composer.draft.value === 'unsaved')
    expect(composer.text.value).toBe('Half a thought')
    store.dispose()
  })

  it('go when their comment is safe, not before', async () => {
    const drafts = memoryDraftStore()
    const { store, line, box } = read({ drafts, cut: [['create', 'offline']] })
    await ready(store)
    const model = await post(store, 'Hello.')
    await until(() => model.delivery.value === 'waiting')
    line.down.clear()
    await box.flush()
    await until(() => model.delivery.value === 'sent')
    expect(drafts.read().map(({ text }) => text)).toEqual([''])
    store.dispose()
  })
})

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

describe('a comment on a passage', () => {
  const passage: Passage = {
    quote: 'the weights got out',
    selectors: [{ type: 'TextQuoteSelector', exact: 'the weights got out', prefix: 'One night ' }],
  }

  it('keeps its draft under its passage, through a reload, until it is sent with it', async () => {
    const drafts = memoryDraftStore()
    const first = read({ drafts })
    await ready(first.store)
    first.store.drafts.text(null, passage).value = 'About those words'
    first.store.saveDrafts()
    expect(first.store.drafts.text(null).value).toBe('')
    const second = read({ drafts })
    await ready(second.store)
    expect(second.store.drafts.passages.value).toEqual([passage])
    const composer = await composerOf(second.store, null, passage)
    expect(composer.text.value).toBe('About those words')
    composer.name.value = 'Ada'
    const model = await composer.submit()
    await until(() => model?.delivery.value === 'sent')
    expect(model?.value.value.passage).toEqual(passage)
    await until(() => second.store.drafts.passages.value.length === 0)
    expect(drafts.read().map(({ text }) => text)).toEqual([''])
  })

  it('is among the passages of the page from the moment it is posted, and those of others when they come', async () => {
    const { store, other } = read()
    await ready(store)
    const theirs = await other.create(PAGE, written({ passage }))
    await until(() => store.passages.all.value.length === 1)
    const composer = await composerOf(store, null, {
      quote: 'got out',
      selectors: [{ type: 'TextQuoteSelector', exact: 'got out' }],
    })
    composer.text.value = 'Mine.'
    composer.name.value = 'Ada'
    await composer.submit()
    expect(store.passages.all.value.map((each) => each.passage.quote)).toEqual(['the weights got out', 'got out'])
    await other.remove(PAGE, theirs.id)
    await until(() => store.passages.all.value.length === 1)
    expect(store.passages.all.value[0]?.passage.quote).toBe('got out')
  })

  it('counts what is replied to it, and what is taken back', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const { id } = await other.create(PAGE, written({ passage }))
    await other.create(PAGE, written({ parent: id }))
    const { store } = read({ threads })
    await ready(store)
    const replies = () => store.passages.all.value.map((each) => each.replies)
    expect(replies()).toEqual([1])
    const second = await other.create(PAGE, written({ parent: id }))
    await until(() => replies()[0] === 2)
    await other.remove(PAGE, second.id)
    await until(() => replies()[0] === 1)
  })

  it('has the right number when a reply goes that was never loaded', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const { id } = await other.create(PAGE, written({ passage }))
    const replies = []
    for (let i = 0; i < 12; i++) replies.push(await other.create(PAGE, written({ parent: id })))
    const { store } = read({ threads })
    await ready(store)
    const last = replies[11]
    if (last === undefined) throw new Error('There is no reply.')
    expect([store.thread.find(last.id), store.passages.all.value[0]?.replies]).toEqual([undefined, 12])
    await other.remove(PAGE, last.id)
    await until(() => store.passages.all.value[0]?.replies === 11)
  })

  it('returns with its words to its own composer when it is refused', async () => {
    const { store } = read({ cut: [['create', 'too-long']] })
    await ready(store)
    const composer = await composerOf(store, null, passage)
    composer.text.value = 'Refused.'
    composer.name.value = 'Ada'
    await composer.submit()
    await until(() => composer.problem.value !== null)
    expect(composer.text.value).toBe('Refused.')
    expect(store.drafts.text(null).value).toBe('')
    expect(store.passages.all.value).toEqual([])
  })

  it('is read when it is wanted and was not loaded', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const far = await other.create(PAGE, written({ passage, source: 'Far down.' }))
    for (let i = 0; i < 30; i++) await other.create(PAGE, written())
    const { store } = read({ threads, limit: 5 })
    await ready(store)
    expect(store.thread.find(far.id)).toBeUndefined()
    expect(await store.passages.load([far.id])).toBeNull()
    expect(store.thread.find(far.id)?.value.value.passage).toEqual(passage)
    expect(store.thread.comments.value).toHaveLength(5)
  })

  it('is told to be unreachable when it cannot be read', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const far = await other.create(PAGE, written({ passage }))
    for (let i = 0; i < 30; i++) await other.create(PAGE, written())
    const { store } = read({ threads, limit: 5, cut: [['locate', 'unavailable']] })
    await ready(store)
    expect((await store.passages.load([far.id]))?.code).toBe('unavailable')
  })
})
