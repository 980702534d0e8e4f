import type { StorageErrorCode } from '@afterword/storage'
import { memoryStore } from '@afterword/storage/memory'
import { afterEach, describe, expect, it } from 'vitest'
import { memoryDraftStore } from '../src/store/memory-draft-store.ts'
import type { CommentModel, EditModel } from '../src/store/models.ts'
import { closeReaders, editing, edits, kept, posted, reading, sourceOf } from './changing.ts'
import { PAGE, composerOf, type Reader, until, words, written } from './reader.ts'

afterEach(closeReaders)

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
