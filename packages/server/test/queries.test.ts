import { UP, paths } from '@afterword/storage'
import { sql } from 'kysely'
import type { CompiledQuery } from 'kysely'
import { expect, it } from 'vitest'
import { onEveryDatabase } from './databases.ts'
import { SITE, newComment, newToken, post, request } from './server.ts'
import type { Call, TestServer } from './server.ts'
import { moderatorToken } from './signing-in.ts'

const PIN = { type: 'pin', pinned: true }
const passage = { quote: 'weights', selectors: [{ type: 'TextPositionSelector', start: 3, end: 10 }] } as const

/** A thread with something of everything: branches, passages, reactions. */
async function filledServer(start: () => Promise<TestServer>, roots: number) {
  const server = await start()
  const token = newToken()
  const posted = await Promise.all(Array.from({ length: roots }, () => post(server, token, { passage })))
  const written = posted.toSorted((a, b) => a.seq - b.seq)
  for (const root of written.slice(0, 3)) {
    for (let index = 0; index < 12; index++) await post(server, token, { parent: root.id })
  }
  const root = written[0] ?? (await post(server, token))
  const open = await server.fetch(request(paths.thread(SITE), { query: { order: 'oldest', limit: '1' } }))
  const { next, branches } = (await open.json()) as { next: string; branches: [{ next: string }] }
  const [, , other] = written
  const place = { selectors: passage.selectors, version: 1 }
  const mia = await moderatorToken(server.database)
  const moderation = paths.moderation(SITE, written[3]?.id ?? '')
  const decision = { type: 'decide', from: 'published', to: 'pending' }
  const calls: Readonly<Record<string, readonly [string, Call]>> = {
    open: [paths.thread(SITE), {}],
    'open again': [paths.thread(SITE), {}],
    'open by votes': [paths.thread(SITE), { query: { order: 'top', limit: '100' } }],
    list: [paths.comments(SITE), { query: { cursor: next } }],
    replies: [paths.replies(SITE), { query: { cursor: branches[0].next } }],
    locate: [paths.location(SITE, root.id), {}],
    counts: [`${paths.counts(SITE)}?page=/a&page=/b`, {}],
    viewer: [paths.viewer(SITE), { token }],
    create: [paths.comments(SITE), { method: 'POST', token, json: newComment({ parent: root.id }) }],
    edit: [paths.comment(SITE, root.id), { method: 'PATCH', token, json: { source: 'Edited', version: 1 } }],
    reattach: [paths.selectors(SITE, other?.id ?? ''), { method: 'PATCH', token, json: place }],
    react: [paths.reaction(SITE, root.id, UP), { method: 'PUT', token }],
    report: [paths.report(SITE, root.id), { method: 'PUT', token, json: { reason: 'spam' } }],
    decide: [moderation, { method: 'POST', token: mia, json: decision }],
    'pin in place': [paths.moderation(SITE, other?.id ?? ''), { method: 'POST', token: mia, json: PIN }],
    unpublished: [paths.unpublished(SITE), { token: mia }],
    'viewer who moderates': [paths.viewer(SITE), { token: mia }],
    remove: [paths.comment(SITE, written[1]?.id ?? ''), { method: 'DELETE', token }],
  }
  return { server, calls, etag: open.headers.get('ETag') ?? '' }
}

/** The queries of one call, without the statements that begin and end a transaction. */
async function queriesOf(server: TestServer, path: string, call: Call): Promise<readonly string[]> {
  server.queries.length = 0
  const answer = await server.fetch(request(path, call))
  await answer.text()
  expect(answer.status).toBeLessThan(400)
  return server.queries.filter((query) => /^\s*(select|insert|update|delete)/i.test(query))
}

