import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Database } from '../database.ts'

/** A number for the settings of a site, which every change of its row raises, whoever makes it. */
export function siteVersion(kind: Database['kind']): Migration {
  return {
    async up(db) {
      await db.schema
        .alterTable('sites')
        .addColumn('version', 'bigint', (column) => column.notNull().defaultTo(1))
        .execute()
      await (kind === 'postgres' ? onPostgres(db) : onSqlite(db))
    },
  }
}

async function onSqlite(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger sites_version after update on sites when new.version = old.version
    begin
      update sites set version = old.version + 1 where id = old.id;
    end`.execute(db)
}

async function onPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function raise_site_version() returns trigger language plpgsql as $$
    begin
      new.version = old.version + 1;
      return new;
    end $$`.execute(db)
  await sql`
    create trigger sites_version before update on sites
    for each row execute function raise_site_version()`.execute(db)
}
