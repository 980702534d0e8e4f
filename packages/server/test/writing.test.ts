import {
  DEFAULT_EDIT_WINDOW,
  UP,
  newCommentId,
  parseOpenThread,
  parseThreadEvent,
  parseViewer,
  paths,
} from '@afterword/storage'
import type { Comment, OpenThread, ThreadEvent } from '@afterword/storage'
import { expect, it } from 'vitest'
import { KEPT_EVENTS } from '../src/database/events.ts'
import { findSite, saveSite } from '../src/database/sites.ts'
import { eventsSince } from '../src/services/events.ts'
import { onEveryDatabase } from './databases.ts'
import { PAGE, SITE, newComment, newToken, post, request } from './server.ts'
import type { Call, TestServer } from './server.ts'

async function send(server: TestServer, path: string, call: Call): Promise<unknown> {
  const answer = await server.fetch(request(path, call))
  if (!answer.ok) throw new Error(await answer.text())
  return answer.json()
}

const open = async (server: TestServer): Promise<OpenThread> =>
  parseOpenThread(await send(server, paths.thread(SITE), { query: { order: 'oldest' } }))

const remove = (server: TestServer, token: string, id: string): Promise<unknown> =>
  send(server, paths.comment(SITE, id), { method: 'DELETE', token })

async function events(server: TestServer, since: number, page = PAGE): Promise<readonly ThreadEvent[]> {
  const site = await findSite(server.database.queries, SITE)
  const rows = await eventsSince(server.database.queries, site?.id ?? 0, page, since)
  return rows.map((row) => parseThreadEvent(JSON.parse(JSON.stringify(row))))
}

/** Everything in the database, as text. */
async function everything(server: TestServer): Promise<string> {
  const { queries } = server.database
  const tables = ['sites', 'threads', 'authors', 'comments', 'spent_ids', 'reactions', 'reports', 'events'] as const
  return JSON.stringify(await Promise.all(tables.map((table) => queries.selectFrom(table).selectAll().execute())))
}

const passage = { quote: 'weights', selectors: [{ type: 'TextPositionSelector', start: 3, end: 10 }] } as const

