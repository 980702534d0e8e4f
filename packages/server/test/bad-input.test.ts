import { LIMITS, STORAGE_ERRORS, newCommentId, parseProblem, paths } from '@afterword/storage'
import type { NewComment, StorageErrorCode } from '@afterword/storage'
import { expect, it } from 'vitest'
import { createThreads } from '../src/services/threads.ts'
import { findSite } from '../src/database/sites.ts'
import { onEveryDatabase } from './databases.ts'
import { PAGE, SITE, newComment, newToken, post, request } from './server.ts'
import type { Call, TestServer } from './server.ts'

interface Bad {
  readonly what: string
  readonly code: StorageErrorCode
  readonly field?: string
  /** What is wrong with it, beside a good request to write a comment. */
  readonly path?: string
  readonly call?: Call
  readonly json?: object
}

/** Lists within lists, as deep as this. */
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
const padded = (bytes: number): string => JSON.stringify({ ...newComment(), name: 'x'.repeat(bytes) })
const selectors = (selector: object): object => ({ passage: { quote: 'words', selectors: [selector] } })

const bad: readonly Bad[] = [
  { what: 'an unknown key', json: { colour: 'red' }, code: 'invalid', field: 'colour' },
  { what: 'a key of the prototype', json: { constructor: 1 }, code: 'invalid', field: 'constructor' },
  { what: 'the key __proto__', call: { body: '{"__proto__": {"id": 1}}' }, code: 'invalid', field: 'id' },
  { what: 'a wrong type', json: { source: 5 }, code: 'invalid', field: 'source' },
  { what: 'no parent at all', json: { parent: undefined }, code: 'invalid', field: 'parent' },
  { what: 'an id that is none', json: { id: 'mine' }, code: 'invalid', field: 'id' },
  { what: 'an id in upper case', json: { id: newCommentId().toUpperCase() }, code: 'invalid', field: 'id' },
  { what: 'a list where an object belongs', call: { body: '[]' }, code: 'invalid' },
  { what: 'JSON that ends too soon', call: { body: '{"id":' }, code: 'invalid' },
  { what: 'no body', call: { headers: { 'Content-Type': 'application/json' } }, code: 'invalid' },
  { what: 'a form', call: { headers: { 'Content-Type': 'text/plain' }, body: '{}' }, code: 'invalid' },
  { what: 'a source of white space', json: { source: ' \n\t\u3000' }, code: 'invalid', field: 'source' },
  {
    what: 'a source of invisible characters',
    json: { source: '\u200b\u2060\u3164\u00ad' },
    code: 'invalid',
    field: 'source',
  },
  { what: 'invisible characters as entities', json: { source: '&#8203; &zwnj;' }, code: 'invalid', field: 'source' },
  { what: 'half a character', json: { source: 'a\ud800b' }, code: 'invalid', field: 'source' },
  { what: 'half a character in the name', json: { name: 'a\udc00b' }, code: 'invalid', field: 'name' },
  { what: 'a NUL', json: { source: 'a\0b' }, code: 'invalid', field: 'source' },
  { what: 'a NUL in the name', json: { name: 'a\0b' }, code: 'invalid', field: 'name' },
  {
    what: 'a NUL in the quote',
    json: { passage: { quote: 'a\0', selectors: [{ type: 'TextPositionSelector', start: 0, end: 1 }] } },
    code: 'invalid',
    field: 'passage.quote',
  },
  { what: 'a NUL in a selector', json: selectors({ type: 'TextQuoteSelector', exact: 'a\0' }), code: 'invalid' },
  { what: 'a name of nothing visible', json: { name: '\u202e \u200b' }, code: 'invalid', field: 'name' },
  { what: 'no name of a guest', json: { name: undefined }, code: 'invalid', field: 'name' },
  { what: 'an unknown selector', json: selectors({ type: 'XPathSelector', value: '/' }), code: 'invalid' },
  {
    what: 'an unknown key in a selector',
    json: selectors({ type: 'TextQuoteSelector', exact: 'a', x: 1 }),
    code: 'invalid',
  },
  {
    what: 'a range of ranges',
    json: selectors({ type: 'RangeSelector', startSelector: { type: 'RangeSelector' }, endSelector: {} }),
    code: 'invalid',
  },
  {
    what: 'a passage in a reply',
    json: { parent: newCommentId(), ...selectors({ type: 'TextQuoteSelector', exact: 'words' }) },
    code: 'invalid',
    field: 'passage',
  },
  {
    what: 'a quote that the selectors do not name',
    json: selectors({ type: 'TextQuoteSelector', exact: 'other words' }),
    code: 'invalid',
    field: 'passage.quote',
  },
  {
    what: 'an empty selector',
    json: selectors({ type: 'TextQuoteSelector', exact: '' }),
    code: 'invalid',
    field: 'passage.selectors.0.exact',
  },
  {
    what: 'a position below zero',
    json: selectors({ type: 'TextPositionSelector', start: -1, end: 4 }),
    code: 'invalid',
    field: 'passage.selectors.0.start',
  },
  {
    what: 'an empty position',
    json: selectors({ type: 'TextPositionSelector', start: 4, end: 4 }),
    code: 'invalid',
    field: 'passage.selectors.0.end',
  },
  {
    what: 'a selector too large',
    json: selectors({ type: 'TextQuoteSelector', exact: 'words', prefix: 'ж'.repeat(600) }),
    code: 'too-long',
    field: 'passage.selectors',
  },
  { what: 'a passage without selectors', json: { passage: { quote: 'words', selectors: [] } }, code: 'invalid' },
  {
    what: 'a source too long',
    json: { source: '🙂'.repeat(LIMITS.sourceCharacters + 1) },
    code: 'too-long',
    field: 'source',
  },
  { what: 'a name too long', json: { name: 'x'.repeat(LIMITS.nameGraphemes + 1) }, code: 'too-long', field: 'name' },
  {
    what: 'a quote too long',
    json: {
      passage: {
        quote: 'x'.repeat(LIMITS.quoteCharacters + 1),
        selectors: [{ type: 'TextPositionSelector', start: 0, end: 1 }],
      },
    },
    code: 'too-long',
    field: 'passage.quote',
  },
  { what: 'a request too large', call: { body: padded(LIMITS.requestBytes) }, code: 'too-large' },
  { what: 'JSON too deep', call: { body: `{"id":${nested(LIMITS.jsonDepth)}}` }, code: 'invalid' },
  { what: 'JSON of nothing but depth', call: { body: nested(30_000) }, code: 'invalid' },
  { what: 'an unknown parent', json: { parent: newCommentId() }, code: 'parent-not-found', field: 'parent' },
  { what: 'an unknown site', path: paths.comments('elsewhere'), code: 'site-unknown' },
  { what: 'no site', path: '/v1/sites//comments', code: 'site-unknown' },
  { what: 'a site by another case', path: paths.comments(SITE.toUpperCase()), code: 'site-unknown' },
  { what: 'a slash at the end', path: `${paths.comments(SITE)}/`, code: 'not-found' },
  { what: 'an encoded slash', path: `/v1/sites/${SITE}%2Fcomments`, code: 'not-found' },
  { what: 'a foreign origin', call: { headers: { Origin: 'https://evil.example' } }, code: 'origin-denied' },
  {
    what: 'an origin that begins alike',
    call: { headers: { Origin: 'https://site.example.evil.example' } },
    code: 'origin-denied',
  },
  {
    what: 'an origin that ends alike',
    call: { headers: { Origin: 'https://evil-site.example' } },
    code: 'origin-denied',
  },
  { what: 'the origin by another scheme', call: { headers: { Origin: 'http://site.example' } }, code: 'origin-denied' },
  {
    what: 'the origin by another port',
    call: { headers: { Origin: 'https://site.example:8443' } },
    code: 'origin-denied',
  },
  { what: 'the origin null', call: { headers: { Origin: 'null' } }, code: 'origin-denied' },
  { what: 'no origin', call: { headers: { Origin: null } }, code: 'origin-denied' },
  { what: 'no token', call: { headers: { Authorization: null } }, code: 'unauthorized' },
  { what: 'a token too short', call: { headers: { Authorization: 'Bearer awg_short' } }, code: 'unauthorized' },
  { what: 'another scheme', call: { headers: { Authorization: 'Basic YTpi' } }, code: 'unauthorized' },
  { what: 'no page', call: { query: { page: '' } }, code: 'invalid', field: 'page' },
  {
    what: 'a page too long',
    call: { query: { page: `/${'x'.repeat(LIMITS.pageKeyCharacters)}` } },
    code: 'invalid',
    field: 'page',
  },
  { what: 'a page with a NUL', call: { query: { page: '/a\0b' } }, code: 'invalid', field: 'page' },
  { what: 'an unknown parameter', call: { query: { colour: 'red' } }, code: 'invalid', field: 'colour' },
  { what: 'the page twice', path: `${paths.comments(SITE)}?page=/other`, code: 'invalid', field: 'page' },
]

