import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** Where queries run: the database itself, or a transaction in it. */
export type Queries = Kysely<Tables>
