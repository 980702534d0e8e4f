import { describe, expect, it } from 'vitest'
import { newCommentId, type StorageAdapter } from '../src/index.ts'
import { memoryAdapter, memoryStore } from '../src/memory.ts'
import { memoryOutboxStore, outbox } from '../src/outbox.ts'
import { PAGE, comment, lineTo } from './cut-line.ts'

describe('a change in the outbox', () => {
  const ada = { id: 'ada', guest: true }
  const edit = (source: string, version = 1) => ({ source, version })
  const wordsOf = async (adapter: StorageAdapter): Promise<readonly unknown[]> =>
    (await adapter.open(PAGE)).comments.map(({ body, version }) => [body && 'source' in body && body.source, version])

  it('waits when it cannot be sent, over a reload too, and is made once', async () => {
    const store = memoryOutboxStore()
    const memory = memoryStore()
    const line = lineTo(memoryAdapter({ store: memory, viewer: ada }))
    const before = outbox(line, { store })
    const { id } = await before.create(PAGE, comment({ source: 'first' }))
    line.down = 'offline'
    before.edit(PAGE, id, edit('second')).catch(() => undefined)
    await before.flush()
    expect(await before.edits(PAGE)).toMatchObject([
      { id, edit: edit('second'), state: 'waiting', kept: true, problem: { code: 'offline' } },
    ])
    expect(await before.entries(PAGE)).toEqual([])
    await before.close()

    const after = outbox(memoryAdapter({ store: memory, viewer: ada }), { store })
    await after.flush()
    expect(await wordsOf(after)).toEqual([['second', 2]])
    expect(await after.edits(PAGE)).toEqual([])
    expect(await store.all()).toEqual([])
    await after.close()
  })

  it('is made once when only the answer was lost', async () => {
    const line = lineTo(memoryAdapter({ viewer: ada }))
    const box = outbox(line)
    const { id } = await box.create(PAGE, comment({ source: 'first' }))
    line.loseAnswer = true
    const edited = box.edit(PAGE, id, edit('second'))
    await box.flush()
    line.loseAnswer = false
    await box.flush()
    expect((await edited).version).toBe(2)
    expect(await wordsOf(box)).toEqual([['second', 2]])
    await box.close()
  })

  it('is refused with the comment as it is now when somebody else changed it meanwhile, and keeps its words', async () => {
    const store = memoryOutboxStore()
    const memory = memoryStore()
    const line = lineTo(memoryAdapter({ store: memory, viewer: ada }))
    const box = outbox(line, { store })
    const { id } = await box.create(PAGE, comment({ source: 'first' }))
    line.down = 'offline'
    const edited = box.edit(PAGE, id, edit('mine'))
    await box.flush()
    await memoryAdapter({ store: memory, viewer: ada }).edit(PAGE, id, edit('theirs'))
    line.down = null
    await box.flush()
    await expect(edited).rejects.toMatchObject({ code: 'conflict', current: { version: 2 } })
    expect(await wordsOf(box)).toEqual([['theirs', 2]])
    expect(await box.edits(PAGE)).toMatchObject([{ state: 'refused', problem: { code: 'conflict' } }])
    await box.close()

    const reloaded = outbox(memoryAdapter({ store: memory, viewer: ada }), { store })
    await reloaded.flush()
    expect(await wordsOf(reloaded)).toEqual([['theirs', 2]])
    expect(await reloaded.discardEdit(id)).toEqual(edit('mine'))
    expect(await store.all()).toEqual([])
    await reloaded.close()
  })

  it('that is written anew takes the place of the one that waits, also for another tab', async () => {
    const store = memoryOutboxStore()
    const memory = memoryStore()
    const line = lineTo(memoryAdapter({ store: memory, viewer: ada }))
    const here = outbox(line, { store })
    const { id } = await here.create(PAGE, comment({ source: 'first' }))
    line.down = 'offline'
    const first = here.edit(PAGE, id, edit('second'))
    await here.flush()
    const there = outbox(line, { store })
    expect(await there.edits(PAGE)).toMatchObject([{ edit: edit('second') }])
    const again = here.edit(PAGE, id, edit('third'))
    await here.flush()
    line.down = null
    await there.flush()
    await here.flush()
    expect((await first).version).toBe(2)
    expect((await again).version).toBe(2)
    expect(await wordsOf(here)).toEqual([['third', 2]])
    await here.close()
    await there.close()
  })

  it('follows the comment that it changes, and is taken back alone', async () => {
    const line = lineTo(memoryAdapter({ viewer: ada }))
    const box = outbox(line)
    line.down = 'offline'
    const written = comment({ source: 'first' })
    const [created, edited] = [box.create(PAGE, written), box.edit(PAGE, written.id, edit('second'))]
    await box.flush()
    expect(await box.discardEdit(written.id)).toEqual(edit('second'))
    await expect(edited).rejects.toMatchObject({ code: 'aborted' })
    const anew = box.edit(PAGE, written.id, edit('third'))
    line.down = null
    await box.sendAgain(written.id)
    await Promise.all([created, anew])
    expect(await wordsOf(box)).toEqual([['third', 2]])
    await box.close()
  })

  it('is not kept when nobody could send it: bad words, a bad version, a bad id', async () => {
    const box = outbox(memoryAdapter({ viewer: ada }))
    await expect(box.edit(PAGE, 'no', edit('x'))).rejects.toMatchObject({ code: 'invalid' })
    await expect(box.edit(PAGE, newCommentId(), edit(' '))).rejects.toMatchObject({ code: 'invalid' })
    await expect(box.edit(PAGE, newCommentId(), edit('x', 0))).rejects.toMatchObject({ code: 'invalid' })
    expect(await box.edits(PAGE)).toEqual([])
    await box.close()
  })
})
