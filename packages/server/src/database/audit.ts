import type { Insertable, Selectable } from 'kysely'
import type { Queries } from './queries.ts'
import type { AuditTable, NotesTable } from './tables.ts'

export async function addAudit(queries: Queries, line: Insertable<AuditTable>): Promise<void> {
  await queries.insertInto('audit').values(line).execute()
}

export interface AuditRow {
  readonly at: number
  readonly staff_id: string | null
  readonly what: string
  readonly about: string
  readonly why: string
}

/** What people did on a site before a time, verdicts among it, the newest first. What phases decided is not in it. */
export async function readAudit(
  queries: Queries,
  siteId: number,
  before: number,
  limit: number,
): Promise<readonly AuditRow[]> {
  const verdicts = queries
    .selectFrom('verdicts')
    .select(['at', 'staff_id', 'status as what', 'comment_id as about', 'why'])
    .where('site_id', '=', siteId)
    .where('staff_id', 'is not', null)
    .where('at', '<', before)
    .orderBy('at', 'desc')
    .limit(limit)
  const others = queries
    .selectFrom('audit')
    .select(['at', 'staff_id', 'what', 'about', 'why'])
    .where('site_id', '=', siteId)
    .where('at', '<', before)
    .orderBy('at', 'desc')
    .limit(limit)
  const [decided, done] = await Promise.all([verdicts.execute(), others.execute()])
  return [...decided, ...done].toSorted((a, b) => b.at - a.at).slice(0, limit)
}

export async function addNote(queries: Queries, note: Insertable<NotesTable>): Promise<void> {
  await queries.insertInto('notes').values(note).execute()
}

export async function readNotes(
  queries: Queries,
  siteId: number,
  authorId: string,
): Promise<readonly Selectable<NotesTable>[]> {
  return queries
    .selectFrom('notes')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('author_id', '=', authorId)
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
}
