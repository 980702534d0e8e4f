import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import { postgresBinaries, startPostgres } from './postgres.ts'
import type { Postgres } from './postgres.ts'
import { startServer } from './server.ts'
import type { ServerOptions, TestServer } from './server.ts'

/** Starts a server on an empty database; it is closed after the test. */
export type Start = (options?: ServerOptions) => Promise<TestServer>

/** The same tests on SQLite and on a real Postgres. */
export function onEveryDatabase(tests: (start: Start, kind: 'sqlite' | 'postgres') => void): void {
  describe('on SQLite', () =>
    tests(
      starting(async () => ':memory:'),
      'sqlite',
    ))

  describe.skipIf(postgresBinaries() === undefined)('on Postgres', () => {
    let postgres: Postgres
    beforeAll(async () => {
      postgres = await startPostgres()
    }, 60_000)
    afterAll(() => postgres.stop())
    tests(
      starting(() => postgres.newDatabase()),
      'postgres',
    )
  })
}

function starting(address: () => Promise<string>): Start {
  const started: TestServer[] = []
  afterEach(async () => {
    await Promise.all(started.splice(0).map((server) => server.close()))
  })
  return async (options) => {
    const server = await startServer(await address(), options)
    started.push(server)
    return server
  }
}
