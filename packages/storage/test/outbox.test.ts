import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newCommentId } from '../src/index.ts'
import { memoryAdapter, memoryStore } from '../src/memory.ts'
import { memoryOutboxStore, outbox, type OutboxStore } from '../src/outbox.ts'
import { PAGE, comment, lineTo } from './cut-line.ts'

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('the outbox', () => {
  it('keeps what could not be sent, and sends it once when it can be', async () => {
    const line = lineTo(memoryAdapter())
    const box = outbox(line)
    line.down = 'offline'
    const written = comment()
    const created = box.create(PAGE, written)
    await box.flush()
    expect(await box.entries(PAGE)).toMatchObject([
      { state: 'waiting', comment: written, problem: { code: 'offline' } },
    ])
    line.down = null
    await box.flush()
    expect((await created).id).toBe(written.id)
    expect(await box.entries(PAGE)).toEqual([])
    expect((await box.open(PAGE)).thread.count).toBe(1)
    await box.close()
  })

  it('sends what an earlier run left, in the order of writing', async () => {
    const store = memoryOutboxStore()
    const memory = memoryStore()
    const line = lineTo(memoryAdapter({ store: memory, viewer: { id: 'ada', guest: true } }))
    line.down = 'unavailable'
    const before = outbox(line, { store })
    const first = comment({ source: 'first' })
    for (const written of [first, comment({ source: 'second', parent: first.id }), comment({ source: 'third' })]) {
      before.create(PAGE, written).catch(() => undefined)
      await before.entries(PAGE)
    }
    await before.flush()
    await before.close()

    const after = outbox(memoryAdapter({ store: memory, viewer: { id: 'ada', guest: true } }), { store })
    await after.flush()
    const { comments } = await after.open(PAGE, { order: 'oldest' })
    expect(
      comments.toSorted((a, b) => a.seq - b.seq).map(({ body }) => body && 'source' in body && body.source),
    ).toEqual(['first', 'second', 'third'])
    expect(await store.all()).toEqual([])
    await after.close()
  })

  it('makes one comment when only the answer was lost', async () => {
    const line = lineTo(memoryAdapter())
    const box = outbox(line)
    line.loseAnswer = true
    const created = box.create(PAGE, comment())
    await box.flush()
    line.loseAnswer = false
    await box.flush()
    await created
    expect((await box.open(PAGE)).thread.count).toBe(1)
    await box.close()
  })

  it('keeps the words of a refused comment until they are taken back', async () => {
    const store = memoryOutboxStore()
    const line = lineTo(memoryAdapter())
    line.down = 'thread-closed'
    const box = outbox(line, { store })
    const written = comment()
    await expect(box.create(PAGE, written)).rejects.toMatchObject({ code: 'thread-closed' })
    expect(await box.entries(PAGE)).toMatchObject([{ state: 'refused', problem: { code: 'thread-closed' } }])
    await box.close()

    const reloaded = outbox(lineTo(memoryAdapter()), { store })
    expect(await reloaded.entries(PAGE)).toMatchObject([{ state: 'refused', comment: written }])
    expect(await reloaded.discard(written.id)).toEqual(written)
    expect(await reloaded.entries(PAGE)).toEqual([])
    expect(await store.all()).toEqual([])
    await reloaded.close()
  })

  it.each(['where it was written', 'in another tab'])('does not send what was taken back %s', async (place) => {
    const store = memoryOutboxStore()
    const line = lineTo(memoryAdapter())
    line.down = 'offline'
    const written = comment({ source: 'Better not.' })
    const here = outbox(line, { store })
    const taken = expect(here.create(PAGE, written)).rejects.toMatchObject({ code: 'aborted' })
    await here.flush()
    const [there, third] = [outbox(line, { store }), outbox(line, { store })]
    await Promise.all([there.flush(), third.flush()])
    expect(await there.entries(PAGE)).toMatchObject([{ state: 'waiting', comment: written }])
    // One waits for its answer there, too; nobody does in the third.
    const takenThere = expect(there.create(PAGE, written)).rejects.toMatchObject({ code: 'aborted' })
    await there.flush()

    const taker = place === 'in another tab' ? there : here
    expect(await taker.discard(written.id)).toEqual(written)
    line.down = null
    for (const box of [here, there, third]) {
      await box.flush()
      expect(await box.entries(PAGE)).toEqual([])
    }
    await Promise.all([taken, takenThere])
    expect((await there.open(PAGE)).comments).toEqual([])
    expect(JSON.stringify(await store.all())).not.toContain(written.source)
    await Promise.all([here, there, third].map((box) => box.close()))
  })

  it('hands the answer to whoever waits for it in another tab, and takes nothing back any more', async () => {
    const store = memoryOutboxStore()
    const line = lineTo(memoryAdapter())
    line.down = 'offline'
    const written = comment()
    const here = outbox(line, { store })
    const created = here.create(PAGE, written)
    await here.flush()
    const there = outbox(line, { store })
    const createdThere = there.create(PAGE, written)
    await there.flush()
    line.down = null
    await here.flush()
    expect(await there.discard(written.id)).toBeUndefined()
    expect(await createdThere).toEqual(await created)
    expect((await there.open(PAGE)).thread.count).toBe(1)
    await Promise.all([here.close(), there.close()])
  })

  it('does not let a refused comment hold up the next', async () => {
    const line = lineTo(memoryAdapter())
    const box = outbox(line)
    line.down = 'offline'
    const bad = comment({ parent: newCommentId() })
    const [first, second] = [box.create(PAGE, bad), box.create(PAGE, comment())]
    first.catch(() => undefined)
    await box.flush()
    line.down = null
    await box.flush()
    await expect(first).rejects.toMatchObject({ code: 'parent-not-found' })
    expect(await second).toMatchObject({ status: 'published' })
    await box.close()
  })

  it('sends a refused comment again when it is told to', async () => {
    const line = lineTo(memoryAdapter())
    line.down = 'forbidden'
    const box = outbox(line)
    const written = comment()
    await box.create(PAGE, written).catch(() => undefined)
    line.down = null
    await box.sendAgain(written.id)
    expect((await box.open(PAGE)).thread.count).toBe(1)
    await box.close()
  })

  it('ends the waiting, not the sending, when the caller gives up', async () => {
    const line = lineTo(memoryAdapter())
    line.down = 'offline'
    const box = outbox(line)
    const giveUp = new AbortController()
    const created = box.create(PAGE, comment(), { signal: giveUp.signal })
    await box.flush()
    giveUp.abort()
    await expect(created).rejects.toMatchObject({ code: 'aborted' })
    line.down = null
    await box.flush()
    expect((await box.open(PAGE)).thread.count).toBe(1)
    await box.close()
  })

  it('goes on in memory when its store fails, and over entries that nobody can read', async () => {
    const broken: OutboxStore = {
      all: async () => [{ page: 1 }, null, 'x', { page: PAGE, comment: { id: 'no' }, at: 0 }],
      put: async () => Promise.reject(new Error('full')),
      delete: async () => Promise.reject(new Error('blocked')),
    }
    const box = outbox(memoryAdapter(), { store: broken })
    expect((await box.create(PAGE, comment())).status).toBe('published')
    expect(await box.entries(PAGE)).toEqual([])
    await box.close()
  })

  it('tells those who watch, page by page', async () => {
    const box = outbox(memoryAdapter())
    const told: string[] = []
    const stop = box.watch((page) => told.push(page))
    await box.create('/a', comment())
    await box.create('/b', comment())
    stop()
    await box.create('/c', comment())
    expect(new Set(told)).toEqual(new Set(['/a', '/b']))
    await box.close()
  })

  it('delivers every comment exactly once and in order, whatever fails and however often it is reloaded', async () => {
    const step = fc.oneof(
      fc.constant('write' as const),
      fc.constant('reload' as const),
      fc.constant('flush' as const),
      fc.constantFrom(
        'offline' as const,
        'unavailable' as const,
        'timeout' as const,
        'lose answers' as const,
        'up' as const,
      ),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const store = memoryOutboxStore()
        const line = lineTo(memoryAdapter({ viewer: { id: 'ada', guest: true } }))
        const keepOpen = { ...line, close: async () => {} }
        const connect = () => outbox({ ...keepOpen, create: (...call) => line.create(...call) }, { store })
        let box = connect()
        const written: string[] = []
        for (const what of steps) {
          if (what === 'write') {
            const next = comment({ source: `number ${written.length}` })
            written.push(next.source)
            box.create(PAGE, next).catch(() => undefined)
            await settle()
          } else if (what === 'reload') {
            await box.close()
            box = connect()
          } else if (what === 'flush') await box.flush()
          else {
            line.loseAnswer = what === 'lose answers'
            line.down = what === 'up' || what === 'lose answers' ? null : what
          }
        }
        line.down = null
        line.loseAnswer = false
        await box.close()
        box = connect()
        await box.flush()
        const { comments } = await line.open(PAGE, { order: 'oldest', limit: 100 })
        expect(comments.map(({ body }) => (body !== null && 'source' in body ? body.source : ''))).toEqual(written)
        await box.close()
      }),
      { numRuns: 60 },
    )
  })
})
