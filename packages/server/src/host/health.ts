import { Hono } from 'hono'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import type { Logger } from '../deps.ts'

/** Milliseconds that the database may take to say that it is there. */
const PATIENCE = 3_000

/** `/healthz`: 200 when the database answers, 503 when it does not. */
export function health({ queries }: Database, logger: Logger): Hono {
  const app = new Hono()
  app.get('/healthz', async (c) => {
    const late = Promise.withResolvers<never>()
    const timer = setTimeout(() => late.reject(new Error('The database takes too long.')), PATIENCE)
    c.header('Cache-Control', 'no-store')
    try {
      await Promise.race([sql`select 1`.execute(queries), late.promise])
      return c.json({ status: 'ok' })
    } catch (error) {
      logger.error({ err: error }, 'the database does not answer')
      return c.json({ status: 'the database does not answer' }, 503)
    } finally {
      clearTimeout(timer)
    }
  })
  return app
}
