import {
  parseComment,
  parseLocation,
  parseOpenThread,
  parseSlice,
  parseThreadEvent,
  parseViewer,
  paths,
} from '@afterword/storage'
import type { Comment, OpenThread } from '@afterword/storage'
import { adminPaths } from '@afterword/storage/admin'
import type { MoveLine, MovePreview, PageMove, PageNote } from '@afterword/storage/admin'
import { expect, it } from 'vitest'
import { mergedOrder } from '../src/services/merged-order.ts'
import { onEveryDatabase } from './databases.ts'
import { SITE, newComment, newToken, post, request } from './server.ts'
import type { TestServer } from './server.ts'
import { adminRequest, hire } from './staff.ts'
import type { SignedInStaff } from './staff.ts'
import { readStream } from './stream.ts'

const OLD = '/old'
const NEW = '/new'

async function open(server: TestServer, page: string, order = 'oldest'): Promise<OpenThread> {
  const answer = await server.fetch(request(paths.thread(SITE), { query: { page, order } }))
  return parseOpenThread(await answer.json())
}

const words = ({ comments }: Pick<OpenThread, 'comments'>): readonly string[] =>
  comments.map(({ body }) => (body !== null && 'source' in body ? body.source : '(removed)'))

/** What the server says while it moves a page. */
async function move(
  server: TestServer,
  { cookie }: SignedInStaff,
  values: Partial<PageMove>,
): Promise<readonly MoveLine[]> {
  const json = { page: OLD, to: NEW, merge: false, redirect: true, ...values }
  const answer = await server.fetch(adminRequest(adminPaths.moves(SITE), { method: 'POST', cookie, json }))
  const text = await answer.text()
  return text
    .trim()
    .split('\n')
    .map((line): MoveLine => JSON.parse(line))
}

async function moved(...asked: Parameters<typeof move>): Promise<PageNote> {
  const last = (await move(...asked)).at(-1)
  if (last === undefined || !('page' in last)) throw new Error(JSON.stringify(last))
  return last.page
}

async function asking<T>(staff: SignedInStaff, method: string, path: string, json: unknown): Promise<T> {
  return staff.ask<T>(path, { method, json })
}

