import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Database } from '../database.ts'

/** Owners and moderators, how they sign in, and what they did. */
export function staff(kind: Database['kind']): Migration {
  const key = kind === 'postgres' ? sql`bigint generated always as identity` : sql`integer`
  return {
    async up(db) {
      await db.schema
        .createTable('staff')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('folded_name', 'text', (column) => column.notNull().unique())
        .addColumn('password', 'text')
        .addColumn('everywhere', 'integer', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('roles')
        .addColumn('site_id', 'bigint', (column) => column.notNull().references('sites.id'))
        .addColumn('staff_id', 'text', (column) => column.notNull().references('staff.id'))
        .addColumn('role', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('roles_staff', ['staff_id', 'site_id'])
        .execute()
      await db.schema.createIndex('roles_site').on('roles').column('site_id').execute()
      await db.schema
        .createTable('staff_sessions')
        .addColumn('token_hash', 'text', (column) => column.primaryKey())
        .addColumn('staff_id', 'text', (column) => column.notNull().references('staff.id'))
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('staff_sessions_staff').on('staff_sessions').column('staff_id').execute()
      await db.schema
        .createTable('invitations')
        .addColumn('token_hash', 'text', (column) => column.primaryKey())
        .addColumn('site_id', 'bigint', (column) => column.references('sites.id'))
        .addColumn('role', 'text', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('passkeys')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('staff_id', 'text', (column) => column.notNull().references('staff.id'))
        .addColumn('public_key', 'text', (column) => column.notNull())
        .addColumn('counter', 'bigint', (column) => column.notNull())
        .addColumn('transports', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('passkeys_staff').on('passkeys').column('staff_id').execute()
      await db.schema
        .createTable('challenges')
        .addColumn('challenge', 'text', (column) => column.primaryKey())
        .addColumn('staff_id', 'text')
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('notes')
        .addColumn('id', key, (column) => column.primaryKey())
        .addColumn('site_id', 'bigint', (column) => column.notNull().references('sites.id'))
        .addColumn('author_id', 'text', (column) => column.notNull())
        .addColumn('text', 'text', (column) => column.notNull())
        .addColumn('staff_id', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('notes_author').on('notes').columns(['site_id', 'author_id', 'id']).execute()
      await db.schema
        .createTable('audit')
        .addColumn('id', key, (column) => column.primaryKey())
        .addColumn('site_id', 'bigint', (column) => column.notNull().references('sites.id'))
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('staff_id', 'text')
        .addColumn('what', 'text', (column) => column.notNull())
        .addColumn('about', 'text', (column) => column.notNull())
        .addColumn('why', 'text', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('audit_site').on('audit').columns(['site_id', 'id']).execute()
    },
  }
}
