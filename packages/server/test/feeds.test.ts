import { paths } from '@afterword/storage'
import { parseAtomFeed, parseJsonFeed } from 'feedsmith'
import { SaxesParser } from 'saxes'
import { expect, it } from 'vitest'
import { onEveryDatabase } from './databases.ts'
import { ORIGIN, PAGE, SITE, newToken, post, request } from './server.ts'
import type { TestServer } from './server.ts'

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  text: string
}

/** Reads XML as strictly as the standard does: what is not well formed is an error. */
function parseXml(xml: string): Element {
  const top: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [top]
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ local, uri, attributes }) => {
    expect(uri).toBe('http://www.w3.org/2005/Atom')
    const values = Object.entries(attributes).map(([name, { value }]) => [name, value] as const)
    const element: Element = { name: local, attributes: Object.fromEntries(values), children: [], text: '' }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('text', (text) => {
    const element = open.at(-1)
    if (element !== undefined) element.text += text
  })
  parser.on('closetag', () => void open.pop())
  parser.write(xml).close()
  const [root] = top.children
  if (root === undefined) throw new Error('There is no element.')
  return root
}

const all = (element: Element, name: string): Element[] => element.children.filter((child) => child.name === name)
const one = (element: Element, name: string): Element => {
  const [found, ...more] = all(element, name)
  if (found === undefined || more.length > 0) throw new Error(`<${element.name}> does not have one <${name}>.`)
  return found
}

interface JsonFeed {
  readonly version: string
  readonly title: string
  readonly home_page_url: string
  readonly feed_url: string
  readonly items: readonly { id: string; url: string; content_html: string; date_published: string; authors: unknown }[]
}

/** Without a page when it is `null`. */
function feedRequest(path: string, page: string | null, headers: Readonly<Record<string, string>> = {}): Request {
  const { url } = request(path)
  const address = new URL(url)
  if (page === null) address.searchParams.delete('page')
  else address.searchParams.set('page', page)
  return new Request(address, { headers })
}

async function atom(server: TestServer, page: string | null): Promise<Element> {
  const answer = await server.fetch(feedRequest(paths.atom(SITE), page))
  expect(answer.headers.get('Content-Type')).toBe('application/atom+xml; charset=utf-8')
  return parseXml(await answer.text())
}

async function json(server: TestServer, page: string | null): Promise<JsonFeed> {
  const answer = await server.fetch(feedRequest(paths.jsonFeed(SITE), page))
  expect(answer.headers.get('Content-Type')).toBe('application/feed+json; charset=utf-8')
  return (await answer.json()) as JsonFeed
}

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

