import { memoryStore, type MemoryStore } from '@afterword/storage/memory'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { memoryRemovalStore } from '../src/store/removal-store.ts'
import type { KeptThread, ThreadKeep } from '../src/store/thread-keep.ts'
import { PAGE, type Reader, type ReaderOptions, post, read, ready, until, words, written } from './reader.ts'
import { PATIENT } from './patience.ts'

const readers: Reader[] = []
afterEach(async () => {
  for (const { store, box } of readers.splice(0)) {
    store.dispose()
    await box.close()
  }
})

/** What one browser keeps of the page. */
function memoryKeep(): ThreadKeep & { kept: KeptThread | undefined } {
  return {
    kept: undefined,
    async read() {
      return structuredClone(this.kept)
    },
    async write(thread) {
      this.kept = structuredClone(thread)
    },
    async delete() {
      this.kept = undefined
    },
  }
}

function reading(options: ReaderOptions): Reader {
  const reader = read(options)
  readers.push(reader)
  return reader
}

const offline: ReaderOptions = {
  cut: [
    ['open', 'offline'],
    ['viewer', 'offline'],
  ],
}
const kept = (keep: { kept: KeptThread | undefined }): string[] =>
  (keep.kept?.thread.comments ?? []).map(({ body }) => (body !== null && 'source' in body ? body.source : '(removed)'))

/** A thread of two comments and a reply that was read once, and its reader has gone offline. */
async function readOnce(): Promise<{ threads: MemoryStore; keep: ReturnType<typeof memoryKeep>; ids: string[] }> {
  const threads = memoryStore()
  const keep = memoryKeep()
  const { store, other } = reading({ threads, kept: async () => ({ thread: keep }) })
  const first = await other.create(PAGE, written({ source: 'first' }))
  const reply = await other.create(PAGE, written({ source: 'reply', parent: first.id }))
  const second = await other.create(PAGE, written({ source: 'second' }))
  await ready(store)
  await vi.waitFor(() => expect(kept(keep)).toEqual(['second', 'first', 'reply']), { timeout: 10_000 })
  store.dispose()
  return { threads, keep, ids: [first.id, reply.id, second.id] }
}

