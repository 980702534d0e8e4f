import type { Migration } from 'kysely/migration'

/** The newest comments of a whole site, which its feed lists. */
export function feed(): Migration {
  return {
    async up(db) {
      await db.schema.createIndex('comments_feed').on('comments').columns(['site_id', 'status', 'created_at']).execute()
    },
  }
}
