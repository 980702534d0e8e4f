import { paths, parseOpenThread, parseViewer } from '@afterword/storage'
import type { Comment } from '@afterword/storage'
import { adminPaths } from '@afterword/storage/admin'
import type { AskedChange, AskedSettings, AuditLine, InContext, QueuePage, TrialAnswer } from '@afterword/storage/admin'
import { afterEach, describe, expect, it } from 'vitest'
import { findSite, saveAsked, saveModeration } from '../src/database/sites.ts'
import { saveSecret } from '../src/database/site-secrets.ts'
import { createAskings } from '../src/services/moderation/asked/askings.ts'
import type { Askings } from '../src/services/moderation/asked/askings.ts'
import type { AskedSettings as Settings } from '../src/services/moderation/asked/settings.ts'
import { createOutbound } from '../src/services/outbound.ts'
import { createDecisions } from '../src/services/decisions.ts'
import { saying, startAnswering } from './answering.ts'
import { onEveryDatabase } from './databases.ts'
import type { Start } from './databases.ts'
import { PAGE, SITE, newToken, post, request, startServer } from './server.ts'
import type { TestServer } from './server.ts'
import { adminRequest, hire } from './staff.ts'

const answering = await startAnswering()
const outbound = createOutbound([answering.local])
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const HOUR = 3_600_000
/** Milliseconds after which it is asked again. */
const PAUSES = [1, 5, 15, 60, 180, 720, 1_440].map((minutes) => minutes * 60_000)
const running: Askings[] = []
afterEach(() => Promise.all(running.splice(0).map((askings) => askings.close())))

interface Asks {
  readonly server: TestServer
  /** Goes on in time, and asks what is due then. */
  later(milliseconds: number): void
  /** Until so many attempts have failed and the next one is due when it should be. */
  failed(comment: Pick<Comment, 'id'>, attempts?: number): ReturnType<typeof row>
}

/** A server whose site asks somebody. */
async function startAsking(start: Start, asked: Partial<Settings>, moderation: object = {}): Promise<Asks> {
  let now = Date.now()
  const clock = () => now
  // It is the test that says when; nothing happens by the clock.
  const made: { askings?: Askings } = {}
  const server = await start({
    clock,
    outbound,
    clientAddress: () => '192.0.2.77',
    askings: { wake: () => made.askings?.wake(), remember: (...call) => made.askings?.remember(...call) },
  })
  const problems = (error: unknown): void => void server.errors.push(error)
  const askings = createAskings({ ...server.deps, outbound, failed: problems, every: 1_000_000_000 })
  made.askings = askings
  running.push(askings)
  const { queries } = server.database
  const site = await findSite(queries, SITE)
  if (site === undefined) throw new Error('There is no site.')
  await saveAsked(
    queries,
    site.id,
    JSON.stringify({ meanwhile: 'hold', webhook: null, akismet: null, model: null, ...asked }),
  )
  await saveModeration(queries, site.id, JSON.stringify(moderation))
  await saveSecret(queries, site.id, 'webhook', SECRET)
  await saveSecret(queries, site.id, 'akismet', 'abc123')
  return {
    server,
    later(milliseconds) {
      now += milliseconds
      askings.wake()
    },
    async failed(comment, attempts = 1) {
      const due = now + (PAUSES[attempts - 1] ?? Number.NaN)
      const expected = { attempts, due_at: due, stands: 'pending' }
      await expect.poll(async () => (await row(server, comment)).asking).toMatchObject(expected)
      return row(server, comment)
    },
  }
}

const webhook = { url: answering.url }
const akismet = { url: answering.url, sendAddress: false }
const model = { url: answering.url, model: 'small', manner: 'chat' } as const

async function row(server: TestServer, { id }: Pick<Comment, 'id'>) {
  const { queries } = server.database
  const found = await queries.selectFrom('comments').select(['status', 'phase']).where('id', '=', id).executeTakeFirst()
  const asking = await queries.selectFrom('askings').selectAll().where('comment_id', '=', id).executeTakeFirst()
  const verdicts = await queries.selectFrom('verdicts').selectAll().where('comment_id', '=', id).orderBy('id').execute()
  return { ...found, asking, verdicts, why: verdicts.at(-1)?.why }
}

async function settled(server: TestServer, comment: Pick<Comment, 'id'>) {
  await expect.poll(async () => (await row(server, comment)).asking).toBeUndefined()
  return row(server, comment)
}

const shown = async (server: TestServer): Promise<readonly string[]> =>
  parseOpenThread(await (await server.fetch(request(paths.thread(SITE)))).json()).comments.map(({ id }) => id)

