import { Validator } from '@seriousme/openapi-schema-validator'
import { LIMITS, newCommentId, paths } from '@afterword/storage'
import { identityPaths } from '@afterword/storage/identity'
import type { HandOver, Session } from '@afterword/storage/identity'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, it } from 'vitest'
import { findSite } from '../src/database/sites.ts'
import { setHostKey } from '../src/services/identity/host-key.ts'
import { onEveryDatabase } from './databases.ts'
import { PAGE, SITE, newComment, newToken, post, request } from './server.ts'
import type { Call, TestServer } from './server.ts'
import { openWindow, sessionOf, successor, userToken } from './signing-in.ts'
import { hire } from './staff.ts'

interface Operation {
  readonly operationId: string
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

async function readDocument(server: TestServer): Promise<Document> {
  const answer = await server.fetch(new Request('https://comments.example/v1/openapi.json'))
  expect(answer.status).toBe(200)
  return (await answer.json()) as Document
}

/** Holds answers against the document that the server itself serves. */
async function createJudge(server: TestServer) {
  const document = await readDocument(server)
  const ajv = new Ajv2020({ strict: false })
  ajv.addSchema(document, 'document')
  const seen = new Set<string>()
  return {
    seen,
    operations: Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map((operation) => operation.operationId),
    ),
    /** The same of a route whose answers are no JSON. */
    async judgeText(template: string, path: string, call: Call = {}): Promise<void> {
      const operation = document.paths[template]?.['get'] as
        | (Operation & { responses: { 200: { content: object } } })
        | undefined
      const answer = await server.fetch(request(path, call))
      const [type] = (answer.headers.get('Content-Type') ?? '').split(';')
      expect(Object.keys(operation?.responses[200].content ?? {})).toEqual([type])
      if (answer.ok && operation !== undefined) seen.add(operation.operationId)
    },
    async judge(template: string, path: string, call: Call = {}): Promise<unknown> {
      const method = (call.method ?? 'GET').toLowerCase()
      const operation = document.paths[template]?.[method]
      if (operation === undefined) throw new Error(`The document has no ${method} ${template}.`)
      const answer = await server.fetch(request(path, call))
      const body: unknown = await answer.json()
      const [status, type] = answer.ok ? [String(answer.status), 'json'] : ['default', 'problem+json']
      expect(answer.headers.get('Content-Type')).toMatch(`application/${type}`)
      const place = ['paths', template, method, 'responses', status, 'content', `application/${type}`, 'schema']
      const pointer = place.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
      const validate = ajv.compile({ $ref: `document#/${pointer.join('/')}` })
      validate(body)
      expect(validate.errors ?? [], `${method} ${path} ${JSON.stringify(body)}`).toEqual([])
      if (answer.ok) seen.add(operation.operationId)
      return body
    },
  }
}

const SOURCE = `# One\n\n*a* **b** ~~c~~ \`d\` [e](https://example.org/)\\\nf\n\n> g\n\n- h\n\n3. i\n\n---\n\n~~~js\nj\n~~~`

