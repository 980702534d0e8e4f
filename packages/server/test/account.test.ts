import { setImmediate } from 'node:timers/promises'
import { paths } from '@afterword/storage'
import type { Comment, OpenThread } from '@afterword/storage'
import { adminPaths } from '@afterword/storage/admin'
import { identityPaths } from '@afterword/storage/identity'
import type { AccountData, Farewell } from '@afterword/storage/identity'
import { expect, it } from 'vitest'
import type { Person } from '../src/services/identity/people.ts'
import { onEveryDatabase } from './databases.ts'
import { PAGE, SITE, newComment, newToken, post, request } from './server.ts'
import type { TestServer } from './server.ts'
import { sessionOf } from './signing-in.ts'
import { hire } from './staff.ts'

const ADA: Person = { provider: 'host', subject: 'user-1', name: 'Ada Lovelace', staffId: null }
const KEEP: Farewell = { comments: 'keep', as: 'Former reader' }

function leave(server: TestServer, token: string, farewell: Farewell | object): Promise<Response> {
  return server.fetch(request(identityPaths.account(SITE), { method: 'DELETE', token, json: farewell }))
}

async function open(server: TestServer, page = PAGE): Promise<OpenThread> {
  return (await (await server.fetch(request(paths.thread(SITE), { query: { page } }))).json()) as OpenThread
}

async function react(server: TestServer, token: string, id: string): Promise<void> {
  const answer = await server.fetch(request(paths.reaction(SITE, id, 'up'), { method: 'PUT', token }))
  expect(answer.status).toBe(200)
}

/** Everything that anybody who is nobody in particular can ask for. */
async function everySurface(server: TestServer, ids: readonly string[]): Promise<string> {
  const asked = [
    request(paths.thread(SITE)),
    request(paths.thread(SITE), { query: { order: 'top' } }),
    request(paths.events(SITE), { query: { poll: '1', since: '0' } }),
    request(paths.atom(SITE)),
    request(paths.jsonFeed(SITE)),
    ...ids.map((id) => request(paths.location(SITE, id))),
  ]
  const answers = await Promise.all(asked.map((one) => server.fetch(one)))
  return (await Promise.all(answers.map((answer) => answer.text()))).join('\n')
}

/** Every row of every table, as text. */
async function everything({ database: { queries } }: TestServer): Promise<string> {
  const tables = await queries.introspection.getTables()
  const rows = await Promise.all(
    tables.map(({ name }) =>
      queries
        .selectFrom(name as 'authors')
        .selectAll()
        .execute(),
    ),
  )
  return JSON.stringify(rows)
}

