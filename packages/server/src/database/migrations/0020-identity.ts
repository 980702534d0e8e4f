import type { Migration } from 'kysely/migration'

/** Readers with an account: how they are known, how they sign in, and for how long. */
export function identity(): Migration {
  return {
    async up(db) {
      await db.schema.alterTable('authors').addColumn('folded_name', 'text').execute()
      await db.schema.createIndex('authors_folded_name').on('authors').columns(['site_id', 'folded_name']).execute()
      await db.schema
        .createTable('identities')
        .addColumn('site_id', 'bigint', (column) => column.notNull().references('sites.id'))
        .addColumn('provider', 'text', (column) => column.notNull())
        .addColumn('subject', 'text', (column) => column.notNull())
        .addColumn('author_id', 'text', (column) => column.notNull().references('authors.id'))
        .addColumn('email', 'text')
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('identities_subject', ['site_id', 'provider', 'subject'])
        .execute()
      await db.schema.createIndex('identities_author').on('identities').column('author_id').execute()
      await db.schema
        .createTable('reader_sessions')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('site_id', 'bigint', (column) => column.notNull().references('sites.id'))
        .addColumn('author_id', 'text', (column) => column.notNull().references('authors.id'))
        .addColumn('staff_id', 'text', (column) => column.references('staff.id'))
        .addColumn('way', 'text', (column) => column.notNull())
        .addColumn('refresh_hash', 'text', (column) => column.notNull())
        .addColumn('previous_hash', 'text')
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('reader_sessions_author').on('reader_sessions').column('author_id').execute()
      await db.schema.createIndex('reader_sessions_staff').on('reader_sessions').column('staff_id').execute()
      await db.schema.createIndex('reader_sessions_expiry').on('reader_sessions').column('expires_at').execute()
      await db.schema
        .createTable('access_tokens')
        .addColumn('token_hash', 'text', (column) => column.primaryKey())
        .addColumn('session_id', 'text', (column) =>
          column.notNull().references('reader_sessions.id').onDelete('cascade'),
        )
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('access_tokens_session').on('access_tokens').column('session_id').execute()
      await db.schema.createIndex('access_tokens_expiry').on('access_tokens').column('expires_at').execute()
      await db.schema
        .createTable('hand_overs')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('site_id', 'bigint', (column) => column.notNull().references('sites.id'))
        .addColumn('origin', 'text', (column) => column.notNull())
        .addColumn('secret_hash', 'text', (column) => column.notNull())
        .addColumn('browser_hash', 'text')
        .addColumn('way', 'text')
        .addColumn('code', 'text')
        .addColumn('tries', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('flow', 'text')
        .addColumn('person', 'text')
        .addColumn('confirmed', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('hand_overs_expiry').on('hand_overs').column('expires_at').execute()
    },
  }
}
