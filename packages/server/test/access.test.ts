import { LIMITS, UP, newCommentId, paths } from '@afterword/storage'
import { describe, expect, it } from 'vitest'
import { createApp } from '../src/app.ts'
import { findSite, saveModeration } from '../src/database/sites.ts'
import { depthOf } from '../src/middleware/json.ts'
import { ORIGIN, SITE, newComment, newToken, post, request, startServer } from './server.ts'

const start = () => startServer(':memory:')
const asks = (method: string, headers = 'authorization,content-type') => ({
  method: 'OPTIONS',
  headers: { 'Access-Control-Request-Method': method, 'Access-Control-Request-Headers': headers },
})

describe('origins', () => {
  it('lets the pages of a site read, and says that the answer depends on it', async () => {
    const server = await start()
    const answer = await server.fetch(request(paths.thread(SITE)))
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN)
    expect(answer.headers.get('Access-Control-Allow-Credentials')).toBeNull()
    expect(answer.headers.get('Access-Control-Expose-Headers')).toContain('Retry-After')
    expect(answer.headers.get('Vary')).toContain('Origin')
  })

  it('answers a read without an origin, as a CDN or curl sends it', async () => {
    const server = await start()
    const answer = await server.fetch(request(paths.thread(SITE), { headers: { Origin: null } }))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull()
    expect(answer.headers.get('Vary')).toContain('Origin')
  })

  it('lets a page of the site read why a write was refused', async () => {
    const server = await start()
    const call = { method: 'POST', token: newToken(), json: newComment({ source: ' ' }) }
    const answer = await server.fetch(request(paths.comments(SITE), call))
    expect(answer.status).toBe(400)
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN)
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
  })

  it.each([
    ['POST', paths.comments(SITE)],
    ['PATCH', paths.comment(SITE, newCommentId())],
    ['DELETE', paths.comment(SITE, newCommentId())],
    ['PUT', paths.reaction(SITE, newCommentId(), UP)],
    ['DELETE', paths.reaction(SITE, newCommentId(), UP)],
    ['PATCH', paths.selectors(SITE, newCommentId())],
    ['PUT', paths.report(SITE, newCommentId())],
    ['GET', paths.viewer(SITE)],
    ['GET', paths.counts(SITE)],
    ['GET', paths.thread(SITE)],
    ['GET', paths.replies(SITE)],
    ['GET', paths.location(SITE, newCommentId())],
  ])('lets a page of the site ask before %s %s', async (method, path) => {
    const server = await start()
    const answer = await server.fetch(request(path, asks(method)))
    expect(answer.status).toBe(204)
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN)
    expect(answer.headers.get('Access-Control-Allow-Methods')).toContain(method)
    expect(answer.headers.get('Access-Control-Allow-Headers')).toContain('Authorization')
  })

  it('denies a foreign origin and an unknown site on every route that there is', async () => {
    const server = await startServer(':memory:', { mails: { wake() {} } })
    // What stands before routes, for every method, answers nothing by itself.
    const routes = createApp(server.deps).routes.filter(
      ({ method, path }) => method !== 'ALL' && /^\/v1\/.*:site/.test(path),
    )
    const known = new Set(routes.map((route) => `${route.method} ${route.path}`))
    expect(known.size).toBeGreaterThan(15)
    for (const name of known) {
      const [method = '', path = ''] = name.split(' ')
      const at = (site: string) =>
        path.replace(':site', site).replace(':id', newCommentId()).replace(':reaction', encodeURIComponent(UP))
      const call = { method, token: newToken(), ...(method === 'GET' || method === 'OPTIONS' ? {} : { json: {} }) }
      const unknown = await server.fetch(request(at('elsewhere'), call))
      expect({ name, problem: await unknown.json() }).toMatchObject({ problem: { code: 'site-unknown' } })
      const headers = { Origin: 'https://evil.example' }
      const foreign = await server.fetch(request(at(SITE), { ...call, headers }))
      expect({ name, problem: await foreign.json() }).toMatchObject({ problem: { code: 'origin-denied' } })
    }
  })

  it('tells a foreign page that asks before it writes that it may not', async () => {
    const server = await start()
    const { method, headers } = asks('POST')
    const foreign = { method, headers: { ...headers, Origin: 'https://evil.example' } }
    const answer = await server.fetch(request(paths.comments(SITE), foreign))
    expect(answer.status).toBe(403)
    expect(answer.headers.get('Access-Control-Allow-Origin')).not.toBe('https://evil.example')
    expect(answer.headers.get('Access-Control-Allow-Methods')).toBeNull()
  })
})

