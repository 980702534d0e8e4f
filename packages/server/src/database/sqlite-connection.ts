import { DatabaseSync } from 'node:sqlite'
import type { SQLInputValue, StatementSync } from 'node:sqlite'
import type { QueryResult } from 'kysely'

const KEPT_STATEMENTS = 200

interface Kept {
  readonly statement: StatementSync
  readonly answers: boolean
}

/** One connection of Node's own SQLite, with the statements that it has prepared. */
export class SqliteConnection {
  readonly #database: DatabaseSync
  readonly #kept = new Map<string, Kept>()

  /** @param settings pragmas; those that change the file are not for a connection that only reads */
  constructor(file: string, settings: string, readOnly: boolean) {
    this.#database = new DatabaseSync(file, { readOnly })
    this.#database.exec(settings)
  }

  execute<Row>(sql: string, parameters: readonly unknown[]): QueryResult<Row> {
    const { statement, answers } = this.#keptOf(sql)
    const values = parameters.map(toSqlite)
    // The rows are what the query says that they are: Kysely's types know it, SQLite's do not.
    if (answers) return { rows: statement.all(...values) as Row[] }
    const { changes, lastInsertRowid } = statement.run(...values)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }

  prepare(sql: string): StatementSync {
    return this.#database.prepare(sql)
  }

  close(): void {
    this.#database.close()
  }

  #keptOf(sql: string): Kept {
    const known = this.#kept.get(sql)
    if (known !== undefined) return known
    const statement = this.#database.prepare(sql)
    const kept = { statement, answers: statement.columns().length > 0 }
    if (this.#kept.size >= KEPT_STATEMENTS) this.#kept.clear()
    this.#kept.set(sql, kept)
    return kept
  }
}

function toSqlite(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return value
  throw new TypeError(`SQLite takes no ${typeof value} as a parameter.`)
}
