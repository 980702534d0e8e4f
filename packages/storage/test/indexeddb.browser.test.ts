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

describe('what the outbox keeps in the browser', () => {
  it('are comments and changes, each by itself, also where there were comments before there were changes', async () => {
    const name = `outbox-${newCommentId()}`
    const [first = '', second = ''] = [newCommentId(), newCommentId()].toSorted()
    const comment = { id: first, parent: null, source: 'Written before.', name: 'Ada' }
    const opening = indexedDB.open(name, 1)
    opening.onupgradeneeded = () => {
      const entries = opening.result.createObjectStore('entries', { keyPath: 'comment.id' })
      entries.put({ page: '/article', comment, at: 1 })
    }
    await new Promise((resolve) => (opening.onsuccess = resolve))
    opening.result.close()

    const store = indexedDBOutboxStore(name)
    const edits = [first, second].map((id) => ({ page: '/article', id, edit: { source: 'New.', version: 1 }, at: 2 }))
    for (const edit of edits) await store.put(edit)
    expect(await store.all()).toEqual([{ page: '/article', comment, at: 1 }, ...edits])
    for (const edit of edits) await store.delete(edit)
    expect(await store.all()).toEqual([{ page: '/article', comment, at: 1 }])
    await store.delete({ page: '/article', comment, at: 1 })
    expect(await store.all()).toEqual([])
    indexedDB.deleteDatabase(name)
  })
})
