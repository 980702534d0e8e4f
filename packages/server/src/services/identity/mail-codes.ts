import { randomInt } from 'node:crypto'
import { StorageError } from '@afterword/storage'
import { identityPaths } from '@afterword/storage/identity'
import type { Database } from '../../database/database.ts'
import { countTry, dropHandOver, findHandOver, updateHandOver } from '../../database/hand-overs.ts'
import type { HandOverRow } from '../../database/hand-overs.ts'
import { findMailAbout } from '../../database/mails.ts'
import type { MailNote } from '../../database/mails.ts'
import type { Site } from '../../database/sites.ts'
import type { MailAddress } from '../mail/mail-address.ts'
import { queueMail } from '../mail/mails.ts'
import type { Mails } from '../mail/mails.ts'
import { signInLetter } from '../mail/sign-in-letter.ts'
import type { Wording } from '../../words/wording.ts'
import { asDigits } from './digits.ts'
import type { Entered } from './hand-overs.ts'
import type { Person } from './people.ts'

const MINUTE = 60_000
/** A code has six digits: so many guesses are one chance in two hundred thousand. */
const MOST_TRIES = 5

/** How far a mail is: on its way, not taken by the mail server yet, taken, or given up. */
export type MailState = 'waiting' | 'late' | 'sent' | 'refused'

/** A code that was sent. */
export interface SentCode {
  /** To whom, as it was typed. */
  readonly address: string
  readonly mail: MailState
  /** `code`: it was not typed yet. `found`: it was, and who it is has not said yes. `done`: they have. */
  readonly step: 'code' | 'found' | 'done'
}

/** What `hand_overs.flow` keeps of it. */
interface Flow {
  readonly address: string
  readonly folded: string
  readonly code: string
}

/** Finds out that somebody reads the mails to an address: by a code that is good in one browser, for one sign-in. */
export interface MailCodes {
  /**
   * Sends a code, in the language that the window speaks; the last one is void. It does the same whether the address is anybody's here or not.
   *
   * @throws StorageError `not-found` when the sign-in is over
   */
  send(site: Site, entered: Entered, to: MailAddress, wording: Wording): Promise<void>
  /** `null`: none was sent yet. */
  sent(site: Site, entered: Entered): Promise<SentCode | null>
  /** Who it is. @throws StorageError `unauthorized` with the field `code` for a wrong one, `not-found` when it is over */
  prove(site: Site, entered: Entered, code: string): Promise<Person>
}

export interface MailCodesDeps {
  readonly database: Database
  readonly clock: () => number
  readonly mails: Pick<Mails, 'wake'>
  /** Where links in mails lead to. A request cannot say it: somebody else would have the code sent to themselves. */
  readonly publicAddress?: string
}

export function createMailCodes({ database, clock, mails, publicAddress }: MailCodesDeps): MailCodes {
  const { queries } = database

  async function find(site: Site, id: string, inside = queries): Promise<HandOverRow> {
    const row = await findHandOver(inside, site.id, id, clock())
    if (row === undefined) throw over()
    return row
  }

  return {
    async send(site, { id, origin }, to, wording) {
      const code = String(randomInt(1_000_000)).padStart(6, '0')
      const flow: Flow = { address: to.address, folded: to.folded, code }
      const link = publicAddress && `${publicAddress}${identityPaths.emailWindow(site.key, id)}#${code}`
      await database.transaction<null>(async (inside) => {
        const now = clock()
        const { expires_at: expiresAt } = await find(site, id, inside)
        await updateHandOver(inside, id, { flow: JSON.stringify(flow), tries: 0, person: null, confirmed: 0 })
        const lives = Math.ceil((expiresAt - now) / MINUTE)
        const letter = signInLetter({ host: new URL(origin).host, code, link, lives }, wording)
        await queueMail(inside, { siteId: site.id, about: aboutOf(id), to, expiresAt, ...letter }, now)
        return null
      })
      mails.wake()
    },

    async sent(site, { id }) {
      const { flow, person, confirmed } = await find(site, id)
      if (flow === null) return null
      const mail = await findMailAbout(queries, site.id, aboutOf(id))
      const step = person === null ? 'code' : confirmed === 0 ? 'found' : 'done'
      return { address: (JSON.parse(flow) as Flow).address, mail: stateOf(mail), step }
    },

    async prove(site, entered, code) {
      // Counted before it is looked at, so that a thousand guesses at the same moment are not all the first.
      const tries = await countTry(queries, entered.id)
      if (tries > MOST_TRIES) {
        await dropHandOver(queries, entered.id)
        throw over()
      }
      const { flow: kept } = await find(site, entered.id)
      if (kept === null) throw over()
      const flow = JSON.parse(kept) as Flow
      if (asDigits(code) !== flow.code) {
        throw new StorageError('unauthorized', 'The code is not the one in the newest mail. Look at it again.', {
          field: 'code',
        })
      }
      await updateHandOver(queries, entered.id, { tries: 0 })
      return { provider: 'email', subject: flow.folded, name: '', staffId: null, email: flow.address }
    },
  }
}

function stateOf(mail: MailNote | undefined): MailState {
  if (mail === undefined) return 'sent'
  if (mail.due_at === null) return 'refused'
  return mail.why === '' ? 'waiting' : 'late'
}

function aboutOf(id: string): string {
  return `sign-in/${id}`
}

function over(): StorageError {
  return new StorageError('not-found', 'This sign-in is over: it was done, or took too long. Begin again on the page.')
}
