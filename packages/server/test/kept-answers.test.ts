import { gunzipSync } from 'node:zlib'
import { parseOpenThread, paths } from '@afterword/storage'
import { describe, expect, it } from 'vitest'
import { createKeptAnswers } from '../src/middleware/kept-answers.ts'
import { Hono } from 'hono'
import { onEveryDatabase } from './databases.ts'
import { SITE, newToken, post, request } from './server.ts'
import type { TestServer } from './server.ts'

const opening = paths.thread(SITE)

async function reads(server: TestServer): Promise<{ readonly words: string; readonly queries: number }> {
  server.queries.length = 0
  const answer = await server.fetch(request(opening, {}))
  return { words: await answer.text(), queries: server.queries.length }
}

onEveryDatabase((start) => {
  it('reads no comment again while nothing changes, and at once when something does', async () => {
    const server = await start()
    const token = newToken()
    const { id } = await post(server, token, { source: 'Words that will go.' })
    const first = await reads(server)
    const second = await reads(server)
    expect(second.words).toBe(first.words)
    // The site and the number of the thread are looked up each time: that is what makes it right in every process.
    expect(second.queries).toBe(2)
    expect(first.queries).toBeGreaterThan(2)
    await server.fetch(request(paths.comment(SITE, id), { method: 'DELETE', token }))
    expect((await reads(server)).words).not.toContain('Words that will go.')
  })

  it('sends what is kept compressed to whoever takes that', async () => {
    const server = await start()
    for (let index = 0; index < 5; index++) await post(server, newToken())
    const asked = request(opening, {})
    asked.headers.set('Accept-Encoding', 'gzip, br')
    const answer = await server.fetch(asked)
    expect(answer.headers.get('Content-Encoding')).toBe('gzip')
    expect(answer.headers.get('Vary')).toContain('Accept-Encoding')
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(parseOpenThread(JSON.parse(gunzipSync(bytes).toString())).comments).toHaveLength(5)
    const plain = await reads(server)
    expect(bytes.length).toBeLessThan(plain.words.length / 2)
  })
})

describe('kept answers', () => {
  const big = { words: 'x'.repeat(900) }

  function asking(mostBytes: number) {
    const kept = createKeptAnswers(mostBytes)
    const made: string[] = []
    const app = new Hono().get('/:version', (c) =>
      kept.answer(c, c.req.param('version'), async () => {
        made.push(c.req.param('version'))
        if (c.req.param('version') === 'bad') throw new Error('It cannot be read.')
        return big
      }),
    )
    app.onError((_error, c) => c.text('failed', 500))
    return { made, ask: async (version: string) => (await app.request(`/${version}`)).status }
  }

  it('are made once for all who ask at the same time', async () => {
    const { made, ask } = asking(10_000)
    expect(await Promise.all(['a', 'a', 'a'].map(ask))).toEqual([200, 200, 200])
    expect(made).toEqual(['a'])
  })

  it('take no more room than they may: the longest unasked for goes first', async () => {
    const { made, ask } = asking(2_000)
    for (const version of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(version)
    expect(made).toEqual(['a', 'b', 'c', 'b'])
  })

  it('are not kept when they could not be made', async () => {
    const { made, ask } = asking(10_000)
    expect([await ask('bad'), await ask('bad')]).toEqual([500, 500])
    expect(made).toEqual(['bad', 'bad'])
  })
})
