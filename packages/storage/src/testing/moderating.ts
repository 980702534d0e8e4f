import type { Moderation, StorageAdapter } from '../adapter.ts'
import { newCommentId } from '../comment-id.ts'
import type { Comment, Status } from '../types.ts'
import { assert, assertEqual, assertRefused } from './assert.ts'
import type { Scene, Test } from './runner.ts'
import { PASSAGE, newComment, post } from './thread.ts'

const SECRET = 'words that are not for everybody'

/** Each way to moderate, on a comment that stands published. */
const EVERY: readonly Moderation[] = [
  { type: 'decide', from: 'published', to: 'removed' },
  { type: 'pin', pinned: true },
  { type: 'label', label: 'Publisher' },
  { type: 'ban', hide: true },
  { type: 'unban', restore: [] },
]

export function testModerating(test: Test): void {
  test('says who moderates, and refuses everybody else', ['create', 'moderate'], async (scene) => {
    const { id } = await post(scene)
    const [mia, eve] = [await moderatorOf(scene), await scene.as('eve')]
    if (mia === undefined) return
    await eve.create(scene.page, newComment({ name: 'Eve' }))
    assertEqual((await mia.viewer(scene.page)).moderates, true, 'whether the moderator moderates')
    const before = await eve.open(scene.page)
    for (const viewer of ['eve', 'ada', 'nobody']) {
      const adapter = await scene.as(viewer)
      assertEqual((await adapter.viewer(scene.page)).moderates ?? false, false, `whether ${viewer} moderates`)
    }
    await assertRefused(() => eve.unpublished(scene.page), 'forbidden', 'unpublished')
    for (const moderation of EVERY) {
      await assertRefused(() => eve.moderate(scene.page, id, moderation), 'forbidden', moderation.type)
    }
    assertEqual(await eve.open(scene.page), before, 'the thread')
  })

  test('takes words from readers and shows them to moderators', ['create', 'moderate', 'locate'], async (scene) => {
    const { id } = await post(scene, { source: SECRET })
    const [mia, eve] = [await moderatorOf(scene), await scene.as('eve')]
    if (mia === undefined) return
    for (const [from, to] of [
      ['published', 'pending'],
      ['pending', 'spam'],
      ['spam', 'removed'],
    ] as const) {
      const moderated = await mia.moderate(scene.page, id, { type: 'decide', from, to, why: 'a reason' })
      assert(moderated.done, `it is not ${to}`)
      assertEqual([moderated.item.comment.status, moderated.item.verdict?.why], [to, 'a reason'], 'the verdict')
      const open = await eve.open(scene.page)
      assertEqual(open.thread.count, 0, 'the count')
      assert(!JSON.stringify([open, await eve.viewer(scene.page)]).includes(SECRET), `${to} words are served`)
      await assertRefused(() => eve.locate(scene.page, id), 'not-found', `locating what is ${to}`)
      const { comments, more } = await mia.unpublished(scene.page)
      assertEqual([comments.map(({ comment }) => shown(comment)), more], [[[id, to, SECRET]], false], 'to moderators')
    }
    await mia.moderate(scene.page, id, { type: 'decide', from: 'removed', to: 'published' })
    assertEqual((await eve.open(scene.page)).comments.map(shown), [[id, 'published', SECRET]], 'the thread')
    assertEqual((await mia.unpublished(scene.page)).comments, [], 'what is not published')
  })

  test('lets the second of two moderators see the verdict of the first', ['create', 'moderate'], async (scene) => {
    const { id } = await post(scene)
    const mia = await moderatorOf(scene)
    if (mia === undefined) return
    const decide = (to: Status) => mia.moderate(scene.page, id, { type: 'decide', from: 'published', to })
    await decide('spam')
    const late = await decide('removed')
    assertEqual([late.done, late.item.comment.status, late.item.verdict?.status], [false, 'spam', 'spam'], 'the second')
    const lost = newCommentId()
    const nothing: Moderation = { type: 'decide', from: 'published', to: 'spam' }
    await assertRefused(() => mia.moderate(scene.page, lost, nothing), 'not-found', 'what is not there')
  })

  test(
    'shows moderators what was reported, until they have decided',
    ['create', 'moderate', 'report'],
    async (scene) => {
      const { id } = await post(scene, { source: SECRET })
      const [mia, eve, ben] = [await moderatorOf(scene), await scene.as('eve'), await scene.as('ben')]
      if (mia === undefined) return
      const reported = async () =>
        (await mia.unpublished(scene.page)).reported.map(({ comment, reports }) => [...shown(comment), reports])
      assertEqual(await reported(), [], 'what was reported')
      await eve.report(scene.page, id, { reason: 'spam' })
      await ben.report(scene.page, id, { reason: 'abuse' })
      assertEqual(await reported(), [[id, 'published', SECRET, 2]], 'what was reported')
      const settled = await mia.moderate(scene.page, id, { type: 'decide', from: 'published', to: 'published' })
      assertEqual([settled.done, settled.item.reports], [true, 0], 'what was settled')
      assertEqual(await reported(), [], 'what was reported and settled')
      assertEqual((await eve.open(scene.page)).comments.map(shown), [[id, 'published', SECRET]], 'the thread')
    },
  )

  test('pins, labels and bans', ['create', 'moderate'], async (scene) => {
    const first = await post(scene, { source: 'first' })
    await post(scene, { source: 'second' }, 'ben')
    const [mia, eve, ada] = [await moderatorOf(scene), await scene.as('eve'), await scene.as('ada')]
    if (mia === undefined) return
    await mia.moderate(scene.page, first.id, { type: 'pin', pinned: true })
    await mia.moderate(scene.page, first.id, { type: 'label', label: 'Publisher' })
    const [top] = (await eve.open(scene.page)).comments
    assertEqual([top?.id, top?.pinned, top?.author?.label], [first.id, true, 'Publisher'], 'what comes first')
    const banned = await mia.moderate(scene.page, first.id, { type: 'ban', hide: true, days: 1 })
    assertEqual(banned.hidden, [first.id], 'what was taken down')
    await assertRefused(() => ada.create(scene.page, newComment()), 'refused', 'who is banned')
    assertEqual((await eve.open(scene.page)).thread.count, 1, 'the count without them')
    await mia.moderate(scene.page, first.id, { type: 'unban', restore: banned.hidden })
    await ada.create(scene.page, newComment())
    assertEqual((await eve.open(scene.page)).thread.count, 3, 'the count with them')
  })

  test('lets moderators set a passage anew', ['create', 'moderate', 'passages', 'reattach'], async (scene) => {
    const { id } = await post(scene, { passage: PASSAGE })
    const mia = await moderatorOf(scene)
    if (mia === undefined) return
    const selectors = [{ type: 'TextPositionSelector', start: 7, end: 11 } as const]
    const { passage } = await mia.reattach(scene.page, id, { selectors, version: 1 })
    assertEqual(passage, { quote: PASSAGE.quote, selectors }, 'the passage')
  })
}

/** Where a store has nobody who moderates for the kit, it is only held to refuse. */
async function moderatorOf({ as, store }: Scene): Promise<StorageAdapter | undefined> {
  return store.moderator === undefined ? undefined : as(store.moderator)
}

const shown = ({ id, status, body }: Comment): readonly unknown[] => [
  id,
  status,
  body !== null && 'source' in body ? body.source : null,
]
