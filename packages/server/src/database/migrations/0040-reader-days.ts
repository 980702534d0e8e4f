import type { Migration } from 'kysely/migration'

/** How many people read a site on a day. */
export function readerDays(): Migration {
  return {
    async up(db) {
      await db.schema
        .createTable('reader_days')
        .addColumn('site_id', 'bigint', (column) => column.notNull().references('sites.id'))
        .addColumn('day', 'integer', (column) => column.notNull())
        .addColumn('readers', 'bigint', (column) => column.notNull())
        .addColumn('registers', 'text')
        .addPrimaryKeyConstraint('reader_days_day', ['site_id', 'day'])
        .execute()
    },
  }
}
