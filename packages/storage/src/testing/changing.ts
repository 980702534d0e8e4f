import { newCommentId } from '../comment-id.ts'
import { assert, assertEqual, assertRefused } from './assert.ts'
import type { Test } from './runner.ts'
import { newComment, post, readThread, wordsOf } from './thread.ts'

const SECRET = 'a secret that was taken back'

export function testChanging(test: Test): void {
  test('replaces the words of an edit and says so', ['create', 'edit'], async (scene) => {
    const comment = await post(scene, { source: 'teh words' })
    const adapter = await scene.as('ada')
    const edited = await adapter.edit(scene.page, comment.id, { source: 'the words', version: 1 })
    assertEqual([wordsOf(edited), edited.version, edited.seq], ['the words', 2, comment.seq], 'the edited comment')
    assert(edited.editedAt !== null, 'an edited comment does not say when')
    const { comments } = await (await scene.as('eve')).open(scene.page)
    assertEqual(comments.map(wordsOf), ['the words'], 'what somebody else reads')
  })

  test('overwrites nothing unseen', ['create', 'edit'], async (scene) => {
    const { id } = await post(scene)
    const adapter = await scene.as('ada')
    await adapter.edit(scene.page, id, { source: 'second', version: 1 })
    const error = await assertRefused(
      () => adapter.edit(scene.page, id, { source: 'also second', version: 1 }),
      'conflict',
      'an edit of what is not current',
    )
    assert(error.current !== undefined, 'a conflict does not carry the current comment')
    assertEqual([wordsOf(error.current), error.current.version], ['second', 2], 'the current comment')
    assertEqual((await adapter.open(scene.page)).comments.map(wordsOf), ['second'], 'what is kept')
  })

  test('lets nobody change what is not theirs', ['create', 'edit', 'remove'], async (scene) => {
    const { id } = await post(scene)
    const ben = await scene.as('ben')
    await ben.create(scene.page, newComment({ name: 'ben' }))
    await assertRefused(() => ben.edit(scene.page, id, { source: 'mine now', version: 1 }), 'forbidden', 'an edit')
    await assertRefused(() => ben.remove(scene.page, id), 'forbidden', 'a removal')
  })

  test('refuses an edit of what is not there, and bad words', ['create', 'edit'], async (scene) => {
    const { id } = await post(scene, { source: 'good' })
    const adapter = await scene.as('ada')
    const edit = { source: 'x', version: 1 }
    await assertRefused(() => adapter.edit(scene.page, newCommentId(), edit), ['not-found', 'forbidden'], 'no comment')
    await assertRefused(() => adapter.edit(scene.page, id, { ...edit, source: ' ' }), 'invalid', 'no words')
    await assertRefused(() => adapter.edit(scene.page, id, { ...edit, version: 0 }), 'invalid', 'no version')
    await assertRefused(
      () => adapter.edit(scene.page, id, { ...edit, source: 'x'.repeat(10_001) }),
      'too-long',
      'too much',
    )
    assertEqual((await adapter.open(scene.page)).comments.map(wordsOf), ['good'], 'what is kept')
  })

  test('says for how long a comment can be edited, and refuses it later', ['create', 'edit'], async (scene) => {
    const { id } = await post(scene, { source: 'as it was' })
    const before = await scene.as('ada')
    const [own] = (await before.viewer(scene.page)).own
    assert(own?.id === id && own.editableFor !== 0, 'a comment that was just written is not told as editable')
    const { editWindow } = await before.open(scene.page)
    assert((editWindow === null) === (own.editableFor === null), 'the viewer and the thread tell different windows')
    assert((own.editableFor ?? 0) <= (editWindow ?? 0), 'a comment can be edited for longer than the window')

    if (scene.store.closeEditing === undefined) return
    await scene.store.closeEditing()
    const late = await scene.store.connect('ada')
    await assertRefused(
      () => late.edit(scene.page, id, { source: 'changed', version: 1 }),
      'edit-closed',
      'a late edit',
    )
    assertEqual((await late.viewer(scene.page)).own, [{ id, editableFor: 0 }], 'the viewer’s own')
    const open = await late.open(scene.page)
    assertEqual([open.editWindow, ...open.comments.map(wordsOf)], [0, 'as it was'], 'the thread')
    if (late.supports.remove) assertEqual(await late.remove(scene.page, id), null, 'a late removal')
    await late.close()
  })

  test('leaves nothing of a removed comment', ['create', 'remove'], async (scene) => {
    const { id } = await post(scene, { source: SECRET })
    const adapter = await scene.as('ada')
    assertEqual(await adapter.remove(scene.page, id), null, 'what is left')
    const open = await (await scene.as('eve')).open(scene.page)
    assertEqual([open.comments.length, open.thread.count], [0, 0], 'the thread')
    assertEqual(await adapter.remove(scene.page, id), null, 'removing it twice')
  })

  test(
    'leaves a tombstone of a removed comment with replies, and none of its words anywhere',
    ['create', 'remove', 'replies'],
    async (scene) => {
      const adapter = await scene.as('ada')
      const root = await post(scene, { source: SECRET })
      const reply = await post(scene, { parent: root.id, source: 'an answer' }, 'ben')
      const tombstone = await adapter.remove(scene.page, root.id)
      assertEqual(
        [tombstone?.status, tombstone?.author, tombstone?.body, tombstone?.passage, tombstone?.reactions],
        ['removed', null, null, null, {}],
        'the tombstone',
      )
      const eve = await scene.as('eve')
      const open = await eve.open(scene.page)
      assertEqual(
        open.comments.map(({ id, status }) => [id, status]),
        [
          [root.id, 'removed'],
          [reply.id, 'published'],
        ],
        'the thread',
      )
      assertEqual(open.thread.count, 1, 'the count')
      const surfaces: unknown[] = [open, await adapter.viewer(scene.page)]
      if (eve.supports.locate) surfaces.push(await eve.locate(scene.page, reply.id))
      assert(!JSON.stringify(surfaces).includes(SECRET), 'removed words are served')
      await assertRefused(() => post(scene, { parent: root.id }), 'parent-not-found', 'a reply to a tombstone')
    },
  )

  test('takes a tombstone away with its last reply', ['create', 'remove', 'replies'], async (scene) => {
    const adapter = await scene.as('ada')
    const root = await post(scene)
    const child = await post(scene, { parent: root.id })
    const grandchild = await post(scene, { parent: child.id })
    await adapter.remove(scene.page, root.id)
    await adapter.remove(scene.page, child.id)
    assertEqual((await readThread(adapter, scene.page)).length, 3, 'two tombstones and a comment')
    await adapter.remove(scene.page, grandchild.id)
    assertEqual((await readThread(adapter, scene.page)).length, 0, 'nothing')
  })

  test('keeps a reply whose parent is gone', ['create', 'remove', 'replies'], async (scene) => {
    const root = await post(scene)
    const reply = await post(scene, { parent: root.id, source: 'still here' }, 'ben')
    await (await scene.as('ada')).remove(scene.page, root.id)
    const read = await readThread(await scene.as('eve'), scene.page)
    assertEqual(read.find(({ id }) => id === reply.id)?.body !== null, true, 'the reply and its words')
  })

  test('counts a reaction once for each viewer', ['create', 'react'], async (scene) => {
    const { id } = await post(scene)
    const [ada, ben] = [await scene.as('ada'), await scene.as('ben')]
    const up = { reaction: 'up', on: true }
    await ada.react(scene.page, id, up)
    await ada.react(scene.page, id, up)
    const both = await ben.react(scene.page, id, up)
    assertEqual(both.reactions, { up: 2 }, 'two viewers')
    assertEqual((await ada.viewer(scene.page)).reactions[id], ['up'], 'the viewer’s own')
    await ada.react(scene.page, id, { reaction: 'up', on: false })
    const one = await ada.react(scene.page, id, { reaction: 'up', on: false })
    assertEqual(one.reactions, { up: 1 }, 'one took it back')
    assertEqual((await (await scene.as('eve')).open(scene.page)).comments[0]?.reactions, { up: 1 }, 'what others see')
  })

  test('knows the reactions of the site and no others', ['create', 'react'], async (scene) => {
    const { id } = await post(scene)
    const adapter = await scene.as('ada')
    const { reactions } = await adapter.open(scene.page)
    for (const reaction of reactions) await adapter.react(scene.page, id, { reaction, on: true })
    assertEqual(
      Object.keys((await adapter.open(scene.page)).comments[0]?.reactions ?? {}).length,
      reactions.length,
      'given',
    )
    for (const reaction of ['nonsense', '', '__proto__', 'up '.repeat(100)]) {
      await assertRefused(
        () => adapter.react(scene.page, id, { reaction, on: true }),
        ['invalid', 'not-found'],
        `the reaction ${reaction}`,
      )
    }
    await assertRefused(
      () => adapter.react(scene.page, newCommentId(), { reaction: 'up', on: true }),
      'not-found',
      'no comment',
    )
  })
}