const badReads: readonly Bad[] = [
  {
    what: 'a limit of nothing',
    path: paths.thread(SITE),
    call: { query: { limit: '0' } },
    code: 'invalid',
    field: 'limit',
  },
  {
    what: 'a limit too large',
    path: paths.thread(SITE),
    call: { query: { limit: '101' } },
    code: 'invalid',
    field: 'limit',
  },
  {
    what: 'a limit of words',
    path: paths.thread(SITE),
    call: { query: { limit: '1e1' } },
    code: 'invalid',
    field: 'limit',
  },
  {
    what: 'an unknown order',
    path: paths.thread(SITE),
    call: { query: { order: 'best' } },
    code: 'invalid',
    field: 'order',
  },
  { what: 'an unknown parameter', path: paths.thread(SITE), call: { query: { a: 'b' } }, code: 'invalid', field: 'a' },
  { what: 'a broken cursor', path: paths.comments(SITE), call: { query: { cursor: 'AAAA' } }, code: 'bad-cursor' },
  {
    what: 'a cursor of no cursor’s letters',
    path: paths.replies(SITE),
    call: { query: { cursor: '€' } },
    code: 'bad-cursor',
  },
  {
    what: 'a cursor too long',
    path: paths.comments(SITE),
    call: { query: { cursor: 'A'.repeat(LIMITS.cursorCharacters + 1) } },
    code: 'bad-cursor',
  },
  { what: 'an empty cursor', path: paths.comments(SITE), call: { query: { cursor: '' } }, code: 'bad-cursor' },
  { what: 'no cursor', path: paths.comments(SITE), call: {}, code: 'invalid', field: 'cursor' },
  { what: 'a comment that never was', path: paths.location(SITE, newCommentId()), call: {}, code: 'not-found' },
  { what: 'an id that is none', path: paths.location(SITE, 'mine'), call: {}, code: 'invalid', field: 'id' },
  { what: 'an unknown site', path: paths.thread('elsewhere'), call: {}, code: 'site-unknown' },
  {
    what: 'a foreign origin',
    path: paths.thread(SITE),
    call: { headers: { Origin: 'https://evil.example' } },
    code: 'origin-denied',
  },
  { what: 'an unknown method', path: paths.thread(SITE), call: { method: 'PURGE' }, code: 'not-found' },
  { what: 'half an escape in the site', path: '/v1/sites/%E0%A4%A/thread', call: {}, code: 'site-unknown' },
]

