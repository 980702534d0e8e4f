import type { MailReport } from '@afterword/storage/admin'
import type { Database } from '../../database/database.ts'
import { hurryMails, listMails } from '../../database/mails.ts'
import type { Site } from '../../database/sites.ts'
import type { Mails } from './mails.ts'

const MOST = 100

/** What owners see of the mails of their site: never what stands in one, nor whom it is for. */
export interface MailOffice {
  read(site: Site): Promise<MailReport>
  /** Has all that wait tried now. */
  tryNow(site: Site): Promise<MailReport>
}

export interface MailOfficeDeps {
  readonly database: Database
  readonly clock: () => number
  readonly mails?: Pick<Mails, 'wake'>
}

export function createMailOffice({ database: { queries }, clock, mails }: MailOfficeDeps): MailOffice {
  async function read(site: Site): Promise<MailReport> {
    const rows = await listMails(queries, site.id, MOST)
    const notes = rows.map(({ id, host, created_at: at, due_at: due, attempts, why }) => {
      return { id, host, at, due, attempts, why }
    })
    return { sends: mails !== undefined, mails: notes }
  }

  return {
    read,
    async tryNow(site) {
      await hurryMails(queries, site.id, clock())
      mails?.wake()
      return read(site)
    },
  }
}