onEveryDatabase((start) => {
  it('serves a document that is valid OpenAPI 3.1', async () => {
    const document = await readDocument(await start())
    expect(document).toMatchObject({ openapi: '3.1.0' })
    expect(await new Validator().validate({ ...document })).toEqual({ valid: true })
  })

  it('answers each route as its document says', async () => {
    const server = await start()
    const { judge, judgeText, seen, operations } = await createJudge(server)
    const token = newToken()
    const passage = { quote: 'weights', selectors: [{ type: 'TextQuoteSelector', exact: 'weights' }] } as const
    const root = await post(server, token, { source: SOURCE, passage })
    const site = '/v1/sites/{site}'
    const one = { method: 'PUT', token }

    const json = newComment({ parent: root.id })
    await judge(`${site}/comments`, paths.comments(SITE), { method: 'POST', token, json })
    await judge(`${site}/comments`, paths.comments(SITE), { method: 'POST', token, json })
    await judge(`${site}/comments`, paths.comments(SITE), { method: 'POST', token, json: { ...json, source: 'Other' } })
    await post(server, token)
    for (let index = 0; index <= LIMITS.firstReplies; index++) await post(server, token, { parent: root.id })

    await judge(`${site}/comments/{id}/reactions/{reaction}`, paths.reaction(SITE, root.id, '👍'), one)
    await judge(`${site}/comments/{id}/reactions/{reaction}`, paths.reaction(SITE, root.id, '👍'), {
      ...one,
      method: 'DELETE',
    })
    const edit = { source: 'Edited', version: 1 }
    await judge(`${site}/comments/{id}`, paths.comment(SITE, json.id), { method: 'PATCH', token, json: edit })
    await judge(`${site}/comments/{id}`, paths.comment(SITE, json.id), { method: 'PATCH', token, json: edit })

    const place = { method: 'PATCH', token, json: { selectors: passage.selectors, version: 1 } }
    await judge(`${site}/comments/{id}/selectors`, paths.selectors(SITE, root.id), place)
    await judge(`${site}/comments/{id}/selectors`, paths.selectors(SITE, root.id), place)

    const open = await judge(`${site}/thread`, paths.thread(SITE), { query: { order: 'oldest', limit: '1' } })
    const { next, branches } = open as { next: string; branches: [{ next: string }] }
    await judge(`${site}/comments`, paths.comments(SITE), { query: { cursor: next } })
    await judge(`${site}/replies`, paths.replies(SITE), { query: { cursor: branches[0].next } })
    await judge(`${site}/comments/{id}/location`, paths.location(SITE, json.id))
    await judge(`${site}/comments/{id}/location`, paths.location(SITE, newCommentId()))
    await judge(`${site}/counts`, `${paths.counts(SITE)}?page=/other`)
    await judge(`${site}/viewer`, paths.viewer(SITE), { token })
    await judge(`${site}/form-token`, paths.formToken(SITE))
    await judge(`${site}/events`, paths.events(SITE), { query: { poll: '1', since: '0' } })

    const told = { ...one, token: newToken(), json: { reason: 'other', note: 'Look at this.' } }
    await judge(`${site}/comments/{id}/report`, paths.report(SITE, json.id), told)
    await judge(`${site}/comments/{id}/report`, paths.report(SITE, json.id), { ...told, json: { reason: 'dull' } })

    const { cookie } = await hire(server, 'Mia', SITE, 'moderator')
    const write = { method: 'POST', json: {} }
    const handOver = (await judge(`${site}/hand-overs`, identityPaths.handOvers(SITE), write)) as HandOver
    const { id, secret } = handOver
    const ask = (input: object) =>
      judge(`${site}/hand-overs/{id}`, identityPaths.handOver(SITE, id), { ...write, json: { secret, ...input } })
    await ask({})
    const window = await openWindow(server, cookie).go(`${identityPaths.window(SITE, id)}?way=staff`)
    await window.submit(identityPaths.staffWindow(SITE, id))
    await ask({})
    await ask({ code: 'wrong' })
    const { session } = (await ask({ code: window.code })) as { session: Session }
    await ask({})
    const again = { refresh: session.refresh, next: successor(session.refresh) }
    await judge(`${site}/session`, identityPaths.session(SITE), { method: 'PUT', json: again })
    await judge(`${site}/session`, identityPaths.session(SITE), { method: 'PUT', json: { ...again, next: 'awr_' } })
    const users = await findSite(server.database.queries, SITE)
    const secret32 = 'a secret that both servers know of'
    if (users !== undefined) {
      await setHostKey(server.database.queries, users, { host: { algorithm: 'HS256', key: secret32 } })
    }
    const user = { method: 'POST', json: { token: await userToken(secret32) } }
    await judge(`${site}/session`, identityPaths.session(SITE), user)
    await judge(`${site}/session`, identityPaths.session(SITE), { method: 'POST', json: { token: 'none' } })
    const decision = {
      method: 'POST',
      json: { type: 'decide', from: 'published', to: 'pending' },
      token: session.access,
    }
    const moderation = `${site}/comments/{id}/moderation`
    await judge(moderation, paths.moderation(SITE, json.id), decision)
    await judge(moderation, paths.moderation(SITE, json.id), decision)
    await judge(moderation, paths.moderation(SITE, json.id), { ...decision, token })
    await judge(`${site}/unpublished`, paths.unpublished(SITE), { token: session.access })
    await judge(`${site}/unpublished`, paths.unpublished(SITE), {})
    const account = { token: session.access }
    await post(server, session.access)
    await judge(`${site}/account`, identityPaths.account(SITE), account)
    await judge(`${site}/account`, identityPaths.account(SITE))
    const other = (await sessionOf(server, { provider: 'host', subject: 'leaves', name: 'Leo', staffId: null })).access
    const leave = { method: 'DELETE', token: other, json: { comments: 'keep', as: 'Former reader' } }
    await judge(`${site}/account`, identityPaths.account(SITE), { ...leave, json: { comments: 'some' } })
    await judge(`${site}/account`, identityPaths.account(SITE), leave)
    const end = { method: 'DELETE', json: {}, token: session.access }
    await judge(`${site}/session`, identityPaths.session(SITE), end)
    await judge(`${site}/session`, identityPaths.session(SITE), end)

    await judgeText(`${site}/feed.atom`, paths.atom(SITE))
    await judgeText(`${site}/feed.json`, paths.jsonFeed(SITE))
    await judge(`${site}/comments/{id}`, paths.comment(SITE, json.id), { method: 'DELETE', token })
    await judge(`${site}/comments/{id}`, paths.comment(SITE, root.id), { method: 'DELETE', token })
    await judge(`${site}/thread`, paths.thread(SITE), { query: { page: `https://other.example${PAGE}` } })

    expect([...seen].toSorted()).toEqual(operations.toSorted())
  })
})