describe('caches', () => {
  it('gives everybody the same bytes, whoever asks', async () => {
    const server = await start()
    const token = newToken()
    const { id } = await post(server, token)
    await server.fetch(request(paths.reaction(SITE, id, UP), { method: 'PUT', token }))
    const bytes = async (who?: string) =>
      (await server.fetch(request(paths.thread(SITE), who === undefined ? {} : { token: who }))).text()
    expect(await bytes(token)).toBe(await bytes())
  })

  it('changes the tag with each change of the thread, and with what was asked for', async () => {
    const server = await start()
    const token = newToken()
    const tag = async (query: Record<string, string> = {}) =>
      (await server.fetch(request(paths.thread(SITE), { query }))).headers.get('ETag') ?? ''
    const tags = [await tag()]
    const { id } = await post(server, token)
    tags.push(await tag())
    await server.fetch(request(paths.reaction(SITE, id, UP), { method: 'PUT', token }))
    tags.push(await tag(), await tag({ order: 'oldest' }), await tag({ limit: '3' }), await tag({ page: '/other' }))
    await server.fetch(request(paths.comment(SITE, id), { method: 'DELETE', token }))
    tags.push(await tag())
    expect(new Set(tags).size).toBe(tags.length)
    expect(await tag()).toBe(tags.at(-1))
  })

  it('answers 304 to who has it, and the news to who had it', async () => {
    const server = await start()
    await post(server, newToken())
    const first = await server.fetch(request(paths.thread(SITE)))
    const tag = first.headers.get('ETag') ?? ''
    const ask = (value: string) => server.fetch(request(paths.thread(SITE), { headers: { 'If-None-Match': value } }))
    for (const value of [tag, `"other", ${tag}`, tag.replace('W/', ''), '*']) {
      const again = await ask(value)
      expect(again.status).toBe(304)
      expect(await again.text()).toBe('')
      expect(again.headers.get('ETag')).toBe(tag)
    }
    await post(server, newToken())
    expect((await ask(tag)).status).toBe(200)
  })

  it('lets nobody keep a failed read', async () => {
    const server = await start()
    for (const path of [paths.location(SITE, newCommentId()), `${paths.comments(SITE)}?cursor=AAAA`]) {
      const { status, headers } = await server.fetch(request(path))
      expect(status).toBeGreaterThanOrEqual(400)
      expect(headers.get('Cache-Control')).toBe('no-store')
      expect(headers.get('CDN-Cache-Control')).toBeNull()
      expect(headers.get('ETag')).toBeNull()
    }
  })

  it('lets a CDN keep reads for seconds and a browser not at all; writes and viewers nobody', async () => {
    const server = await start()
    const token = newToken()
    const read = await server.fetch(request(paths.thread(SITE)))
    expect(read.headers.get('Cache-Control')).toMatch(/^public, max-age=0, must-revalidate, s-maxage=\d+$/)
    expect(read.headers.get('CDN-Cache-Control')).toMatch(/stale-while-revalidate=\d+/)
    const write = await server.fetch(request(paths.comments(SITE), { method: 'POST', token, json: newComment() }))
    const viewer = await server.fetch(request(paths.viewer(SITE), { token }))
    for (const answer of [write, viewer]) {
      expect(answer.headers.get('Cache-Control')).toBe('no-store')
      expect(answer.headers.get('ETag')).toBeNull()
    }
  })
})

