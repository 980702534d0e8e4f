import type { Migration } from 'kysely/migration'

/** How far somebody has used up what they may do, for all servers. */
export function rateMarks(): Migration {
  return {
    async up(db) {
      await db.schema
        .createTable('rate_marks')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('day', 'integer', (column) => column.notNull())
        .addColumn('due_at', 'bigint', (column) => column.notNull())
        .execute()
    },
  }
}
