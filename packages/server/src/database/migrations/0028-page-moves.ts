import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** A page that was moved leads to another thread; a comment that came with one knows from where. */
export function pageMoves(): Migration {
  return {
    async up(db) {
      await db.schema
        .alterTable('threads')
        .addColumn('moved_to', 'bigint', (column) => column.references('threads.id'))
        .execute()
      await db.schema
        .alterTable('comments')
        .addColumn('moved_from', 'bigint', (column) => column.references('threads.id'))
        .execute()
      await db.schema
        .createIndex('threads_moved')
        .on('threads')
        .column('moved_to')
        .where(sql.ref('moved_to'), 'is not', null)
        .execute()
      await db.schema
        .createIndex('comments_moved')
        .on('comments')
        .columns(['moved_from', 'thread_id'])
        .where(sql.ref('moved_from'), 'is not', null)
        .execute()
    },
  }
}
