import { LIMITS, paths } from '@afterword/storage'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rendererOf } from '../src/host/renderer.ts'
import { installedWidget } from '../src/host/widget-files.ts'
import { ORIGIN, PAGE, SITE, newToken, post, request, startServer } from './server.ts'
import type { Call, ServerOptions, TestServer } from './server.ts'

let options: ServerOptions
const started: TestServer[] = []

beforeAll(async () => {
  const renderer = rendererOf(installedWidget() ?? '')
  if (renderer === null) throw new Error('The widget is not built.')
  options = { renderer }
})
afterAll(() => Promise.all(started.map((server) => server.close())))

async function start(more: ServerOptions = {}): Promise<TestServer> {
  const server = await startServer(':memory:', { ...options, ...more })
  started.push(server)
  return server
}

const jsonLd = (html: string): { readonly comment: readonly { readonly text: string }[] } =>
  JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '')

describe('the fragment', () => {
  it('has every comment’s words, as HTML and as valid JSON-LD, replies below what they answer', async () => {
    const server = await start()
    const token = newToken()
    const first = await post(server, token, { source: 'Hello **world**, [there](https://elsewhere.example/).' })
    await post(server, token, { source: 'An answer.', parent: first.id })
    const answer = await server.fetch(request(paths.fragment(SITE), { headers: { Origin: null } }))
    expect(answer.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    const html = await answer.text()
    expect(html).toContain('Hello <strong>world</strong>')
    expect(html).toContain('<a href="https://elsewhere.example/" rel="ugc nofollow noopener">')
    expect(jsonLd(html)).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'Article',
      url: ORIGIN + PAGE,
      commentCount: 2,
      comment: [
        { '@type': 'Comment', '@id': `${ORIGIN}${PAGE}#comment-${first.id}`, comment: [{ text: 'An answer.' }] },
      ],
    })
  })

  it('holds nothing that could end its scripts or run, whatever readers write', async () => {
    const server = await start()
    const hostile = '</script><script>alert(1)</script><!-- <img src=x onerror=alert(1)>'
    await post(server, newToken(), { source: hostile, name: '"><svg onload=alert(1)>' })
    const html = await (await server.fetch(request(paths.fragment(SITE)))).text()
    expect(html.match(/<script\b/g)).toHaveLength(2)
    expect(html).not.toMatch(/<(img|svg onload)/)
    expect(html).not.toMatch(/\son\w+=(?!alert)/)
    expect(html).not.toMatch(/\sstyle=/)
    expect(jsonLd(html).comment[0]?.text).toContain('</script>')
  })

  it('answers 304 until the thread changes, and forgets what was removed', async () => {
    const server = await start()
    const token = newToken()
    const comment = await post(server, token, { source: 'Regretted.' })
    await post(server, token, { source: 'Kept.', parent: comment.id })
    const tag = (await server.fetch(request(paths.fragment(SITE)))).headers.get('ETag')
    const again = { headers: { 'If-None-Match': tag } }
    expect((await server.fetch(request(paths.fragment(SITE), again))).status).toBe(304)
    await server.fetch(request(paths.comment(SITE, comment.id), { method: 'DELETE', token }))
    const after = await server.fetch(request(paths.fragment(SITE), again))
    expect(after.status).toBe(200)
    const html = await after.text()
    expect(html).not.toContain('Regretted.')
    expect(html).toContain('Kept.')
    expect(jsonLd(html).comment.map(({ text }) => text)).toEqual(['Kept.'])
  })

  it('has its styles in a file that is kept, or in itself where they are asked for', async () => {
    const server = await start()
    const read = async (query: Readonly<Record<string, string>>): Promise<string> =>
      (await server.fetch(request(paths.fragment(SITE), { query }))).text()
    const linked = await read({})
    expect(linked).toMatch(/<link rel="stylesheet" href="[^"]+\.css">/)
    expect(linked).not.toContain('<style>')
    const inline = await read({ styles: 'inline' })
    expect(inline).toMatch(/<template shadowrootmode="open"><style>.+<\/style>/s)
    expect(inline).not.toContain('rel="stylesheet"')
    const refused = await server.fetch(request(paths.fragment(SITE), { query: { styles: 'none' } }))
    expect(refused.status).toBe(400)
  })

  it('is of pages of the site only', async () => {
    const server = await start()
    const query = { address: 'https://evil.example/open-weights' }
    const answer = await server.fetch(request(paths.fragment(SITE), { query }))
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code: 'invalid', field: 'address' })
  })
})

