import { describe, it } from 'vitest'
import { memoryAdapter, memoryStore } from '../src/memory.ts'
import { outbox } from '../src/outbox.ts'
import { testAdapter, type TestStore } from '../src/testing/index.ts'

function openMemory(): TestStore & { readonly store: ReturnType<typeof memoryStore> } {
  const store = memoryStore()
  return {
    store,
    page: '/article',
    connect: async (viewer) => memoryAdapter({ store, viewer: { id: viewer, guest: true } }),
    closeThread: () => store.setClosed('/article', true),
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
