import { adminPaths } from '@afterword/storage/admin'
import type { QueuePage } from '@afterword/storage/admin'
import { expect, it } from 'vitest'
import { onEveryDatabase } from './databases.ts'
import { copyComment } from './many-comments.ts'
import { SITE, newToken, post } from './server.ts'
import { hire } from './staff.ts'
import type { SignedInStaff } from './staff.ts'

const NEWEST = Date.UTC(2026, 0, 1)

/** Looks until there is no more to look through, as the dashboard does; each answer. */
async function search(olive: SignedInStaff, filter: Readonly<Record<string, string>>): Promise<readonly QueuePage[]> {
  const answers: QueuePage[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const asked = new URLSearchParams({ status: 'published', ...filter, ...(cursor === '' ? {} : { cursor }) })
    const answer = await olive.ask<QueuePage>(`${adminPaths.queue(SITE)}?${asked}`)
    answers.push(answer)
    cursor = answer.next
  }
  return answers
}

onEveryDatabase((start) => {
  it('looks through so many for one answer, says how far it came, and misses none', async () => {
    let now = NEWEST - 25_000_000
    const server = await start({ clock: () => now })
    const oldest = await post(server, newToken(), { source: 'A rare word' })
    now = NEWEST
    const newest = await post(server, newToken(), { source: 'Common' })
    await copyComment(server.database, newest.id, 20_100)
    const olive = await hire(server, 'Olive')
    const answers = await search(olive, { search: 'RARE' })
    expect(answers.map(({ items }) => items.map(({ comment }) => comment.id))).toEqual([[], [oldest.id]])
    expect(answers.map(({ searchedTo }) => searchedTo)).toEqual([NEWEST - 19_999_000, null])
    const absent = await search(olive, { phase: 'links' })
    expect(absent.map(({ items }) => items)).toEqual([[], []])
  })

  it('gives a page that is full as ever, and goes on behind it', async () => {
    const server = await start({ clock: () => NEWEST })
    const newest = await post(server, newToken(), { source: 'Common' })
    await copyComment(server.database, newest.id, 59)
    const answers = await search(await hire(server, 'Olive'), { search: 'common' })
    expect(answers.map(({ items, searchedTo }) => [items.length, searchedTo])).toEqual([
      [25, null],
      [25, null],
      [10, null],
    ])
    expect(new Set(answers.flatMap(({ items }) => items.map(({ comment }) => comment.id))).size).toBe(60)
  })
})
