import { UP, parseOpenThread, parseThreadEvent, parseViewer, paths } from '@afterword/storage'
import type { Comment, OpenThread, ThreadEvent } from '@afterword/storage'
import type { Decision } from '@afterword/storage/admin'
import { expect, it } from 'vitest'
import { saveBan } from '../src/database/moderation.ts'
import { findSite, saveModeration } from '../src/database/sites.ts'
import type { Site } from '../src/database/sites.ts'
import { createDecisions } from '../src/services/decisions.ts'
import { eventsSince } from '../src/services/events.ts'
import type { ModerationSettings } from '../src/services/moderation/settings.ts'
import { onEveryDatabase } from './databases.ts'
import { PAGE, SITE, newComment, newToken, post, request } from './server.ts'
import type { TestServer } from './server.ts'

async function siteOf(server: TestServer): Promise<Site> {
  const site = await findSite(server.database.queries, SITE)
  if (site === undefined) throw new Error('There is no site.')
  return site
}

async function moderate(server: TestServer, settings: Partial<ModerationSettings>): Promise<void> {
  await saveModeration(server.database.queries, (await siteOf(server)).id, JSON.stringify(settings))
}

async function decide(
  server: TestServer,
  { id }: Comment,
  from: Decision['from'],
  to: Decision['to'],
): Promise<Comment> {
  return createDecisions(server.deps).decide(await siteOf(server), 'staff', { id, from, to })
}

async function open(server: TestServer): Promise<OpenThread> {
  const answer = await server.fetch(request(paths.thread(SITE), { query: { order: 'oldest' } }))
  return parseOpenThread(await answer.json())
}

async function events(server: TestServer, since = 0): Promise<readonly ThreadEvent[]> {
  const rows = await eventsSince(server.database.queries, (await siteOf(server)).id, PAGE, since)
  return rows.map((row) => parseThreadEvent(JSON.parse(JSON.stringify(row))))
}

/** Everything that everybody can ask for, as text. */
async function everySurface(server: TestServer, id: string): Promise<string> {
  const asked = [
    request(paths.thread(SITE)),
    request(paths.thread(SITE), { query: { order: 'top' } }),
    request(paths.location(SITE, id), { query: { order: 'oldest' } }),
    request(paths.events(SITE), { query: { since: '0', poll: '1' } }),
    request(paths.viewer(SITE), { token: newToken() }),
  ]
  const answers = await Promise.all(asked.map(async (one) => (await server.fetch(one)).text()))
  return answers.join('\n')
}

const ids = ({ comments }: OpenThread): readonly string[] => comments.map(({ id }) => id)
const passage = { quote: 'Secret quote', selectors: [{ type: 'TextPositionSelector', start: 3, end: 10 }] } as const

