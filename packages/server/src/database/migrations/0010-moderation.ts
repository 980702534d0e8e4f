import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Database } from '../database.ts'

/** What is held and why, who is banned, and what the verdicts taught. */
export function moderation(kind: Database['kind']): Migration {
  const key = kind === 'postgres' ? sql`bigint generated always as identity` : sql`integer`

  async function tables(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('sites')
      .addColumn('moderation', 'text', (column) => column.notNull().defaultTo('{}'))
      .execute()
    for (const name of ['fingerprint', 'neighbourhood', 'phase', 'learned'] as const) {
      await db.schema.alterTable('comments').addColumn(name, 'text').execute()
    }
    await db.schema
      .createTable('verdicts')
      .addColumn('id', key, (column) => column.primaryKey())
      .addColumn('site_id', 'bigint', (column) => column.notNull().references('sites.id'))
      .addColumn('comment_id', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('phase', 'text', (column) => column.notNull())
      .addColumn('why', 'text', (column) => column.notNull())
      .addColumn('staff_id', 'text')
      .execute()
    await db.schema
      .createTable('bans')
      .addColumn('site_id', 'bigint', (column) => column.notNull().references('sites.id'))
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .addColumn('why', 'text', (column) => column.notNull())
      .addColumn('until', 'bigint')
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('staff_id', 'text')
      .addPrimaryKeyConstraint('bans_value', ['site_id', 'kind', 'value'])
      .execute()
    await db.schema
      .createTable('learned_tokens')
      .addColumn('site_id', 'bigint', (column) => column.notNull().references('sites.id'))
      .addColumn('token', 'text', (column) => column.notNull())
      .addColumn('spam', 'bigint', (column) => column.notNull())
      .addColumn('honest', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('learned_tokens_token', ['site_id', 'token'])
      .execute()
    await db.schema
      .createTable('day_keys')
      .addColumn('day', 'bigint', (column) => column.primaryKey())
      .addColumn('key', 'text', (column) => column.notNull())
      .execute()
  }

  async function indexes(db: Kysely<unknown>): Promise<void> {
    const on = (table: string, name: string, columns: string[]) =>
      db.schema.createIndex(name).on(table).columns(columns).execute()
    await on('comments', 'comments_queue', ['site_id', 'status', 'created_at', 'id'])
    await on('comments', 'comments_by_author', ['site_id', 'author_id', 'status', 'created_at'])
    await on('comments', 'comments_alike', ['site_id', 'fingerprint', 'created_at'])
    await on('verdicts', 'verdicts_comment', ['site_id', 'comment_id', 'id'])
    await on('verdicts', 'verdicts_at', ['site_id', 'id'])
  }

  return {
    async up(db) {
      await tables(db)
      await indexes(db)
    },
  }
}
