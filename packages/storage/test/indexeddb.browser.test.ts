import { describe, expect, it } from 'vitest'
import { newCommentId } from '../src/index.ts'
import { indexedDBAdapter } from '../src/indexeddb.ts'
import { outbox } from '../src/outbox.ts'
import { indexedDBOutboxStore } from '../src/outbox/indexeddb-store.ts'
import { testAdapter, type TestStore } from '../src/testing/index.ts'

function openIndexedDB(): TestStore {
  const name = `test-${newCommentId()}`
  const page = '/article'
  let editWindow: number | null = null
  return {
    page,
    connect: async (viewer) => indexedDBAdapter({ name, viewer: { id: viewer, guest: true }, editWindow }),
    async closeThread() {
      const owner = indexedDBAdapter({ name })
      await owner.setClosed(page, true)
      await owner.close()
    },
    closeEditing: async () => void (editWindow = 0),
    dispose: async () => void indexedDB.deleteDatabase(name),
  }
}

describe('the IndexedDB adapter', () => {
  testAdapter({ describe, it }, async () => openIndexedDB())

  it('keeps comments and the guest over a reload', async () => {
    const name = `test-${newCommentId()}`
    const before = indexedDBAdapter({ name })
    const { id, author } = await before.create('/a', { id: newCommentId(), parent: null, source: 'kept', name: 'Ada' })
    await before.close()
    const after = indexedDBAdapter({ name })
    expect((await after.open('/a')).comments.map((comment) => comment.id)).toEqual([id])
    expect(await after.viewer('/a')).toMatchObject({ own: [{ id, editableFor: null }], author: { id: author?.id } })
    await after.close()
  })
})

describe('the outbox around the IndexedDB adapter', () => {
  testAdapter({ describe, it }, async () => {
    const inner = openIndexedDB()
    return {
      ...inner,
      connect: async (viewer) => {
        const store = indexedDBOutboxStore(`outbox-${newCommentId()}`)
        return outbox(await inner.connect(viewer), { store })
      },
    }
  })
})