onEveryDatabase((start) => {
  it('leaves nothing of a comment without replies', async () => {
    const server = await start()
    const token = newToken()
    const comment = await post(server, token, { source: 'Regretted words', passage })
    expect(await remove(server, token, comment.id)).toBeNull()
    expect(await open(server)).toMatchObject({ thread: { seq: 2, count: 0 }, comments: [], passages: [] })
    expect(await everything(server)).not.toContain('Regretted')
    expect(await remove(server, token, comment.id)).toBeNull()
    expect((await open(server)).thread.seq).toBe(2)
  })

  it('leaves a tombstone without words where there are replies', async () => {
    const server = await start()
    const token = newToken()
    const comment = await post(server, token, { source: 'Regretted words', name: 'Regretful', passage })
    await send(server, paths.reaction(SITE, comment.id, UP), { method: 'PUT', token: newToken() })
    const reply = await post(server, newToken(), { parent: comment.id })
    const tombstone = { status: 'removed', author: null, body: null, passage: null, reactions: {} }
    expect(await remove(server, token, comment.id)).toMatchObject({ id: comment.id, ...tombstone })
    const after = await open(server)
    expect(after.comments).toMatchObject([{ id: comment.id, ...tombstone }, { id: reply.id }])
    expect(after.thread.count).toBe(1)
    expect(after.passages).toEqual([])
    const rows = await server.database.queries.selectFrom('comments').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('Regret')
    expect(await remove(server, token, comment.id)).toMatchObject(tombstone)
    expect((await open(server)).thread.seq).toBe(after.thread.seq)
  })

  it('takes the tombstones away that stood for the sake of one reply', async () => {
    const server = await start()
    const token = newToken()
    const kept = await post(server, token)
    const top = await post(server, token, { parent: kept.id })
    const middle = await post(server, token, { parent: top.id })
    const last = await post(server, token, { parent: middle.id })
    await remove(server, token, top.id)
    await remove(server, token, middle.id)
    const { thread } = await open(server)
    await remove(server, token, last.id)
    const after = await open(server)
    expect(after.comments.map((comment) => comment.id)).toEqual([kept.id])
    expect(after.branches).toEqual([])
    expect(after.thread).toMatchObject({ count: 1, seq: thread.seq + 3 })
    expect(await events(server, thread.seq)).toMatchObject(
      [last, middle, top].map(({ id }, index) => ({ type: 'removed', id, comment: null, seq: thread.seq + 1 + index })),
    )
    await post(server, token, { parent: kept.id })
    expect((await open(server)).comments).toHaveLength(2)
  })

  it('serves removed words in no event, not even in one from before', async () => {
    const server = await start()
    const token = newToken()
    const gone = await post(server, token, { source: 'Regretted words' })
    const edit = { source: 'Regretted again', version: 1 }
    await send(server, paths.comment(SITE, gone.id), { method: 'PATCH', token, json: edit })
    const buried = await post(server, token, { source: 'Regretted too' })
    await post(server, token, { parent: buried.id })
    await remove(server, token, gone.id)
    await remove(server, token, buried.id)
    const told = await events(server, 0)
    expect(told.map((event) => event.type === 'connection' || event.seq)).toEqual([1, 2, 3, 4, 5, 6])
    expect(told.map((event) => event.type)).toEqual(['removed', 'removed', 'removed', 'created', 'removed', 'removed'])
    expect(JSON.stringify(told)).not.toContain('Regretted')
  })

  it('never brings a removed comment back, however late its writer tries again', async () => {
    const server = await start()
    const token = newToken()
    const comment = newComment()
    await post(server, token, comment)
    await remove(server, token, comment.id)
    await expect(post(server, token, comment)).rejects.toThrow('id-taken')
    await expect(post(server, token, { ...comment, source: 'Other' })).rejects.toThrow('id-taken')
  })

  it('says reset to who slept too long, or knows more than there is', async () => {
    const server = await start()
    expect(await events(server, 0)).toEqual([])
    expect(await events(server, 7)).toEqual([{ type: 'reset', seq: 0 }])
    const token = newToken()
    const { id } = await post(server, token)
    expect(await events(server, 1)).toEqual([])
    expect(await events(server, 2)).toEqual([{ type: 'reset', seq: 1 }])
    const times = KEPT_EVENTS + 200
    for (let time = 0; time < times; time++) {
      await send(server, paths.reaction(SITE, id, UP), { method: time % 2 === 0 ? 'PUT' : 'DELETE', token })
    }
    expect(await events(server, 0)).toEqual([{ type: 'reset', seq: times + 1 }])
    expect(await events(server, times - 1)).toHaveLength(2)
    const { length } = await server.database.queries.selectFrom('events').select('seq').execute()
    expect(length).toBeLessThanOrEqual(KEPT_EVENTS + 100)
  })

  it('edits from the version that was seen, and shows the current one otherwise', async () => {
    const server = await start()
    const token = newToken()
    const { id } = await post(server, token)
    const edit = (source: string, version: number) => ({ method: 'PATCH', token, json: { source, version } })
    const edited = await send(server, paths.comment(SITE, id), edit('**Better**', 1))
    expect(edited).toMatchObject({
      version: 2,
      seq: 1,
      body: { source: '**Better**', content: [{ type: 'p', children: [{ type: 'strong', children: ['Better'] }] }] },
    })
    const late = await server.fetch(request(paths.comment(SITE, id), edit('Worse', 1)))
    expect(late.status).toBe(409)
    expect(await late.json()).toMatchObject({ code: 'conflict', current: edited })
    expect((await open(server)).comments).toEqual([edited])
  })

  it('takes an edit for as long as the site says, to the millisecond, and a removal for ever', async () => {
    let now = Date.UTC(2026, 10, 24)
    const server = await start({ clock: () => now })
    const token = newToken()
    const { id, createdAt } = await post(server, token)
    const edit = (version: number) =>
      server.fetch(request(paths.comment(SITE, id), { method: 'PATCH', token, json: { source: `at ${now}`, version } }))
    const left = async () => parseViewer(await send(server, paths.viewer(SITE), { token })).own
    now = createdAt + DEFAULT_EDIT_WINDOW - 1
    expect(await left()).toEqual([{ id, editableFor: 1 }])
    expect((await edit(1)).status).toBe(200)
    now += 1
    const { thread } = await open(server)
    const late = await edit(2)
    expect(late.status).toBe(403)
    expect(await late.json()).toMatchObject({ code: 'edit-closed', detail: expect.stringContaining('Remove it') })
    expect(await left()).toEqual([{ id, editableFor: 0 }])
    expect((await open(server)).thread.seq).toBe(thread.seq)
    // Nobody else learns by it whether the time is over.
    const json = { source: 'Mine', version: 2 }
    const other = await server.fetch(request(paths.comment(SITE, id), { method: 'PATCH', token: newToken(), json }))
    expect(await other.json()).toMatchObject({ code: 'forbidden' })
    expect(await remove(server, token, id)).toBeNull()
  })

  it('takes edits never, or for ever, when the site says so, and tells it to who has an older answer', async () => {
    let now = Date.UTC(2026, 10, 24)
    const server = await start({ clock: () => now })
    const { queries } = server.database
    const token = newToken()
    const { id } = await post(server, token)
    const site = await findSite(queries, SITE)
    if (site === undefined) throw new Error('The site is missing.')
    const edit = (version: number) =>
      server.fetch(request(paths.comment(SITE, id), { method: 'PATCH', token, json: { source: 'Edited', version } }))
    const tag = (await server.fetch(request(paths.thread(SITE)))).headers.get('ETag') ?? ''
    await saveSite(queries, { ...site, editWindow: 0, createdAt: 0 })
    expect(await (await edit(1)).json()).toMatchObject({ code: 'edit-closed' })
    const again = await server.fetch(request(paths.thread(SITE), { headers: { 'If-None-Match': tag } }))
    expect(await again.json()).toMatchObject({ editWindow: 0 })
    await saveSite(queries, { ...site, editWindow: null, createdAt: 0 })
    now += 10 * 365 * 86_400_000
    expect((await edit(1)).status).toBe(200)
    expect(await send(server, paths.viewer(SITE), { token })).toMatchObject({ own: [{ id, editableFor: null }] })
    expect((await open(server)).editWindow).toBeNull()
  })

  it('lets one of two edits that start from the same version win', async () => {
    const server = await start()
    const token = newToken()
    const { id } = await post(server, token)
    const statuses = await Promise.all(
      ['one', 'two', 'three'].map(async (source) => {
        const json = { source, version: 1 }
        return (await server.fetch(request(paths.comment(SITE, id), { method: 'PATCH', token, json }))).status
      }),
    )
    expect(statuses.toSorted()).toEqual([200, 409, 409])
    expect((await open(server)).thread.seq).toBe(2)
  })

  it('counts a reaction once for each who gave it', async () => {
    const server = await start()
    const { id } = await post(server, newToken())
    const tokens = Array.from({ length: 20 }, newToken)
    const react = (token: string, method: string, reaction = UP) =>
      send(server, paths.reaction(SITE, id, reaction), { method, token })
    await Promise.all([...tokens, ...tokens].map((token) => react(token, 'PUT')))
    await react(tokens[0] ?? '', 'PUT', '❤️')
    expect((await open(server)).comments).toMatchObject([{ reactions: { [UP]: 20, '❤️': 1 } }])
    await Promise.all([...tokens, ...tokens].map((token) => react(token, 'DELETE')))
    const after = await open(server)
    expect(after.comments[0]?.reactions).toEqual({ '❤️': 1 })
    expect(after.thread.seq).toBe(1 + 20 + 1 + 20)
    const unknown = request(paths.reaction(SITE, id, '💣'), { method: 'PUT', token: newToken() })
    expect(await (await server.fetch(unknown)).json()).toMatchObject({ code: 'invalid', field: 'reaction' })
  })

  it('tells a viewer what is theirs, and nobody else', async () => {
    const server = await start({ clock: () => 1_000_000 })
    const [token, other] = [newToken(), newToken()]
    const view = async (who?: string) =>
      parseViewer(await send(server, paths.viewer(SITE), who === undefined ? {} : { token: who }))
    const nobody = { author: null, own: [], pending: [], reported: [], reactions: {} }
    expect(await view()).toEqual(nobody)
    expect(await view(token)).toEqual(nobody)
    const comment = await post(server, token, { name: 'Ada' })
    await send(server, paths.reaction(SITE, comment.id, UP), { method: 'PUT', token: other })
    expect(await view(token)).toEqual({
      ...nobody,
      author: comment.author,
      own: [{ id: comment.id, editableFor: DEFAULT_EDIT_WINDOW }],
    })
    expect(await view(other)).toEqual({ ...nobody, reactions: { [comment.id]: [UP] } })
    await remove(server, token, comment.id)
    expect(await view(token)).toEqual({ ...nobody, author: comment.author })
    expect(await view(other)).toEqual(nobody)
  })

  it('knows a guest by a hash only, and shows nothing of it', async () => {
    const server = await start()
    const token = newToken()
    const first = await post(server, token)
    const second = await post(server, token, { name: 'Ada L.' })
    expect(second.author).toEqual({ ...first.author, name: 'Ada L.' })
    const stored = await everything(server)
    expect(stored).not.toContain(token)
    const { token_hash: hash } = await server.database.queries
      .selectFrom('authors')
      .select('token_hash')
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(await open(server))).not.toContain(hash)
    expect(hash).not.toContain(first.author?.id)
  })

  it('keeps sites apart: the same id, page and token are others there', async () => {
    const server = await start()
    await server.addSite('second')
    const token = newToken()
    const comment = newComment()
    await post(server, token, comment)
    const there = (path: string, call: Call = {}) => server.fetch(request(path, call))
    expect((await there(paths.location('second', comment.id))).status).toBe(404)
    expect((await there(paths.reaction('second', comment.id, UP), { method: 'PUT', token })).status).toBe(404)
    const json = { source: 'Mine', version: 1 }
    expect((await there(paths.comment('second', comment.id), { method: 'PATCH', token, json })).status).toBe(404)
    expect(await (await there(paths.comment('second', comment.id), { method: 'DELETE', token })).json()).toBeNull()
    const written = await there(paths.comments('second'), { method: 'POST', token, json: comment })
    expect(written.status).toBe(201)
    const { author } = (await written.json()) as Comment
    const here = await open(server)
    expect(here.comments).toHaveLength(1)
    expect(here.comments[0]?.author?.id).not.toBe(author?.id)
  })

  it('keeps pages apart: a comment cannot be changed by way of another page', async () => {
    const server = await start()
    const token = newToken()
    const { id } = await post(server, token)
    await post(server, token, {}, '/other')
    const query = { page: '/other' }
    const json = { source: 'Mine', version: 1 }
    expect((await server.fetch(request(paths.comment(SITE, id), { method: 'PATCH', token, json, query }))).status).toBe(
      404,
    )
    await send(server, paths.comment(SITE, id), { method: 'DELETE', token, query })
    expect((await open(server)).comments).toMatchObject([{ id, version: 1, status: 'published' }])
  })

  it('answers the comment that is there to whoever wrote it, and to nobody else', async () => {
    const server = await start()
    const token = newToken()
    const comment = newComment({ passage })
    const written = await post(server, token, comment)
    expect(await post(server, token, { ...comment, name: 'Another name' })).toEqual(written)
    await expect(post(server, newToken(), comment)).rejects.toThrow('id-taken')
    await expect(post(server, token, { ...comment, source: 'Other' })).rejects.toThrow('id-taken')
    const { passage: _, ...plain } = comment
    await expect(post(server, token, { ...plain, parent: newCommentId() })).rejects.toThrow('id-taken')
    await expect(post(server, token, comment, '/other')).rejects.toThrow('id-taken')
    expect((await open(server)).thread.seq).toBe(1)
    expect(await server.database.queries.selectFrom('threads').select('page').execute()).toEqual([{ page: PAGE }])
  })
})
