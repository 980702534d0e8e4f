import type { Selectable } from 'kysely'
import type { Queries } from './queries.ts'
import type { MailsTable } from './tables.ts'

export type MailRow = Selectable<MailsTable>

/** What is said of a mail without a word of what stands in it, nor whom it is for. */
export type MailNote = Pick<MailRow, 'id' | 'host' | 'created_at' | 'due_at' | 'attempts' | 'why'>

/** Adds one in place of what was to be sent about the same, and forgets those that were given up before a time. */
export async function addMail(queries: Queries, row: MailRow, forgotten: number): Promise<void> {
  await queries.deleteFrom('mails').where('due_at', 'is', null).where('created_at', '<=', forgotten).execute()
  await removeMailAbout(queries, row.site_id, row.about)
  await queries.insertInto('mails').values(row).execute()
}

/** Takes back what was to be sent about something. */
async function removeMailAbout(queries: Queries, siteId: number, about: string): Promise<void> {
  await queries.deleteFrom('mails').where('site_id', '=', siteId).where('about', '=', about).execute()
}

export async function findMailAbout(queries: Queries, siteId: number, about: string): Promise<MailNote | undefined> {
  return queries
    .selectFrom('mails')
    .select(['id', 'host', 'created_at', 'due_at', 'attempts', 'why'])
    .where('site_id', '=', siteId)
    .where('about', '=', about)
    .executeTakeFirst()
}

/** Those that could be sent now, and that nobody is sending. */
export async function dueMails(queries: Queries, now: number, limit: number): Promise<readonly MailRow[]> {
  return queries
    .selectFrom('mails')
    .selectAll()
    .where('due_at', '<=', now)
    .where('claimed_until', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
}

/** When there is something to do next, as far as is known. */
export async function nextMailAt(queries: Queries): Promise<number | undefined> {
  const row = await queries
    .selectFrom('mails')
    .select(({ case: when, fn, ref }) =>
      fn
        .min<number | null>(
          when().when('claimed_until', '>', ref('due_at')).then(ref('claimed_until')).else(ref('due_at')).end(),
        )
        .as('next'),
    )
    .where('due_at', 'is not', null)
    .executeTakeFirst()
  return row?.next ?? undefined
}

/** Takes one for this process alone until a time; whether nobody else was faster. */
export async function claimMail(
  queries: Queries,
  { id, attempts }: MailRow,
  now: number,
  until: number,
): Promise<boolean> {
  const result = await queries
    .updateTable('mails')
    .set({ claimed_until: until, attempts: attempts + 1 })
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('due_at', '<=', now)
    .where('claimed_until', '<=', now)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Nobody sends any: for a process that is alone with its database, and finds what one before it was sending when it died. */
export async function freeMails(queries: Queries): Promise<void> {
  await queries.updateTable('mails').set({ claimed_until: 0 }).where('claimed_until', '>', 0).execute()
}

/** It was sent. */
export async function removeMail(queries: Queries, id: string): Promise<void> {
  await queries.deleteFrom('mails').where('id', '=', id).execute()
}

/** It was not sent, and is to be tried again. */
export async function putMailOff(queries: Queries, id: string, due: number, why: string): Promise<void> {
  await queries.updateTable('mails').set({ due_at: due, claimed_until: 0, why }).where('id', '=', id).execute()
}

/** It will not be sent: why is kept, and nothing else of it. */
export async function giveMailUp(queries: Queries, id: string, why: string): Promise<void> {
  const nothing = { recipient: null, subject: '', content: '[]', due_at: null, claimed_until: 0 }
  await queries
    .updateTable('mails')
    .set({ ...nothing, why })
    .where('id', '=', id)
    .execute()
}

/** What waits on a site, and what was given up, the newest first. */
export async function listMails(queries: Queries, siteId: number, limit: number): Promise<readonly MailNote[]> {
  return queries
    .selectFrom('mails')
    .select(['id', 'host', 'created_at', 'due_at', 'attempts', 'why'])
    .where('site_id', '=', siteId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
}

export async function countMails(queries: Queries): Promise<number> {
  const row = await queries
    .selectFrom('mails')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('due_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return row.count
}
/** All that wait on a site are due: somebody thinks that it works again. */
export async function hurryMails(queries: Queries, siteId: number, now: number): Promise<void> {
  await queries
    .updateTable('mails')
    .set({ due_at: now })
    .where('site_id', '=', siteId)
    .where('due_at', '>', now)
    .execute()
}
