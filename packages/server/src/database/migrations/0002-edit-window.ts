import type { Migration } from 'kysely/migration'

/** Milliseconds: what sites that were there before have. */
const FIFTEEN_MINUTES = 900_000

/** For how long a site lets comments be edited; null: for ever. */
export function editWindow(): Migration {
  return {
    async up(db) {
      await db.schema
        .alterTable('sites')
        .addColumn('edit_window', 'bigint', (column) => column.defaultTo(FIFTEEN_MINUTES))
        .execute()
    },
  }
}
