import { newCommentId, parseComment, paths } from '@afterword/storage'
import type { NewComment } from '@afterword/storage'
import { httpAdapter } from '@afterword/storage/http'
import { afterEach, describe, expect, it } from 'vitest'
import { prove } from '../../storage/src/http/prove.ts'
import { findSite, saveModeration } from '../src/database/sites.ts'
import { becomeBrowser, listen, memoryTokens } from './listening.ts'
import { PAGE, SITE, newComment, newToken, request, startServer } from './server.ts'
import type { TestServer } from './server.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

/** Words that somebody new would not write first: there is work to do before they are taken. */
const RISKY = { source: 'See https://example.org for the best watches in town.' }

interface Passing {
  readonly server: TestServer
  later(milliseconds: number): void
  /** Posts as somebody new, and says what became of it. */
  send(more?: Partial<Sent>, page?: string, token?: string): Promise<Answered>
  form(page?: string): Promise<string>
}

interface Sent extends NewComment {
  readonly form: string
  readonly proof: string
  readonly website: string
}

interface Answered {
  readonly status: number
  readonly stands?: string | undefined
  readonly challenge: string
}

async function start(): Promise<Passing> {
  let now = Date.now()
  const server = await startServer(':memory:', { clock: () => now })
  closing.push(server.close)
  return {
    server,
    later(milliseconds) {
      now += milliseconds
    },
    async send(more = {}, page = PAGE, token = newToken()) {
      const json = { ...newComment(), ...more }
      const answer = await server.fetch(request(paths.comments(SITE), { method: 'POST', token, query: { page }, json }))
      const body = (await answer.json()) as { status?: string; challenge?: string }
      return { status: answer.status, stands: body.status, challenge: body.challenge ?? '' }
    },
    async form(page = PAGE) {
      const answer = await server.fetch(request(paths.formToken(SITE), { query: { page } }))
      expect(answer.headers.get('Cache-Control')).toBe('no-store')
      return ((await answer.json()) as { form: string }).form
    },
  }
}

describe('work before a comment is taken', () => {
  it('is not wanted of an ordinary comment, whatever sent it', async () => {
    const { send } = await start()
    expect(await send()).toMatchObject({ status: 201, stands: 'published' })
  })

  it('is wanted where the risk is raised, and is good for one comment', async () => {
    const { send } = await start()
    const asked = await send(RISKY)
    expect(asked.status).toBe(429)
    const proof = await prove(asked.challenge)
    const [id, token] = [newCommentId(), newToken()]
    expect(await send({ ...RISKY, id, proof }, PAGE, token)).toMatchObject({ status: 201, stands: 'published' })
    // A retry of the same comment is the same comment; another one needs work of its own.
    expect(await send({ ...RISKY, id, proof }, PAGE, token)).toMatchObject({ status: 200 })
    expect((await send({ ...RISKY, proof })).status).toBe(429)
  })

  it('is for one page, and for a few minutes', async () => {
    const { send, later } = await start()
    const proof = await prove((await send(RISKY)).challenge)
    expect((await send({ ...RISKY, proof }, '/another')).status).toBe(429)
    later(301_000)
    expect((await send({ ...RISKY, proof })).status).toBe(429)
  })

  it.each([
    ['made up', () => 'x'],
    ['made easy', (proof: string) => proof.replace(/"cost":\d+/, '"cost":1')],
    ['prolonged', (proof: string) => proof.replace(/"expiresAt":\d+/, '"expiresAt":9999999999')],
    ['guessed', (proof: string) => proof.replace(/"derivedKey":"../, '"derivedKey":"00')],
    ['with more in it', (proof: string) => proof.replace('{', '{"more":1,')],
  ])('is not taken when it was %s', async (_, change) => {
    const { send } = await start()
    const proof = await prove((await send(RISKY)).challenge)
    expect((await send({ ...RISKY, proof: change(proof) })).status).toBe(429)
    expect((await send({ ...RISKY, proof })).status).toBe(201)
  })

  it('that cannot be done there has the comment held', async () => {
    const { send } = await start()
    expect(await send({ ...RISKY, proof: 'none' })).toMatchObject({ status: 201, stands: 'pending' })
  })

  it('is not wanted of who came by the form of the page and took their time', async () => {
    const { send, form, later } = await start()
    const token = await form()
    expect((await send({ ...RISKY, form: token })).status).toBe(429)
    later(3_000)
    expect((await send({ ...RISKY, form: token }, '/another')).status).toBe(429)
    expect((await send({ ...RISKY, form: `1${token}` })).status).toBe(429)
    expect(await send({ ...RISKY, form: token })).toMatchObject({ status: 201, stands: 'published' })
    // It was good for that one.
    expect((await send({ ...RISKY, source: `${RISKY.source} Again!`, form: token })).status).toBe(429)
  })

  it('is left out where the owner says so', async () => {
    const { server, send } = await start()
    const site = await findSite(server.database.queries, SITE)
    if (site === undefined) throw new Error('There is no site.')
    await saveModeration(server.database.queries, site.id, JSON.stringify({ proof: false }))
    expect((await send(RISKY)).status).toBe(201)
  })

  it('is not all: a field that people do not see has a comment held', async () => {
    const { send } = await start()
    expect(await send({ website: 'https://spam.example' })).toMatchObject({ status: 201, stands: 'pending' })
    expect(await send({ website: '' })).toMatchObject({ stands: 'published' })
  })

  it('is done by the adapter on its own, which says how far it is', async () => {
    const server = await listen(':memory:')
    const stopBeing = becomeBrowser()
    closing.push(server.stop, stopBeing)
    const adapter = httpAdapter({ server: server.address, site: SITE, tokens: memoryTokens() })
    await adapter.prepare(PAGE)
    const told: number[] = []
    const comment = newComment({ ...RISKY })
    const created = await adapter.create(PAGE, comment, { progress: (done) => void told.push(done) })
    expect(parseComment(created)).toMatchObject({ id: comment.id, status: 'published' })
    expect(told.length).toBeGreaterThan(10)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect(told.at(-1)).toBeLessThanOrEqual(1)
    await adapter.close()
  })
})
