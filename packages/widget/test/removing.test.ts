import { memoryStore } from '@afterword/storage/memory'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { memoryRemovalStore } from '../src/store/removal-store.ts'
import { closeReaders, posted, reading } from './changing.ts'
import { PAGE, until, words } from './reader.ts'
import { PATIENT } from './patience.ts'

afterEach(closeReaders)

describe('removing a comment', () => {
  it('takes it away at once, and back when it was a mistake', async () => {
    const reader = await reading()
    const model = await posted(reader, 'Too soon.')
    await model.remove()
    expect(model.leaving.value).toBe(true)
    expect(reader.store.announcement.value).toEqual({ type: 'removed' })
    expect((await reader.other.open(PAGE)).comments).toHaveLength(1)
    await model.undoRemove()
    expect(model.leaving.value).toBe(false)
    reader.store.leave()
    reader.store.dispose()
    expect((await reader.other.open(PAGE)).comments).toHaveLength(1)
  })

  it('is sent when there was time to undo it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const reader = await reading()
      const model = await posted(reader, 'Gone in a while.')
      await model.remove()
      model.pauseRemove(true)
      vi.advanceTimersByTime(20_000)
      expect((await reader.other.open(PAGE)).comments).toHaveLength(1)
      model.pauseRemove(false)
      vi.advanceTimersByTime(10_000)
      await until(() => reader.store.thread.comments.value.length === 0)
      expect((await reader.other.open(PAGE)).comments).toEqual([])
    } finally {
      vi.useRealTimers()
    }
  })

  it('is sent when the page is left', async () => {
    const reader = await reading()
    const model = await posted(reader, 'Gone now.')
    await model.remove()
    reader.store.leave()
    await until(() => reader.store.thread.comments.value.length === 0)
    expect((await reader.other.open(PAGE)).comments).toEqual([])
  })

  it('leaves a tombstone where there are replies', async () => {
    const reader = await reading()
    const model = await posted(reader, 'With a reply.')
    await posted(reader, 'The reply.', model.id)
    await model.remove()
    reader.store.leave()
    await until(() => model.value.value.status === 'removed')
    expect(words(model.replies.value)).toEqual(['The reply.'])
  })

  it('that could not be sent is sent the next time, and the comment is not shown until then', async () => {
    const threads = memoryStore()
    const removed = memoryRemovalStore()
    const before = await reading({ threads, kept: async () => ({ removals: removed }) })
    const model = await posted(before, 'To be removed.')
    before.line.down.set('remove', 'offline')
    await model.remove()
    before.store.leave()
    before.store.dispose()

    const after = await reading({ threads, kept: async () => ({ removals: removed }), cut: [['remove', 'offline']] })
    await until(() => after.store.thread.find(model.id)?.leaving.value === true)
    after.line.down.clear()
    await vi.waitFor(async () => {
      after.store.reconnect()
      expect(await removed.all()).toEqual([])
    }, PATIENT)
    expect(after.store.thread.comments.value).toEqual([])
    expect((await after.other.open(PAGE)).comments).toEqual([])
  })

  it('that is refused shows the comment again, and says why', async () => {
    const reader = await reading()
    const model = await posted(reader, 'Stays.')
    reader.line.down.set('remove', 'forbidden')
    await model.remove()
    reader.store.leave()
    await until(() => !model.leaving.value)
    expect(model.failure.value?.code).toBe('forbidden')
    expect(reader.store.announcement.value).toMatchObject({ type: 'refused', error: { code: 'forbidden' } })
  })
})
