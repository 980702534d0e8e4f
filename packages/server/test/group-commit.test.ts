import { newCommentId, parseOpenThread, paths } from '@afterword/storage'
import { CompiledQuery } from 'kysely'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../src/database/database.ts'
import { groupCommit } from '../src/database/group-commit.ts'
import { migrate } from '../src/database/migrate.ts'
import { listSites, saveSite } from '../src/database/sites.ts'
import { SITE, newComment, newToken, request, startServer } from './server.ts'

const site = (key: string) => ({ key, origins: [], reactions: [], createdAt: 0 })

describe('changes that come at the same time', () => {
  async function emptyDatabase() {
    const queries: string[] = []
    const database = openDatabase(':memory:', { log: ({ query }) => void queries.push(query.sql) })
    await migrate(database)
    queries.length = 0
    return { database, queries }
  }
  const keys = async ({ queries }: ReturnType<typeof openDatabase>) => (await listSites(queries)).map(({ key }) => key)

  it('are committed together, and each says when it is durable', async () => {
    const server = await startServer(':memory:')
    server.queries.length = 0
    const times = (start: string): number => server.queries.filter((query) => query.startsWith(start)).length
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        server.fetch(request(paths.comments(SITE), { method: 'POST', token: newToken(), json: newComment() })),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 201))
    expect(times('insert into "comments"')).toBe(20)
    expect(times('commit')).toBeLessThan(20)
    const { thread } = parseOpenThread(await (await server.fetch(request(paths.thread(SITE)))).json())
    expect(thread).toMatchObject({ count: 20, seq: 20 })
    await server.close()
  })

  it('do not take each other with them when one of them fails', async () => {
    const { database } = await emptyDatabase()
    const done = await Promise.allSettled([
      database.transaction((queries) => saveSite(queries, site('first'))),
      database.transaction(async (queries) => {
        await saveSite(queries, site('half'))
        throw new Error('half-way')
      }),
      database.transaction<string>(async (queries, leave) => {
        await saveSite(queries, site('left'))
        return leave('answer')
      }),
      database.transaction((queries) => saveSite(queries, site('last'))),
    ])
    expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
    expect(done[2]).toMatchObject({ value: 'answer' })
    expect(await keys(database)).toEqual(['first', 'last'])
    await database.close()
  })

  it('are all refused when they cannot be made durable, those with an answer too', async () => {
    const { database } = await emptyDatabase()
    const done = await Promise.allSettled([
      database.transaction((queries) => saveSite(queries, site('first'))),
      database.transaction<string>(async (_, leave) => leave('answer')),
      // Ends the transaction under everybody, as a full disk does.
      database.transaction((queries) => queries.executeQuery(CompiledQuery.raw('rollback'))),
    ])
    expect(done.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(await keys(database)).toEqual([])
    await database.transaction((queries) => saveSite(queries, site('later')))
    expect(await keys(database)).toEqual(['later'])
    await database.close()
  })

  it('see what those before them did, and a retry is the same comment', async () => {
    const server = await startServer(':memory:')
    const [token, json] = [newToken(), newComment({ id: newCommentId() })]
    const answers = await Promise.all(
      [1, 2, 3].map(() => server.fetch(request(paths.comments(SITE), { method: 'POST', token, json }))),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 201])
    await server.close()
  })

  it('are few enough at once that others have a turn', async () => {
    const { database, queries } = await emptyDatabase()
    const committing = groupCommit(database.queries)
    await Promise.all(
      Array.from({ length: 100 }, (_, index) => committing((inside) => saveSite(inside, site(`${index}`)))),
    )
    expect(queries.filter((query) => query === 'commit')).toHaveLength(4)
    expect(await keys(database)).toHaveLength(100)
    await database.close()
  })
})
