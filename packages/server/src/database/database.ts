import { Kysely } from 'kysely'
import type { LogEvent } from 'kysely'
import { postgresDialect } from './postgres.ts'
import { sqliteDialect } from './sqlite.ts'
import type { Tables } from './tables.ts'

/** Where queries run: the database itself, or a transaction in it. */
export type Queries = Kysely<Tables>

export interface Database {
  readonly kind: 'sqlite' | 'postgres'
  readonly queries: Queries
  /**
   * Does all of it or nothing. What it wrote is durable when it resolves. It is run anew when another
   * writer was in the way, so it may do nothing but query. `leave(answer)` ends it with an answer
   * and undoes what it wrote.
   */
  transaction<T>(work: (queries: Queries, leave: (answer: T) => never) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** Called for each query that was run. */
  readonly log?: (event: LogEvent) => void
}

const ATTEMPTS = 5

/** Postgres: a deadlock, a serialisation failure, or the same key at the same moment. */
const passing: ReadonlySet<unknown> = new Set(['40001', '40P01', '23505'])

/**
 * Opens `postgres://…`, or else a SQLite file (`:memory:` for none). The connection is made at the first
 * query; call `migrate` before anything else.
 */
export function openDatabase(address: string, options: DatabaseOptions = {}): Database {
  const kind = /^postgres(ql)?:\/\//.test(address) ? 'postgres' : 'sqlite'
  const dialect = kind === 'postgres' ? postgresDialect(address) : sqliteDialect(address)
  const queries: Queries = new Kysely<Tables>({ dialect, ...(options.log === undefined ? {} : { log: options.log }) })
  /** Writers queue up behind a locked row and go on from what it then is: a stricter level would turn them away. */
  const begin = () =>
    kind === 'postgres' ? queries.transaction().setIsolationLevel('read committed') : queries.transaction()
  return {
    kind,
    queries,
    async transaction<T>(work: (queries: Queries, leave: (answer: T) => never) => Promise<T>) {
      for (let attempt = 1; ; attempt++) {
        let left: { readonly answer: T } | undefined
        try {
          return await begin().execute((inside) =>
            work(inside, (answer) => {
              left = { answer }
              throw new Error('Left a transaction with an answer.')
            }),
          )
        } catch (error) {
          if (left !== undefined) return left.answer
          if (attempt >= ATTEMPTS || !isPassingConflict(error)) throw error
        }
      }
    },
    close: () => queries.destroy(),
  }
}

function isPassingConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && passing.has(error.code)
}
