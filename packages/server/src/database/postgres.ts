import { PostgresDialect } from 'kysely'

/** Every int8 here is a number that JavaScript can hold; pg would hand out strings. */
const INT8 = 20

export function postgresDialect(url: string): PostgresDialect {
  return new PostgresDialect({
    pool: async () => {
      // Who has a file of SQLite does without it.
      const { Pool, types } = await import('pg')
      const pool = new Pool({
        connectionString: url,
        max: 10,
        connectionTimeoutMillis: 5_000,
        idleTimeoutMillis: 30_000,
        statement_timeout: 10_000,
        idle_in_transaction_session_timeout: 10_000,
        application_name: 'afterword',
        types: {
          getTypeParser: (oid: number, format?: 'text' | 'binary') =>
            oid === INT8 && format !== 'binary' ? Number : types.getTypeParser(oid, format),
        },
      })
      // A connection that breaks while it idles must not end the process: the pool replaces it.
      pool.on('error', () => {})
      return pool
    },
  })
}