const own = async (server: TestServer, token: string) =>
  parseViewer(await (await server.fetch(request(paths.viewer(SITE), { token }))).json())

onEveryDatabase((start) => {
  it('holds a comment until the webhook has answered, and then shows it', async () => {
    const { server } = await startAsking(start, { webhook })
    let answer = (): void => {}
    const asked = new Promise<void>((resolve) => {
      answering.answer = (response) => {
        answer = () => void response.writeHead(204).end()
        resolve()
      }
    })
    const token = newToken()
    const comment = await post(server, token)
    expect(comment.status).toBe('pending')
    await asked
    expect(await shown(server)).toEqual([])
    expect(await row(server, comment)).toMatchObject({ status: 'pending', phase: 'webhook', why: 'is being asked' })
    expect((await own(server, token)).pending).toMatchObject([{ id: comment.id }])
    answer()
    expect(await settled(server, comment)).toMatchObject({ status: 'published', phase: 'webhook' })
    expect(await shown(server)).toEqual([comment.id])
  })

  it.each(['hold', 'publish'] as const)(
    'holds what nobody answers about, says why, asks again later and then decides (%s meanwhile)',
    async (meanwhile) => {
      const { server, later, failed } = await startAsking(start, { webhook, meanwhile })
      answering.answer = saying('', 500)
      const comment = await post(server, newToken())
      expect(await failed(comment)).toMatchObject({ status: 'pending', phase: 'webhook', why: 'answered 500' })
      expect(await shown(server)).toEqual([])
      later(30_000)
      answering.answer = saying('x'.repeat(10_000_000))
      later(HOUR)
      expect((await failed(comment, 2)).why).toBe('answered with more than 64 KiB')
      expect(answering.asked).toHaveLength(2)
      answering.answer = saying({ verdict: 'none' })
      later(HOUR)
      expect(await settled(server, comment)).toMatchObject({ status: 'published', phase: 'webhook' })
      expect(await shown(server)).toEqual([comment.id])
    },
  )

  it('is asked about once, by whichever of two processes is faster', async () => {
    const { server, later, failed } = await startAsking(start, { webhook })
    answering.answer = saying('', 500)
    const comment = await post(server, newToken())
    await failed(comment)
    const other = createAskings({ ...server.deps, outbound, failed: console.error, every: 1_000_000_000 })
    running.push(other)
    answering.answer = saying('', 204)
    later(HOUR)
    other.wake()
    await settled(server, comment)
    expect(answering.asked).toHaveLength(2)
    expect(server.errors).toEqual([])
  })
})

