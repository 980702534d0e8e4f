import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Comments that come first on their page, and what moderators say of an author. */
export function pinsAndLabels(): Migration {
  return {
    async up(db) {
      await db.schema
        .alterTable('threads')
        .addColumn('pins', 'bigint', (column) => column.notNull().defaultTo(0))
        .execute()
      await db.schema
        .alterTable('comments')
        .addColumn('pinned', 'integer', (column) => column.notNull().defaultTo(0))
        .execute()
      await db.schema.alterTable('authors').addColumn('label', 'text').execute()
      await db.schema
        .createIndex('comments_pinned')
        .on('comments')
        .column('thread_id')
        .where(sql.ref('pinned'), '=', sql.lit(1))
        .execute()
    },
  }
}
