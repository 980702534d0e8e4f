import { StorageError, parseContent } from '@afterword/storage'
import type { Queries } from '../../database/queries.ts'
import type { Site } from '../../database/sites.ts'
import type { CommentsTable } from '../../database/tables.ts'
import type { Words } from '../words.ts'
import { firstAsker } from './asked/askers.ts'
import type { AskerName } from './asked/asker.ts'
import { readAsked } from './asked/settings.ts'
import { judge } from './judge.ts'
import { fingerprintOf } from './near-duplicate.ts'
import { pastOf } from './past.ts'
import type { Arrival, Phase, Writing } from './phase.ts'
import { readModeration } from './settings.ts'
import { submissionOf } from './submission.ts'

/** Words that are about to be stored, and who writes them. */
export interface WordsToJudge {
  readonly author: Writing
  readonly name: string
  readonly words: Words
  /** What is quoted of the article; empty without a passage. */
  readonly quote: string
  readonly neighbourhood: string | null
  readonly edit: boolean
  readonly arrival?: Arrival | undefined
  /** Milliseconds since the Unix epoch. */
  readonly now: number
}

/** The writer’s browser has to work before these words are taken. */
export class ProofNeeded extends Error {
  override readonly name = 'ProofNeeded'
  /** How much. */
  readonly points: number
  constructor(why: string, points: number) {
    super(why)
    this.points = points
  }
}

/** Where the words stand from now on, which phase decided, and why. */
export interface Judged {
  readonly status: CommentsTable['status']
  readonly phase: string
  readonly why: string
  readonly fingerprint: string | null
  /** Who outside is to be asked, and how it stands when nobody there has anything against it. */
  readonly ask: { readonly next: AskerName; readonly after: 'published' | 'pending' } | null
}

/** Where these decided, others are asked nevertheless: nothing is known against the words yet. */
const ASKED_AFTER: ReadonlySet<string> = new Set(['none', 'first-comment', 'hold-all'])

const STANDS = { publish: 'published', hold: 'pending', spam: 'spam' } as const

/**
 * Asks the phases of moderation, within the transaction that stores the words.
 *
 * @throws StorageError `refused` when a phase gives the words back to the writer
 * @throws ProofNeeded when a phase wants work to be done first
 */
export async function judgeWords(
  queries: Queries,
  site: Site,
  { words, quote, now, author, name, neighbourhood, edit, arrival }: WordsToJudge,
  phases: readonly Phase[],
): Promise<Judged> {
  const content = parseContent(JSON.parse(words.content), 'content')
  const submission = submissionOf(content, {
    source: words.source,
    quote,
    name,
    author: { id: author.id, badge: author.badge },
    neighbourhood,
    edit,
    arrival,
  })
  const context = { settings: readModeration(site.moderation), past: pastOf(queries, site.id, now), now }
  const { what, phase, why, points = 1 } = await judge(submission, context, phases)
  if (what === 'prove') throw new ProofNeeded(why, points)
  if (what === 'refuse') {
    throw new StorageError(
      'refused',
      `The site ${site.key} does not take this comment: the phase ${phase} refused it. Change the words, or ask the owner of the site.`,
    )
  }
  const status = STANDS[what]
  const print = fingerprintOf(submission)
  const asked = readAsked(site.asked)
  const next = ASKED_AFTER.has(phase) ? firstAsker(asked) : undefined
  if (next === undefined || status === 'spam') return { status, phase, why, fingerprint: print, ask: null }
  const ask = { next, after: status }
  return asked.meanwhile === 'hold' && status === 'published'
    ? { status: 'pending', phase: next, why: 'is being asked', fingerprint: print, ask }
    : { status, phase, why, fingerprint: print, ask }
}