async function refuses(server: TestServer, asked: Request, code: StorageErrorCode, field?: string): Promise<void> {
  const answer = await server.fetch(asked)
  const text = await answer.text()
  expect(answer.headers.get('Content-Type'), text).toBe('application/problem+json')
  const problem = parseProblem(JSON.parse(text))
  expect({ code: problem.code, status: answer.status }, text).toEqual({ code, status: STORAGE_ERRORS[code] })
  expect(problem.status).toBe(answer.status)
  if (field !== undefined) expect(problem.field, text).toBe(field)
  // What could not be done, and the remedy: never less than a sentence, never the server's inside.
  expect(problem.detail.length).toBeGreaterThan(20)
  expect(problem.detail).not.toMatch(/node_modules|\.ts:|select |insert /)
}

onEveryDatabase((start, { shared }) => {
  it.each(bad)('refuses to write with $what', async ({ path = paths.comments(SITE), call, json, code, field }) => {
    const server = await shared()
    const body = call?.body === undefined && call?.headers?.['Content-Type'] === undefined
    const good: Call = { method: 'POST', token: newToken(), ...(body ? { json: { ...newComment(), ...json } } : {}) }
    await refuses(server, request(path, { ...good, ...call }), code, field)
    const { queries } = server.database
    for (const table of ['comments', 'threads', 'authors', 'events'] as const) {
      expect(await queries.selectFrom(table).selectAll().execute()).toEqual([])
    }
    expect(server.errors).toEqual([])
  })

  it.each(badReads)('refuses to read with $what', async ({ path = '', call, code, field }) => {
    const server = await shared()
    await refuses(server, request(path, call), code, field)
    expect(server.errors).toEqual([])
  })

  it('works on as if nothing had been', async () => {
    const server = await shared()
    const comment = await post(server, newToken())
    const open = await server.fetch(request(paths.thread(SITE)))
    expect(await open.json()).toMatchObject({ thread: { seq: 1, count: 1 }, comments: [comment] })
  })

  it('refuses a reply on a closed thread, but knows what it has', async () => {
    const server = await start()
    const token = newToken()
    const comment: NewComment = newComment()
    await post(server, token, comment)
    const site = await findSite(server.database.queries, SITE)
    if (site === undefined) throw new Error('The site is missing.')
    await createThreads(server.deps).setClosed(site, PAGE, true)
    const call = { method: 'POST', token }
    await refuses(
      server,
      request(paths.comments(SITE), { ...call, json: newComment({ parent: comment.id }) }),
      'thread-closed',
    )
    const again = await server.fetch(request(paths.comments(SITE), { ...call, json: comment }))
    expect(again.status).toBe(200)
  })

  it('refuses a reply below the deepest level', async () => {
    const server = await start()
    const token = newToken()
    let { id } = await post(server, token)
    for (let depth = 1; depth <= LIMITS.threadDepth; depth++) id = (await post(server, token, { parent: id })).id
    const json = newComment({ parent: id })
    await refuses(server, request(paths.comments(SITE), { method: 'POST', token, json }), 'too-deep', 'parent')
  })

  it('refuses a parent on another page and one that was removed', async () => {
    const server = await start()
    const token = newToken()
    const elsewhere = await post(server, token, {}, '/elsewhere')
    const removed = await post(server, token)
    await server.fetch(request(paths.comment(SITE, removed.id), { method: 'DELETE', token }))
    for (const parent of [elsewhere.id, removed.id]) {
      const json = newComment({ parent })
      await refuses(server, request(paths.comments(SITE), { method: 'POST', token, json }), 'parent-not-found')
    }
  })

  it('refuses a cursor of another page, another list, and one with a letter changed', async () => {
    const server = await start()
    const token = newToken()
    for (const page of [PAGE, '/other']) for (let i = 0; i < 2; i++) await post(server, token, {}, page)
    const open = await server.fetch(request(paths.thread(SITE), { query: { limit: '1' } }))
    const { next } = (await open.json()) as { next: string }
    const list = (cursor: string, page = PAGE) => request(paths.comments(SITE), { query: { cursor, page } })
    expect((await server.fetch(list(next))).status).toBe(200)
    await refuses(server, list(next, '/other'), 'bad-cursor')
    await refuses(server, list(next, '/nobody-was-here'), 'bad-cursor')
    await refuses(server, request(paths.replies(SITE), { query: { cursor: next } }), 'bad-cursor')
    for (let at = 0; at < next.length; at++) {
      const changed = next.slice(0, at) + (next[at] === 'A' ? 'B' : 'A') + next.slice(at + 1)
      await refuses(server, list(changed), 'bad-cursor')
      await refuses(server, list(next.slice(0, at) || 'A'), 'bad-cursor')
    }
  })

  it('refuses what is somebody else’s, by a token it knows and by one that it does not', async () => {
    const server = await start()
    const comment = await post(server, newToken())
    const other = newToken()
    await post(server, other)
    for (const token of [other, newToken()]) {
      const json = { source: 'Mine now', version: 1 }
      await refuses(server, request(paths.comment(SITE, comment.id), { method: 'PATCH', token, json }), 'forbidden')
      await refuses(server, request(paths.comment(SITE, comment.id), { method: 'DELETE', token }), 'forbidden')
    }
  })
})
