import type { Migration } from 'kysely/migration'

/** How people may sign in on a site. */
export function ways(): Migration {
  return {
    async up(db) {
      await db.schema
        .alterTable('sites')
        .addColumn('identity', 'text', (column) => column.notNull().defaultTo('{}'))
        .execute()
    },
  }
}
