import type { PageKey } from '../types.ts'
import { assertEqual, assertRefused } from './assert.ts'
import type { Test } from './runner.ts'
import { newComment, post, postMany } from './thread.ts'

export function testCounting(test: Test): void {
  test('counts the comments of several pages in one call', ['create', 'counts'], async (scene) => {
    const other = `${scene.page}/another`
    await postMany(scene, 3)
    const adapter = await scene.as('ada')
    await adapter.create(other, newComment())
    const eve = await scene.as('eve')
    const counts = await eve.counts([other, `${scene.page}/nobody`, scene.page, other])
    assertEqual(
      [counts[scene.page], counts[other], counts[`${scene.page}/nobody`], Object.keys(counts).length],
      [3, 1, 0, 3],
      'the counts',
    )
    assertEqual((await eve.open(scene.page)).thread.count, counts[scene.page], 'the count of the page')
  })

  test('counts replies, and nothing that was removed', ['create', 'counts', 'remove', 'replies'], async (scene) => {
    const root = await post(scene)
    await post(scene, { parent: root.id })
    const gone = await post(scene)
    const adapter = await scene.as('ada')
    for (const { id } of [root, gone]) await adapter.remove(scene.page, id)
    assertEqual((await adapter.counts([scene.page]))[scene.page], 1, 'the count')
  })

  test('counts a hundred pages and no more, whatever they are called', ['counts'], async (scene) => {
    const adapter = await scene.as('ada')
    const pages = Array.from({ length: 100 }, (_, index) => `${scene.page}/${index}`)
    assertEqual(
      Object.values(await adapter.counts(pages)),
      pages.map(() => 0),
      'a hundred pages',
    )
    assertEqual(await adapter.counts([]), {}, 'no page')
    const strange = ['__proto__', 'constructor', '/a b&c=d?e#f', '/Ελληνικά/中文', `/${'long'.repeat(200)}`]
    const counts = await adapter.counts(strange)
    assertEqual(
      strange.map((page) => Object.hasOwn(counts, page) && counts[page]),
      strange.map(() => 0),
      'strange names',
    )
    const bad: readonly (readonly [what: string, pages: unknown])[] = [
      ['101 pages', [...pages, '/one-more']],
      ['a page without a name', ['']],
      ['a page that is a number', [7]],
      ['half a character', ['/\ud800']],
      ['NUL', ['/a\0b']],
      ['1,001 characters', ['x'.repeat(1_001)]],
      ['a string', scene.page],
    ]
    for (const [what, input] of bad) {
      await assertRefused(() => adapter.counts(input as readonly PageKey[]), 'invalid', what)
    }
  })
}
