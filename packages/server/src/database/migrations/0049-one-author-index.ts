import type { Migration } from 'kysely/migration'

/**
 * One index fewer for every comment to be entered into: what begins with the author serves whoever asks for all of theirs, and the check that
 * nothing refers to an author who goes, too.
 */
export function oneAuthorIndex(): Migration {
  return {
    async up(db) {
      for (const name of ['comments_author', 'comments_by_author']) await db.schema.dropIndex(name).execute()
      await db.schema
        .createIndex('comments_by_author')
        .on('comments')
        .columns(['author_id', 'site_id', 'status', 'created_at', 'id'])
        .execute()
    },
  }
}
