import type { Reattachment } from '../adapter.ts'
import { newCommentId } from '../comment-id.ts'
import type { NewComment, Selector, ThreadEvent } from '../types.ts'
import { assert, assertEqual, assertRefused, until } from './assert.ts'
import type { Test } from './runner.ts'
import { PASSAGE, newComment, post } from './thread.ts'

/** Where the words of the passage are after the article was edited. */
const ELSEWHERE: readonly Selector[] = [
  { type: 'TextQuoteSelector', exact: 'open weights remain', prefix: 'revoked, yet ' },
  { type: 'TextPositionSelector', start: 310, end: 329 },
]

const quoteOf = (exact: string): Selector => ({ type: 'TextQuoteSelector', exact })
const spanOf = (start: number, end: number): Selector => ({ type: 'TextPositionSelector', start, end })

/** Selectors that nobody can mean. */
const BAD: readonly (readonly [what: string, selectors: unknown])[] = [
  ['none', []],
  ['no list', quoteOf('open weights stay')],
  ['another kind', [{ type: 'XPathSelector', value: '//p' }]],
  ['an unknown key', [{ ...quoteOf('open weights stay'), node: 3 }]],
  ['no words', [quoteOf('')]],
  ['white space for words', [quoteOf(' \n\u200b')]],
  ['a NUL', [quoteOf('open weights stay\0')]],
  ['half a character', [{ ...quoteOf('open weights stay'), prefix: '\ud800' }]],
  ['a start below zero', [spanOf(-1, 3)]],
  ['an end before the start', [spanOf(9, 3)]],
  ['an end at the start', [spanOf(9, 9)]],
  ['a start that is no number', [{ type: 'TextPositionSelector', start: '0', end: 17 }]],
  ['half an offset', [spanOf(0.5, 17.5)]],
  ['an offset beyond all numbers', [spanOf(0, Number.MAX_VALUE)]],
  ['1,001 characters', [quoteOf('x'.repeat(1_001))]],
  ['more than 1,000 bytes', [quoteOf('ж'.repeat(500))]],
  ['nine of them', Array.from({ length: 9 }, () => spanOf(0, 17))],
  ['positions that are not as far apart as the words are long', [quoteOf('open weights stay'), spanOf(0, 900)]],
  ['a range of ranges', [{ type: 'RangeSelector', startSelector: { type: 'RangeSelector' }, endSelector: {} }]],
]

