import { afterAll, afterEach, beforeAll, describe, vi } from 'vitest'
import { PATIENCE, postgresBinaries, startPostgres } from './postgres.ts'
import type { Postgres } from './postgres.ts'
import { startServer } from './server.ts'
import type { ServerOptions, TestServer } from './server.ts'

/** Starts a server on an empty database; it is closed after the test. */
export type Start = (options?: ServerOptions) => Promise<TestServer>

export interface Tested {
  readonly kind: 'sqlite' | 'postgres'
  /** One server for all tests that ask for it: for those which leave nothing behind. */
  readonly shared: () => Promise<TestServer>
}

/** The same tests on SQLite and on a real Postgres. */
export function onEveryDatabase(tests: (start: Start, tested: Tested) => void): void {
  vi.setConfig(PATIENCE)
  describe('on SQLite', () => {
    const address = async (): Promise<string> => ':memory:'
    tests(starting(address), { kind: 'sqlite', shared: sharing(address) })
  })

  describe.skipIf(postgresBinaries() === undefined)('on Postgres', () => {
    let postgres: Postgres
    beforeAll(async () => {
      postgres = await startPostgres()
    })
    afterAll(() => postgres.stop())
    const address = (): Promise<string> => postgres.newDatabase()
    tests(starting(address), { kind: 'postgres', shared: sharing(address) })
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

function sharing(address: () => Promise<string>): () => Promise<TestServer> {
  let server: Promise<TestServer> | undefined
  afterAll(async () => (await server)?.close())
  return () => (server ??= address().then((at) => startServer(at)))
}
