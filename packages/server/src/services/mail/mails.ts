import { randomUUID } from 'node:crypto'
import { toHtml, toText } from '@afterword/markdown'
import type { ContentTree } from '@afterword/markdown'
import type { Database } from '../../database/database.ts'
import type { Queries } from '../../database/queries.ts'
import {
  addMail,
  claimMail,
  countMails,
  dueMails,
  freeMails,
  giveMailUp,
  nextMailAt,
  putMailOff,
  removeMail,
} from '../../database/mails.ts'
import type { MailRow } from '../../database/mails.ts'
import { NotCarried } from './carrier.ts'
import type { Carrier } from './carrier.ts'
import type { MailAddress } from './mail-address.ts'

/** What is to be sent. */
export interface Letter {
  readonly subject: string
  readonly content: ContentTree
  /** In which it is written, as HTML names it. */
  readonly language: string
}

export interface NewMail extends Letter {
  readonly siteId: number
  /** A new mail about the same takes the place of the last. */
  readonly about: string
  readonly to: MailAddress
  /** When it is of no use any more, in milliseconds since the Unix epoch. */
  readonly expiresAt: number
}

/** Sends the mails that wait in the database, behind the requests. */
export interface Mails {
  /** There is a mail to be sent: now, not when the clock comes round. */
  wake(): void
  /** Begins nothing any more, finishes what is being sent, and leaves the rest to the next process. */
  close(): Promise<void>
}

export interface MailsDeps {
  readonly database: Database
  readonly clock: () => number
  readonly carrier: Carrier
  /** Told how it goes. */
  readonly logger: {
    info(fields: object, message: string): void
    warn(fields: object, message: string): void
    error(fields: object, message: string): void
  }
  /** Milliseconds between two looks at what other processes may have left. */
  readonly every?: number
  /** Milliseconds that one attempt may take. */
  readonly attempt?: number
  /** Milliseconds that mails which are being sent may take when the process stops. */
  readonly patience?: number
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
const LOOK_EVERY = MINUTE
const AT_ONCE = 4
/** Milliseconds that one attempt may take. */
const ATTEMPT = MINUTE
/** Milliseconds for which a mail is left to the process that sends it. Longer than an attempt. */
const CLAIM = 90 * SECOND
const PATIENCE = 8 * SECOND
/** Milliseconds until it is tried again, after the first failure, the second, …; the last goes on for ever. */
const AGAIN = [5, 15, 30, 60, 120, 240, 480, 900, 1_800, 3_600].map((seconds) => seconds * SECOND)
/** Milliseconds before its end at which a mail is tried for the last time: later nobody could use it. */
const LAST = 3 * MINUTE
/** Milliseconds for which it is known that a mail was given up. */
const KEPT = 7 * 24 * 60 * MINUTE

const NOBODY = 'No server was running until its time was over'

/** Has a mail sent as soon as what this belongs to is committed. Wake `Mails` then. */
export async function queueMail(queries: Queries, mail: NewMail, now: number): Promise<void> {
  const { siteId, about, to, subject, content, language, expiresAt } = mail
  const row: MailRow = {
    id: randomUUID(),
    site_id: siteId,
    about,
    recipient: to.address,
    host: to.host,
    subject,
    content: JSON.stringify(content),
    created_at: now,
    expires_at: expiresAt,
    due_at: now,
    claimed_until: 0,
    attempts: 0,
    why: '',
    language,
  }
  await addMail(queries, row, now - KEPT)
}

export function createMails({
  database: { queries },
  clock,
  carrier,
  logger,
  every = LOOK_EVERY,
  attempt = ATTEMPT,
  patience = PATIENCE,
}: MailsDeps): Mails {
  const sending = new Set<Promise<void>>()
  const closing = new AbortController()
  const cut = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let news = false

  async function send(row: MailRow): Promise<void> {
    const { id, recipient, subject, language } = row
    const attempts = row.attempts + 1
    try {
      const tree = JSON.parse(row.content) as ContentTree
      const written = { subject, language, text: toText(tree), html: toHtml(tree, { hosts: false }) }
      await carrier(
        { id, to: recipient ?? '', ...written },
        AbortSignal.any([cut.signal, AbortSignal.timeout(attempt)]),
      )
      await removeMail(queries, id)
      logger.info({ mail: id, attempts }, 'mail sent')
    } catch (error) {
      if (!(error instanceof NotCarried)) throw error
      await failed(row, error)
    }
  }

  async function failed({ id, attempts, expires_at }: MailRow, { message: why, forGood }: NotCarried): Promise<void> {
    const now = clock()
    // Whoever cut it off was us: the next process begins where this one would have.
    const pause = cut.signal.aborted ? 0 : (AGAIN[Math.min(attempts, AGAIN.length - 1)] ?? 0)
    const due = Math.min(now + pause, expires_at - LAST)
    const over = forGood || (due < now + pause && due <= now)
    if (over) await giveMailUp(queries, id, why)
    else await putMailOff(queries, id, due, why)
    logger.warn({ mail: id, attempts: attempts + 1, why, again: over ? null : due - now }, 'mail not sent')
  }

  /** Begins with what is due, as far as hands are free. */
  async function look(): Promise<void> {
    const free = AT_ONCE - sending.size
    const due = free > 0 ? await dueMails(queries, clock(), free) : []
    for (const row of due) {
      const now = clock()
      if (row.expires_at <= now) {
        await giveMailUp(queries, row.id, row.why || NOBODY)
        news = true
      } else if (!closing.signal.aborted && (await claimMail(queries, row, now, now + CLAIM))) {
        const one: Promise<void> = send(row)
          .catch((error: unknown) => logger.error({ err: error }, 'a mail could not be handled'))
          .finally(() => {
            sending.delete(one)
            wake()
          })
        sending.add(one)
      }
    }
  }

  async function work(): Promise<void> {
    try {
      while (news && !closing.signal.aborted) {
        news = false
        await look()
      }
      const next = await nextMailAt(queries)
      plan(next === undefined ? every : Math.min(every, Math.max(next - clock(), SECOND)))
    } catch (error) {
      logger.error({ err: error }, 'mails could not be read')
      plan(every)
    } finally {
      running = undefined
    }
    if (news) wake()
  }

  function plan(after: number): void {
    clearTimeout(timer)
    if (closing.signal.aborted) return
    timer = setTimeout(wake, after)
    timer.unref()
  }

  function wake(): void {
    news = true
    if (!closing.signal.aborted) running ??= work()
  }

  return {
    wake,
    async close() {
      closing.abort()
      clearTimeout(timer)
      await running
      if (sending.size === 0) return
      logger.info({ mails: sending.size }, 'finishing mails that are being sent')
      const late = setTimeout(() => cut.abort(), patience)
      await Promise.all(sending)
      clearTimeout(late)
    },
  }
}

/** How many wait when a process starts. With SQLite it is alone: what one before it was sending is sent by it at once. */
export async function waitingMails({ kind, queries }: Database): Promise<number> {
  if (kind === 'sqlite') await freeMails(queries)
  return countMails(queries)
}
