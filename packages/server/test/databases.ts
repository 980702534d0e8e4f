import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, vi } from 'vitest'
import { folders } from './folder.ts'
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
  /** Two servers on one database, as two processes are: neither tells the other anything. */
  readonly pair: (options?: ServerOptions) => Promise<readonly [TestServer, TestServer]>
}

/** The same tests on SQLite and on a real Postgres. */
export function onEveryDatabase(tests: (start: Start, tested: Tested) => void): void {
  vi.setConfig(PATIENCE)
  describe('on SQLite', () => {
    const address = async (): Promise<string> => ':memory:'
    const newFolder = folders()
    const pair = pairing(async () => join(newFolder(), 'afterword.sqlite'))
    tests(starting(address), { kind: 'sqlite', shared: sharing(address), pair })
  })

  describe.skipIf(postgresBinaries() === undefined)('on Postgres', () => {
    let postgres: Postgres
    beforeAll(async () => {
      postgres = await startPostgres()
    })
    afterAll(() => postgres.stop())
    const address = (): Promise<string> => postgres.newDatabase()
    tests(starting(address), { kind: 'postgres', shared: sharing(address), pair: pairing(address) })
  })
}

/** For what is the same on every database. */
export const onSqlite = (): Start => starting(async () => ':memory:')

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

function pairing(address: () => Promise<string>): Tested['pair'] {
  const started: TestServer[] = []
  afterEach(async () => {
    await Promise.all(started.splice(0).map((server) => server.close()))
  })
  return async (options) => {
    const at = await address()
    const pair = [await startServer(at, options), await startServer(at, options)] as const
    started.push(...pair)
    return pair
  }
}

function sharing(address: () => Promise<string>): () => Promise<TestServer> {
  let server: Promise<TestServer> | undefined
  afterAll(async () => (await server)?.close())
  return () => (server ??= address().then((at) => startServer(at)))
}
