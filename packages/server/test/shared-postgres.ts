import type { TestProject } from 'vitest/node'
import { openDatabase } from '../src/database/database.ts'
import { migrate } from '../src/database/migrate.ts'
import { postgresBinaries, startPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The Postgres of this run; `null` on a machine that has none. */
    readonly sharedPostgres: SharedPostgres | null
  }
}

interface SharedPostgres {
  readonly address: string
  /** A database that has every table: a copy of it is there ten times sooner than one that is migrated. */
  readonly migrated: string
}

/** Before the first test, once: a server for each file would be half of what the files have to do. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  if (postgresBinaries() === undefined) {
    provide('sharedPostgres', null)
    return async () => undefined
  }
  const postgres = await startPostgres()
  const migrated = await postgres.newDatabase()
  const database = openDatabase(migrated)
  await migrate(database)
  await database.close()
  provide('sharedPostgres', { address: new URL('postgres', migrated).href, migrated })
  return () => postgres.stop()
}
