import type { Migration } from 'kysely/migration'

/** What viewers report, for whoever moderates. */
export function reports(): Migration {
  return {
    async up(db) {
      await db.schema
        .createTable('reports')
        .addColumn('site_id', 'bigint', (column) => column.notNull())
        .addColumn('thread_id', 'bigint', (column) => column.notNull())
        .addColumn('comment_id', 'text', (column) => column.notNull())
        .addColumn('author_id', 'text', (column) => column.notNull().references('authors.id'))
        .addColumn('reason', 'text', (column) => column.notNull())
        .addColumn('note', 'text')
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('reports_id', ['site_id', 'comment_id', 'author_id'])
        .execute()
      await db.schema
        .createIndex('reports_own')
        .on('reports')
        .columns(['thread_id', 'author_id', 'comment_id'])
        .execute()
    },
  }
}
