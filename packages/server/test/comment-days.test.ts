import { paths } from '@afterword/storage'
import type { Comment } from '@afterword/storage'
import { adminPaths } from '@afterword/storage/admin'
import type { DayNumbers, DecisionResult } from '@afterword/storage/admin'
import { expect, it } from 'vitest'
import type { CommentDay } from '../src/database/comment-days.ts'
import { createCommentDays } from '../src/services/comment-days.ts'
import { onEveryDatabase } from './databases.ts'
import { copyComment } from './many-comments.ts'
import { SITE, newToken, post, request } from './server.ts'
import type { TestServer } from './server.ts'
import { hire } from './staff.ts'

const DAY = 86_400_000
const TODAY = Math.floor(Date.UTC(2026, 10, 25) / DAY)
const FIRST = TODAY - 2
const SITE_ID = 1

/** Row by row, as one would count them by hand. */
async function countedPlainly({ database: { queries } }: TestServer): Promise<ReadonlyMap<number, CommentDay>> {
  const rows = await queries.selectFrom('comments').selectAll().where('site_id', '=', SITE_ID).execute()
  const days = Map.groupBy(rows, (row) => Math.floor(Number(row.created_at) / DAY))
  return new Map(
    [...days].map(([day, of]) => [
      day,
      {
        comments: of.length,
        writers: new Set(of.flatMap(({ author_id }) => author_id ?? [])).size,
        held: of.filter(({ status }) => status !== 'published').length,
      },
    ]),
  )
}

onEveryDatabase((start) => {
  it('counts in steps what one counts by hand, whatever becomes of comments', async () => {
    let now = TODAY * DAY + 1
    const server = await start({ clock: () => now })
    const olive = await hire(server, 'Olive')
    await server.addSite('other')
    const [inSteps, atOnce] = [createCommentDays(server.database, 2), createCommentDays(server.database)]
    const isCounted = async (what: string): Promise<void> => {
      const plainly = await countedPlainly(server)
      expect(await inSteps.count(SITE_ID, FIRST, TODAY), what).toEqual(plainly)
      expect(await atOnce.count(SITE_ID, FIRST, TODAY), what).toEqual(plainly)
    }
    await isCounted('nothing')

    const [ada, ben] = [newToken(), newToken()]
    const written: Comment[] = []
    // The first and the last millisecond of a day, and many at the same one.
    for (const at of [FIRST * DAY, (FIRST + 1) * DAY - 1, (FIRST + 1) * DAY, TODAY * DAY - 1, TODAY * DAY]) {
      now = at
      for (const token of [ada, ben, ada])
        written.push(await post(server, token, { source: `Words ${written.length}` }))
    }
    await isCounted('written')

    const decide = async (from: Comment['status'], to: Comment['status'], some: readonly Comment[]): Promise<void> => {
      const json = some.map(({ id }) => ({ id, from, to }))
      const results = await olive.ask<DecisionResult[]>(adminPaths.decisions(SITE), { method: 'POST', json })
      expect(results.filter(({ done }) => !done)).toEqual([])
      await isCounted(`${from} → ${to}`)
    }
    await decide('published', 'pending', written.slice(0, 4))
    await decide('published', 'spam', written.slice(4, 8))
    await decide('published', 'removed', written.slice(8, 10))
    await decide('pending', 'published', written.slice(0, 1))
    await decide('spam', 'removed', written.slice(4, 5))
    await decide('removed', 'published', written.slice(8, 9))

    const remove = (id: string, token: string) =>
      server.fetch(request(paths.comment(SITE, id), { method: 'DELETE', token }))
    const [tombstone, gone] = [written[12], written[14]]
    await post(server, ben, { source: 'An answer', parent: tombstone?.id ?? null })
    expect((await remove(tombstone?.id ?? '', ada)).ok).toBe(true)
    await isCounted('a tombstone')
    expect((await remove(gone?.id ?? '', ada)).ok).toBe(true)
    await isCounted('nothing left')

    const ban = { kind: 'author', comment: written[13]?.id, hide: true }
    await olive.ask(adminPaths.bans(SITE), { method: 'POST', json: ban })
    await isCounted('taken down with its author')
  })

  it('counts the days, those without a comment too', async () => {
    const server = await start({ clock: () => Date.UTC(2026, 10, 25, 12) })
    const olive = await hire(server, 'Olive')
    const token = newToken()
    await post(server, token)
    await post(server, token)
    const days = await olive.ask<DayNumbers[]>(adminPaths.numbers(SITE))
    expect(days).toHaveLength(30)
    expect(days.at(-1)).toEqual({ day: '2026-11-25', comments: 2, writers: 1, held: 0, readers: null })
    expect(days[0]).toEqual({ day: '2026-10-27', comments: 0, writers: 0, held: 0, readers: null })
  })

  it('counts ten thousand and more while others are served, once for all who ask', async () => {
    const noon = TODAY * DAY + DAY / 2
    const server = await start({ clock: () => noon })
    const olive = await hire(server, 'Olive')
    const newest = await post(server, newToken())
    await copyComment(server.database, newest.id, 10_100)
    const ask = (): Promise<DayNumbers[]> => olive.ask<DayNumbers[]>(adminPaths.numbers(SITE))
    server.queries.length = 0
    let counting = true
    let turns = 0
    const others = (): void => {
      turns += 1
      if (counting) setImmediate(others)
    }
    setImmediate(others)
    const [days, same] = await Promise.all([ask(), ask()])
    counting = false
    expect(days.at(-1)).toMatchObject({ day: '2026-11-25', comments: 10_101, writers: 1, held: 0 })
    expect(same).toEqual(days)
    expect(turns).toBeGreaterThan(100)
    // Two for each status of each day, two for each further step, and what belongs to a request.
    expect(server.queries.length).toBeLessThan(2 * 4 * 30 + 2 + 20)
  })
})
