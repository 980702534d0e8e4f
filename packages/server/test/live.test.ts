import { paths } from '@afterword/storage'
import type { ThreadEvent } from '@afterword/storage'
import { describe, expect, it } from 'vitest'
import { createLive } from '../src/services/live.ts'
import { localWakeups } from '../src/services/wakeups.ts'
import { onEveryDatabase } from './databases.ts'
import { SITE, newToken, post, request } from './server.ts'
import type { TestServer } from './server.ts'
import { numberOf, readStream } from './stream.ts'
import type { Stream } from './stream.ts'

interface From {
  readonly since?: number
  readonly lastEventId?: number
}

async function follow(server: TestServer, { since = 0, lastEventId }: From = {}): Promise<Stream> {
  const headers = lastEventId === undefined ? {} : { 'Last-Event-ID': String(lastEventId) }
  return readStream(await server.fetch(request(paths.events(SITE), { query: { since: String(since) }, headers })))
}

async function look(server: TestServer, since: number): Promise<unknown> {
  const answer = await server.fetch(request(paths.events(SITE), { query: { since: String(since), poll: '1' } }))
  return answer.json()
}

describe('following a thread', () => {
  onEveryDatabase((start) => {
    it('says first that it is connected, and when to come back', async () => {
      const stream = await follow(await start())
      const message = await stream.until(({ event }) => event !== undefined)
      expect(message).toMatchObject({
        event: 'connection',
        id: undefined,
        data: '{"type":"connection","live":true,"within":45000}',
      })
      expect(Number(message?.retry)).toBeGreaterThan(0)
    })

    it('tells what happened before, then what happens', async () => {
      const server = await start()
      const token = newToken()
      const before = await post(server, token)
      const stream = await follow(server)
      expect(await stream.events(1)).toMatchObject([{ type: 'created', seq: 1, count: 1, comment: { id: before.id } }])
      const after = await post(server, token)
      expect(await stream.events(1)).toMatchObject([{ type: 'created', seq: 2, count: 2, comment: { id: after.id } }])
    })

    it('misses and repeats nothing, wherever a reader goes on while others write', async () => {
      const server = await start()
      const token = newToken()
      const total = 60
      const writing = (async () => {
        for (let n = 0; n < total; n++) await post(server, token)
      })()
      const seen: (number | undefined)[] = []
      while (seen.length < total) {
        const stream = await follow(server, { lastEventId: seen.length })
        // A stretch of its own length each time, then the connection is lost.
        const stretch = Math.min(1 + ((seen.length * 7) % 11), total - seen.length)
        seen.push(...(await stream.events(stretch)).map(numberOf))
        await stream.close()
      }
      await writing
      expect(seen).toEqual(Array.from({ length: total }, (_, index) => index + 1))
    })

    it('believes the last event’s id before the address', async () => {
      const server = await start()
      const token = newToken()
      for (let n = 0; n < 3; n++) await post(server, token)
      const stream = await follow(server, { since: 0, lastEventId: 2 })
      expect((await stream.events(1)).map(numberOf)).toEqual([3])
    })

    it('never replays the words of a comment that was removed', async () => {
      const server = await start()
      const token = newToken()
      const { id } = await post(server, token, { source: 'Words that I regret.' })
      const kept = await post(server, newToken(), { parent: id })
      const path = paths.comment(SITE, id)
      await server.fetch(request(path, { method: 'PATCH', token, json: { source: 'Also regretted.', version: 1 } }))
      expect((await server.fetch(request(path, { method: 'DELETE', token }))).status).toBe(200)
      const stream = await follow(server)
      const events = await stream.events(4)
      expect(events.map(({ type }) => type)).toEqual(['removed', 'created', 'removed', 'removed'])
      expect(JSON.stringify(events)).not.toContain('regret')
      expect(JSON.stringify(await look(server, 0))).not.toContain('regret')
      expect(events[1]).toMatchObject({ comment: { id: kept.id } })
    })

    it('asks for a fresh read from who knows more than there is, and goes on from there', async () => {
      const server = await start()
      await post(server, newToken())
      const stream = await follow(server, { since: 99 })
      expect(await stream.events(1)).toEqual([{ type: 'reset', seq: 1 }])
      await post(server, newToken())
      expect((await stream.events(1)).map(numberOf)).toEqual([2])
    })

    it('asks for a fresh read from who slept through more than is kept', async () => {
      const server = await start()
      for (let n = 0; n < 3; n++) await post(server, newToken())
      await server.database.queries.deleteFrom('events').where('seq', '<=', 2).execute()
      expect(await look(server, 0)).toEqual({ events: [{ type: 'reset', seq: 3 }] })
      expect(await look(server, 2)).toMatchObject({ events: [{ type: 'created', seq: 3 }] })
    })

    it('follows a page that nobody has written on yet', async () => {
      const server = await start()
      const stream = await follow(server)
      await post(server, newToken())
      expect((await stream.events(1)).map(numberOf)).toEqual([1])
    })

    it('finds what no wake-up told of', async () => {
      const server = await start()
      const { database } = server
      const live = createLive({ database, wakeups: localWakeups(), failed() {}, every: 20 })
      const told = Promise.withResolvers<readonly ThreadEvent[]>()
      const deliver = (events: readonly ThreadEvent[]): boolean => (told.resolve(events), true)
      live.follow({ siteId: 1, page: '/open-weights', since: 0, deliver, end() {} })
      const { id } = await post(server, newToken())
      expect(await told.promise).toMatchObject([{ type: 'created', seq: 1, comment: { id } }])
      live.close()
    })

    it('reads once for all readers of a thread', async () => {
      const server = await start({ streamsPerAddress: 1_000 })
      const streams = await Promise.all(Array.from({ length: 200 }, () => follow(server)))
      await post(server, newToken())
      await Promise.all(streams.map((stream) => stream.events(1)))
      server.queries.length = 0
      await post(server, newToken())
      await Promise.all(streams.map((stream) => stream.events(1)))
      const reads = server.queries.filter((query) => /^select .* from "events"/.test(query))
      expect(reads).toHaveLength(1)
    })
  })
})
