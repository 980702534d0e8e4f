import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { newCommentId, parseComment, parseOpenThread, parseProblem, parseSlice, paths } from '@afterword/storage'
import type { Comment } from '@afterword/storage'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { onEveryDatabase } from './databases.ts'
import { SITE, newComment, newToken, request } from './server.ts'
import type { TestServer } from './server.ts'

/** Hostile inputs from public collections, when they lie beside the checkout; nothing of them is part of it. */
const folder = join(import.meta.dirname, '../../../../shared/data/hostile')

interface Entry {
  readonly id: string
  readonly field: readonly string[]
  readonly input?: string
}

const entries: readonly Entry[] = existsSync(folder)
  ? readdirSync(folder)
      .filter((file) => file.endsWith('.jsonl'))
      .flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'))
      .map((line) => JSON.parse(line))
  : []

const REFUSALS = ['invalid', 'too-long', 'too-large']

/** Posts it; what was kept, or `undefined` when it was refused in due form. */
async function offer(
  server: TestServer,
  call: { json?: unknown; body?: string; page?: string },
): Promise<Comment | undefined> {
  const { page = '/hostile', ...content } = call
  const asked = request(paths.comments(SITE), { method: 'POST', token: newToken(), query: { page }, ...content })
  const answer = await server.fetch(asked)
  const body: unknown = await answer.json()
  if (answer.ok) return parseComment(body)
  expect(REFUSALS, JSON.stringify(body)).toContain(parseProblem(body).code)
  expect(answer.status).toBeLessThan(500)
  return undefined
}

async function readAll(server: TestServer): Promise<readonly Comment[]> {
  const get = async (path: string, query: Record<string, string>): Promise<unknown> =>
    (await server.fetch(request(path, { query: { page: '/hostile', limit: '100', ...query } }))).json()
  const first = parseOpenThread(await get(paths.thread(SITE), { order: 'oldest' }))
  const all = [...first.comments]
  for (let { next } = first; next !== null;) {
    const slice = parseSlice(await get(paths.comments(SITE), { cursor: next }))
    all.push(...slice.comments)
    next = slice.next
  }
  return all
}

onEveryDatabase((start) => {
  it.skipIf(entries.length === 0)(
    'gives hostile words back as the data that they are',
    async () => {
      // Everything is shown, however many links it has and however often it was said.
      const server = await start({ phases: [] })
      const kept = new Map<string, string>()
      let refused = 0
      for (const { field, input } of entries) {
        if (input === undefined) continue
        const id = newCommentId()
        const source = field.includes('body') ? input : 'Words'
        const comment = await offer(server, {
          json: { ...newComment({ id, source }), ...(field.includes('name') ? { name: input } : {}) },
        })
        if (comment === undefined) refused++
        else kept.set(id, source)
        if (field.some((name) => name.endsWith('url'))) await offer(server, { json: newComment(), page: input })
      }
      const all = await readAll(server)
      expect(new Map(all.map(({ id, body }) => [id, body !== null && 'source' in body ? body.source : '']))).toEqual(
        kept,
      )
      expect(kept.size).toBeGreaterThan(refused * 10)
      expect(server.errors).toEqual([])
    },
    120_000,
  )

  it('survives whatever JSON it is sent', async () => {
    const server = await start()
    const text = fc.string({ unit: 'binary', maxLength: 40 })
    const key = fc.constantFrom('id', 'parent', 'source', 'name', 'passage', '__proto__', 'toString')
    const close = fc.record(
      {
        id: fc.constantFrom(newCommentId(), newCommentId(), null, 1),
        parent: fc.constantFrom(null, newCommentId(), {}),
        source: fc.oneof(text, fc.jsonValue()),
        name: fc.oneof(text, fc.jsonValue()),
        passage: fc.oneof(
          fc.jsonValue(),
          fc.record({ quote: text, selectors: fc.array(fc.dictionary(text, fc.jsonValue())) }),
        ),
      },
      { requiredKeys: [] },
    )
    const anything = fc.oneof(close, fc.jsonValue(), fc.dictionary(key, fc.jsonValue()))
    await fc.assert(
      fc.asyncProperty(anything, async (json) => {
        const asked = request(paths.comments(SITE), { method: 'POST', token: newToken(), body: JSON.stringify(json) })
        const answer = await server.fetch(asked)
        expect(answer.status).toBeLessThan(500)
        await answer.text()
      }),
      { numRuns: 300 },
    )
    expect(server.errors).toEqual([])
  }, 60_000)
})
