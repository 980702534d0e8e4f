import type { Migration } from 'kysely/migration'

/** What somebody has left anywhere on a site is found by who they are: to hand it out, and to take it away. */
export function leaving(): Migration {
  return {
    async up(db) {
      for (const table of ['comments', 'reactions', 'reports'] as const) {
        await db.schema.createIndex(`${table}_author`).on(table).columns(['author_id']).execute()
      }
    },
  }
}
