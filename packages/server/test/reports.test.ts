import { STORAGE_ERRORS, newCommentId, parseProblem, paths } from '@afterword/storage'
import type { StorageErrorCode } from '@afterword/storage'
import { expect, it } from 'vitest'
import { onEveryDatabase } from './databases.ts'
import { PAGE, SITE, newToken, post, request } from './server.ts'
import type { Call, TestServer } from './server.ts'

const report = (server: TestServer, id: string, call: Call = {}): Promise<Response> =>
  server.fetch(request(paths.report(SITE, id), { method: 'PUT', token: newToken(), json: { reason: 'spam' }, ...call }))

const kept = (server: TestServer) => server.database.queries.selectFrom('reports').selectAll().execute()

interface Bad {
  readonly what: string
  readonly call: Call
  readonly code: StorageErrorCode
  readonly field?: string
}

const bad: readonly Bad[] = [
  { what: 'no reason', call: { json: {} }, code: 'invalid', field: 'reason' },
  { what: 'a reason of its own', call: { json: { reason: 'dull' } }, code: 'invalid', field: 'reason' },
  { what: 'a list of reasons', call: { json: { reason: ['spam'] } }, code: 'invalid', field: 'reason' },
  { what: 'an unknown key', call: { json: { reason: 'spam', by: 'me' } }, code: 'invalid', field: 'by' },
  { what: 'a note that is none', call: { json: { reason: 'spam', note: null } }, code: 'invalid', field: 'note' },
  { what: 'an empty note', call: { json: { reason: 'spam', note: '' } }, code: 'invalid', field: 'note' },
  { what: 'a NUL in the note', call: { json: { reason: 'spam', note: 'a\0' } }, code: 'invalid', field: 'note' },
  {
    what: 'half a character in the note',
    call: { json: { reason: 'spam', note: '\ud800' } },
    code: 'invalid',
    field: 'note',
  },
  {
    what: 'a note too long',
    call: { json: { reason: 'spam', note: 'x'.repeat(1_001) } },
    code: 'too-long',
    field: 'note',
  },
  { what: 'no JSON', call: { json: undefined, body: 'spam' }, code: 'invalid' },
  { what: 'no token', call: { headers: { Authorization: null } }, code: 'unauthorized' },
  { what: 'a foreign origin', call: { headers: { Origin: 'https://evil.example' } }, code: 'origin-denied' },
  { what: 'no origin', call: { headers: { Origin: null } }, code: 'origin-denied' },
  { what: 'another page', call: { query: { page: '/other' } }, code: 'not-found', field: 'id' },
  { what: 'an unknown parameter', call: { query: { reason: 'spam' } }, code: 'invalid', field: 'reason' },
]

onEveryDatabase((start, { shared }) => {
  it.each(bad)('refuses a report with $what', async ({ call, code, field }) => {
    const server = await shared()
    const { id } = await post(server, newToken())
    const { json, ...rest } = call
    const answer = await report(server, id, 'json' in call ? { ...rest, json } : rest)
    const problem = parseProblem(await answer.json())
    expect({ code: problem.code, status: answer.status }).toEqual({ code, status: STORAGE_ERRORS[code] })
    if (field !== undefined) expect(problem.field).toBe(field)
    expect(problem.detail.length).toBeGreaterThan(20)
    expect(await kept(server)).toEqual([])
    expect(server.errors).toEqual([])
  })

  it('refuses a report of what is not there, of a tombstone, and by an id that is none', async () => {
    const server = await start()
    const token = newToken()
    const { id } = await post(server, token)
    await post(server, token, { parent: id })
    await server.fetch(request(paths.comment(SITE, id), { method: 'DELETE', token }))
    expect((await report(server, id)).status).toBe(404)
    expect((await report(server, newCommentId())).status).toBe(404)
    expect((await report(server, 'mine')).status).toBe(400)
    expect(await kept(server)).toEqual([])
  })

  it('changes no byte that anybody else is served', async () => {
    const server = await start()
    const { id } = await post(server, newToken())
    const read = async (path: string, query: Record<string, string> = {}) => {
      const answer = await server.fetch(request(path, { query }))
      return [answer.headers.get('ETag'), await answer.text()]
    }
    const all = () =>
      Promise.all([
        read(paths.thread(SITE)),
        read(paths.location(SITE, id)),
        read(paths.events(SITE), { poll: '1', since: '0' }),
        read(paths.viewer(SITE)),
      ])
    const before = await all()
    expect((await report(server, id, { json: { reason: 'abuse', note: 'It names my street.' } })).status).toBe(200)
    expect(await all()).toEqual(before)
  })

  it('keeps one of fifty reports that one reader sends at once, and one of each of fifty readers', async () => {
    const server = await start()
    const { id } = await post(server, newToken())
    const token = newToken()
    const answers = await Promise.all(Array.from({ length: 50 }, () => report(server, id, { token })))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(await kept(server)).toHaveLength(1)
    await Promise.all(Array.from({ length: 50 }, () => report(server, id)))
    expect(await kept(server)).toHaveLength(51)
  })

  it('keeps no report that races the removal of its comment', async () => {
    const server = await start()
    const token = newToken()
    for (let round = 0; round < 10; round++) {
      const { id } = await post(server, token)
      if (round % 2 === 0) await post(server, token, { parent: id })
      const answers = await Promise.all([
        report(server, id),
        server.fetch(request(paths.comment(SITE, id), { method: 'DELETE', token })),
        report(server, id),
      ])
      for (const { status } of answers) expect([200, 404]).toContain(status)
      expect(await kept(server)).toEqual([])
    }
    expect(server.errors).toEqual([])
  })

  it('limits how fast reports come, as it limits comments', async () => {
    const rule = { burst: 3, perMinute: 1 }
    const server = await start({ rates: { address: rule, thread: { burst: 1_000, perMinute: 1_000 } } })
    const { id } = await post(server, newToken())
    await report(server, id)
    await report(server, id)
    const late = await report(server, id)
    expect(late.status).toBe(429)
    expect(Number(late.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(await late.json()).toMatchObject({ code: 'rate-limited' })
    expect(await kept(server)).toHaveLength(2)
    expect((await server.fetch(request(paths.thread(SITE), { query: { page: PAGE } }))).status).toBe(200)
  })
})
