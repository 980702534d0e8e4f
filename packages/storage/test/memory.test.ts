import { describe, it } from 'vitest'
import { memoryAdapter, memoryStore } from '../src/memory.ts'
import { outbox } from '../src/outbox.ts'
import { testAdapter, type TestStore } from '../src/testing/index.ts'

function openMemory(): TestStore & { readonly store: ReturnType<typeof memoryStore> } {
  const store = memoryStore()
  let editWindow: number | null = 60_000
  return {
    store,
    page: '/article',
    connect: async (viewer) => memoryAdapter({ store, viewer: { id: viewer, guest: true }, editWindow }),
    closeThread: () => store.setClosed('/article', true),
    closeEditing: async () => void (editWindow = 0),
    reports: async () => store.reports('/article'),
    dispose: async () => {},
  }
}

describe('the memory adapter', () => {
  testAdapter({ describe, it }, async () => openMemory())
})

describe('the outbox around the memory adapter', () => {
  testAdapter({ describe, it }, async () => {
    const memory = openMemory()
    return { ...memory, connect: async (viewer) => outbox(await memory.connect(viewer)) }
  })
})
