import { newCommentId, paths } from '@afterword/storage'
import { adminPaths } from '@afterword/storage/admin'
import { identityPaths } from '@afterword/storage/identity'
import { expect, it } from 'vitest'
import { createApp } from '../src/app.ts'
import { pathOf } from '../src/services/path.ts'
import { onEveryDatabase } from './databases.ts'
import { longSteps, queriesOf } from './plans.ts'
import { PAGE, SITE, newToken, post, request } from './server.ts'
import type { TestServer } from './server.ts'
import { moderatorToken } from './signing-in.ts'
import { adminRequest, hire } from './staff.ts'

const FEW = 20
const MANY = 1_000
const passage = { quote: 'weights', selectors: [{ type: 'TextPositionSelector', start: 3, end: 10 }] } as const

const MOST: Readonly<Record<string, number>> = {
  open: 5,
  'open again': 1,
  'open by votes': 5,
  list: 5,
  replies: 5,
  locate: 6,
  counts: 2,
  viewer: 6,
  'viewer whose comments are held': 7,
  'viewer who moderates': 9,
  unpublished: 12,
  'news of a page': 2,
  'news of a site': 2,
  events: 5,
}
/** What only those ask who sign in. */
const OF_STAFF = 16

/** What is asked of all comments of the site. */
const OF_SITE = /queue of (what|a phase)|search|site|numbers/

/** What asks the database nothing, and the pages of the window for signing in, which look up one row by its id. */
const APART = /^\/v1\/(openapi\.json|(sites\/:site\/)?sign-in.*)$/

/** A thread with something of everything, and what is asked of it, each as who may ask it. */
async function readServer(start: () => Promise<TestServer>, size: number) {
  const server = await start()
  const [token, held] = [newToken(), newToken()]
  const root = await post(server, token, { passage })
  const reported = await post(server, held, { passage })
  for (let index = 0; index < 12; index++) await post(server, token, { parent: root.id })
  const report = { method: 'PUT', token: newToken(), json: { reason: 'spam' } }
  await server.fetch(request(paths.report(SITE, reported.id), report))
  const open = await server.fetch(request(paths.thread(SITE), { query: { order: 'oldest', limit: '1' } }))
  const { next, branches } = (await open.json()) as { next: string; branches: [{ next: string }] }
  await grow(server, reported.id, size)

  const mia = await moderatorToken(server.database)
  const { cookie } = await hire(server, 'Olive', SITE)
  const author = root.author?.id ?? ''
  const admin = (path: string, query: Readonly<Record<string, string>> = {}): Request =>
    adminRequest(`${path}?${new URLSearchParams(query)}`, { cookie })
  const queue = (query: Readonly<Record<string, string>>): Request => admin(adminPaths.queue(SITE), query)
  const asked: Readonly<Record<string, () => Request>> = {
    open: () => request(paths.thread(SITE), { query: { order: 'oldest' } }),
    'open again': () => request(paths.thread(SITE), { query: { order: 'oldest' } }),
    'open by votes': () => request(paths.thread(SITE), { query: { order: 'top', limit: '3' } }),
    list: () => request(paths.comments(SITE), { query: { cursor: next, limit: '2' } }),
    replies: () => request(paths.replies(SITE), { query: { cursor: branches[0].next } }),
    locate: () => request(paths.location(SITE, root.id)),
    counts: () => request(`${paths.counts(SITE)}?page=/a&page=/b`),
    'begin a comment': () => request(paths.formToken(SITE)),
    viewer: () => request(paths.viewer(SITE), { token }),
    'viewer whose comments are held': () => request(paths.viewer(SITE), { token: held }),
    'viewer who moderates': () => request(paths.viewer(SITE), { token: mia }),
    unpublished: () => request(paths.unpublished(SITE), { token: mia }),
    'news of a page': () => request(paths.atom(SITE)),
    'news of a site': () => adminRequest(paths.jsonFeed(SITE)),
    events: () => request(paths.events(SITE), { query: { poll: '1', since: '3' } }),
    account: () => request(identityPaths.account(SITE), { token: mia }),
    staff: () => admin(adminPaths.staff),
    'queue of what is published': () => queue({ status: 'published' }),
    'queue of what waits': () => queue({ status: 'pending' }),
    'queue of what was reported': () => queue({ status: 'reported' }),
    'queue of a page': () => queue({ status: 'published', page: PAGE }),
    'queue of an author': () => queue({ status: 'published', author }),
    'queue of a phase': () => queue({ status: 'pending', phase: 'links' }),
    'search in the queue': () => queue({ status: 'published', search: 'weights' }),
    'a comment in context': () => admin(adminPaths.comment(SITE, root.id)),
    bans: () => admin(adminPaths.bans(SITE)),
    pages: () => admin(adminPaths.pages(SITE)),
    'search in pages': () => admin(adminPaths.pages(SITE), { search: 'open' }),
    'a move': () => admin(adminPaths.moves(SITE), { page: PAGE, to: '/elsewhere' }),
    audit: () => admin(adminPaths.audit(SITE)),
    numbers: () => admin(adminPaths.numbers(SITE)),
    settings: () => admin(adminPaths.settings(SITE)),
    asked: () => admin(adminPaths.asked(SITE)),
    identity: () => admin(adminPaths.identity(SITE)),
    mails: () => admin(adminPaths.mails(SITE)),
    people: () => admin(adminPaths.people(SITE)),
  }
  return { server, asked }
}

