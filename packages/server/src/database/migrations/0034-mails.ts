import type { Migration } from 'kysely/migration'

/** Mails that wait to be sent, or could not be. */
export function mails(): Migration {
  return {
    async up(db) {
      await db.schema
        .createTable('mails')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('site_id', 'bigint', (column) => column.notNull().references('sites.id'))
        .addColumn('about', 'text', (column) => column.notNull())
        .addColumn('recipient', 'text')
        .addColumn('host', 'text', (column) => column.notNull())
        .addColumn('subject', 'text', (column) => column.notNull())
        .addColumn('content', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .addColumn('due_at', 'bigint')
        .addColumn('claimed_until', 'bigint', (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('why', 'text', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('mails_due').on('mails').column('due_at').execute()
      await db.schema.createIndex('mails_about').on('mails').columns(['site_id', 'about']).execute()
    },
  }
}
