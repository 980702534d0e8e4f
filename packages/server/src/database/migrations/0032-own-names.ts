import type { Migration } from 'kysely/migration'

/** Names that readers have chosen for themselves: nobody else chooses what looks the same. */
export function ownNames(): Migration {
  return {
    async up(db) {
      await db.schema.alterTable('identities').addColumn('own_name', 'text').execute()
      await db.schema
        .createIndex('identities_own_name')
        .on('identities')
        .columns(['site_id', 'own_name'])
        .unique()
        .execute()
    },
  }
}
