import { parseLocation, parseOpenThread, parseSlice, paths } from '@afterword/storage'
import type { Author, Comment, OpenThread, Order } from '@afterword/storage'
import { adminPaths } from '@afterword/storage/admin'
import { expect, it } from 'vitest'
import { onEveryDatabase } from './databases.ts'
import { SITE, newToken, post, request } from './server.ts'
import type { TestServer } from './server.ts'
import { hire } from './staff.ts'
import type { SignedInStaff } from './staff.ts'

const pin = (staff: SignedInStaff, { id }: Comment, pinned = true): Promise<Comment> =>
  staff.ask(adminPaths.pins(SITE), { method: 'PUT', json: { id, pinned } })

async function open(server: TestServer, order: Order = 'oldest', limit = '100'): Promise<OpenThread> {
  return parseOpenThread(await (await server.fetch(request(paths.thread(SITE), { query: { order, limit } }))).json())
}

const words = ({ comments }: Pick<OpenThread, 'comments'>): readonly string[] =>
  comments.map(({ body }) => (body !== null && 'source' in body ? body.source : '(removed)'))

async function four(server: TestServer): Promise<readonly Comment[]> {
  const comments: Comment[] = []
  for (const source of ['a', 'b', 'c', 'd']) comments.push(await post(server, newToken(), { source }))
  return comments
}

onEveryDatabase((start) => {
  it('has pinned comments first in every order, each once however one pages', async () => {
    const server = await start()
    const olive = await hire(server, 'Olive')
    const [a, b, c, d] = (await four(server)) as [Comment, Comment, Comment, Comment]
    await post(server, newToken(), { source: 'b1', parent: b.id })
    await server.fetch(request(paths.reaction(SITE, d.id, 'up'), { method: 'PUT', token: newToken() }))
    expect(await pin(olive, b)).toMatchObject({ id: b.id, pinned: true })
    expect(words(await open(server, 'oldest'))).toEqual(['b', 'b1', 'a', 'c', 'd'])
    expect(words(await open(server, 'newest'))).toEqual(['b', 'b1', 'd', 'c', 'a'])
    expect(words(await open(server, 'top'))).toEqual(['b', 'b1', 'd', 'c', 'a'])

    const first = await open(server, 'oldest', '1')
    expect(words(first)).toEqual(['b', 'b1', 'a'])
    const query = { cursor: first.next ?? '' }
    const rest = parseSlice(await (await server.fetch(request(paths.comments(SITE), { query }))).json())
    expect(words(rest)).toEqual(['c', 'd'])
    const back = { cursor: rest.previous ?? '' }
    expect(
      words(parseSlice(await (await server.fetch(request(paths.comments(SITE), { query: back }))).json())),
    ).toEqual(['a'])
    for (const [comment, around] of [
      [b, ['b', 'b1', 'a', 'c', 'd']],
      [c, ['c', 'd']],
    ] as const) {
      const located = await server.fetch(request(paths.location(SITE, comment.id), { query: { order: 'oldest' } }))
      expect(words(parseLocation(await located.json()))).toEqual(around)
    }

    await pin(olive, b, false)
    expect(words(await open(server))).toEqual(['a', 'b', 'b1', 'c', 'd'])
    expect((await open(server)).comments.some(({ pinned }) => pinned === true)).toBe(false)
    expect(a.pinned).toBeUndefined()
  })

  it('tells of a pin as of a change, and pins nothing that cannot be read, no reply, and no more than three', async () => {
    const server = await start()
    const olive = await hire(server, 'Olive')
    const comments = await four(server)
    const [a, b, c, d] = comments as [Comment, Comment, Comment, Comment]
    const reply = await post(server, newToken(), { source: 'reply', parent: a.id })
    const { seq } = (await open(server)).thread
    await pin(olive, a)
    await pin(olive, a)
    const poll = await server.fetch(request(paths.events(SITE), { query: { since: String(seq), poll: '1' } }))
    expect(await poll.json()).toMatchObject({
      events: [{ type: 'changed', seq: seq + 1, comment: { id: a.id, pinned: true } }],
    })
    await pin(olive, b)
    await pin(olive, c)
    expect(await pin(olive, d).catch(String)).toContain('At most 3')
    expect(await pin(olive, reply).catch(String)).toContain('invalid')
    await pin(olive, c, false)
    const json = [{ id: b.id, from: 'published', to: 'removed' }]
    await olive.ask(adminPaths.decisions(SITE), { method: 'POST', json })
    expect(words(await open(server))).toEqual(['a', 'reply', 'c', 'd'])
    expect(await pin(olive, b).catch(String)).toContain('not-found')
    const audit = await olive.ask<readonly { what: string }[]>(adminPaths.audit(SITE))
    expect(audit.map(({ what }) => what).toSorted()).toEqual(['pinned', 'pinned', 'pinned', 'removed', 'unpinned'])
  })

  it('says what moderators say of an author beside the name, at once and for who has it already', async () => {
    const server = await start()
    const olive = await hire(server, 'Olive')
    const token = newToken()
    const { author } = await post(server, token, {})
    const label = (said: string | null) =>
      olive.ask<Author>(adminPaths.labels(SITE), { method: 'PUT', json: { author: author?.id, label: said } })
    const before = await server.fetch(request(paths.thread(SITE)))
    const etag = before.headers.get('ETag')
    await server.fetch(request(paths.thread(SITE)))
    expect(await label('  Publisher\u202e ')).toMatchObject({ id: author?.id, label: 'Publisher' })
    const after = await server.fetch(request(paths.thread(SITE), { headers: { 'If-None-Match': etag } }))
    expect(after.status).toBe(200)
    expect(parseOpenThread(await after.json()).comments[0]?.author).toMatchObject({ label: 'Publisher' })
    expect(await post(server, token, {})).toMatchObject({ author: { label: 'Publisher' } })
    expect(await label('x'.repeat(31)).catch(String)).toContain('too-long')
    expect(await label(null)).not.toHaveProperty('label')
    expect((await open(server)).comments[0]?.author).not.toHaveProperty('label')
    const nobody = { method: 'PUT', json: { author: 'nobody', label: 'x' } }
    expect(await olive.ask(adminPaths.labels(SITE), nobody).catch(String)).toContain('not-found')
  })
})
