import type { Migration } from 'kysely/migration'

/** Whom a site asks about comments, and which comments they are being asked about. */
export function asked(): Migration {
  return {
    async up(db) {
      await db.schema
        .alterTable('sites')
        .addColumn('asked', 'text', (column) => column.notNull().defaultTo('{}'))
        .execute()
      await db.schema
        .createTable('site_secrets')
        .addColumn('site_id', 'bigint', (column) => column.notNull().references('sites.id'))
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('value', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('site_secrets_name', ['site_id', 'name'])
        .execute()
      await db.schema
        .createTable('askings')
        .addColumn('site_id', 'bigint', (column) => column.notNull().references('sites.id'))
        .addColumn('comment_id', 'text', (column) => column.notNull())
        .addColumn('version', 'bigint', (column) => column.notNull())
        .addColumn('next', 'text', (column) => column.notNull())
        .addColumn('stands', 'text', (column) => column.notNull())
        .addColumn('after', 'text', (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('due_at', 'bigint', (column) => column.notNull())
        .addColumn('why', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('askings_comment', ['site_id', 'comment_id'])
        .execute()
      await db.schema.createIndex('askings_due').on('askings').columns(['due_at']).execute()
    },
  }
}