describe('requests', () => {
  it('has a browser show and run nothing of an answer', async () => {
    const server = await start()
    const { headers } = await server.fetch(request(paths.thread(SITE)))
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Content-Security-Policy')).toBe("default-src 'none'; frame-ancestors 'none'")
  })

  it('stops reading a body that says nothing of its length', async () => {
    const server = await start()
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 8_192
        controller.enqueue(new Uint8Array(8_192).fill(32))
      },
    })
    const good = request(paths.comments(SITE), { method: 'POST', token: newToken(), json: {} })
    const init = { method: 'POST', headers: good.headers, body, duplex: 'half' } as const
    const answer = await server.fetch(new Request(good.url, init))
    expect(answer.status).toBe(413)
    expect(sent).toBeLessThan(LIMITS.requestBytes * 3)
  })

  it.each([
    ['{}', 1],
    ['[[{"a":[1]}]]', 4],
    ['"[[[["', 0],
    [String.raw`{"a":"\"[[[[\\"}`, 1],
    ['{"a":"}}}}{{"}', 1],
    ['[[[[', 4],
    ['[][][]', 1],
  ])('counts how deep %s nests', (json, depth) => {
    expect(depthOf(json)).toBe(depth)
  })

  it('tells a client nothing of what broke inside, and the log everything', async () => {
    const server = await start()
    await server.database.queries.schema.dropTable('events').execute()
    const call = { method: 'POST', token: newToken(), json: newComment() }
    const answer = await server.fetch(request(paths.comments(SITE), call))
    expect(answer.status).toBe(503)
    expect(await answer.text()).not.toMatch(/events|sqlite|table/i)
    expect(server.errors).toHaveLength(1)
    expect(await server.database.queries.selectFrom('comments').selectAll().execute()).toEqual([])
  })
})

describe('rate limits', () => {
  const once = { burst: 2, perMinute: 60 }
  const plenty = { burst: 1_000, perMinute: 1_000 }

  async function limited(rates: { address?: typeof once; thread?: typeof once }) {
    let now = Date.UTC(2026, 0, 1, 12)
    const server = await startServer(':memory:', {
      clock: () => now,
      rates: { address: plenty, thread: plenty, ...rates },
      clientAddress: (c) => c.req.header('X-Test-Address'),
    })
    // What is written fast is to be worked for, too, long before it is too much.
    const site = await findSite(server.database.queries, SITE)
    if (site !== undefined) await saveModeration(server.database.queries, site.id, '{"proof":false}')
    const write = async (address: string, page = '/a') => {
      const call = { method: 'POST', token: newToken(), json: newComment(), query: { page } }
      return server.fetch(request(paths.comments(SITE), { ...call, headers: { 'X-Test-Address': address } }))
    }
    return { write, pass: (ms: number) => (now += ms) }
  }

  it('holds back a neighbourhood that writes too fast, and says when to come back', async () => {
    const { write, pass } = await limited({ address: once })
    expect((await write('192.0.2.1')).status).toBe(201)
    expect((await write('192.0.2.200', '/b')).status).toBe(201)
    const refused = await write('::ffff:192.0.2.7')
    expect(refused.status).toBe(429)
    expect(refused.headers.get('Retry-After')).toBe('1')
    expect(await refused.json()).toMatchObject({ code: 'rate-limited', retryAfter: 1 })
    expect((await write('192.0.3.1')).status).toBe(201)
    pass(1_000)
    expect((await write('192.0.2.1')).status).toBe(201)
    expect((await write('192.0.2.1')).status).toBe(429)
  })

  it('takes a /48 of IPv6 for one neighbourhood', async () => {
    const { write } = await limited({ address: once })
    expect((await write('2001:db8:1::1')).status).toBe(201)
    expect((await write('2001:0db8:0001:ffff::2')).status).toBe(201)
    expect((await write('2001:db8:1:2:3:4:5:6')).status).toBe(429)
    expect((await write('2001:db8:2::1')).status).toBe(201)
  })

  it('holds back a thread that everybody writes to at once, and no other', async () => {
    const { write } = await limited({ thread: once })
    expect((await write('192.0.2.1')).status).toBe(201)
    expect((await write('198.51.100.1')).status).toBe(201)
    expect((await write('203.0.113.1')).status).toBe(429)
    expect((await write('203.0.113.1', '/b')).status).toBe(201)
  })
})
