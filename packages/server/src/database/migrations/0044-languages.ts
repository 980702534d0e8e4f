import type { Migration } from 'kysely/migration'

/** In which language somebody is spoken to who signs in, and who is sent a mail. */
export function languages(): Migration {
  return {
    async up(db) {
      await db.schema.alterTable('hand_overs').addColumn('language', 'text').execute()
      await db.schema
        .alterTable('mails')
        .addColumn('language', 'text', (column) => column.notNull().defaultTo('en'))
        .execute()
    },
  }
}
