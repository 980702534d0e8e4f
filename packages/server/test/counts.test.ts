import { parseCounts, parseProblem, paths } from '@afterword/storage'
import { expect, it } from 'vitest'
import { onEveryDatabase } from './databases.ts'
import { PAGE, SITE, newToken, post, request } from './server.ts'
import type { Call, TestServer } from './server.ts'

/** Asks for the counts of these pages; the page that every other request names is left out. */
function ask(server: TestServer, pages: readonly string[], call: Call = {}, site = SITE): Promise<Response> {
  const asked = new URL(request(paths.counts(site)).url)
  asked.search = String(new URLSearchParams(pages.map((page) => ['page', page])))
  return server.fetch(new Request(asked, request(paths.counts(site), call)))
}

const counts = async (server: TestServer, pages: readonly string[], site = SITE) =>
  parseCounts(await (await ask(server, pages, {}, site)).json())

onEveryDatabase((start) => {
  it('counts each page by the name that it was asked by', async () => {
    const server = await start()
    const token = newToken()
    const { id } = await post(server, token, {}, 'blog.example/a')
    await post(server, token, { parent: id }, 'blog.example/a')
    await post(server, token)
    const names = ['https://www.blog.example/a/?from=feed', 'http://blog.example/a', PAGE, `${PAGE}/`, '/nobody']
    expect(Object.values(await counts(server, names))).toEqual([2, 2, 1, 1, 0])
    expect(Object.keys(await counts(server, names))).toEqual(names)
    await server.fetch(request(paths.comment(SITE, id), { method: 'DELETE', token, query: { page: 'blog.example/a' } }))
    expect(await counts(server, ['blog.example/a', 'blog.example/a'])).toEqual({ 'blog.example/a': 1 })
  })

  it('counts one page as it counts many, and a hundred with one query', async () => {
    const server = await start()
    await post(server, newToken())
    expect(await counts(server, [PAGE])).toEqual({ [PAGE]: 1 })
    server.queries.length = 0
    const pages = Array.from({ length: 100 }, (_, index) => `/article-${index}`)
    expect(Object.values(await counts(server, pages))).toEqual(pages.map(() => 0))
    expect(server.queries).toHaveLength(2)
  })

  it('counts nothing of another site', async () => {
    const server = await start()
    await server.addSite('second')
    await post(server, newToken())
    expect(await counts(server, [PAGE], 'second')).toEqual({ [PAGE]: 0 })
  })

  it('answers 304 until one of the counts is another', async () => {
    const server = await start()
    const token = newToken()
    const { id } = await post(server, token)
    const first = await ask(server, [PAGE, '/other'])
    const tag = first.headers.get('ETag') ?? ''
    expect(first.headers.get('Cache-Control')).toMatch(/^public, max-age=0, must-revalidate, s-maxage=\d+$/)
    const again = () => ask(server, [PAGE, '/other'], { headers: { 'If-None-Match': tag } })
    expect((await again()).status).toBe(304)
    const json = { source: 'Edited', version: 1 }
    await server.fetch(request(paths.comment(SITE, id), { method: 'PATCH', token, json }))
    expect((await again()).status).toBe(304)
    await post(server, token, {}, '/elsewhere')
    expect((await again()).status).toBe(304)
    await post(server, token, {}, '/other')
    expect(await (await again()).json()).toEqual({ [PAGE]: 1, '/other': 1 })
    expect((await ask(server, ['/other', PAGE])).headers.get('ETag')).not.toBe(tag)
  })

  it('refuses more than a hundred pages, none, and names that are none', async () => {
    const server = await start()
    const refused = async (pages: readonly string[]) => {
      const answer = await ask(server, pages)
      const { code, field, detail } = parseProblem(await answer.json())
      expect(answer.headers.get('Cache-Control')).toBe('no-store')
      expect(answer.headers.get('ETag')).toBeNull()
      expect(detail.length).toBeGreaterThan(20)
      return [answer.status, code, field]
    }
    const bad = [400, 'invalid', 'page']
    expect(await refused(Array.from({ length: 101 }, (_, index) => `/${index}`))).toEqual(bad)
    for (const pages of [[], [''], ['/a\0b'], [PAGE, 'x'.repeat(1_001)]]) expect(await refused(pages)).toEqual(bad)
    expect(await counts(server, ['__proto__', 'constructor'])).toEqual(
      Object.fromEntries([
        ['__proto__', 0],
        ['constructor', 0],
      ]),
    )
  })
})
