import type { StorageAdapter, Unsubscribe } from '../adapter.ts'
import type { PageKey, ThreadEvent } from '../types.ts'
import { assert, assertEqual, until } from './assert.ts'
import type { Test } from './runner.ts'
import { newComment, post, postMany, wordsOf } from './thread.ts'

type Change = Exclude<ThreadEvent, { type: 'connection' }>

/** Somebody who follows a thread and remembers what they were told. */
function follower(
  adapter: StorageAdapter,
  page: PageKey,
  since: number,
): { readonly told: Change[]; readonly stop: Unsubscribe } {
  const told: Change[] = []
  const stop = adapter.subscribe(page, { since }, (event) => {
    if (event.type !== 'connection') told.push(event)
  })
  return { told, stop }
}

const seqs = (events: readonly Change[]): number[] => events.map(({ seq }) => seq)

export function testFollowing(test: Test): void {
  test('tells of what others write', ['create', 'subscribe'], async (scene) => {
    const eve = await scene.as('eve')
    const { told } = follower(eve, scene.page, (await eve.open(scene.page)).thread.seq)
    const comment = await post(scene, { source: 'news' })
    await until(() => told.length > 0, 'the new comment was told')
    const [event] = told
    assert(event?.type === 'created', `expected created, got ${event?.type}`)
    assertEqual([event.comment.id, event.count, event.seq], [comment.id, 1, comment.seq], 'the event')
  })

  test('does not call the listener before subscribe has returned', ['create', 'subscribe'], async (scene) => {
    await post(scene)
    let returned = false
    let early = false
    const eve = await scene.as('eve')
    const told: ThreadEvent[] = []
    eve.subscribe(scene.page, { since: 0 }, (event) => {
      early ||= !returned
      told.push(event)
    })
    returned = true
    await until(() => told.some(({ type }) => type === 'created'), 'the comment was told')
    assert(!early, 'the listener was called before subscribe returned')
  })

  test('goes on after any number without a gap and without repeating', ['create', 'subscribe'], async (scene) => {
    const eve = await scene.as('eve')
    const comments = await postMany(scene, 8)
    const middle = comments[3]?.seq ?? 0
    const { told } = follower(eve, scene.page, middle)
    await postMany(scene, 4)
    const { seq } = (await eve.open(scene.page)).thread
    await until(() => told.at(-1)?.seq === seq, 'everything was told')
    assertEqual(
      seqs(told),
      Array.from({ length: seq - middle }, (_, i) => middle + 1 + i),
      'the numbers',
    )
  })

  test('loses nothing between two subscriptions', ['create', 'subscribe'], async (scene) => {
    const eve = await scene.as('eve')
    const first = follower(eve, scene.page, 0)
    await postMany(scene, 3)
    await until(() => first.told.length >= 3, 'the first three were told')
    first.stop()
    await postMany(scene, 3)
    const second = follower(eve, scene.page, first.told.at(-1)?.seq ?? 0)
    await until(() => second.told.length >= 3, 'the other three were told')
    assertEqual(first.told.length, 3, 'told after the end')
    const all = seqs([...first.told, ...second.told])
    assertEqual(
      all,
      all.toSorted((a, b) => a - b),
      'the order',
    )
    assertEqual(new Set(all).size, 6, 'different changes')
  })

  test(
    'tells of writers at the same moment in one order, with a number each',
    ['create', 'subscribe'],
    async (scene) => {
      const eve = await scene.as('eve')
      const { told } = follower(eve, scene.page, 0)
      await Promise.all(
        Array.from({ length: 12 }, (_, i) =>
          post(scene, { source: `at once ${i}` }, ['ada', 'ben', 'cleo'][i % 3] ?? 'ada'),
        ),
      )
      await until(() => told.length >= 12, 'all twelve were told')
      assertEqual(
        seqs(told),
        Array.from({ length: 12 }, (_, i) => i + 1),
        'the numbers',
      )
    },
  )

  test('tells of edits, votes and removals', ['create', 'edit', 'react', 'remove', 'subscribe'], async (scene) => {
    const [ada, eve] = [await scene.as('ada'), await scene.as('eve')]
    const { id } = await post(scene, { source: 'one' })
    const { told } = follower(eve, scene.page, (await eve.open(scene.page)).thread.seq)
    await ada.edit(scene.page, id, { source: 'two', version: 1 })
    await until(() => told.length >= 1, 'the edit was told')
    await eve.react(scene.page, id, { reaction: 'up', on: true })
    await until(() => told.length >= 2, 'the vote was told')
    await ada.remove(scene.page, id)
    await until(() => told.length >= 3, 'the removal was told')
    const [edited, voted, removed] = told
    assert(edited?.type === 'changed' && wordsOf(edited.comment) === 'two', 'the edit does not carry the new words')
    assert(voted?.type === 'changed' && voted.comment.reactions['up'] === 1, 'the vote does not carry the count')
    assert(removed?.type === 'removed' && removed.id === id && removed.comment === null, 'the removal is not one')
    assertEqual(removed.count, 0, 'the count')
  })

  test(
    'tells where a reply came or went, and how many there are now',
    ['create', 'remove', 'replies', 'subscribe'],
    async (scene) => {
      const [ada, eve] = [await scene.as('ada'), await scene.as('eve')]
      const root = await post(scene)
      const first = await post(scene, { parent: root.id })
      const { told } = follower(eve, scene.page, (await eve.open(scene.page)).thread.seq)
      const second = await post(scene, { parent: first.id }, 'ben')
      await until(() => told.length >= 1, 'the reply was told')
      await ada.remove(scene.page, first.id)
      await until(() => told.length >= 2, 'the tombstone was told')
      await (await scene.as('ben')).remove(scene.page, second.id)
      const { seq } = (await eve.open(scene.page)).thread
      await until(() => told.at(-1)?.seq === seq, 'everything was told')
      const [created, tombstone, ...gone] = told
      assert(created?.type === 'created' && created.replies === 2, 'the reply does not tell of two')
      assert(tombstone?.type === 'removed' && tombstone.root === root.id, 'the tombstone does not say where it is')
      assertEqual(tombstone.replies, 2, 'the replies with the tombstone')
      // With its last reply goes the tombstone.
      for (const each of gone) assert(each.type === 'removed' && each.root === root.id, 'it is not said where it was')
      const last = gone.at(-1)
      assert(last?.type === 'removed' && last.replies === 0, 'the replies in the end')
    },
  )

  test('does not replay words that were removed', ['create', 'remove', 'replies', 'subscribe'], async (scene) => {
    const [ada, eve] = [await scene.as('ada'), await scene.as('eve')]
    const root = await post(scene, { source: 'said in anger' })
    await post(scene, { parent: root.id, source: 'an answer' }, 'ben')
    const lone = await post(scene, { source: 'said in anger too' })
    await ada.remove(scene.page, root.id)
    await ada.remove(scene.page, lone.id)
    const { told } = follower(eve, scene.page, 0)
    const { seq } = (await eve.open(scene.page)).thread
    await until(() => told.at(-1)?.seq === seq, 'everything was told')
    assert(!JSON.stringify(told).includes('in anger'), 'a replayed event serves removed words')
  })

  test('asks for a fresh reading when it is asked to go on from the future', ['create', 'subscribe'], async (scene) => {
    await post(scene)
    const eve = await scene.as('eve')
    const { told } = follower(eve, scene.page, 1_000_000)
    await until(() => told.length > 0, 'a reset was told')
    assertEqual([told[0]?.type, told[0]?.seq], ['reset', 1], 'the first event')
    await post(scene)
    await until(() => told.length > 1, 'the next change was told')
    assertEqual([told[1]?.type, told[1]?.seq], ['created', 2], 'the second event')
  })

  test('keeps pages apart for those who follow', ['create', 'subscribe'], async (scene) => {
    const eve = await scene.as('eve')
    const { told } = follower(eve, scene.page, 0)
    await (await scene.as('ada')).create(`${scene.page}/another`, newComment())
    const here = await post(scene)
    await until(() => told.length > 0, 'the comment of this page was told')
    assertEqual(
      told.map((event) => ('comment' in event ? event.comment?.id : null)),
      [here.id],
      'what was told',
    )
  })

  test('tells nothing any more after the end, the signal or closing', ['create', 'subscribe'], async (scene) => {
    const [eve, ben] = [await scene.as('eve'), await scene.as('ben')]
    const ended = follower(eve, scene.page, 0)
    const aborting = new AbortController()
    const aborted: ThreadEvent[] = []
    eve.subscribe(scene.page, { since: 0, signal: aborting.signal }, (event) => aborted.push(event))
    const closed = follower(ben, scene.page, 0)
    const open = follower(await scene.as('cleo'), scene.page, 0)
    ended.stop()
    ended.stop()
    aborting.abort()
    const before = aborted.length
    await ben.close()
    await post(scene)
    await until(() => open.told.length > 0, 'who still follows was told')
    assertEqual([ended.told.length, aborted.length - before, closed.told.length], [0, 0, 0], 'told too much')
  })
}
