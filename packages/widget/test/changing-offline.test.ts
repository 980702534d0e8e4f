import { type MemoryStore, memoryStore } from '@afterword/storage/memory'
import { type OutboxStore, memoryOutboxStore } from '@afterword/storage/outbox'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { DraftStore } from '../src/store/drafts.ts'
import { memoryDraftStore } from '../src/store/memory-draft-store.ts'
import type { CommentModel } from '../src/store/models.ts'
import { closeReaders, editing, edits, kept, posted, reading, sourceOf } from './changing.ts'
import { PAGE, composerOf, type Reader, post, until, words } from './reader.ts'
import { PATIENT } from './patience.ts'

afterEach(closeReaders)

describe('a change without a network', () => {
  interface Waits {
    readonly threads: MemoryStore
    readonly waiting: OutboxStore
    readonly drafts: DraftStore
    readonly reader: Reader
    readonly model: CommentModel
  }

  /** A change that was saved while the store could not be reached. */
  async function waits(): Promise<Waits> {
    const shared = { threads: memoryStore(), waiting: memoryOutboxStore(), drafts: memoryDraftStore() }
    const reader = await reading(shared)
    const model = await posted(reader, 'First words.')
    const edit = editing(reader, model)
    edit.text.value = 'Second words.'
    reader.line.down.set('edit', 'offline')
    expect(await edit.submit()).toBe(true)
    edits(reader).closeEdit(model.id)
    await until(() => changeOf(reader, model)?.state === 'waiting')
    return { ...shared, reader, model }
  }
  const changeOf = (reader: Reader, { id }: CommentModel) => edits(reader).changes.value.get(id)
  const stored = async ({ other }: Reader): Promise<readonly [string, number][]> =>
    (await other.open(PAGE)).comments.map((comment) => [sourceOf(comment), comment.version])

  it('waits where it is to be seen, says so once, and is a draft no more', async () => {
    const { reader, model, drafts } = await waits()
    expect(changeOf(reader, model)).toMatchObject({ source: 'Second words.', version: 1 })
    expect(reader.store.connection.waiting.value).toEqual([model])
    expect(reader.store.announcement.value).toEqual({ type: 'waiting' })
    await vi.waitFor(() => expect(kept(drafts.read())).toEqual([]), PATIENT)
    expect(await stored(reader)).toEqual([['First words.', 1]])
  })

  it('is sent once when the network is back', async () => {
    const { reader, model } = await waits()
    reader.line.down.clear()
    await reader.box.flush()
    await until(() => changeOf(reader, model) === undefined)
    expect(words([model])).toEqual(['Second words.'])
    expect(reader.store.connection.waiting.value).toEqual([])
    expect(reader.store.announcement.value).toEqual({ type: 'edited' })
    expect(await stored(reader)).toEqual([['Second words.', 2]])
  })

  it('is there after a reload, and is sent then', async () => {
    const { reader, model, ...shared } = await waits()
    reader.store.dispose()
    await reader.box.close()
    const after = await reading({
      ...shared,
      cut: [
        ['edit', 'offline'],
        ['viewer', 'offline'],
      ],
    })
    await until(() => changeOf(after, model)?.state === 'waiting')
    const again = after.store.thread.find(model.id)
    expect(after.store.connection.waiting.value).toEqual([again])
    // It is known whose it is, though the store could not be asked.
    expect(again?.canEdit()).toBe(true)
    expect([...edits(after).open.value]).toEqual([])
    after.line.down.clear()
    await again?.sendAgain()
    await until(() => changeOf(after, model) === undefined)
    await until(() => again?.value.value.version === 2)
    expect(await stored(after)).toEqual([['Second words.', 2]])
  })

  it.each([false, true])(
    'shows both versions when somebody changed it meanwhile, and overwrites nothing (after a reload: %s)',
    async (reloaded) => {
      const before = await waits()
      const { model, threads, waiting, drafts } = before
      if (reloaded) {
        before.reader.store.dispose()
        await before.reader.box.close()
      }
      const elsewhere = await reading({ threads })
      await elsewhere.box.edit(PAGE, model.id, { source: 'Theirs.', version: 1 })
      const reader = reloaded ? await reading({ threads, waiting, drafts }) : before.reader
      reader.line.down.clear()
      await reader.box.flush()
      await until(() => edits(reader).open.value.has(model.id))
      const edit = edits(reader).for(model.id)
      await until(() => edit?.theirs.value != null)
      expect(edit?.text.value).toBe('Second words.')
      expect(edit?.theirs.value && sourceOf(edit.theirs.value)).toBe('Theirs.')
      expect(await stored(reader)).toEqual([['Theirs.', 2]])
      expect(await reader.box.edits(PAGE)).toEqual([])
      expect(await edit?.submit()).toBe(false)
      expect(await edit?.keepMine()).toBe(true)
      expect(await stored(reader)).toEqual([['Second words.', 3]])
    },
  )

  it('comes back to its field with what is wrong when it is refused later', async () => {
    const { reader, model, drafts } = await waits()
    reader.line.down.set('edit', 'edit-closed')
    await reader.box.flush()
    await until(() => edits(reader).open.value.has(model.id))
    const edit = edits(reader).for(model.id)
    expect([edit?.text.value, edit?.problem.value?.code]).toEqual(['Second words.', 'edit-closed'])
    expect(kept(drafts.read())).toEqual(['Second words.'])
    expect(changeOf(reader, model)).toBeUndefined()
    expect(await reader.box.edits(PAGE)).toEqual([])
  })

  it('is taken back by who wants to change it once more, and not sent as it was', async () => {
    const { reader, model } = await waits()
    edits(reader).openEdit(model.id)
    await until(() => edits(reader).open.value.has(model.id))
    const edit = edits(reader).for(model.id)
    expect([edit?.text.value, edit?.asked]).toEqual(['Second words.', true])
    reader.line.down.clear()
    await reader.box.flush()
    expect(await stored(reader)).toEqual([['First words.', 1]])
    if (edit !== undefined) edit.text.value = 'Third words.'
    expect(await edit?.submit()).toBe(true)
    expect(await stored(reader)).toEqual([['Third words.', 2]])
  })

  it('is not sent when it was taken back in another tab, and does not wait here any more', async () => {
    const { reader, model, ...shared } = await waits()
    const there = await reading({ ...shared, cut: [['edit', 'offline']] })
    await until(() => changeOf(there, model)?.state === 'waiting')
    edits(there).openEdit(model.id)
    await until(() => edits(there).for(model.id)?.text.value === 'Second words.')
    await until(() => changeOf(there, model) === undefined)
    reader.line.down.clear()
    await reader.box.flush()
    await until(() => changeOf(reader, model) === undefined)
    expect(reader.store.connection.waiting.value).toEqual([])
    expect(words([model])).toEqual(['First words.'])
    expect(await stored(reader)).toEqual([['First words.', 1]])
  })

  it('waits behind a comment that could not be sent, and both are listed in the order of writing', async () => {
    const reader = await reading({ waiting: memoryOutboxStore() })
    const model = await posted(reader, 'First words.')
    reader.line.down.set('create', 'offline')
    const unsent = await post(reader.store, 'Not sent.')
    await until(() => unsent.delivery.value === 'waiting')
    const edit = editing(reader, model)
    edit.text.value = 'Second words.'
    expect(await edit.submit()).toBe(true)
    edits(reader).closeEdit(model.id)
    await until(() => reader.store.connection.waiting.value.length === 2)
    expect(reader.store.connection.waiting.value).toEqual([unsent, model])
    reader.line.down.clear()
    await reader.box.flush()
    await until(() => reader.store.connection.waiting.value.length === 0)
    expect((await stored(reader)).map(([source]) => source).toSorted()).toEqual(['Not sent.', 'Second words.'])
  })

  it('whose comment was removed meanwhile is offered in the page’s own composer', async () => {
    const { reader, model, threads } = await waits()
    const elsewhere = await reading({ threads })
    await elsewhere.box.remove(PAGE, model.id)
    reader.line.down.clear()
    await reader.box.flush()
    const composer = await composerOf(reader.store, null)
    await until(() => composer.other.value?.text === 'Second words.')
    composer.takeOther()
    expect(composer.text.value).toBe('Second words.')
  })
})
