import type { Report } from '../adapter.ts'
import { newCommentId } from '../comment-id.ts'
import type { CommentId } from '../types.ts'
import { assert, assertEqual, assertRefused } from './assert.ts'
import type { Scene, Test } from './runner.ts'
import { post } from './thread.ts'

const NOTE = 'it sells watches'

export function testReporting(test: Test): void {
  test('keeps one report of each viewer, the last that they gave', ['create', 'report'], async (scene) => {
    const { id } = await post(scene)
    const [ben, eve] = [await scene.as('ben'), await scene.as('eve')]
    await ben.report(scene.page, id, { reason: 'other' })
    await ben.report(scene.page, id, { reason: 'spam', note: NOTE })
    await ben.report(scene.page, id, { reason: 'spam', note: NOTE })
    await eve.report(scene.page, id, { reason: 'off-topic' })
    assertEqual((await ben.viewer(scene.page)).reported, [id], 'what the viewer reported')
    assertEqual((await (await scene.as('ada')).viewer(scene.page)).reported, [], 'what somebody else reported')
    await assertReports(scene, [
      [id, 'off-topic', undefined],
      [id, 'spam', NOTE],
    ])
  })

  test('shows a report to nobody', ['create', 'report'], async (scene) => {
    const { id } = await post(scene)
    const [ada, ben] = [await scene.as('ada'), await scene.as('ben')]
    const before = await ada.open(scene.page)
    await ben.report(scene.page, id, { reason: 'abuse', note: NOTE })
    const after = await ada.open(scene.page)
    assertEqual(after, before, 'the thread')
    const surfaces: unknown[] = [after, await ada.viewer(scene.page), (await ben.viewer(scene.page)).own]
    if (ada.supports.locate) surfaces.push(await ada.locate(scene.page, id))
    assert(!JSON.stringify(surfaces).includes(NOTE), 'the note of a report is served')
  })

  test('refuses reports that are none, and of what is not there', ['create', 'report'], async (scene) => {
    const { id } = await post(scene)
    const ben = await scene.as('ben')
    const bad: readonly (readonly [unknown, 'invalid' | 'too-long'])[] = [
      [null, 'invalid'],
      [{}, 'invalid'],
      [{ reason: 'boring' }, 'invalid'],
      [{ reason: '__proto__' }, 'invalid'],
      [{ reason: 'spam', note: ' \u200b' }, 'invalid'],
      [{ reason: 'spam', note: 'a\0b' }, 'invalid'],
      [{ reason: 'spam', note: 7 }, 'invalid'],
      [{ reason: 'spam', note: 'x'.repeat(1_001) }, 'too-long'],
      [{ reason: 'spam', admin: true }, 'invalid'],
    ]
    for (const [report, code] of bad) {
      const what = JSON.stringify(report).slice(0, 80)
      await assertRefused(() => ben.report(scene.page, id, report as Report), code, what)
    }
    await assertRefused(() => ben.report(scene.page, newCommentId(), { reason: 'spam' }), 'not-found', 'no comment')
    assertEqual((await ben.viewer(scene.page)).reported, [], 'what was kept')
    await ben.report(scene.page, id, { reason: 'spam', note: '😀'.repeat(1_000) })
  })

  test('forgets the reports of a removed comment', ['create', 'report', 'remove', 'replies'], async (scene) => {
    const [kept, gone] = [await post(scene), await post(scene)]
    await post(scene, { parent: kept.id })
    const [ada, ben] = [await scene.as('ada'), await scene.as('ben')]
    for (const { id } of [kept, gone]) {
      await ben.report(scene.page, id, { reason: 'abuse', note: NOTE })
      await ada.remove(scene.page, id)
    }
    assertEqual((await ben.viewer(scene.page)).reported, [], 'what the viewer reported')
    await assertReports(scene, [])
    await assertRefused(() => ben.report(scene.page, kept.id, { reason: 'spam' }), 'not-found', 'a tombstone')
  })
}

type Row = readonly [id: CommentId, reason: string, note: string | undefined]

/** What moderators see, in the order of the reasons, where the store shows it. */
async function assertReports({ store }: Scene, expected: readonly Row[]): Promise<void> {
  if (store.reports === undefined) return
  const rows = (await store.reports()).map(({ id, reason, note }): Row => [id, reason, note])
  assertEqual(
    rows.toSorted(([, a], [, b]) => a.localeCompare(b)),
    expected,
    'what moderators see',
  )
}