onEveryDatabase((start) => {
  it('moves a page: its old name leads to the comments for all that readers do', async () => {
    const server = await start()
    const olive = await hire(server, 'Olive')
    const token = newToken()
    const first = await post(server, token, { source: 'First' }, OLD)
    expect(await olive.ask<MovePreview>(`${adminPaths.moves(SITE)}?page=${OLD}&to=${NEW}`)).toEqual({
      page: OLD,
      to: NEW,
      count: 1,
      there: null,
    })
    expect(await moved(server, olive, {})).toMatchObject({ page: NEW, count: 1, redirects: [{ page: OLD, merged: 0 }] })

    const second = await post(server, token, { source: 'Second', parent: first.id }, OLD)
    await post(server, token, { source: 'Third' }, NEW)
    for (const page of [OLD, NEW]) {
      expect(words(await open(server, page))).toEqual(['First', 'Second', 'Third'])
      const query = { page }
      const edit = { method: 'PATCH', token, query, json: { source: 'Second', version: 1 } }
      expect((await server.fetch(request(paths.comment(SITE, second.id), edit))).status).toBe(page === OLD ? 200 : 409)
      const located = await server.fetch(
        request(paths.location(SITE, second.id), { query: { ...query, order: 'oldest' } }),
      )
      expect(parseLocation(await located.json()).ancestors).toEqual([first.id])
      const viewer = await server.fetch(request(paths.viewer(SITE), { query, token }))
      expect(parseViewer(await viewer.json()).own).toHaveLength(3)
      const feed = await (await server.fetch(request(paths.jsonFeed(SITE), { query }))).json()
      expect(feed).toMatchObject({ items: [{}, {}, { url: `https://site.example${NEW}#comment-${first.id}` }] })
      const reaction = { method: 'PUT', token: newToken(), query }
      expect((await server.fetch(request(paths.reaction(SITE, first.id, 'up'), reaction))).status).toBe(200)
    }
    const counts = `${paths.counts(SITE)}?page=${OLD}&page=${NEW}`
    expect(await (await server.fetch(new Request(`https://comments.example${counts}`))).json()).toEqual({
      [OLD]: 3,
      [NEW]: 3,
    })
    expect(await olive.ask(`${adminPaths.queue(SITE)}?status=published&page=${OLD}`)).toMatchObject({
      items: [{}, {}, { page: NEW }],
    })
    expect(await olive.ask(`${adminPaths.pages(SITE)}`)).toMatchObject({ pages: [{ page: NEW }] })
  })

  it('moves it back, and leaves nothing behind when that is wanted', async () => {
    const server = await start()
    const olive = await hire(server, 'Olive')
    await post(server, newToken(), {}, OLD)
    await moved(server, olive, {})
    expect(await moved(server, olive, { page: NEW, to: OLD, redirect: false })).toMatchObject({
      page: OLD,
      redirects: [],
    })
    expect((await open(server, NEW)).thread).toMatchObject({ count: 0, seq: 0 })
    await post(server, newToken(), {}, NEW)
    expect((await open(server, OLD)).thread.count).toBe(1)
    const audit = await olive.ask<readonly { what: string; why: string }[]>(adminPaths.audit(SITE))
    expect(audit.map(({ what, why }) => `${what} ${why}`)).toEqual([`moved to ${OLD}`, `moved to ${NEW}`])
  })

  it('merges two pages in the order of time, and splits them again with what was answered since', async () => {
    let now = 1_000
    const server = await start({ clock: () => now++ })
    const olive = await hire(server, 'Olive')
    const token = newToken()
    const at: Record<string, Comment> = {}
    const write = async (source: string, page: string, parent?: string) => {
      at[source] = await post(
        server,
        token,
        { source, parent: parent === undefined ? null : (at[parent]?.id ?? '') },
        page,
      )
    }
    await write('a1', OLD)
    await write('b1', NEW)
    await write('a2', OLD, 'a1')
    await write('b2', NEW)
    await write('a3', OLD)
    await server.fetch(
      request(paths.reaction(SITE, at['a1']?.id ?? '', 'up'), { method: 'PUT', token, query: { page: OLD } }),
    )
    const seqs = [(await open(server, OLD)).thread.seq, (await open(server, NEW)).thread.seq]

    expect(await move(server, olive, {})).toEqual([{ code: 'conflict', detail: expect.stringContaining('Look again') }])
    expect(await olive.ask(`${adminPaths.moves(SITE)}?page=${OLD}&to=${NEW}`)).toMatchObject({
      count: 3,
      there: { page: NEW, count: 2 },
    })
    const lines = await move(server, olive, { merge: true })
    expect(lines.slice(0, -1)).toEqual([
      { done: 0, all: 5 },
      { done: 5, all: 5 },
    ])
    expect(lines.at(-1)).toMatchObject({ page: { page: NEW, count: 5, redirects: [{ page: OLD, merged: 3 }] } })
    for (const page of [OLD, NEW]) {
      const thread = await open(server, page)
      expect(words(thread)).toEqual(['a1', 'a2', 'b1', 'b2', 'a3'])
      expect(thread.thread.count).toBe(5)
      expect(thread.thread.seq).toBeGreaterThan(Math.max(...seqs))
      expect(thread.comments[0]?.reactions).toEqual({ up: 1 })
      expect(words(await open(server, page, 'top'))[0]).toBe('a1')
    }
    const own = parseViewer(
      await (await server.fetch(request(paths.viewer(SITE), { query: { page: OLD }, token }))).json(),
    )
    expect(own.reactions).toEqual({ [at['a1']?.id ?? '']: ['up'] })

    await write('a4', NEW, 'a2')
    await write('b3', OLD)
    expect(await asking(olive, 'DELETE', adminPaths.redirects(SITE), { page: OLD }).catch(String)).toContain('conflict')
    expect(await asking<PageNote>(olive, 'POST', adminPaths.splits(SITE), { page: OLD })).toMatchObject({
      page: OLD,
      count: 4,
    })
    expect(words(await open(server, OLD))).toEqual(['a1', 'a2', 'a4', 'a3'])
    expect(words(await open(server, NEW))).toEqual(['b1', 'b2', 'b3'])
    expect((await open(server, NEW)).thread.count).toBe(3)
    await write('a5', OLD, 'a4')
    expect(words(await open(server, OLD))).toEqual(['a1', 'a2', 'a4', 'a5', 'a3'])
  })

  it('keeps a long branch readable by its cursors after a merger, each comment once', async () => {
    // Each a moment after the other: what two pages have of the same moment stands in either order.
    let now = Date.now()
    const server = await start({ clock: () => now++ })
    const olive = await hire(server, 'Olive')
    const token = newToken()
    for (let index = 0; index < 130; index++) {
      const root = await post(server, token, { source: `${index}` }, index % 2 === 0 ? OLD : NEW)
      if (index % 10 === 0)
        await post(server, token, { source: `${index}+`, parent: root.id }, index % 2 === 0 ? OLD : NEW)
    }
    const progress = (await move(server, olive, { merge: true })).slice(0, -1)
    expect(progress.length).toBeGreaterThan(1)
    const seen: string[] = []
    let page: Pick<OpenThread, 'comments' | 'next'> = await open(server, OLD)
    for (;;) {
      seen.push(...words(page))
      if (page.next === null) break
      const query = { page: NEW, cursor: page.next }
      page = parseSlice(await (await server.fetch(request(paths.comments(SITE), { query }))).json())
    }
    expect(seen).toHaveLength(143)
    expect(new Set(seen).size).toBe(143)
    expect(seen.slice(0, 4)).toEqual(['0', '0+', '1', '2'])
  })

  it('takes who follows an old name along, and has them read afresh when pages were merged', async () => {
    const server = await start()
    const olive = await hire(server, 'Olive')
    const token = newToken()
    await post(server, token, { source: 'Old' }, OLD)
    const follow = async (page: string, since: number) =>
      readStream(await server.fetch(request(paths.events(SITE), { query: { page, since: String(since) } })))
    const [before, empty] = [await follow(OLD, 1), await follow('/later', 0)]
    await moved(server, olive, {})
    await post(server, token, { source: 'New' }, NEW)
    expect(await before.events(1)).toMatchObject([{ type: 'created', seq: 2, comment: { body: { source: 'New' } } }])
    await asking(olive, 'POST', adminPaths.redirects(SITE), { page: '/later', to: NEW })
    await post(server, token, { source: 'Newer' }, '/later')
    expect((await empty.events(3)).at(-1)).toMatchObject({ seq: 3, comment: { body: { source: 'Newer' } } })
    expect(await before.events(1)).toMatchObject([{ seq: 3 }])

    await post(server, token, { source: 'Elsewhere' }, '/other')
    const other = await follow('/other', 1)
    await moved(server, olive, { page: '/other', to: NEW, merge: true })
    for (const stream of [before, other]) {
      const [event] = await stream.events(1)
      expect(event).toMatchObject({ type: 'reset', seq: (await open(server, NEW)).thread.seq })
    }
    await post(server, token, { source: 'Together' }, '/other')
    for (const stream of [before, other]) {
      expect(await stream.events(1)).toMatchObject([{ comment: { body: { source: 'Together' } } }])
      await stream.close()
    }
    await empty.close()
    const poll = await server.fetch(request(paths.events(SITE), { query: { page: '/other', since: '1', poll: '1' } }))
    const { events } = (await poll.json()) as { events: readonly unknown[] }
    expect(events.map((event) => parseThreadEvent(event))).toMatchObject([{ type: 'reset' }])
  })

  it('loses no comment that is written while pages are merged and split', async () => {
    const server = await start()
    const olive = await hire(server, 'Olive')
    const written: string[] = []
    const state = new AbortController()
    for (const page of [OLD, NEW]) await post(server, newToken(), { source: page }, page)
    const writers = [OLD, NEW, OLD, NEW].map(async (page) => {
      const token = newToken()
      while (!state.signal.aborted) {
        const comment = newComment()
        const call = { method: 'POST', token, query: { page }, json: comment }
        const answer = await server.fetch(request(paths.comments(SITE), call))
        if (answer.ok) written.push(parseComment(await answer.json()).id)
        await new Promise(setImmediate)
      }
    })
    for (let round = 0; round < 3; round++) {
      await moved(server, olive, { merge: true })
      await asking(olive, 'POST', adminPaths.splits(SITE), { page: OLD })
    }
    await moved(server, olive, { merge: true })
    state.abort()
    await Promise.all(writers)
    expect(written.length).toBeGreaterThan(0)
    expect(server.errors).toEqual([])
    expect((await open(server, OLD)).thread.count).toBe(written.length + 2)
    expect(await server.database.queries.selectFrom('comments').select('id').execute()).toHaveLength(written.length + 2)
    expect(await olive.ask(adminPaths.pages(SITE))).toMatchObject({ pages: [{ page: NEW, count: written.length + 2 }] })
    const seqs = await server.database.queries.selectFrom('comments').select('seq').execute()
    expect(new Set(seqs.map(({ seq }) => seq)).size).toBe(seqs.length)
  })

  it('refuses a move that makes no sense, and changes nothing', async () => {
    const server = await start()
    const olive = await hire(server, 'Olive')
    await post(server, newToken(), {}, OLD)
    await post(server, newToken(), {}, '/third')
    const codes: string[] = []
    for (const values of [{ to: OLD }, { page: '/nowhere' }, { to: '/third' }, { to: NEW, merge: true }]) {
      const last = (await move(server, olive, values)).at(-1)
      codes.push(last !== undefined && 'code' in last ? last.code : 'none')
    }
    expect(codes).toEqual(['invalid', 'not-found', 'conflict', 'conflict'])
    const refused = (method: string, path: string, json: unknown) => asking(olive, method, path, json).catch(String)
    expect(await refused('POST', adminPaths.redirects(SITE), { page: '/third', to: OLD })).toContain('conflict')
    expect(await refused('POST', adminPaths.redirects(SITE), { page: NEW, to: '/nowhere' })).toContain('not-found')
    expect(await refused('DELETE', adminPaths.redirects(SITE), { page: OLD })).toContain('not-found')
    expect(await refused('POST', adminPaths.splits(SITE), { page: OLD })).toContain('not-found')
    expect(await olive.ask(adminPaths.audit(SITE))).toEqual([])
    await asking(olive, 'POST', adminPaths.redirects(SITE), { page: NEW, to: OLD })
    expect((await open(server, NEW)).thread.count).toBe(1)
    expect(await asking(olive, 'DELETE', adminPaths.redirects(SITE), { page: NEW })).toMatchObject({
      page: OLD,
      redirects: [],
    })
    expect((await open(server, NEW)).thread.count).toBe(0)
  })
})

it('sets no comment before what it answers, whatever the clock said', () => {
  const placed = (id: string, parent_id: string | null, seq: number, created_at: number) => ({
    id,
    parent_id,
    seq,
    created_at,
  })
  const order = mergedOrder([
    placed('late', null, 1, 500),
    placed('early', 'late', 2, 100),
    placed('later', 'early', 3, 100),
    placed('other', null, 1, 300),
    placed('tied', null, 2, 500),
  ])
  expect(order.map(({ id, seq }) => `${id} ${seq}`)).toEqual(['other 1', 'late 2', 'early 3', 'tied 4', 'later 5'])
  expect(order.find(({ id }) => id === 'later')?.path).toBe('000000020000000300000005')
})
