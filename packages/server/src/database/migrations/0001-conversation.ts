import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Database } from '../database.ts'

/** Sites, threads, authors, comments, reactions and what happened. */
export function conversation(kind: Database['kind']): Migration {
  /** Compared as bytes; the default of SQLite, but not of Postgres. */
  const bytes = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  const key = kind === 'postgres' ? sql`bigint generated always as identity` : sql`integer`

  async function tables(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('sites')
      .addColumn('id', key, (column) => column.primaryKey())
      .addColumn('key', 'text', (column) => column.notNull().unique())
      .addColumn('origins', 'text', (column) => column.notNull())
      .addColumn('reactions', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('threads')
      .addColumn('id', key, (column) => column.primaryKey())
      .addColumn('site_id', 'bigint', (column) => column.notNull().references('sites.id'))
      .addColumn('page', 'text', (column) => column.notNull())
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addColumn('count', 'bigint', (column) => column.notNull())
      .addColumn('closed', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addUniqueConstraint('threads_page', ['site_id', 'page'])
      .execute()
    await db.schema
      .createTable('authors')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('site_id', 'bigint', (column) => column.notNull().references('sites.id'))
      .addColumn('token_hash', 'text')
      .addColumn('name', 'text')
      .addColumn('guest', 'integer', (column) => column.notNull())
      .addColumn('badge', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addUniqueConstraint('authors_token', ['site_id', 'token_hash'])
      .execute()
    await db.schema
      .createTable('comments')
      .addColumn('site_id', 'bigint', (column) => column.notNull().references('sites.id'))
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('thread_id', 'bigint', (column) => column.notNull().references('threads.id'))
      .addColumn('parent_id', 'text')
      .addColumn('root_id', 'text', (column) => column.notNull())
      .addColumn('depth', 'integer', (column) => column.notNull())
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addColumn('path', bytes, (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('shown', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('edited_at', 'bigint')
      .addColumn('author_id', 'text', (column) => column.references('authors.id'))
      .addColumn('author_name', 'text')
      .addColumn('source', 'text')
      .addColumn('content', 'text')
      .addColumn('passage', 'text')
      .addColumn('render_version', 'integer', (column) => column.notNull())
      .addColumn('reactions', 'text', (column) => column.notNull())
      .addColumn('score', 'bigint', (column) => column.notNull())
      .addColumn('children', 'bigint', (column) => column.notNull())
      .addColumn('replies', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('comments_id', ['site_id', 'id'])
      .execute()
    await db.schema
      .createTable('spent_ids')
      .addColumn('site_id', 'bigint', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('spent_ids_id', ['site_id', 'id'])
      .execute()
    await db.schema
      .createTable('reactions')
      .addColumn('site_id', 'bigint', (column) => column.notNull())
      .addColumn('thread_id', 'bigint', (column) => column.notNull())
      .addColumn('comment_id', 'text', (column) => column.notNull())
      .addColumn('author_id', 'text', (column) => column.notNull().references('authors.id'))
      .addColumn('reaction', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('reactions_id', ['site_id', 'comment_id', 'author_id', 'reaction'])
      .execute()
    await db.schema
      .createTable('events')
      .addColumn('thread_id', 'bigint', (column) => column.notNull().references('threads.id'))
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('comment_id', 'text')
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('events_id', ['thread_id', 'seq'])
      .execute()
  }

  return {
    async up(db) {
      await tables(db)
      await indexes(db)
    },
  }
}

async function indexes(db: Kysely<unknown>): Promise<void> {
  const on = (name: string) => db.schema.createIndex(name).on('comments')
  await on('comments_reading').columns(['thread_id', 'shown', 'path']).execute()
  await on('comments_newest').columns(['thread_id', 'shown', 'seq']).where(sql.ref('parent_id'), 'is', null).execute()
  await on('comments_top')
    .columns(['thread_id', 'shown', 'score', 'seq'])
    .where(sql.ref('parent_id'), 'is', null)
    .execute()
  await on('comments_passages')
    .columns(['thread_id', 'shown', 'seq'])
    .where(sql.ref('passage'), 'is not', null)
    .execute()
  await on('comments_own').columns(['thread_id', 'author_id', 'seq']).execute()
  await db.schema
    .createIndex('reactions_own')
    .on('reactions')
    .columns(['thread_id', 'author_id', 'comment_id'])
    .execute()
}