onEveryDatabase((start, { kind }) => {
  it('answers each call with a bounded number of queries, however long the thread', async () => {
    const counts: Record<string, number>[] = []
    for (const roots of [5, 90]) {
      const { server, calls } = await filledServer(start, roots)
      const counted: Record<string, number> = {}
      for (const [name, [path, call]] of Object.entries(calls)) {
        counted[name] = (await queriesOf(server, path, call)).length
      }
      counts.push(counted)
    }
    const [few = {}, many = {}] = counts
    const most = { open: 5, 'open again': 1, 'open by votes': 5, list: 5, replies: 5, locate: 6, counts: 2, viewer: 6 }
    // Two of create and edit are what moderation asks where nothing is out of the ordinary; one of remove looks for replies.
    const writing = { create: 14, edit: 9, reattach: 7, react: 7, report: 6, remove: 12 }
    const moderating = { decide: 20, 'pin in place': 16, unpublished: 11, 'viewer who moderates': 9 }
    for (const [name, limit] of Object.entries({ ...most, ...writing, ...moderating })) {
      expect(few[name], name).toBeLessThanOrEqual(limit)
      expect(many[name], name).toBeLessThanOrEqual(limit)
    }
  })

  it('tells who has it already so without looking at a comment', async () => {
    const { server, etag } = await filledServer(start, 5)
    server.queries.length = 0
    const call = { query: { order: 'oldest', limit: '1' }, headers: { 'If-None-Match': etag } }
    const answer = await server.fetch(request(paths.thread(SITE), call))
    expect(answer.status).toBe(304)
    expect(server.queries).toHaveLength(1)
    expect(server.queries.join()).not.toContain('comments')
  })

  it('looks up by an index in each query', async () => {
    const { server, calls } = await filledServer(start, 60)
    for (const [name, [path, call]] of Object.entries(calls)) {
      server.compiled.length = 0
      await queriesOf(server, path, call)
      const looking = server.compiled.filter((query) => /^(select|update|delete)/i.test(query.sql))
      expect(looking.length).toBeGreaterThan(name === 'open again' ? 0 : 1)
      for (const query of looking) {
        for (const step of await (kind === 'sqlite' ? sqlitePlan : postgresPlan)(server, query)) {
          expect(step, `${name}: ${query.sql}`).toMatch(BY_INDEX)
        }
      }
    }
  })
})

/** Ways to a row that do not get longer with the table, and what the query brings itself; the rest works on what those found. */
const BY_INDEX = /^(SEARCH|SCAN (branch|CONSTANT ROW)|Index|Bitmap|Function)/

async function explained(server: TestServer, query: CompiledQuery, how: string): Promise<readonly unknown[]> {
  return server.database.queries.connection().execute(async (connection) => {
    // A planner reads a small table as a whole, and is right: what counts is that an index fits.
    if (server.database.kind === 'postgres') await sql`set enable_seqscan = off`.execute(connection)
    const answer = await connection.executeQuery<unknown>({ ...query, sql: `${how} ${query.sql}` })
    return answer.rows
  })
}

async function sqlitePlan(server: TestServer, query: CompiledQuery): Promise<readonly string[]> {
  const rows = await explained(server, query, 'explain query plan')
  const steps = rows.map((row) => (row as { readonly detail: string }).detail)
  return steps.filter((step) => /^(SCAN|SEARCH)/.test(step))
}

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Index Cond'?: string
  readonly 'Relation Name'?: string
  readonly Plans?: readonly PlanNode[]
}

async function postgresPlan(server: TestServer, query: CompiledQuery): Promise<readonly string[]> {
  const [row] = await explained(server, query, 'explain (format json)')
  const plans = (row as { readonly 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] })['QUERY PLAN']
  const flat = (node: PlanNode): readonly PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flat)]
  return plans
    .flatMap(({ Plan }) => flat(Plan))
    .filter((node) => node['Node Type'].includes('Scan') && node['Node Type'] !== 'Subquery Scan')
    .map((node) => {
      const unlimited = node['Node Type'].startsWith('Index') && node['Index Cond'] === undefined
      return unlimited ? `Whole index of ${node['Relation Name']}` : node['Node Type']
    })
}