/** Writes down copies of a comment, one in three of them held: to post them would take its time. */
async function grow({ database: { queries } }: TestServer, like: string, size: number): Promise<void> {
  const thread = await queries.selectFrom('threads').selectAll().executeTakeFirstOrThrow()
  const template = await queries.selectFrom('comments').selectAll().where('id', '=', like).executeTakeFirstOrThrow()
  const more = Array.from({ length: size - thread.count }, (_, index) => {
    const [id, seq] = [newCommentId(), thread.seq + index + 1]
    const held = index % 3 === 0
    const place = { id, root_id: id, seq, path: pathOf([seq]), created_at: template.created_at + seq }
    return {
      ...template,
      ...place,
      children: 0,
      replies: 0,
      ...(held ? ({ status: 'pending', shown: 0 } as const) : {}),
    }
  })
  for (let from = 0; from < more.length; from += 200) {
    const some = more.slice(from, from + 200)
    await queries.insertInto('comments').values(some).execute()
    const events = some.map(({ thread_id, seq, id, created_at }) => ({
      thread_id,
      seq,
      type: 'created' as const,
      comment_id: id,
      root_id: id,
      at: created_at,
    }))
    await queries.insertInto('events').values(events).execute()
  }
  const shown = more.filter((row) => row.shown === 1).length
  await queries
    .updateTable('threads')
    .set({ seq: thread.seq + more.length, count: thread.count + shown })
    .execute()
}

type Asked = Awaited<ReturnType<typeof readServer>>

/** Of each, how many queries it took; with `plans`, that each found its rows by an index. */
async function counted({ server, asked }: Asked, plans = false): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {}
  for (const [name, ask] of Object.entries(asked)) {
    const queries = await queriesOf(server, ask())
    counts[name] = queries.length
    if (plans) expect(await longSteps(server, queries, !OF_SITE.test(name)), name).toEqual([])
  }
  return counts
}

/** Routes that read, and that nothing here asks. */
function leftOut({ server, asked }: Asked): readonly string[] {
  const known = Object.values(asked).map((ask) => new URL(ask().url).pathname)
  const routes = createApp(server.deps).routes.filter(({ method, path }) => method === 'GET' && !APART.test(path))
  return routes
    .map(({ path }) => path)
    .filter((path) => {
      const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`)
      return !known.some((each) => pattern.test(each))
    })
}

onEveryDatabase((start) => {
  it('asks as often for a thousand comments as for a few on every route that reads, and finds each by an index', async () => {
    const few = await counted(await readServer(start, FEW))
    const large = await readServer(start, MANY)
    const many = await counted(large, true)
    expect(many).toEqual(few)
    for (const [name, count] of Object.entries(many)) expect(count, name).toBeLessThanOrEqual(MOST[name] ?? OF_STAFF)
    expect(leftOut(large)).toEqual([])
  })
})