onEveryDatabase((start) => {
  it('shows a held comment to its writer and to nobody else, until it is approved', async () => {
    const server = await start()
    await moderate(server, { mode: 'all' })
    const token = newToken()
    const held = await post(server, token, { source: 'Secret words', name: 'Secretive', passage })
    expect(held).toMatchObject({ status: 'pending', body: { source: 'Secret words' } })
    expect(await everySurface(server, held.id)).not.toContain('Secret')
    expect(await open(server)).toMatchObject({ thread: { count: 0 }, comments: [], passages: [] })
    const own = await server.fetch(request(paths.viewer(SITE), { token }))
    expect(parseViewer(await own.json())).toMatchObject({ pending: [{ id: held.id, status: 'pending' }] })

    await decide(server, held, 'pending', 'published')
    expect(await open(server)).toMatchObject({ thread: { count: 1 }, comments: [{ id: held.id }] })
    expect((await open(server)).passages).toHaveLength(1)
    expect(await events(server)).toMatchObject([
      { type: 'created', seq: 1, comment: { id: held.id } },
      { type: 'created', seq: 2, count: 1, comment: { id: held.id } },
    ])
  })

  it('tells the writer of spam only that it is held', async () => {
    const server = await start()
    const token = newToken()
    const comment = await post(server, token)
    await decide(server, comment, 'published', 'spam')
    const own = parseViewer(await (await server.fetch(request(paths.viewer(SITE), { token }))).json())
    expect(own.pending).toMatchObject([{ id: comment.id, status: 'pending' }])
    expect(JSON.stringify(own)).not.toContain('spam')
  })

  it('answers a late retry of a held comment with the comment', async () => {
    const server = await start()
    await moderate(server, { mode: 'all' })
    const token = newToken()
    const json = newComment()
    const send = () => server.fetch(request(paths.comments(SITE), { method: 'POST', token, json }))
    expect((await send()).status).toBe(201)
    const again = await send()
    expect(again.status).toBe(200)
    expect(await again.json()).toMatchObject({ id: json.id, status: 'pending' })
  })

  it('leaves a hidden comment with replies its place and none of its words', async () => {
    const server = await start()
    const top = await post(server, newToken(), { source: 'Secret words', name: 'Secretive', passage })
    await server.fetch(request(paths.reaction(SITE, top.id, UP), { method: 'PUT', token: newToken() }))
    const reply = await post(server, newToken(), { parent: top.id })
    await decide(server, top, 'published', 'removed')
    const after = await open(server)
    expect(after.comments).toMatchObject([
      { id: top.id, status: 'removed', author: null, body: null, passage: null, reactions: {} },
      { id: reply.id },
    ])
    expect(after).toMatchObject({ thread: { count: 1 }, passages: [] })
    expect(await everySurface(server, top.id)).not.toContain('Secret')

    // The last reply goes: so does the place. It comes back with the reply, and whole when it is approved.
    await decide(server, reply, 'published', 'spam')
    expect(await open(server)).toMatchObject({ thread: { count: 0 }, comments: [] })
    await decide(server, reply, 'spam', 'published')
    expect(ids(await open(server))).toEqual([top.id, reply.id])
    await decide(server, top, 'removed', 'published')
    const restored = await open(server)
    expect(restored).toMatchObject({ thread: { count: 2 }, comments: [{ body: { source: 'Secret words' } }, {}] })
    expect(restored.comments[0]?.reactions).toEqual({ [UP]: 1 })
  })

  it('numbers every change without a gap, whatever is hidden and shown', async () => {
    const server = await start()
    const top = await post(server, newToken())
    const middle = await post(server, newToken(), { parent: top.id })
    const last = await post(server, newToken(), { parent: middle.id })
    await decide(server, top, 'published', 'removed')
    await decide(server, middle, 'published', 'pending')
    await decide(server, middle, 'pending', 'spam')
    await decide(server, last, 'published', 'spam')
    expect(await open(server)).toMatchObject({ comments: [], thread: { count: 0 } })
    await decide(server, last, 'spam', 'published')
    const { thread, comments } = await open(server)
    expect(comments.map(({ status }) => status)).toEqual(['removed', 'removed', 'published'])
    const seen = (await events(server)).map((event) => ('seq' in event ? event.seq : null))
    expect(seen).toEqual(Array.from({ length: thread.seq }, (_, index) => index + 1))
  })

  it('counts the replies that everybody sees', async () => {
    const server = await start()
    const top = await post(server, newToken())
    const replies: Comment[] = []
    for (let index = 0; index < 12; index++) replies.push(await post(server, newToken(), { parent: top.id }))
    for (const reply of replies.slice(0, 3)) await decide(server, reply, 'published', 'spam')
    expect(await open(server)).toMatchObject({ thread: { count: 10 }, branches: [] })
    expect((await open(server)).comments).toHaveLength(10)
  })

  it('lets the second of two moderators see the first one’s verdict', async () => {
    const server = await start()
    const comment = await post(server, newToken())
    const both = await Promise.allSettled([
      decide(server, comment, 'published', 'spam'),
      decide(server, comment, 'published', 'removed'),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const late = both.find((one) => one.status === 'rejected')
    expect(late?.reason).toMatchObject({ code: 'conflict', current: { id: comment.id } })
  })

  it('hides an edit that turns a comment into what the site holds', async () => {
    const server = await start()
    await moderate(server, { heldWords: ['casino'] })
    const token = newToken()
    const comment = await post(server, token)
    const call = { method: 'PATCH', token, json: { source: 'Visit my casino', version: 1 } }
    const edited = await server.fetch(request(paths.comment(SITE, comment.id), call))
    expect(await edited.json()).toMatchObject({ status: 'pending', body: { source: 'Visit my casino' } })
    expect(await everySurface(server, comment.id)).not.toContain('casino')
    expect((await open(server)).thread.count).toBe(0)
  })

  it('gives refused words back and stores nothing', async () => {
    const server = await start()
    await moderate(server, { refusedWords: ['casino'] })
    const json = newComment({ source: 'Visit my casino' })
    const answer = await server.fetch(request(paths.comments(SITE), { method: 'POST', token: newToken(), json }))
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ code: 'refused' })
    expect(await open(server)).toMatchObject({ thread: { seq: 0 }, comments: [] })
  })

  it('refuses those who are banned, and takes them again when the time is over', async () => {
    let now = 1_000
    const server = await start({ clock: () => now })
    const token = newToken()
    const { author } = await post(server, token)
    const site_id = (await siteOf(server)).id
    const ban = {
      site_id,
      kind: 'author',
      value: author?.id ?? '',
      why: 'enough',
      until: 5_000,
      at: now,
      staff_id: null,
    } as const
    await saveBan(server.database.queries, ban)
    const send = () => server.fetch(request(paths.comments(SITE), { method: 'POST', token, json: newComment() }))
    expect(await (await send()).json()).toMatchObject({ code: 'refused' })
    now = 6_000
    expect((await send()).status).toBe(201)
  })

  it('knows a neighbourhood by a hash that is another one tomorrow', async () => {
    let now = 0
    const server = await start({ clock: () => now, clientAddress: () => '192.0.2.7' })
    const from = async (): Promise<string | null> => {
      const { id } = await post(server, newToken())
      const row = await server.database.queries
        .selectFrom('comments')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
      return row?.neighbourhood ?? null
    }
    const first = await from()
    expect(first).toMatch(/^[\w-]{22}$/)
    expect(await from()).toBe(first)
    now = 86_400_000
    expect(await from()).not.toBe(first)
    expect(await server.database.queries.selectFrom('day_keys').selectAll().execute()).toHaveLength(1)
  })

  it('holds the third of the same comments, wherever they stand', async () => {
    const server = await start()
    const source = 'Buy the very best watches from my little shop'
    const statuses: string[] = []
    for (const page of ['/a', '/b', '/c']) statuses.push((await post(server, newToken(), { source }, page)).status)
    expect(statuses).toEqual(['published', 'published', 'pending'])
  })

  it('learns what the moderators call spam, and unlearns it', async () => {
    const server = await start()
    const spam = (index: number) => `cheap pills ${index} casino bonus`
    const kept: Comment[] = []
    for (let index = 0; index < 20; index++) {
      kept.push(await post(server, newToken(), { source: spam(index), name: 'Seller' }))
      const honest = await post(server, newToken(), { source: `I read the paper ${index} on weights`, name: 'Ada' })
      await decide(server, honest, 'published', 'removed')
      await decide(server, honest, 'removed', 'published')
    }
    for (const comment of kept) await decide(server, comment, 'published', 'spam')
    const next = await post(server, newToken(), { source: spam(21), name: 'Seller' })
    expect(next.status).toBe('pending')
    const row = await server.database.queries
      .selectFrom('verdicts')
      .selectAll()
      .where('comment_id', '=', next.id)
      .executeTakeFirst()
    expect(row).toMatchObject({ status: 'spam', phase: 'likely-spam' })
    for (const comment of kept) await decide(server, comment, 'spam', 'published')
    expect((await post(server, newToken(), { source: spam(22), name: 'Seller' })).status).toBe('published')
  })

  it('leaves no word of a hidden comment when its writer removes it', async () => {
    const server = await start()
    const token = newToken()
    const comment = await post(server, token, { source: 'Secret words' })
    await decide(server, comment, 'published', 'removed')
    await server.fetch(request(paths.comment(SITE, comment.id), { method: 'DELETE', token }))
    const rows = await server.database.queries.selectFrom('comments').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('Secret')
    await expect(decide(server, comment, 'removed', 'published')).rejects.toMatchObject({ code: 'not-found' })
  })
})
