import { type Comment, type StorageErrorCode } from '@afterword/storage'
import { type MemoryStore, memoryStore } from '@afterword/storage/memory'
import { type OutboxStore, memoryOutboxStore } from '@afterword/storage/outbox'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Draft } from '../src/helpers/kept-draft.ts'
import type { DraftStore } from '../src/store/drafts.ts'
import { memoryDraftStore } from '../src/store/memory-draft-store.ts'
import type { CommentModel, EditModel, EditsModel } from '../src/store/models.ts'
import { memoryRemovalStore } from '../src/store/removal-store.ts'
import {
  PAGE,
  composerOf,
  type Reader,
  type ReaderOptions,
  post,
  read,
  ready,
  until,
  words,
  written,
} from './reader.ts'
import { PATIENT } from './patience.ts'

const readers: Reader[] = []
afterEach(async () => {
  for (const { store, box } of readers.splice(0)) {
    store.dispose()
    await box.close()
  }
})

async function reading(options: ReaderOptions = {}): Promise<Reader> {
  const reader = read(options)
  readers.push(reader)
  await ready(reader.store)
  return reader
}

/** A comment of the viewer's own that is stored. */
async function posted(reader: Reader, source: string, parent: string | null = null): Promise<CommentModel> {
  const model = await post(reader.store, source, parent)
  await until(() => model.delivery.value === 'sent')
  return model
}

function editing(reader: Reader, { id }: CommentModel): EditModel {
  edits(reader).openEdit(id)
  const edit = edits(reader).for(id)
  if (edit === undefined) throw new Error('It cannot be changed.')
  return edit
}

/** What came with the code for writing; `reading` has waited for it. */
function edits({ store }: Reader): EditsModel {
  const writing = store.writing.value.peek()
  if (writing === null) throw new Error('The code for writing is not there.')
  return writing.edits
}

const sourceOf = ({ body }: Comment): string => (body !== null && 'source' in body ? body.source : '(removed)')
const kept = (drafts: readonly Draft[]): string[] => drafts.map(({ text }) => text).filter((text) => text !== '')

describe('changing a comment', () => {
  it('begins with its words, saves them and says that it was edited', async () => {
    const reader = await reading()
    const model = await posted(reader, 'First words.')
    expect(model.canEdit()).toBe(true)
    const edit = editing(reader, model)
    expect(edit.text.value).toBe('First words.')
    edit.text.value = 'Second words.'
    expect(await edit.submit()).toBe(true)
    expect(words([model])).toEqual(['Second words.'])
    expect(model.value.value.editedAt).not.toBeNull()
    expect(reader.store.announcement.value).toEqual({ type: 'edited' })
    const { comments } = await reader.other.open(PAGE)
    expect(comments.map(sourceOf)).toEqual(['Second words.'])
  })

  it('is offered for one’s own comments only', async () => {
    const reader = await reading()
    const theirs = await reader.other.create(PAGE, written())
    await until(() => reader.store.thread.find(theirs.id) !== undefined)
    expect(reader.store.thread.find(theirs.id)?.canEdit()).toBe(false)
  })

  it('keeps a draft of its own, which is there after a reload and goes when it is saved', async () => {
    const threads = memoryStore()
    const drafts = memoryDraftStore()
    const before = await reading({ threads, drafts })
    const model = await posted(before, 'First words.')
    editing(before, model).text.value = 'Half a change'
    before.store.saveDrafts()
    expect(kept(drafts.read())).toEqual(['Half a change'])
    before.store.dispose()

    const after = await reading({ threads, drafts })
    expect([...edits(after).open.value]).toEqual([model.id])
    const edit = edits(after).for(model.id)
    expect(edit?.text.value).toBe('Half a change')
    expect(after.store.drafts.text(null).value).toBe('')
    expect(await edit?.submit()).toBe(true)
    expect(kept(drafts.read())).toEqual([])
  })

  it('that was closed goes on where it was left', async () => {
    const reader = await reading()
    const model = await posted(reader, 'First words.')
    editing(reader, model).text.value = 'Half a change'
    edits(reader).closeEdit(model.id)
    expect([...edits(reader).open.value]).toEqual([])
    expect(editing(reader, model).text.value).toBe('Half a change')
  })

  it('leaves no draft when nothing was changed', async () => {
    const drafts = memoryDraftStore()
    const reader = await reading({ drafts })
    const model = await posted(reader, 'First words.')
    const edit = editing(reader, model)
    edit.text.value = 'First words, and'
    reader.store.saveDrafts()
    edit.text.value = 'First words.'
    reader.store.saveDrafts()
    expect(kept(drafts.read())).toEqual([])
  })

  it.each<StorageErrorCode>(['edit-closed', 'forbidden', 'refused'])(
    'that is refused (%s) keeps the words and says why',
    async (code) => {
      const drafts = memoryDraftStore()
      const reader = await reading({ drafts })
      const edit = editing(reader, await posted(reader, 'First words.'))
      edit.text.value = 'Second words.'
      reader.line.down.set('edit', code)
      expect(await edit.submit()).toBe(false)
      expect(edit.problem.value?.code).toBe(code)
      expect(edit.text.value).toBe('Second words.')
      expect(kept(drafts.read())).toEqual(['Second words.'])
      reader.line.down.clear()
      expect(await edit.submit()).toBe(true)
    },
  )

  it('keeps what was written while the change was on its way', async () => {
    const drafts = memoryDraftStore()
    const reader = await reading({ drafts })
    const edit = editing(reader, await posted(reader, 'First words.'))
    edit.text.value = 'Second words.'
    const saving = edit.submit()
    edit.text.value = 'Second words, and third.'
    await saving
    reader.store.saveDrafts()
    expect(kept(drafts.read())).toEqual(['Second words, and third.'])
  })
})

