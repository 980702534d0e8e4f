import type { Migration } from 'kysely/migration'

/** What Akismet takes comments for, and where it has to be told better. */
export function akismetOpinions(): Migration {
  return {
    async up(db) {
      await db.schema
        .createTable('akismet_opinions')
        .addColumn('site_id', 'bigint', (column) => column.notNull().references('sites.id'))
        .addColumn('comment_id', 'text', (column) => column.notNull())
        .addColumn('version', 'bigint', (column) => column.notNull())
        .addColumn('says', 'text', (column) => column.notNull())
        .addColumn('correction', 'text')
        .addColumn('due_at', 'bigint')
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('why', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('akismet_opinions_comment', ['site_id', 'comment_id'])
        .execute()
      await db.schema.createIndex('akismet_opinions_due').on('akismet_opinions').columns(['due_at']).execute()
    },
  }
}