onEveryDatabase((start) => {
  it('hands out all that is known of an account in one file', async () => {
    const server = await start()
    const { access, author } = await sessionOf(server, ADA)
    const other = await post(server, newToken(), { name: 'Ben' })
    const first = await post(server, access, { source: 'One “word” and a \n line' })
    const second = await post(server, access, { source: 'Two', parent: other.id })
    const third = await post(server, access, { source: 'Three' }, '/elsewhere')
    await react(server, access, other.id)
    const told = { method: 'PUT', token: access, json: { reason: 'spam', note: 'Look' } }
    await server.fetch(request(paths.report(SITE, other.id), told))
    const answer = await server.fetch(request(identityPaths.account(SITE), { token: access }))
    expect(answer.headers.get('Content-Disposition')).toContain('attachment')
    expect(answer.headers.get('Cache-Control')).toContain('no-store')
    const data = (await answer.json()) as AccountData
    expect(data).toMatchObject({
      version: 1,
      site: SITE,
      account: { id: author.id, name: 'Ada Lovelace' },
      identities: [{ provider: 'host', subject: 'user-1' }],
      sessions: [{ way: 'host' }],
      reactions: [{ page: PAGE, comment: other.id, reaction: 'up' }],
      reports: [{ page: PAGE, comment: other.id, reason: 'spam', note: 'Look' }],
    })
    const expected = [first, second, third].map(({ id, parent }) => ({ id, parent }))
    expect(data.comments.map(({ id, parent }) => ({ id, parent }))).toEqual(expected)
    expect(data.comments.map(({ source }) => source)).toEqual(['One “word” and a \n line', 'Two', 'Three'])
    expect(data.comments.at(-1)?.page).toBe('/elsewhere')
  })

  it('removes what was written with the account, and leaves a place where there are replies', async () => {
    const server = await start()
    const { access, author } = await sessionOf(server, ADA)
    const guest = newToken()
    const answered = await post(server, access, { source: 'Answered' })
    const reply = await post(server, guest, { parent: answered.id, source: 'A reply', name: 'Ben' })
    const own = await post(server, access, { parent: reply.id, source: 'Mine again' })
    await post(server, access, { source: 'Alone' }, '/elsewhere')
    await react(server, access, reply.id)
    const answer = await leave(server, access, { comments: 'remove' })
    expect({ status: answer.status, body: await answer.json() }).toEqual({ status: 200, body: null })
    const { comments, thread } = await open(server)
    expect(thread.count).toBe(1)
    expect(comments.map(({ id, status, author: by, reactions }) => ({ id, status, by: by?.name, reactions }))).toEqual([
      { id: answered.id, status: 'removed', by: undefined, reactions: {} },
      { id: reply.id, status: 'published', by: 'Ben', reactions: {} },
    ])
    expect((await open(server, '/elsewhere')).comments).toEqual([])
    expect((await server.fetch(request(paths.location(SITE, own.id)))).status).toBe(404)
    const left = await everything(server)
    expect(left).not.toContain(author.id)
    expect(left).not.toContain('Lovelace')
    expect(left).not.toContain('user-1')
  })

  it('keeps the words without the name, where the reader wants that, and no word that nobody reads', async () => {
    const server = await start()
    const olive = await hire(server, 'Olive')
    const { access, author } = await sessionOf(server, ADA)
    const kept = await post(server, access, { source: 'Words that stay' })
    const hidden = await post(server, access, { source: 'Words that were hidden' })
    const decision = [{ id: hidden.id, from: 'published', to: 'removed' }]
    await olive.ask(adminPaths.decisions(SITE), { method: 'POST', json: decision })
    await olive.ask(adminPaths.notes(SITE), { method: 'POST', json: { author: author.id, text: 'Lovelace is kind' } })
    const label = { author: author.id, label: 'Gardener' }
    await olive.ask(adminPaths.labels(SITE), { method: 'PUT', json: label })
    expect((await leave(server, access, KEEP)).status).toBe(200)
    const { comments } = await open(server)
    expect(comments).toMatchObject([
      { id: kept.id, status: 'published', author: { name: 'Former reader', guest: true } },
    ])
    expect(comments[0]?.author?.id).not.toBe(author.id)
    expect(comments[0]?.author).not.toHaveProperty('label')
    const left = await everything(server)
    expect(left).not.toContain(author.id)
    expect(left).not.toContain('Lovelace')
    expect(left).not.toContain('were hidden')
  })

  it('shows nothing of them on any surface from the answer on, while readers ask for all of it', async () => {
    const server = await start()
    for (const farewell of [{ comments: 'remove' }, KEEP] as const) {
      const { access } = await sessionOf(server, ADA)
      const written: Comment[] = []
      for (let index = 0; index < 60; index++) {
        const parent = index % 3 === 1 ? (written.at(-1)?.id ?? null) : null
        written.push(await post(server, access, { parent, source: `Secret words ${index}` }))
      }
      const other = await post(server, newToken(), { name: 'Ben' })
      await react(server, access, other.id)
      const ids = written.slice(0, 5).map(({ id }) => id)
      let gone = false
      const seen: string[] = []
      const readers = [0, 1, 2].map(async () => {
        for (let after = 0; after < 3;) {
          // Requests come over a network: the server has a turn between them.
          await setImmediate()
          const began = gone
          const text = await everySurface(server, ids)
          if (began) {
            after += 1
            seen.push(text)
          }
        }
      })
      const { status } = await leave(server, access, farewell)
      gone = true
      await Promise.all(readers)
      expect(status).toBe(200)
      for (const text of seen) {
        expect(text).not.toContain('Lovelace')
        if (farewell.comments === 'remove') expect(text).not.toContain('Secret words')
      }
    }
    expect(server.errors).toEqual([])
  })

  it('tells who follows the thread', async () => {
    const server = await start()
    const { access } = await sessionOf(server, ADA)
    const { seq } = await post(server, access)
    await leave(server, access, KEEP)
    const query = { poll: '1', since: String(seq) }
    const { events } = (await (await server.fetch(request(paths.events(SITE), { query }))).json()) as {
      events: { type: string; comment: Comment }[]
    }
    expect(events).toMatchObject([{ type: 'changed', comment: { author: { name: 'Former reader' } } }])
  })

  it('leaves nothing behind of what is written at the same moment', async () => {
    const server = await start()
    const { access, author } = await sessionOf(server, ADA)
    const other = await post(server, newToken(), { name: 'Ben' })
    const write = (): Promise<Response> =>
      server.fetch(request(paths.comments(SITE), { method: 'POST', token: access, json: newComment() }))
    const writing = [write(), write()]
    const leaving = leave(server, access, { comments: 'remove' })
    const late = [
      write(),
      write(),
      server.fetch(request(paths.reaction(SITE, other.id, 'up'), { method: 'PUT', token: access })),
    ]
    expect((await leaving).status).toBe(200)
    for (const answer of await Promise.all([...writing, ...late])) expect([200, 201, 401]).toContain(answer.status)
    expect(await everything(server)).not.toContain(author.id)
  })

  it('ends every session, and a new sign-in is a new account', async () => {
    const server = await start()
    const [here, there] = [await sessionOf(server, ADA), await sessionOf(server, ADA)]
    await leave(server, here.access, { comments: 'remove' })
    for (const { access } of [here, there]) {
      expect((await server.fetch(request(paths.viewer(SITE), { token: access }))).status).toBe(401)
      expect((await leave(server, access, { comments: 'remove' })).status).toBe(401)
    }
    const guest = await post(server, newToken(), { name: 'Ada Lovelace' })
    expect(guest.author?.guest).toBe(true)
    const again = await sessionOf(server, ADA)
    expect(again.author.name).toBe('Ada Lovelace')
    expect(again.author.id).not.toBe(here.author.id)
  })

  it('keeps banned who was banned, and nothing else of them', async () => {
    const server = await start()
    const olive = await hire(server, 'Olive')
    const { access } = await sessionOf(server, ADA)
    const comment = await post(server, access)
    const ban = { kind: 'author', comment: comment.id, why: 'rude' }
    await olive.ask(adminPaths.bans(SITE), { method: 'POST', json: ban })
    await leave(server, access, KEEP)
    const left = await everything(server)
    for (const word of ['Lovelace', 'user-1']) expect(left).not.toContain(word)
    const again = await sessionOf(server, ADA)
    const call = { method: 'POST', token: again.access, json: newComment() }
    const answer = await server.fetch(request(paths.comments(SITE), call))
    expect(((await answer.json()) as { code: string }).code).toBe('refused')
  })

  it('asks for another word in the place of the name where that is the name of somebody, and deletes nothing meanwhile', async () => {
    const server = await start()
    await hire(server, 'Olive')
    const { access } = await sessionOf(server, ADA)
    await post(server, access)
    for (const [as, code] of [
      ['Olive', 'name-taken'],
      ['Ada Lovelace', 'name-taken'],
      [' ', 'invalid'],
      ['x'.repeat(65), 'too-long'],
    ] as const) {
      const answer = await leave(server, access, { comments: 'keep', as })
      expect(await answer.json()).toMatchObject({ code, field: 'as' })
    }
    for (const farewell of [{}, { comments: 'all' }, { comments: 'remove', as: 'X' }]) {
      expect((await leave(server, access, farewell)).status).toBe(400)
    }
    expect((await open(server)).comments[0]?.author?.name).toBe('Ada Lovelace')
  })
})
