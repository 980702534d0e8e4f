import { paths } from '@afterword/storage'
import { describe, expect, it } from 'vitest'
import { seed } from '../src/services/seed.ts'
import type { Conversation } from '../src/services/seed.ts'
import { onEveryDatabase } from './databases.ts'
import { SITE, request } from './server.ts'
import type { TestServer } from './server.ts'

const NOW = Date.UTC(2026, 10, 20)
const page = '/open-weights'

const open = async (server: TestServer): Promise<unknown> => {
  const answer = await server.fetch(request(paths.thread(SITE), { query: { order: 'oldest' } }))
  return answer.json()
}

describe('an opening conversation', () => {
  onEveryDatabase((start) => {
    it('reads as if readers had written it, at the times it says', async () => {
      const server = await start()
      const conversation: Conversation = {
        page,
        comments: [
          { replyTo: 'gone', name: 'Tomasz', text: 'A reply.', ago: 10 },
          { key: 'gone', name: 'Amara', text: 'Taken back.', ago: 20, removed: true },
          { name: 'Amara', text: 'After.', editedFrom: 'Before.', ago: 60, votes: 3 },
        ],
      }
      expect(await seed({ database: server.database, now: NOW }, SITE, conversation)).toBe(3)
      const thread = await open(server)
      expect(thread).toMatchObject({
        thread: { count: 2 },
        comments: [
          { body: { source: 'After.' }, createdAt: NOW - 3_600_000, editedAt: NOW - 1_800_000, reactions: { up: 3 } },
          { status: 'removed' },
          { body: { source: 'A reply.' }, createdAt: NOW - 600_000, author: { name: 'Tomasz', guest: true } },
        ],
      })
      expect(JSON.stringify(thread)).not.toContain('Taken back')
    })

    it('is written once, and never onto a page that has comments', async () => {
      const server = await start()
      const { database } = server
      const conversation: Conversation = { page, comments: [{ name: 'Amara', text: 'Once.', ago: 1 }] }
      expect(await seed({ database, now: NOW }, SITE, conversation)).toBe(1)
      expect(await seed({ database, now: NOW }, SITE, conversation)).toBe(0)
      expect(await open(server)).toMatchObject({ thread: { count: 1 } })
    })

    it('is written as a whole or not at all', async () => {
      const server = await start()
      const { database } = server
      const comments = [
        { name: 'Amara', text: 'Fine.', ago: 3 },
        { name: 'Amara', text: 'Not fine.', ago: 2, votes: 1, editedFrom: ' ' },
      ]
      for (const wrong of [comments, [comments[0], { name: 'A', text: 'To nobody.', ago: 1, replyTo: 'nobody' }]]) {
        await expect(seed({ database, now: NOW }, SITE, { page, comments: wrong })).rejects.toThrow()
      }
      expect(await open(server)).toMatchObject({ thread: { count: 0, seq: 0 } })
      expect(await seed({ database, now: NOW }, SITE, { page, comments: comments.slice(0, 1) })).toBe(1)
    })
  })
})
