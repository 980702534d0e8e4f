import { dueCorrections } from '../../../database/akismet-opinions.ts'
import type { CorrectionRow } from '../../../database/akismet-opinions.ts'
import { claimAsking, dueAskings, removeAsking } from '../../../database/askings.ts'
import type { AskingRow } from '../../../database/askings.ts'
import { findInQueue } from '../../../database/queue.ts'
import type { Database } from '../../../database/database.ts'
import { readSecrets } from '../../../database/site-secrets.ts'
import { findSiteById } from '../../../database/sites.ts'
import { OutboundError } from '../../outbound.ts'
import type { Outbound } from '../../outbound.ts'
import { threadName } from '../../wakeups.ts'
import type { Wakeups } from '../../wakeups.ts'
import { AGAIN, CLAIM, NoAnswer } from './asker.ts'
import type { Sender } from './asker.ts'
import { askersFrom } from './askers.ts'
import { tellCorrection } from './corrections.ts'
import { questionOf } from './question.ts'
import { settle } from './settle.ts'
import type { Outcome } from './settle.ts'
import { readAsked } from './settings.ts'

/** What asks others about comments, behind the requests. */
export interface Askings {
  /** Somebody is to be asked about a comment: now, not when the clock comes round. */
  wake(): void
  /** Keeps in memory who sent a comment, until it was asked about. */
  remember(siteId: number, id: string, sender: Sender): void
  /** Ends what is under way; it is asked again by the next process. */
  close(): Promise<void>
}

export interface AskingsDeps {
  readonly database: Database
  readonly wakeups: Wakeups
  readonly clock: () => number
  readonly outbound: Outbound
  /** Told when the database could not be read or written; it is tried again. */
  readonly failed: (error: unknown) => void
  /** Milliseconds between two looks at what is due. */
  readonly every?: number
}

const LOOK_EVERY = 5_000
const AT_ONCE = 8
const MOST_SENDERS = 1_000

/**
 * Asks the askers of a site, in their order, about what waits for it; the first that says something decides. Whoever gives no
 * answer, or none that was asked for, has the comment held, and is asked again later. What moderators know better than Akismet is
 * told to it here, too.
 */
export function createAskings({
  database,
  wakeups,
  clock,
  outbound,
  failed,
  every = LOOK_EVERY,
}: AskingsDeps): Askings {
  const { queries } = database
  const senders = new Map<string, Sender>()
  const closing = new AbortController()
  let running: Promise<void> | undefined
  let news = false

  async function ask(row: AskingRow): Promise<Outcome | undefined> {
    const { site_id: siteId, comment_id: id } = row
    const site = await findSiteById(queries, siteId)
    const comment = await findInQueue(queries, siteId, id)
    if (site === undefined || comment === undefined) return undefined
    const askers = askersFrom(row.next, readAsked(site.asked), await readSecrets(queries, siteId))
    const question = questionOf(site, comment.page, comment, senders.get(nameOf(siteId, id)))
    let by = row.next
    let akismet: Outcome['akismet']
    for (const asker of askers) {
      by = asker.name
      try {
        const told = await asker.ask(question, { outbound, now: clock(), signal: closing.signal })
        if (by === 'akismet') akismet = told === undefined ? 'ham' : 'spam'
        if (told !== undefined) return { type: 'told', by, told, akismet }
      } catch (error) {
        if (!(error instanceof OutboundError || error instanceof NoAnswer)) throw error
        const pause = AGAIN[row.attempts]
        const why = pause === undefined ? `${error.message}; it is not asked again` : error.message
        return { type: 'failed', by, why, again: pause === undefined ? null : clock() + pause, akismet }
      }
    }
    return { type: 'told', by, told: undefined, akismet }
  }

  async function handle(row: AskingRow): Promise<void> {
    const { site_id: siteId, comment_id: id } = row
    if (!(await claimAsking(queries, row, clock() + CLAIM))) return
    const outcome = await ask(row)
    if (closing.signal.aborted) return
    if (outcome === undefined) return void (await removeAsking(queries, siteId, id))
    const page = await settle(database, row, outcome, clock())
    if (outcome.type === 'told' || outcome.again === null) senders.delete(nameOf(siteId, id))
    if (page !== undefined) wakeups.notify(threadName(siteId, page))
  }

  const correct = (row: CorrectionRow): Promise<void> =>
    tellCorrection({ database, clock, outbound, signal: closing.signal }, row)

  async function work(): Promise<void> {
    try {
      while (news && !closing.signal.aborted) {
        news = false
        const due = await dueAskings(queries, clock(), AT_ONCE)
        const corrections = await dueCorrections(queries, clock(), AT_ONCE)
        if (due.length + corrections.length > 0) news = true
        // One that fails leaves the others alone, and is due again when its claim is over.
        const done = await Promise.allSettled([...due.map(handle), ...corrections.map(correct)])
        for (const one of done) if (one.status === 'rejected') failed(one.reason)
      }
    } catch (error) {
      if (!closing.signal.aborted) failed(error)
    } finally {
      running = undefined
    }
  }

  function wake(): void {
    news = true
    if (!closing.signal.aborted) running ??= work()
  }

  const timer = setInterval(wake, every)
  timer.unref()

  return {
    wake,
    remember(siteId, id, sender) {
      const [oldest] = senders.keys()
      if (oldest !== undefined && senders.size >= MOST_SENDERS) senders.delete(oldest)
      senders.set(nameOf(siteId, id), sender)
    },
    async close() {
      clearInterval(timer)
      closing.abort()
      await running
    },
  }
}

function nameOf(siteId: number, id: string): string {
  return `${siteId}/${id}`
}