describe('asking', () => {
  const servers: TestServer[] = []
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())))
  const start: Start = async (options) => {
    const server = await startServer(':memory:', options)
    servers.push(server)
    return server
  }

  it('asks one after the other, until one has an opinion', async () => {
    const { server } = await startAsking(start, { webhook, akismet, model })
    const answers: Record<string, ReturnType<typeof saying>> = {
      '/': saying({ verdict: 'none' }),
      '/comment-check': saying('false'),
      '/chat/completions': saying({ choices: [{ message: { content: 'spam' } }] }),
    }
    answering.answer = (response, { path }) => answers[path]?.(response)
    const spam = await post(server, newToken())
    expect(await settled(server, spam)).toMatchObject({
      status: 'spam',
      phase: 'model',
      why: 'the model calls it spam',
    })
    expect(answering.asked.map(({ path }) => path)).toEqual(Object.keys(answers))
    answers['/'] = saying({ verdict: 'publish', why: 'a friend' })
    const friend = await post(server, newToken())
    expect(await settled(server, friend)).toMatchObject({ status: 'published', phase: 'webhook', why: 'a friend' })
    expect(answering.asked).toHaveLength(4)
  })

  it('shows a comment first where the site wants that, and hides it when it is spam; its writer keeps it', async () => {
    const { server } = await startAsking(start, { akismet, meanwhile: 'publish' })
    answering.answer = saying('true')
    const token = newToken()
    const comment = await post(server, token)
    expect(comment.status).toBe('published')
    expect(await settled(server, comment)).toMatchObject({ status: 'spam', phase: 'akismet' })
    expect(await shown(server)).toEqual([])
    expect((await own(server, token)).pending).toMatchObject([{ id: comment.id, status: 'pending' }])
  })

  it('gives up one day, and leaves it to the moderators', async () => {
    const { server, later, failed } = await startAsking(start, { webhook })
    answering.answer = saying('', 500)
    const comment = await post(server, newToken())
    for (let attempt = 1; attempt <= 7; attempt++) {
      await failed(comment, attempt)
      later(24 * HOUR)
    }
    const { status, why, verdicts } = await settled(server, comment)
    expect({ status, why }).toEqual({ status: 'pending', why: 'answered 500; it is not asked again' })
    // The same failure again and again is noted once.
    expect(verdicts).toHaveLength(3)
  })

  it('asks about what the site holds anyway, and never releases it', async () => {
    const { server } = await startAsking(start, { model }, { mode: 'first' })
    const label = (content: string) => saying({ choices: [{ message: { content } }] })
    answering.answer = label('ok')
    const held = await post(server, newToken())
    expect(await settled(server, held)).toMatchObject({ status: 'pending', phase: 'first-comment' })
    answering.answer = label('spam')
    const spam = await post(server, newToken())
    expect(await settled(server, spam)).toMatchObject({ status: 'spam', phase: 'model' })
  })

  it('does not ask about what its own phases hold, nor about moderators', async () => {
    const { server } = await startAsking(start, { webhook }, { heldWords: ['casino'] })
    const comment = await post(server, newToken(), { source: 'The casino' })
    expect(await row(server, comment)).toMatchObject({ status: 'pending', phase: 'words', asking: undefined })
    expect(answering.asked).toEqual([])
  })

  it('lets a moderator decide first', async () => {
    const { server } = await startAsking(start, { webhook })
    let answer = (): void => {}
    const asked = new Promise<void>((resolve) => {
      answering.answer = (response) => {
        answer = () => saying({ verdict: 'spam' })(response)
        resolve()
      }
    })
    const comment = await post(server, newToken())
    await asked
    const site = await findSite(server.database.queries, SITE)
    if (site === undefined) throw new Error('There is no site.')
    const decision = { id: comment.id, from: 'pending', to: 'published' } as const
    await createDecisions(server.deps).decide(site, 'staff', decision)
    answer()
    // What comes after it is asked and answered, so the late answer was dealt with before.
    answering.answer = saying('', 204)
    await settled(server, await post(server, newToken()))
    expect(await row(server, comment)).toMatchObject({ status: 'published', phase: 'staff' })
  })

  it('puts nothing up of somebody who was banned meanwhile', async () => {
    const { server, later, failed } = await startAsking(start, { webhook })
    answering.answer = saying('', 500)
    const comment = await post(server, newToken())
    await failed(comment)
    const olive = await hire(server, 'Olive')
    const json = { kind: 'author', comment: comment.id, why: 'enough' }
    await olive.ask(adminPaths.bans(SITE), { method: 'POST', json })
    answering.answer = saying({ verdict: 'publish' })
    later(HOUR)
    expect((await settled(server, comment)).status).toBe('pending')
    expect(await shown(server)).toEqual([])
  })

  it('asks again about new words, and forgets what was said of the old ones', async () => {
    const { server } = await startAsking(start, { webhook })
    const token = newToken()
    const comment = await post(server, token)
    await settled(server, comment)
    answering.answer = saying({ verdict: 'spam' })
    const json = { source: 'Buy watches', version: 1 }
    const call = { method: 'PATCH', token, json }
    const edited = await server.fetch(request(paths.comment(SITE, comment.id), call))
    expect(await edited.json()).toMatchObject({ status: 'pending', version: 2 })
    expect(await settled(server, comment)).toMatchObject({ status: 'spam', phase: 'webhook' })
    expect(JSON.parse(answering.asked[1]?.body ?? '')).toMatchObject({
      data: { comment: { version: 2, source: 'Buy watches' } },
    })
  })

  it('keeps a first comment held that is edited while somebody is asked about it', async () => {
    const { server, later, failed } = await startAsking(start, { webhook }, { mode: 'first' })
    answering.answer = saying('', 500)
    const token = newToken()
    const comment = await post(server, token)
    await failed(comment)
    answering.answer = saying({ verdict: 'none' })
    const call = { method: 'PATCH', token, json: { source: 'Better words', version: 1 } }
    expect((await server.fetch(request(paths.comment(SITE, comment.id), call))).status).toBe(200)
    later(0)
    expect((await settled(server, comment)).status).toBe('pending')
  })

  it('forgets what its writer removes', async () => {
    const { server, later, failed } = await startAsking(start, { webhook })
    answering.answer = saying('', 500)
    const token = newToken()
    const comment = await post(server, token)
    await failed(comment)
    await server.fetch(request(paths.comment(SITE, comment.id), { method: 'DELETE', token }))
    later(HOUR)
    await settled(server, comment)
    expect(answering.asked).toHaveLength(1)
  })

  it('tells Akismet who writes only where the owner wants it, and stores no address', async () => {
    const { server } = await startAsking(start, { akismet: { ...akismet, sendAddress: true } })
    answering.answer = saying('false')
    await settled(server, await post(server, newToken()))
    expect(new URLSearchParams(answering.asked[0]?.body).get('user_ip')).toBe('192.0.2.77')
    expect(JSON.stringify(server.compiled.map(({ parameters }) => parameters))).not.toContain('192.0.2.77')
  })

  it('lets an owner choose whom to ask, shows no secret, and tries it out', async () => {
    const server = await start({ outbound })
    const olive = await hire(server, 'Olive')
    const ask = <T>(path: string, method = 'GET', json?: unknown): Promise<T> =>
      olive.ask<T>(path, json === undefined ? { method } : { method, json })
    const at = adminPaths.asked(SITE)
    expect(await ask<AskedSettings>(at)).toEqual({
      meanwhile: 'hold',
      webhook: null,
      akismet: null,
      model: null,
      secrets: { webhook: false, akismet: false, model: false },
      corrections: { waiting: 0, trying: 0, failed: null },
    })
    const change: AskedChange = { meanwhile: 'publish', webhook, akismet: null, model, secrets: { webhook: SECRET } }
    await expect(ask(at, 'PUT', { ...change, secrets: {} })).rejects.toThrow('needs its secret')
    await expect(ask(at, 'PUT', { ...change, secrets: { webhook: 'guessable' } })).rejects.toThrow('whsec_')
    await expect(ask(at, 'PUT', { ...change, webhook: { url: 'file:///etc' } })).rejects.toThrow('in full')
    const saved = {
      ...change,
      secrets: { webhook: true, akismet: false, model: false },
      corrections: { waiting: 0, trying: 0, failed: null },
    }
    expect(await ask(at, 'PUT', change)).toEqual(saved)
    expect(await ask(at)).toEqual(saved)

    const trial = (name: string, with_: Partial<AskedChange> = {}) =>
      ask<TrialAnswer>(adminPaths.askedTrial(SITE), 'POST', { name, change: { ...change, secrets: {}, ...with_ } })
    answering.answer = saying({ verdict: 'spam', why: 'on my list' })
    expect(await trial('webhook')).toMatchObject({ answered: true, what: 'spam', why: 'on my list' })
    expect(JSON.parse(answering.asked[0]?.body ?? '')).toMatchObject({ type: 'comment.trial' })
    answering.answer = saying('hello')
    expect(await trial('model')).toMatchObject({ answered: false, why: expect.stringContaining('no completion') })
    await expect(trial('akismet')).rejects.toThrow('no address yet')
    // A secret goes to nobody else than whom it was given for.
    await expect(trial('webhook', { webhook: { url: 'https://elsewhere.example/' } })).rejects.toThrow(
      'needs its secret',
    )
    const inner = { url: 'http://127.0.0.1:1/' }
    expect(await trial('webhook', { webhook: inner, secrets: { webhook: SECRET } })).toMatchObject({
      answered: false,
      why: expect.stringContaining('own network'),
    })

    const lines = await ask<readonly AuditLine[]>(adminPaths.audit(SITE))
    expect(lines[0]).toMatchObject({
      what: 'changed settings',
      about: 'asked: meanwhile, asked: webhook, asked: model',
    })
    const off = await ask<AskedSettings>(at, 'PUT', { ...change, webhook: null, model: null, secrets: {} })
    expect(off.secrets.webhook).toBe(false)
    expect(await server.database.queries.selectFrom('site_secrets').selectAll().execute()).toEqual([])
  })

  it('lets moderators see which phase said what, and leaves the choice to owners', async () => {
    const { server } = await startAsking(start, { webhook })
    answering.answer = saying({ verdict: 'hold', why: 'on my list' })
    const comment = await post(server, newToken())
    await settled(server, comment)
    const mona = await hire(server, 'Mona', SITE, 'moderator')
    const found = await mona.ask<QueuePage>(`${adminPaths.queue(SITE)}?status=pending&phase=webhook`)
    expect(found.items).toMatchObject([{ page: PAGE, verdict: { phase: 'webhook', why: 'on my list', by: null } }])
    const { verdicts } = await mona.ask<InContext>(adminPaths.comment(SITE, comment.id))
    expect(verdicts.map(({ why }) => why)).toEqual(['on my list', 'is being asked'])
    const denied = await server.fetch(adminRequest(adminPaths.asked(SITE), { cookie: mona.cookie }))
    expect(denied.status).toBe(403)
  })
})
