import { testAdapter } from '@afterword/storage/testing'
import { describe, it } from 'vitest'
import { keyValueAdapter, type KeyValueStore, type Queue } from '../key-value-adapter.ts'

describe('the key-value adapter', () => {
  testAdapter({ describe, it }, async () => {
    const values = new Map<string, string>()
    const store: KeyValueStore = {
      get: async (key) => values.get(key) ?? null,
      set: async (key, value) => void values.set(key, value),
    }
    const queue: Queue = { last: Promise.resolve() }
    return {
      page: '/article',
      connect: async (viewer) => keyValueAdapter(store, viewer, queue),
      dispose: async () => values.clear(),
    }
  })
})
