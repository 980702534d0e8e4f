import type { NewComment, Passage } from '../types.ts'
import { assertEqual, assertRefused } from './assert.ts'
import type { Test } from './runner.ts'
import { newComment, post } from './thread.ts'

const PASSAGE: Passage = {
  quote: 'open weights stay',
  selectors: [
    { type: 'TextQuoteSelector', exact: 'open weights stay', prefix: 'recalled, but ', suffix: '. Every model' },
    { type: 'TextPositionSelector', start: 5_020, end: 5_037 },
  ],
}

export function testPassages(test: Test): void {
  test('opens a page with every passage that is commented on', ['create', 'passages'], async (scene) => {
    const comment = await post(scene, { passage: PASSAGE })
    await post(scene)
    const open = await (await scene.as('eve')).open(scene.page, { limit: 1 })
    assertEqual(
      open.passages.map(({ id, passage }) => [id, passage.quote]),
      [[comment.id, PASSAGE.quote]],
      'the passages',
    )
    assertEqual(comment.passage?.selectors.length, 2, 'the selectors of the comment')
  })

  test('takes a removed comment’s passage away', ['create', 'passages', 'remove', 'replies'], async (scene) => {
    const { id } = await post(scene, { passage: PASSAGE })
    await post(scene, { parent: id })
    const adapter = await scene.as('ada')
    await adapter.remove(scene.page, id)
    const open = await adapter.open(scene.page)
    assertEqual([open.passages.length, open.comments[0]?.passage], [0, null], 'the passage')
  })

  test('refuses passages that are none', ['create', 'passages'], async (scene) => {
    const adapter = await scene.as('ada')
    const long = 'x'.repeat(1_001)
    const bad: readonly unknown[] = [
      { ...PASSAGE, quote: '' },
      { ...PASSAGE, selectors: [] },
      { ...PASSAGE, selectors: [{ type: 'XPathSelector', value: '//p' }] },
      { ...PASSAGE, selectors: [{ type: 'TextPositionSelector', start: -1, end: 3 }] },
      { ...PASSAGE, selectors: [{ type: 'TextPositionSelector', start: 9, end: 3 }] },
      { ...PASSAGE, selectors: [{ type: 'TextQuoteSelector', exact: long }] },
      { ...PASSAGE, extra: true },
    ]
    for (const passage of bad) {
      const input = { ...newComment(), passage } as NewComment
      await assertRefused(
        () => adapter.create(scene.page, input),
        ['invalid', 'too-long'],
        JSON.stringify(passage).slice(0, 80),
      )
    }
    assertEqual((await adapter.open(scene.page)).thread.count, 0, 'what was kept')
  })
}
