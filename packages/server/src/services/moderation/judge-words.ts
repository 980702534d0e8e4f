import { StorageError, parseContent } from '@afterword/storage'
import type { Queries } from '../../database/database.ts'
import type { Site } from '../../database/sites.ts'
import type { CommentsTable } from '../../database/tables.ts'
import type { Words } from '../words.ts'
import { judge } from './judge.ts'
import { fingerprint } from './near-duplicate.ts'
import { pastOf } from './past.ts'
import type { Phase, Writing } from './phase.ts'
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
  /** Milliseconds since the Unix epoch. */
  readonly now: number
}

/** Where the words stand from now on, which phase decided, and why. */
export interface Judged {
  readonly status: CommentsTable['status']
  readonly phase: string
  readonly why: string
  readonly fingerprint: string | null
}

const STANDS = { publish: 'published', hold: 'pending', spam: 'spam' } as const

/**
 * Asks the phases of moderation, within the transaction that stores the words.
 *
 * @throws StorageError `refused` when a phase gives the words back to the writer
 */
export async function judgeWords(
  queries: Queries,
  site: Site,
  { words, quote, now, author, name, neighbourhood, edit }: WordsToJudge,
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
  })
  const context = { settings: readModeration(site.moderation), past: pastOf(queries, site.id, now), now }
  const { what, phase, why } = await judge(submission, context, phases)
  if (what === 'refuse') {
    throw new StorageError(
      'refused',
      `The site ${site.key} does not take this comment: the phase ${phase} refused it. Change the words, or ask the owner of the site.`,
    )
  }
  return { status: STANDS[what], phase, why, fingerprint: fingerprint(submission.text) }
}