describe('the form', () => {
  const send = (server: TestServer, fields: Readonly<Record<string, string>>, call: Call = {}): Promise<Response> =>
    server.fetch(
      new Request(
        request(paths.form(SITE), {
          method: 'POST',
          body: new URLSearchParams(fields).toString(),
          ...call,
          headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...call.headers },
        }),
      ),
    )
  const words = { source: 'By form.', name: 'Lynx' }
  const count = async (server: TestServer): Promise<number> => {
    const { thread } = (await (await server.fetch(request(paths.thread(SITE)))).json()) as { thread: { count: number } }
    return thread.count
  }

  it('is answered with the way back to the comment, and pressed twice makes one', async () => {
    const server = await start({ clock: () => 1_795_600_000_000 })
    const first = await send(server, words)
    expect(first.status).toBe(303)
    expect(first.headers.get('Location')).toMatch(new RegExp(`^${ORIGIN}${PAGE}#comment-[0-9a-f-]{36}$`))
    const second = await send(server, words)
    expect(second.headers.get('Location')).toBe(first.headers.get('Location'))
    expect(await count(server)).toBe(1)
    await send(server, { ...words, source: 'Something else.' })
    expect(await count(server)).toBe(2)
  })

  it.each([
    ['no words', { ...words, source: ' ' }, 400],
    ['no name', { ...words, name: '' }, 400],
    ['too many words', { ...words, source: 'x'.repeat(LIMITS.sourceCharacters + 1) }, 422],
    ['the field that people do not see', { ...words, website: 'https://spam.example/' }, 400],
  ])('refuses %s on a page that has the words still', async (_what, fields, status) => {
    const server = await start()
    const answer = await send(server, fields)
    expect(answer.status).toBe(status)
    const html = await answer.text()
    expect(html).toContain('role="alert"')
    expect(html).toContain(`${fields.source}</textarea>`)
    expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect(await count(server)).toBe(0)
  })

  it('holds to the limits of everybody, and says when to come again', async () => {
    const server = await start({ rates: { address: { burst: 1, perMinute: 1 }, thread: { burst: 9, perMinute: 9 } } })
    expect((await send(server, words)).status).toBe(303)
    const refused = await send(server, { ...words, source: 'More.' })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(await refused.text()).toContain('More.</textarea>')
  })

  it.each([
    ['from nowhere', { headers: { Origin: null } }],
    ['from a page that hides where it is', { headers: { Origin: 'null' } }],
    ['from elsewhere', { headers: { Origin: 'https://evil.example' } }],
  ])('is not taken %s', async (_where, call) => {
    const server = await start()
    const answer = await send(server, words, call)
    expect(answer.status).toBe(403)
    expect(await count(server)).toBe(0)
  })

  it('is taken from the pages that the server itself makes', async () => {
    const server = await start()
    expect((await send(server, words, { headers: { Origin: 'https://comments.example' } })).status).toBe(303)
  })

  it('sends nobody to another site', async () => {
    const server = await start()
    const answer = await send(server, words, { query: { back: 'https://evil.example/' } })
    expect(answer.status).toBe(400)
    expect(answer.headers.get('Location')).toBeNull()
  })

  it('is a form and nothing else', async () => {
    const server = await start()
    const text = await send(server, words, { headers: { 'Content-Type': 'text/plain' } })
    expect(text.status).toBe(400)
    expect((await send(server, { ...words, admin: '1' })).status).toBe(400)
    expect(await count(server)).toBe(0)
  })
})
