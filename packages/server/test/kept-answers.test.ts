import { gunzipSync } from 'node:zlib'
import { parseOpenThread, paths } from '@afterword/storage'
import { describe, expect, it } from 'vitest'
import { createKeptAnswers } from '../src/middleware/kept-answers.ts'
import { Hono } from 'hono'
import { onEveryDatabase } from './databases.ts'
import { findSite, saveSite } from '../src/database/sites.ts'
import { findThread } from '../src/database/threads.ts'
import { createKnownRequests } from '../src/middleware/known-requests.ts'
import { ORIGIN, PAGE, SITE, newToken, post, request } from './server.ts'
import type { TestServer } from './server.ts'

const opening = paths.thread(SITE)

async function reads(server: TestServer): Promise<{ readonly words: string; readonly queries: number }> {
  server.queries.length = 0
  const answer = await server.fetch(request(opening, {}))
  return { words: await answer.text(), queries: server.queries.length }
}

onEveryDatabase((start, { pair }) => {
  it('reads no comment again while nothing changes, and at once when something does', async () => {
    const server = await start()
    const token = newToken()
    const { id } = await post(server, token, { source: 'Words that will go.' })
    const first = await reads(server)
    const second = await reads(server)
    expect(second.words).toBe(first.words)
    // The site's version and the thread's number are looked up each time: that is what makes it right in every process.
    expect(second.queries).toBe(1)
    expect(first.queries).toBeGreaterThan(2)
    await server.fetch(request(paths.comment(SITE, id), { method: 'DELETE', token }))
    expect((await reads(server)).words).not.toContain('Words that will go.')
  })

  it('says the second time what it said the first time, in every header', async () => {
    const server = await start()
    await post(server, newToken())
    const said = async (headers: Record<string, string | null>) => {
      const { status, headers: sent } = await server.fetch(request(opening, { headers }))
      return { status, headers: Object.fromEntries(sent) }
    }
    const tag = String((await said({})).headers['etag'])
    for (const asking of [{}, { Origin: null }, { 'Accept-Encoding': 'gzip' }, { 'If-None-Match': tag }]) {
      const first = await said(asking)
      expect(first.status).toBe('If-None-Match' in asking ? 304 : 200)
      server.queries.length = 0
      expect(await said(asking)).toEqual(first)
      expect(server.queries).toHaveLength(1)
    }
    expect((await said({})).headers['access-control-allow-origin']).toBe(ORIGIN)
    expect((await said({ Origin: null })).headers['access-control-allow-origin']).toBeUndefined()
  })

  it('shows at once what another process has changed', async () => {
    const [one, other] = await pair()
    const token = newToken()
    const { id } = await post(one, token, { source: 'Words that will go.' })
    for (let time = 0; time < 2; time++) expect((await reads(other)).words).toContain('Words that will go.')
    await one.fetch(request(paths.comment(SITE, id), { method: 'DELETE', token }))
    expect((await reads(other)).words).not.toContain('Words that will go.')
    await post(one, token, { source: 'Words that came.' })
    expect((await reads(other)).words).toContain('Words that came.')
  })

  it('obeys the settings of a site as soon as they are changed, by whichever process', async () => {
    const [one, other] = await pair()
    await post(one, newToken())
    const read = async () => other.fetch(request(opening, {}))
    for (let time = 0; time < 2; time++) expect((await read()).status).toBe(200)
    const settings = { key: SITE, createdAt: 0, reactions: ['🌱'] }
    await saveSite(one.database.queries, { ...settings, origins: [ORIGIN] })
    expect(await (await read()).json()).toMatchObject({ reactions: ['🌱'] })
    await saveSite(one.database.queries, { ...settings, origins: ['https://elsewhere.example'] })
    expect((await read()).status).toBe(403)
  })

  it('answers no page of another site from what is kept for the one', async () => {
    const server = await start()
    await post(server, newToken())
    for (let time = 0; time < 2; time++) expect((await reads(server)).words).toContain('Open weights')
    const foreign = request(opening, { headers: { Origin: 'https://foreign.example' } })
    expect((await server.fetch(foreign)).status).toBe(403)
  })

  it('forgets the requests that nobody has made for the longest', async () => {
    const server = await start()
    await post(server, newToken())
    const kept = createKeptAnswers()
    const known = createKnownRequests(server.database, kept, 1_500)
    const site = await findSite(server.database.queries, SITE)
    const thread = site && (await findThread(server.database.queries, site.id, PAGE))
    if (site === undefined) throw new Error('There is no site.')
    const asking = (limit: string): Request =>
      request(opening, { query: { limit }, headers: { 'If-None-Match': 'W/"1"' } })
    const answer = new Response(null, { status: 304, headers: { ETag: 'W/"1"' } })
    for (const limit of ['1', '2', '3']) known.remember(asking(limit), { site, page: PAGE, thread }, 'v', answer)
    const answers = await Promise.all(['1', '2', '3'].map((limit) => known.answer(asking(limit), () => {})))
    expect(answers[0]).toBeUndefined()
    expect(answers[2]?.status).toBe(304)
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
