import { effect } from '@preact/signals'
import { memoryStore } from '@afterword/storage/memory'
import { memoryOutboxStore } from '@afterword/storage/outbox'
import { describe, expect, it } from 'vitest'
import { memoryDraftStore } from '../src/store/memory-draft-store.ts'
import { PAGE, composerOf, post, read, ready, until, words, written } from './reader.ts'

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

  it('does not send what was taken back in another tab, and shows it nowhere any more', async () => {
    const shared = { threads: memoryStore(), waiting: memoryOutboxStore() }
    const here = read({ ...shared, cut: [['create', 'offline']] })
    await ready(here.store)
    const { id } = await post(here.store, 'Better not.')
    await until(() => here.store.connection.waiting.value.length === 1)
    const there = read({ ...shared, cut: [['create', 'offline']] })
    await ready(there.store)
    await until(() => there.store.thread.find(id)?.delivery.value === 'waiting')
    await there.store.thread.find(id)?.takeBack()
    expect((await composerOf(there.store, null)).text.value).toBe('Better not.')

    for (const tab of [here, there]) {
      tab.line.down.clear()
      await tab.box.flush()
      await until(() => tab.store.thread.comments.value.length === 0)
      expect(tab.store.connection.waiting.value).toEqual([])
      tab.store.dispose()
    }
    expect((await there.other.open(PAGE)).comments).toEqual([])
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
    expect(store.drafts.isOpen(root.id).value).toBe(true)
    store.dispose()
  })

  it('of a reply concern the comment that is answered, and none of the others', async () => {
    const { store, other } = read()
    const [answered, beside] = [await other.create(PAGE, written()), await other.create(PAGE, written())]
    let asked = 0
    const stop = effect(() => void (store.drafts.isOpen(beside.id).value || (asked += 1)))
    store.drafts.openReply(answered.id)
    expect(store.drafts.isOpen(answered.id).value).toBe(true)
    store.drafts.closeReply(answered.id)
    expect(store.drafts.isOpen(answered.id).value).toBe(false)
    expect(asked).toBe(1)
    stop()
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
