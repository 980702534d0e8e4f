import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * What every comment has to be entered into is less. The feed finds its comments in the index of the queue, which begins with
 * the same columns. Guests have no name of their own: where they are entered under none, a planner that has counted them thinks the
 * index worth nothing, and reads all of them. The comments of an author are found in the order in which they are asked for.
 */
export function leanIndexes(): Migration {
  return {
    async up(db) {
      await db.schema.dropIndex('comments_feed').execute()
      await db.schema.dropIndex('authors_folded_name').execute()
      await db.schema
        .createIndex('authors_folded_name')
        .on('authors')
        .columns(['site_id', 'folded_name'])
        .where(sql.ref('folded_name'), 'is not', null)
        .execute()
      await db.schema.dropIndex('comments_by_author').execute()
      await db.schema
        .createIndex('comments_by_author')
        .on('comments')
        .columns(['site_id', 'author_id', 'status', 'created_at', 'id'])
        .execute()
    },
  }
}