describe('a thread that was read before', () => {
  it('can be read without a network, and says from when it is', async () => {
    const { threads, keep } = await readOnce()
    const { store } = reading({ threads, kept: async () => ({ thread: keep }), ...offline })
    await ready(store)
    expect(words(store.thread.comments.value)).toEqual(['second', 'first'])
    expect(words(store.thread.comments.value[1]?.replies.value ?? [])).toEqual(['reply'])
    expect(store.thread.asOf.value).toBe(keep.kept?.at)
    expect(store.thread.count.value).toBe(3)
  })

  it('is brought up to date when the network is back: what came is held, what was removed is no more to be read', async () => {
    const { threads, keep, ids } = await readOnce()
    const { store, line, other } = reading({
      threads,
      kept: async () => ({ thread: keep }),
      wouldMove: () => true,
      ...offline,
    })
    await ready(store)
    const [, first] = store.thread.comments.value
    await other.create(PAGE, written({ source: 'third' }))
    await other.remove(PAGE, ids[2] ?? '')
    line.down.clear()
    store.reconnect()
    await until(() => store.thread.asOf.value === null && store.thread.arrived.value === 1)
    expect(words(store.thread.comments.value)).toEqual(['(removed)', 'first'])
    expect(store.thread.comments.value[1]).toBe(first)
    store.thread.showArrived()
    expect(words(store.thread.comments.value)).toEqual(['third', '(removed)', 'first'])
  })

  it('misses nothing that others wrote before the viewer’s own, which is sent before the thread is read', async () => {
    const { threads, keep } = await readOnce()
    const cut = [...(offline.cut ?? []), ['create', 'offline']] as const
    const { store, line, box, other } = reading({ threads, kept: async () => ({ thread: keep }), cut })
    await ready(store)
    const model = await post(store, 'Written offline.')
    await until(() => model.delivery.value === 'waiting')
    await other.create(PAGE, written({ source: 'third' }))
    line.down.delete('create')
    await box.flush()
    await until(() => model.delivery.value === 'sent')
    line.down.clear()
    store.reconnect()
    await until(() => store.thread.asOf.value === null && store.thread.comments.value.length === 4)
    expect(words(store.thread.comments.value)).toEqual(['Written offline.', 'third', 'second', 'first'])
    expect(store.thread.count.value).toBe(5)
  })

  it('keeps what the viewer wrote meanwhile, which is sent once', async () => {
    const { threads, keep } = await readOnce()
    const cut = [...(offline.cut ?? []), ['create', 'offline']] as const
    const { store, line, box, other } = reading({ threads, kept: async () => ({ thread: keep }), cut })
    await ready(store)
    const model = await post(store, 'Written offline.')
    await until(() => model.delivery.value === 'waiting')
    line.down.clear()
    store.reconnect()
    await box.flush()
    await until(() => model.delivery.value === 'sent' && store.thread.asOf.value === null)
    expect(words(store.thread.comments.value)).toEqual(['Written offline.', 'second', 'first'])
    expect((await other.open(PAGE)).thread.count).toBe(4)
  })

  it.each(['site-unknown', 'origin-denied', 'forbidden', 'not-found'] as const)(
    'is not shown when the store says %s, and not kept any longer',
    async (code) => {
      const { threads, keep } = await readOnce()
      const { store } = reading({ threads, kept: async () => ({ thread: keep }), cut: [['open', code]] })
      await until(() => store.thread.status.value === 'failed')
      expect(store.thread.comments.value).toEqual([])
      expect(keep.kept).toBeUndefined()
    },
  )

  it('goes when the network is back and the site is not', async () => {
    const { threads, keep } = await readOnce()
    const { store, line } = reading({ threads, kept: async () => ({ thread: keep }), ...offline })
    await ready(store)
    line.down.set('open', 'site-unknown')
    store.reconnect()
    await until(() => store.thread.status.value === 'failed')
    expect(store.thread.comments.value).toEqual([])
    expect(store.thread.error.value?.code).toBe('site-unknown')
    expect(keep.kept).toBeUndefined()
  })

  it('does not have what was removed since, however soon the page is closed', async () => {
    const { threads, keep, ids } = await readOnce()
    const { store, other } = reading({ threads, kept: async () => ({ thread: keep }) })
    await ready(store)
    await other.remove(PAGE, ids[0] ?? '')
    await until(() => store.thread.state.value.count === 2)
    await vi.waitFor(() => expect(kept(keep)).toEqual(['second', '(removed)', 'reply']), PATIENT)
  })

  it('does not have what the viewer just removed', async () => {
    const threads = memoryStore()
    const keep = memoryKeep()
    const removed = memoryRemovalStore()
    const { store } = reading({ threads, kept: async () => ({ removals: removed, thread: keep }) })
    await ready(store)
    const model = await post(store, 'Too soon.')
    await until(() => model.delivery.value === 'sent')
    await model.remove()
    await vi.waitFor(() => expect(keep.kept).toBeDefined(), { timeout: 10_000 })
    expect(kept(keep)).toEqual([])
  })

  it('is kept as it was read, and what is in its place and is not a thread is no thread', async () => {
    for (const value of [undefined, null, 7, {}, { at: 1, order: 'newest', thread: { comments: 'x' } }]) {
      const keep: ThreadKeep = { ...memoryKeep(), read: async () => value }
      const { store } = reading({ kept: async () => ({ thread: keep }), ...offline })
      await until(() => store.thread.status.value === 'failed')
      expect(store.thread.asOf.value).toBeNull()
    }
  })

  it('is read as ever where nothing can be kept', async () => {
    const blocked = (): Promise<never> => Promise.reject(new Error('Blocked.'))
    const keep: ThreadKeep = { read: blocked, write: blocked, delete: blocked }
    const { store, line } = reading({ kept: async () => ({ thread: keep }), ...offline })
    await until(() => store.thread.status.value === 'failed')
    line.down.clear()
    store.reconnect()
    await ready(store)
  })
})