onEveryDatabase((start) => {
  it('is valid Atom, with whatever readers write', async () => {
    const server = await start()
    const token = newToken()
    const sources = [
      'A <b>tag</b> & an ]]> end',
      '*Emphasis* and `code <x>`',
      'Emoji 🐈 and \u{1F469}‍\u{1F52C}',
      'סדר הפוך',
    ]
    for (const source of sources) await post(server, token, { source, name: 'O’Neill & "Sons" <x>' })
    const root = await atom(server, PAGE)
    expect(root.name).toBe('feed')
    for (const name of ['id', 'title', 'updated']) one(root, name)
    expect(one(root, 'updated').text).toMatch(RFC3339)
    expect(all(root, 'link').map(({ attributes }) => attributes['rel'])).toEqual(['self', 'alternate'])
    const entries = all(root, 'entry')
    expect(entries).toHaveLength(sources.length)
    for (const entry of entries) {
      expect(one(entry, 'id').text).toMatch(/^urn:uuid:[0-9a-f-]{36}$/)
      for (const name of ['published', 'updated']) expect(one(entry, name).text).toMatch(RFC3339)
      expect(one(entry, 'title').text).toMatch(/^O’Neill & "Sons" <x>: /)
      expect(one(one(entry, 'author'), 'name').text).toBe('O’Neill & "Sons" <x>')
      expect(one(entry, 'link').attributes['href']).toMatch(`${ORIGIN}${PAGE}#comment-`)
      expect(one(entry, 'content').attributes['type']).toBe('html')
    }
    expect(entries.map((entry) => one(entry, 'content').text)).toContain(
      '<p>A &lt;b&gt;tag&lt;/b&gt; &amp; an ]]&gt; end</p>',
    )
  })

  it('says the same to a reader of feeds in both formats', async () => {
    const server = await start()
    const token = newToken()
    for (const source of ['First.', 'Second & *last*.']) await post(server, token, { source, name: 'Ada' })
    const read = async (path: string): Promise<string> => (await server.fetch(feedRequest(path, PAGE))).text()
    const { id, title, updated, links, entries = [] } = parseAtomFeed(await read(paths.atom(SITE)))
    const { items = [], ...feed } = parseJsonFeed(await read(paths.jsonFeed(SITE)))
    expect([id, title, updated].every(Boolean)).toBe(true)
    expect(title?.value).toBe(feed.title)
    expect(links?.map(({ rel }) => rel)).toEqual(['self', 'alternate'])
    expect(links?.map(({ href }) => href).at(-1)).toBe(feed.home_page_url)
    expect(entries).toHaveLength(2)
    expect(
      entries.map((entry) => ({
        id: entry.id,
        url: entry.links?.[0]?.href,
        title: entry.title?.value,
        content_html: entry.content?.value,
        date_published: entry.published,
        date_modified: entry.updated,
        authors: entry.authors?.map(({ name }) => ({ name })),
      })),
    ).toEqual(items)
  })

  it('is a JSON feed with the same comments, newest first', async () => {
    const server = await start()
    const token = newToken()
    for (const source of ['First.', 'Second.']) await post(server, token, { source })
    const feed = await json(server, PAGE)
    expect(feed.version).toBe('https://jsonfeed.org/version/1.1')
    expect(feed.home_page_url).toBe(ORIGIN + PAGE)
    expect(feed.items.map((item) => item.content_html)).toEqual(['<p>Second.</p>', '<p>First.</p>'])
    for (const item of feed.items) {
      expect(item.date_published).toMatch(RFC3339)
      expect(item.authors).toEqual([{ name: 'Ada' }])
      expect(URL.canParse(item.url)).toBe(true)
    }
  })

  it('is of one page, or of the whole site and no other', async () => {
    const server = await start()
    const token = newToken()
    await post(server, token, { source: 'Here.' })
    await post(server, token, { source: 'There.' }, '/other')
    await server.addSite('else')
    await server.fetch(
      request(paths.comments('else'), {
        method: 'POST',
        token,
        json: { id: '01a212d6-3e31-7e34-9703-b9ae5b33e265', parent: null, source: 'Elsewhere.', name: 'Ada' },
      }),
    )
    expect((await json(server, PAGE)).items).toHaveLength(1)
    expect((await json(server, null)).items.map((item) => item.url.split('#')[0])).toEqual([
      `${ORIGIN}/other`,
      ORIGIN + PAGE,
    ])
    expect((await json(server, '/nobody-wrote-here')).items).toEqual([])
    expect(all(await atom(server, '/nobody-wrote-here'), 'entry')).toEqual([])
  })

  it('has no word of a comment that was removed, and answers 304 until something changes', async () => {
    const server = await start()
    const token = newToken()
    const comment = await post(server, token, { source: 'Regretted.' })
    await post(server, token, { source: 'An answer.', parent: comment.id })
    const before = await server.fetch(feedRequest(paths.atom(SITE), null))
    const tag = before.headers.get('ETag') ?? ''
    expect(await before.text()).toContain('Regretted.')
    expect((await server.fetch(feedRequest(paths.atom(SITE), null, { 'If-None-Match': tag }))).status).toBe(304)

    await server.fetch(request(paths.comment(SITE, comment.id), { method: 'DELETE', token }))
    const after = await server.fetch(feedRequest(paths.atom(SITE), null, { 'If-None-Match': tag }))
    expect(after.status).toBe(200)
    expect(await after.text()).not.toContain('Regretted.')
    expect((await json(server, PAGE)).items.map((item) => item.content_html)).toEqual(['<p>An answer.</p>'])
  })
})