describe('two who change one comment', () => {
  async function conflict(live: boolean): Promise<{ reader: Reader; edit: EditModel; model: CommentModel }> {
    const threads = memoryStore()
    const here = await reading({ threads })
    const model = await posted(here, 'First words.')
    const edit = editing(here, model)
    edit.text.value = 'Mine.'
    if (!live) here.line.silent = true
    const there = await reading({ threads })
    const theirs = editing(there, there.store.thread.find(model.id) ?? model)
    theirs.text.value = 'Theirs.'
    expect(await theirs.submit()).toBe(true)
    if (live) await until(() => edit.theirs.value !== null)
    return { reader: here, edit, model }
  }
  const stored = async ({ other }: Reader): Promise<string[]> => (await other.open(PAGE)).comments.map(sourceOf)

  it.each([true, false])('see both versions, and nothing is sent unseen (told before sending: %s)', async (live) => {
    const { reader, edit } = await conflict(live)
    expect(await edit.submit()).toBe(false)
    expect(edit.problem.value?.code).toBe('conflict')
    expect(edit.theirs.value && sourceOf(edit.theirs.value)).toBe('Theirs.')
    expect(edit.text.value).toBe('Mine.')
    expect(await edit.submit()).toBe(false)
    expect(await stored(reader)).toEqual(['Theirs.'])
  })

  it('may keep their own, merged by hand or not', async () => {
    const { reader, edit } = await conflict(false)
    await edit.submit()
    edit.text.value = 'Mine. Theirs.'
    expect(await edit.keepMine()).toBe(true)
    expect(await stored(reader)).toEqual(['Mine. Theirs.'])
    expect(edit.theirs.value).toBeNull()
  })

  it('may take the other’s, and their own are not lost', async () => {
    const { reader, edit } = await conflict(false)
    await edit.submit()
    edit.useTheirs()
    expect([edit.text.value, edit.other.value?.text]).toEqual(['Theirs.', 'Mine.'])
    expect(edit.theirs.value).toBeNull()
    edit.takeOther()
    expect(await edit.submit()).toBe(true)
    expect(await stored(reader)).toEqual(['Mine.'])
  })
})

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

describe('reporting a comment', () => {
  it('tells the moderators, and is remembered', async () => {
    const reader = await reading()
    const { id } = await reader.other.create(PAGE, written())
    await until(() => reader.store.thread.find(id) !== undefined)
    const model = reader.store.thread.find(id)
    expect(await model?.report({ reason: 'spam', note: 'Again.' })).toBeNull()
    expect(model?.reported.value).toBe(true)
    expect((await reader.box.viewer(PAGE)).reported).toEqual([id])
  })

  it('says what went wrong', async () => {
    const reader = await reading({ cut: [['report', 'offline']] })
    const { id } = await reader.other.create(PAGE, written())
    await until(() => reader.store.thread.find(id) !== undefined)
    const model = reader.store.thread.find(id)
    expect((await model?.report({ reason: 'abuse' }))?.code).toBe('offline')
    expect(model?.reported.value).toBe(false)
  })
})

describe('words whose place is gone', () => {
  it('are offered in the page’s own composer: an answer to a comment that was removed', async () => {
    const drafts = memoryDraftStore()
    const reader = await reading({ drafts })
    const { id } = await reader.other.create(PAGE, written())
    await until(() => reader.store.thread.find(id) !== undefined)
    const answer = await composerOf(reader.store, id)
    answer.text.value = 'Half an answer'
    reader.store.saveDrafts()
    const composer = await composerOf(reader.store, null)
    expect(composer.other.value).toBeNull()
    await reader.other.remove(PAGE, id)
    await until(() => composer.other.value !== null)
    composer.takeOther()
    expect(composer.text.value).toBe('Half an answer')
    expect(kept(drafts.read())).toEqual(['Half an answer'])
  })

  it('are offered after a reload, too', async () => {
    const threads = memoryStore()
    const drafts = memoryDraftStore()
    const before = await reading({ threads, drafts })
    const { id } = await before.other.create(PAGE, written())
    const answer = await composerOf(before.store, id)
    answer.text.value = 'Half an answer'
    before.store.dispose()
    await before.other.remove(PAGE, id)
    const { store } = await reading({ threads, drafts })
    const composer = await composerOf(store, null)
    await until(() => composer.other.value?.text === 'Half an answer')
  })
})
