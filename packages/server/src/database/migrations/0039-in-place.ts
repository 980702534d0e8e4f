import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What moderators read on a page, and where a reply stood of which nothing is left. */
export function inPlace(): Migration {
  return {
    async up(db) {
      await db.schema.alterTable('events').addColumn('root_id', 'text').execute()
      await db.schema
        .createIndex('comments_unpublished')
        .on('comments')
        .columns(['thread_id', 'seq'])
        .where(sql<boolean>`status <> 'published' and source is not null`)
        .execute()
    },
  }
}
