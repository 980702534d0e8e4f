import type { Comment } from '../types.ts'
import { assert, assertEqual, assertRefused } from './assert.ts'
import { newCommentId } from '../comment-id.ts'
import type { Test } from './runner.ts'
import { followBranch, post, postMany } from './thread.ts'

export function testLocating(test: Test): void {
  test('finds a comment with everything above it', ['create', 'locate', 'replies'], async (scene) => {
    await postMany(scene, 3)
    const root = await post(scene)
    const child = await post(scene, { parent: root.id })
    const grandchild = await post(scene, { parent: child.id })
    await postMany(scene, 3)
    const adapter = await scene.as('eve')
    for (const order of adapter.supports.orders) {
      const location = await adapter.locate(scene.page, grandchild.id, { order, limit: 2 })
      assertEqual(location.ancestors, [root.id, child.id], 'the comments above it')
      const ids = location.comments.map(({ id }) => id)
      for (const id of [root.id, child.id, grandchild.id]) assert(ids.includes(id), 'a comment of the way is not there')
      assert(ids.indexOf(root.id) < ids.indexOf(child.id), 'a reply stands before its parent')
    }
  })

  test('leads from a comment to all others, in both directions', ['create', 'locate'], async (scene) => {
    const comments = await postMany(scene, 11)
    const adapter = await scene.as('eve')
    for (const order of adapter.supports.orders) {
      const middle = comments[5]?.id ?? ''
      const location = await adapter.locate(scene.page, middle, { order, limit: 2 })
      let found = [...location.comments]
      for (let cursor = location.previous; cursor !== null;) {
        const slice = await adapter.list(scene.page, cursor, { limit: 3 })
        found = [...slice.comments, ...found]
        cursor = slice.previous
        assert(found.length <= 11, 'repeats on the way back')
      }
      for (let cursor = location.next; cursor !== null;) {
        const slice = await adapter.list(scene.page, cursor, { limit: 3 })
        found = [...found, ...slice.comments]
        cursor = slice.next
        assert(found.length <= 11, 'repeats on the way on')
      }
      const ids = comments.map(({ id }) => id)
      assertEqual(
        found.map(({ id }) => id),
        order === 'oldest' ? ids : ids.toReversed(),
        `everything, in the order ${order}`,
      )
    }
  })

  test('leads from a reply to its whole branch, in both directions', ['create', 'locate', 'replies'], async (scene) => {
    const root = await post(scene)
    const replies: Comment[] = []
    for (let i = 0; i < 35; i++) replies.push(await post(scene, { parent: root.id, source: `reply ${i}` }))
    const adapter = await scene.as('eve')
    const wanted = replies[20]?.id ?? ''
    const location = await adapter.locate(scene.page, wanted)
    assertEqual(location.ancestors, [root.id], 'the comments above it')
    const here = location.comments.filter(({ parent }) => parent === root.id)
    assert(
      here.some(({ id }) => id === wanted),
      'the reply is not in its own slice',
    )
    const branch = location.branches.find((part) => part.root === root.id)
    const before: Comment[][] = []
    for await (const part of followBranch(adapter, scene.page, branch?.previous ?? null, 4, 'previous'))
      before.unshift([...part])
    const after: Comment[][] = []
    for await (const part of followBranch(adapter, scene.page, branch?.next ?? null, 4, 'next')) after.push([...part])
    assertEqual(
      [...before.flat(), ...here, ...after.flat()].map(({ id }) => id),
      replies.map(({ id }) => id),
      'the whole branch',
    )
  })

  test('says that a comment is not there', ['locate'], async (scene) => {
    const adapter = await scene.as('eve')
    await assertRefused(() => adapter.locate(scene.page, newCommentId()), 'not-found', 'a comment that never was')
  })
}
