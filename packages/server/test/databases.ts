import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, inject, vi } from 'vitest'
import { folders } from './folder.ts'
import { PATIENCE, usePostgres } from './postgres.ts'
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

/** The address of a database of one's own: with every table, or without any. */
export type NewDatabase = (state: 'empty' | 'migrated') => Promise<string>

/** The same tests on SQLite and on a real Postgres. */
export function onEveryDatabase(tests: (start: Start, tested: Tested) => void): void {
  vi.setConfig(PATIENCE)
  describe('on SQLite', () => {
    const address = async (): Promise<string> => ':memory:'
    const newFolder = folders()
    const pair = pairing(async () => join(newFolder(), 'afterword.sqlite'))
    tests(starting(address), { kind: 'sqlite', shared: sharing(address), pair })
  })

  onPostgres('on Postgres', (newDatabase) => {
    const address = (): Promise<string> => newDatabase('migrated')
    tests(starting(address), { kind: 'postgres', shared: sharing(address), pair: pairing(address) })
  })
}

/** On the Postgres of the whole run: whoever starts or stops one starts one of their own. */
export function onPostgres(name: string, tests: (newDatabase: NewDatabase) => void): void {
  vi.setConfig(PATIENCE)
  const shared = inject('sharedPostgres')
  describe.skipIf(shared === null)(name, () => {
    let postgres: Postgres
    beforeAll(async () => {
      postgres = await usePostgres(shared?.address ?? '')
    })
    afterAll(() => postgres.stop())
    tests((state) => postgres.newDatabase(state === 'migrated' ? shared?.migrated : undefined))
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
