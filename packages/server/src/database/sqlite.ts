import { CompiledQuery, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { DatabaseConnection, Dialect, Driver, Kysely, QueryResult } from 'kysely'
import { PAGE_STATE } from './page-state.ts'
import type { PageState } from './page-state.ts'
import { SqliteConnection } from './sqlite-connection.ts'

/**
 * `FULL` makes a commit durable against a power cut, and `secure_delete` takes removed words out of the file too.
 */
const WRITER = `
  pragma busy_timeout = 5000;
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma foreign_keys = on;
  pragma secure_delete = on;
`
const BEGIN = CompiledQuery.raw('begin immediate')
const READER = 'pragma busy_timeout = 5000;'

/** A SQLite file, opened when it is first asked. */
export interface Sqlite {
  readonly dialect: Dialect
  /** Looks at what is committed, at once. */
  pageState(site: string, page: string): PageState | undefined
}

export function openSqlite(file: string): Sqlite {
  let opened: Connections | undefined
  const connections = (): Connections => (opened ??= new Connections(file))
  return {
    dialect: new TwoConnectionsDialect(connections),
    pageState: (site, page) => connections().pageState(site, page),
  }
}

/**
 * One connection writes. Another one reads what is committed, beside it: nobody who reads waits for a transaction.
 * A database in memory has one for both.
 */
class Connections {
  readonly writer: SqliteConnection
  readonly reader: SqliteConnection
  readonly #state
  #last: Promise<void> = Promise.resolve()

  constructor(file: string) {
    this.writer = new SqliteConnection(file, WRITER, false)
    this.reader = file === ':memory:' ? this.writer : new SqliteConnection(file, READER, true)
    // The tables are not there before the first migration.
    this.#state = once(() => this.reader.prepare(PAGE_STATE.sqlite))
  }

  pageState(site: string, page: string): PageState | undefined {
    const row = this.#state().get(page, site)
    if (row === undefined) return undefined
    const { version, thread, seq } = row
    return { siteVersion: Number(version), thread: thread === null ? null : Number(thread), seq: Number(seq) }
  }

  /** Waits until nobody else writes. Returns what ends the turn. */
  async turn(): Promise<() => void> {
    const before = this.#last
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#last = promise
    await before
    return resolve
  }

  close(): void {
    if (this.reader !== this.writer) this.reader.close()
    // The last one to close brings the file up to date.
    this.writer.close()
  }
}

/** What Kysely is handed for a query or for a transaction. */
class Hand implements DatabaseConnection {
  readonly #connections: Connections
  #endTurn: (() => void) | undefined

  constructor(connections: Connections) {
    this.#connections = connections
  }

  /** `immediate` makes a writer wait its turn where a deferred one would fail when another process writes. */
  async begin(): Promise<void> {
    this.#endTurn = await this.#connections.turn()
    await this.executeQuery(BEGIN)
  }

  async finish(how: 'commit' | 'rollback'): Promise<void> {
    await this.executeQuery(CompiledQuery.raw(how))
  }

  /** However it ended. */
  release(): void {
    this.#endTurn?.()
    this.#endTurn = undefined
  }

  async executeQuery<Row>({ sql, parameters, query }: CompiledQuery): Promise<QueryResult<Row>> {
    const { reader, writer } = this.#connections
    if (this.#endTurn !== undefined) return writer.execute(sql, parameters)
    if (query.kind === 'SelectQueryNode' && reader !== writer) return reader.execute(sql, parameters)
    const endTurn = await this.#connections.turn()
    try {
      return writer.execute(sql, parameters)
    } finally {
      endTurn()
    }
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery(query)
  }
}

class TwoConnectionsDriver implements Driver {
  readonly #connections: () => Connections

  constructor(connections: () => Connections) {
    this.#connections = connections
  }

  async init(): Promise<void> {
    this.#connections()
  }

  async acquireConnection(): Promise<Hand> {
    return new Hand(this.#connections())
  }

  beginTransaction(hand: Hand): Promise<void> {
    return hand.begin()
  }

  commitTransaction(hand: Hand): Promise<void> {
    return hand.finish('commit')
  }

  rollbackTransaction(hand: Hand): Promise<void> {
    return hand.finish('rollback')
  }

  async releaseConnection(hand: Hand): Promise<void> {
    hand.release()
  }

  async destroy(): Promise<void> {
    this.#connections().close()
  }
}

class TwoConnectionsDialect implements Dialect {
  readonly #connections: () => Connections

  constructor(connections: () => Connections) {
    this.#connections = connections
  }

  createDriver(): Driver {
    return new TwoConnectionsDriver(this.#connections)
  }

  createAdapter(): SqliteAdapter {
    return new TransactionalAdapter()
  }

  createQueryCompiler(): SqliteQueryCompiler {
    return new SqliteQueryCompiler()
  }

  createIntrospector(queries: Kysely<unknown>): SqliteIntrospector {
    return new SqliteIntrospector(queries)
  }
}

/** SQLite can undo a change of its tables. Kysely does not count on it; a migration that is killed half-way needs it. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }

  /** Who writes takes a turn by itself. */
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
