import { Migrator } from 'kysely/migration'
import type { Database } from './database.ts'
import { migrations } from './migrations/index.ts'

/** Brings the tables up to date. Several servers may start at once: they take turns. Returns the names of the steps it took. */
export async function migrate(database: Database): Promise<readonly string[]> {
  const migrator = new Migrator({
    db: database.queries,
    provider: { getMigrations: async () => migrations(database.kind) },
  })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error !== undefined) {
    throw new Error('The database could not be brought up to date. Nothing was changed by the step that failed.', {
      cause: error,
    })
  }
  return results.map((result) => result.migrationName)
}