export function testPassages(test: Test): void {
  test('opens a page with every passage that is commented on', ['create', 'passages'], async (scene) => {
    const first = await post(scene, { passage: PASSAGE })
    const second = await post(scene, { passage: PASSAGE })
    await post(scene)
    const open = await (await scene.as('eve')).open(scene.page, { limit: 1 })
    assertEqual(
      open.passages.map(({ id, passage, replies }) => [id, passage.quote, replies]),
      [
        [first.id, PASSAGE.quote, 0],
        [second.id, PASSAGE.quote, 0],
      ],
      'the passages',
    )
    assertEqual(first.passage?.selectors, PASSAGE.selectors, 'the selectors of the comment')
  })

  test('counts what is replied to a passage', ['create', 'passages', 'replies'], async (scene) => {
    const { id } = await post(scene, { passage: PASSAGE })
    const reply = await post(scene, { parent: id })
    await post(scene, { parent: reply.id })
    const { passages } = await (await scene.as('eve')).open(scene.page)
    assertEqual(
      passages.map(({ replies }) => replies),
      [2],
      'the replies',
    )
    const inReply = newComment({ parent: id, passage: PASSAGE })
    const adapter = await scene.as('ada')
    await assertRefused(() => adapter.create(scene.page, inReply), 'invalid', 'a reply with a passage of its own')
  })

  test('takes a removed comment’s passage away', ['create', 'passages', 'remove', 'replies'], async (scene) => {
    const { id } = await post(scene, { passage: PASSAGE })
    await post(scene, { parent: id })
    const adapter = await scene.as('ada')
    await adapter.remove(scene.page, id)
    const open = await adapter.open(scene.page)
    assertEqual([open.passages.length, open.comments[0]?.passage], [0, null], 'the passage')
    if (!adapter.supports.reattach) return
    const place = { selectors: ELSEWHERE, version: 1 }
    await assertRefused(() => adapter.reattach(scene.page, id, place), 'not-found', 'a tombstone')
  })

  test('takes a long passage by its beginning and its end, and a cut quote', ['create', 'passages'], async (scene) => {
    const words = 'The weights stay open. '.repeat(60).trim()
    const ends = { startSelector: quoteOf(words.slice(0, 200)), endSelector: quoteOf(words.slice(-200)) }
    const selectors: readonly Selector[] = [{ type: 'RangeSelector', ...ends }, spanOf(40, 40 + words.length)]
    for (const quote of [
      words.slice(0, 999) + '…',
      `${words.slice(0, 700)} … ${words.slice(-150)}`,
      `${words.slice(0, 300)}\n  ${words.slice(-300)}`,
    ]) {
      const { id } = await post(scene, { passage: { quote, selectors } })
      const { passages } = await (await scene.as('eve')).open(scene.page)
      assertEqual(passages.find((passage) => passage.id === id)?.passage.quote, quote, 'the quote')
    }
  })

  test('refuses passages that are none', ['create', 'passages'], async (scene) => {
    const adapter = await scene.as('ada')
    const bad: readonly (readonly [what: string, passage: unknown])[] = [
      ...BAD.map(([what, selectors]) => [what, { ...PASSAGE, selectors }] as const),
      ['no quote', { ...PASSAGE, quote: '' }],
      ['a quote of 1,001 characters', { ...PASSAGE, quote: 'x'.repeat(1_001) }],
      ['a quote of 100,000 characters', { ...PASSAGE, quote: 'x'.repeat(100_000) }],
      ['another quote than the selectors name', { ...PASSAGE, quote: 'open weights are over' }],
      [
        'another end than the selectors name, behind a cut',
        {
          quote: 'The weights … are over',
          selectors: [
            { type: 'RangeSelector', startSelector: quoteOf('The weights'), endSelector: quoteOf('stay open.') },
          ],
        },
      ],
      ['a part of the quote', { ...PASSAGE, selectors: [quoteOf('open weights')] }],
      ['an unknown key', { ...PASSAGE, extra: true }],
      ['null', null],
    ]
    for (const [what, passage] of bad) {
      const input = { ...newComment(), passage } as NewComment
      await assertRefused(() => adapter.create(scene.page, input), ['invalid', 'too-long', 'too-large'], what)
    }
    assertEqual((await adapter.open(scene.page)).thread.count, 0, 'what was kept')
  })

  test(
    'sets a passage to its place in the edited article, and keeps its quote',
    ['create', 'reattach'],
    async (scene) => {
      const adapter = await scene.as('ada')
      const before = await post(scene, { passage: PASSAGE })
      const after = await adapter.reattach(scene.page, before.id, { selectors: ELSEWHERE, version: 1 })
      assertEqual(after.passage, { quote: PASSAGE.quote, selectors: ELSEWHERE }, 'the passage')
      assertEqual([after.version, after.editedAt, after.seq], [2, null, before.seq], 'the comment')
      const open = await (await scene.as('eve')).open(scene.page)
      assertEqual(open.passages[0]?.passage, after.passage, 'what others open')
      assertEqual([open.comments[0], open.thread.seq], [after, before.seq + 1], 'the thread')
    },
  )

  test('tells subscribers that a passage was set anew', ['create', 'reattach', 'subscribe'], async (scene) => {
    const { id, seq } = await post(scene, { passage: PASSAGE })
    const events: ThreadEvent[] = []
    const eve = await scene.as('eve')
    const stop = eve.subscribe(scene.page, { since: seq }, (event) => {
      if (event.type !== 'connection') events.push(event)
    })
    const after = await (await scene.as('ada')).reattach(scene.page, id, { selectors: ELSEWHERE, version: 1 })
    await until(() => events.length > 0, 'the change arrives')
    stop()
    const [event] = events
    assert(event?.type === 'changed', `expected a change, got ${event?.type}`)
    assertEqual([event.seq, event.comment.passage], [seq + 1, after.passage], 'the event')
  })

  test(
    'sets no passage unseen, none of others, and none where there was none',
    ['create', 'reattach'],
    async (scene) => {
      const adapter = await scene.as('ada')
      const { id } = await post(scene, { passage: PASSAGE })
      const plain = await post(scene)
      const place: Reattachment = { selectors: ELSEWHERE, version: 1 }
      const ben = await scene.as('ben')
      await ben.create(scene.page, newComment({ name: 'ben' }))
      await assertRefused(() => ben.reattach(scene.page, id, place), 'forbidden', 'by somebody else')
      await assertRefused(() => adapter.reattach(scene.page, plain.id, place), 'invalid', 'a comment without a passage')
      await assertRefused(() => adapter.reattach(scene.page, newCommentId(), place), 'not-found', 'no comment')
      await adapter.reattach(scene.page, id, place)
      const error = await assertRefused(
        () => adapter.reattach(scene.page, id, { ...place, selectors: PASSAGE.selectors }),
        'conflict',
        'from a version that is not current',
      )
      assertEqual(error.current?.passage?.selectors, ELSEWHERE, 'the current comment')
      assertEqual((await adapter.open(scene.page)).passages[0]?.passage.selectors, ELSEWHERE, 'what is kept')
    },
  )

  test('sets a passage to no place that is none', ['create', 'reattach'], async (scene) => {
    const adapter = await scene.as('ada')
    const { id } = await post(scene, { passage: PASSAGE })
    const place = { selectors: ELSEWHERE, version: 1 }
    const bad: readonly (readonly [what: string, place: unknown])[] = [
      ...BAD.map(([what, selectors]) => [what, { ...place, selectors }] as const),
      ['no version', { selectors: ELSEWHERE }],
      ['version 0', { ...place, version: 0 }],
      ['a quote', { ...place, quote: 'other words' }],
      ['null', null],
    ]
    for (const [what, input] of bad) {
      await assertRefused(() => adapter.reattach(scene.page, id, input as Reattachment), ['invalid', 'too-long'], what)
    }
    assertEqual((await adapter.open(scene.page)).passages[0]?.passage, PASSAGE, 'what is kept')
  })
}
