import { CompiledQuery, Kysely } from 'kysely'
import type { LogEvent } from 'kysely'
import { groupCommit } from './group-commit.ts'
import { PAGE_STATE } from './page-state.ts'
import type { PageState } from './page-state.ts'
import { pageStates } from './postgres-page-states.ts'
import { postgresDialect } from './postgres.ts'
import type { Queries } from './queries.ts'
import { openSqlite } from './sqlite.ts'
import type { Tables } from './tables.ts'

/** What is done in a transaction. */
export type Work<T> = (queries: Queries, leave: (answer: T) => never) => Promise<T>

export interface Database {
  readonly kind: 'sqlite' | 'postgres'
  readonly queries: Queries
  /**
   * Does all of it or nothing. What it wrote is durable when it resolves. It is run anew when another
   * writer was in the way, so it may do nothing but query. `leave(answer)` ends it with an answer
   * and undoes what it wrote. On SQLite those that come at the same time wait for the disk together (decision 0196).
   */
  transaction<T>(work: Work<T>): Promise<T>
  /**
   * What holds for a page now, read after it was asked for: at once from SQLite, which is in this process.
   * `undefined`: there is no such site.
   */
  pageState(site: string, page: string): PageState | undefined | Promise<PageState | undefined>
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** Called for each query that was run. */
  readonly log?: (event: LogEvent) => void
}

const ATTEMPTS = 5

/** Postgres: a deadlock, a serialisation failure, the same key at the same moment, or what it refers to gone at that moment. */
const passing: ReadonlySet<unknown> = new Set(['40001', '40P01', '23505', '23503'])

/**
 * Opens `postgres://…`, or else a SQLite file (`:memory:` for none). The connection is made at the first
 * query; call `migrate` before anything else.
 */
export function openDatabase(address: string, options: DatabaseOptions = {}): Database {
  return /^postgres(ql)?:\/\//.test(address) ? openPostgres(address, options) : openFile(address, options)
}

function openFile(file: string, { log }: DatabaseOptions): Database {
  const { dialect, pageState } = openSqlite(file)
  const queries: Queries = new Kysely<Tables>({ dialect, ...(log === undefined ? {} : { log }) })
  const commit = groupCommit(queries)
  return {
    kind: 'sqlite',
    queries,
    transaction: (work) => endable(work, commit),
    pageState(site, page) {
      log?.({ level: 'query', query: CompiledQuery.raw(PAGE_STATE.sqlite, [page, site]), queryDurationMillis: 0 })
      return pageState(site, page)
    },
    close: () => queries.destroy(),
  }
}

function openPostgres(url: string, { log }: DatabaseOptions): Database {
  const queries: Queries = new Kysely<Tables>({
    dialect: postgresDialect(url),
    ...(log === undefined ? {} : { log }),
  })
  /** Writers queue up behind a locked row and go on from what it then is: a stricter level would turn them away. */
  const begin = <T>(work: (inside: Queries) => Promise<T>): Promise<T> =>
    queries.transaction().setIsolationLevel('read committed').execute(work)
  return {
    kind: 'postgres',
    queries,
    async transaction<T>(work: Work<T>) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await endable(work, begin)
        } catch (error) {
          if (attempt >= ATTEMPTS || !isPassingConflict(error)) throw error
        }
      }
    },
    pageState: pageStates(queries),
    close: () => queries.destroy(),
  }
}

/** Work that is left with an answer ends like one that failed, so that what it wrote is undone. */
async function endable<T>(work: Work<T>, run: (plain: (queries: Queries) => Promise<T>) => Promise<T>): Promise<T> {
  let left: { readonly answer: T; readonly by: Error } | undefined
  try {
    return await run((inside) =>
      work(inside, (answer) => {
        left = { answer, by: new Error('Left a transaction with an answer.') }
        throw left.by
      }),
    )
  } catch (error) {
    if (left !== undefined && error === left.by) return left.answer
    throw error
  }
}

function isPassingConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && passing.has(error.code)
}
