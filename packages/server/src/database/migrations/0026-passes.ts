import type { Migration } from 'kysely/migration'

/** Tokens of forms and proofs of work that were used: each is good once. */
export function passes(): Migration {
  return {
    async up(db) {
      await db.schema
        .createTable('spent_passes')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('spent_passes_expiry').on('spent_passes').columns(['expires_at']).execute()
    },
  }
}
