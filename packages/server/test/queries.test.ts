import { UP, paths } from '@afterword/storage'
import { expect, it } from 'vitest'
import { onEveryDatabase } from './databases.ts'
import { longSteps, queriesOf } from './plans.ts'
import { SITE, newComment, newToken, post, request } from './server.ts'
import type { Call, TestServer } from './server.ts'
import { moderatorToken } from './signing-in.ts'

const PIN = { type: 'pin', pinned: true }
const passage = { quote: 'weights', selectors: [{ type: 'TextPositionSelector', start: 3, end: 10 }] } as const

/** A thread with branches and passages, and every way to change it. */
async function filledServer(start: () => Promise<TestServer>, count: number) {
  const server = await start()
  const token = newToken()
  const posted = await Promise.all(Array.from({ length: count }, () => post(server, token, { passage })))
  const written = posted.toSorted((a, b) => a.seq - b.seq)
  const [root = await post(server, token), own, other, held] = written
  for (let index = 0; index < 3; index++) await post(server, token, { parent: root.id })
  const place = { selectors: passage.selectors, version: 1 }
  const mia = await moderatorToken(server.database)
  const moderation = paths.moderation(SITE, held?.id ?? '')
  const decision = { type: 'decide', from: 'published', to: 'pending' }
  const calls: Readonly<Record<string, readonly [string, Call]>> = {
    create: [paths.comments(SITE), { method: 'POST', token, json: newComment({ parent: root.id }) }],
    edit: [paths.comment(SITE, root.id), { method: 'PATCH', token, json: { source: 'Edited', version: 1 } }],
    reattach: [paths.selectors(SITE, other?.id ?? ''), { method: 'PATCH', token, json: place }],
    react: [paths.reaction(SITE, root.id, UP), { method: 'PUT', token }],
    report: [paths.report(SITE, root.id), { method: 'PUT', token, json: { reason: 'spam' } }],
    decide: [moderation, { method: 'POST', token: mia, json: decision }],
    'pin in place': [paths.moderation(SITE, other?.id ?? ''), { method: 'POST', token: mia, json: PIN }],
    remove: [paths.comment(SITE, own?.id ?? ''), { method: 'DELETE', token }],
  }
  return { server, calls }
}

onEveryDatabase((start) => {
  it('changes a thread with a bounded number of queries, however long it is, each by an index', async () => {
    // Two of create and edit are what moderation asks where nothing is out of the ordinary; one of remove looks for replies.
    const most = { create: 13, edit: 9, reattach: 7, react: 7, report: 6, decide: 20, 'pin in place': 16, remove: 12 }
    for (const count of [5, 90]) {
      const { server, calls } = await filledServer(start, count)
      const counted: Record<string, number> = {}
      for (const [name, [path, call]] of Object.entries(calls)) {
        const queries = await queriesOf(server, request(path, call))
        counted[name] = queries.length
        expect(await longSteps(server, queries), name).toEqual([])
      }
      for (const [name, limit] of Object.entries(most)) expect(counted[name], name).toBeLessThanOrEqual(limit)
    }
  })

  it('tells who has it already so without looking at a comment', async () => {
    const { server } = await filledServer(start, 5)
    const open = await server.fetch(request(paths.thread(SITE)))
    server.queries.length = 0
    const headers = { 'If-None-Match': open.headers.get('ETag') ?? '' }
    const answer = await server.fetch(request(paths.thread(SITE), { headers }))
    expect(answer.status).toBe(304)
    expect(server.queries).toHaveLength(1)
    expect(server.queries.join()).not.toContain('comments')
  })
})
