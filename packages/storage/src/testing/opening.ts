import { assert, assertEqual, assertRefused } from './assert.ts'
import type { Test } from './runner.ts'
import { newComment, post, postMany, readThread, readingOrder, seeded, wordsOf } from './thread.ts'

export function testOpening(test: Test): void {
  test('opens a page that nobody has written on as an empty thread', [], async ({ as, page }) => {
    const open = await (await as('ada')).open(page)
    assertEqual([open.comments, open.branches, open.next, open.previous], [[], [], null, null], 'an empty thread')
    assertEqual([open.thread.page, open.thread.count, open.thread.seq], [page, 0, 0], 'its state')
    assertEqual(open.passages, [], 'its passages')
  })

  test('opens a page with its comments and their first replies in one call', ['create', 'replies'], async (scene) => {
    const root = await post(scene)
    const reply = await post(scene, { parent: root.id, source: 'So they do.' }, 'ben')
    const open = await (await scene.as('eve')).open(scene.page)
    assertEqual(
      open.comments.map(({ id, parent, root: top, depth }) => [id, parent, top, depth]),
      [
        [root.id, null, root.id, 0],
        [reply.id, root.id, root.id, 1],
      ],
      'the comments',
    )
    assertEqual(open.thread.count, 2, 'the count')
    assertEqual(
      open.comments.map(({ author }) => author?.name),
      ['ada', 'ben'],
      'the authors',
    )
    assertEqual(open.comments.map(wordsOf).length, 2, 'the words')
  })

  test('says of each way to sign in what it is called, or nothing of any', [], async ({ as, page }) => {
    const { identity } = await (await as('ada')).open(page)
    const ids = (identity?.ways ?? []).map(({ id }) => id)
    assertEqual([...new Set(ids)], ids, 'ways with ids of their own')
    const nameless = (identity?.ways ?? []).filter(({ kind, name }) => kind === 'provider' && name === '')
    assertEqual(nameless, [], 'providers without a name')
  })

  test('raises the number of the thread with every change', ['create'], async (scene) => {
    const adapter = await scene.as('ada')
    const first = await post(scene)
    const before = (await adapter.open(scene.page)).thread.seq
    const second = await post(scene)
    const after = (await adapter.open(scene.page)).thread.seq
    assert(after > before, 'the number of the thread was not raised')
    assert(second.seq > first.seq, 'a later comment has no greater number')
  })

  test('keeps pages apart', ['create'], async (scene) => {
    const adapter = await scene.as('ada')
    await post(scene)
    const other = await adapter.open(`${scene.page}/another`)
    assertEqual(other.comments.length, 0, 'comments of another page')
  })

  test('delivers at most as many top-level comments as asked for', ['create'], async (scene) => {
    await postMany(scene, 4)
    const adapter = await scene.as('ada')
    const open = await adapter.open(scene.page, { limit: 2 })
    const roots = open.comments.filter(({ parent }) => parent === null).length
    assert(open.next === null ? roots === 4 : roots > 0 && roots <= 2, `asked for 2 of 4, got ${roots}`)
    for (const limit of [0, -1, 101, 1.5, Number.NaN]) {
      await assertRefused(() => adapter.open(scene.page, { limit }), 'invalid', `a limit of ${limit}`)
    }
  })

  test(
    'visits every comment once, in reading order, in every order that it claims',
    ['create', 'replies'],
    async (scene) => {
      const random = seeded(7)
      const comments = await postMany(scene, 13)
      for (let i = 0; i < 40; i++) {
        // Half of them go below a few, so that branches are longer than what comes with the first slice.
        const parent = comments[random(i % 2 === 0 ? 3 : comments.length)]
        comments.push(
          await post(scene, { parent: parent?.id ?? null, source: `reply ${i}` }, i % 3 === 0 ? 'ben' : 'ada'),
        )
      }
      const adapter = await scene.as('eve')
      for (const order of adapter.supports.orders) {
        const read = await readThread(adapter, scene.page, { order, limit: 4 })
        assertEqual(
          read.map(({ id }) => id),
          readingOrder(comments, order),
          `the order ${order}`,
        )
      }
    },
  )

  test('neither repeats nor skips while others write', ['create', 'replies'], async (scene) => {
    const before = await postMany(scene, 12)
    const [busy] = before
    for (let i = 0; i < 24; i++) before.push(await post(scene, { parent: busy?.id ?? null, source: `reply ${i}` }))
    const adapter = await scene.as('eve')
    for (const order of adapter.supports.orders) {
      let turn = 0
      const meanwhile = async (): Promise<void> => {
        turn += 1
        await post(scene, { source: `meanwhile ${turn}` }, 'ben')
        await post(scene, { parent: before[turn % 12]?.id ?? null, source: `reply meanwhile ${turn}` }, 'ben')
      }
      const read = (await readThread(adapter, scene.page, { order, limit: 3, meanwhile })).map(({ id }) => id)
      assertEqual(new Set(read).size, read.length, `repeated in the order ${order}, comments that are different`)
      const missed = before.filter(({ id }) => !read.includes(id)).map(wordsOf)
      assertEqual(missed, [], `missed in the order ${order}`)
    }
  })

  test('goes on behind a comment that was removed meanwhile', ['create', 'remove'], async (scene) => {
    const comments = await postMany(scene, 6)
    const adapter = await scene.as('ada')
    const open = await adapter.open(scene.page, { limit: 2, order: adapter.supports.orders[0] ?? 'newest' })
    if (open.next === null) return
    const seen = open.comments.map(({ id }) => id)
    await adapter.remove(scene.page, seen.at(-1) ?? '')
    const rest = await adapter.list(scene.page, open.next, { limit: 10 })
    assertEqual(
      [...seen, ...rest.comments.map(({ id }) => id)].toSorted(),
      comments.map(({ id }) => id).toSorted(),
      'everything that was there',
    )
  })

  test('refuses a cursor that it did not make', ['create'], async (scene) => {
    await post(scene)
    const adapter = await scene.as('ada')
    for (const cursor of ['', 'nonsense', '\0', '../../etc', 'x'.repeat(5_000), '{"offset":10}']) {
      await assertRefused(() => adapter.list(scene.page, cursor), 'bad-cursor', `list with ${cursor.slice(0, 20)}`)
      await assertRefused(
        () => adapter.replies(scene.page, cursor),
        'bad-cursor',
        `replies with ${cursor.slice(0, 20)}`,
      )
    }
  })

  test('orders by votes, the newer first among equals', ['create', 'react'], async (scene) => {
    const adapter = await scene.as('ada')
    if (!adapter.supports.orders.includes('top')) return
    const [a, b, c] = await postMany(scene, 3)
    for (const viewer of ['ada', 'ben']) {
      await (await scene.as(viewer)).react(scene.page, b?.id ?? '', { reaction: 'up', on: true })
    }
    const { comments } = await adapter.open(scene.page, { order: 'top' })
    assertEqual(
      comments.map(({ id }) => id),
      [b?.id, c?.id, a?.id],
      'the order top',
    )
  })

  test('knows nobody before they have written, and their own comments afterwards', ['create'], async (scene) => {
    const adapter = await scene.as('ada')
    const before = await adapter.viewer(scene.page)
    assertEqual([before.own, before.pending], [[], []], 'a viewer who has not written')
    const comment = await adapter.create(scene.page, newComment())
    const after = await adapter.viewer(scene.page)
    const own = after.own.map(({ id }) => id)
    if (adapter.supports.edit || adapter.supports.remove) assertEqual(own, [comment.id], 'the viewer’s own')
    assertEqual((await (await scene.as('eve')).viewer(scene.page)).own, [], 'somebody else’s own')
  })
}
