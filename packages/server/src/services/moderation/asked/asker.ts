import type { Outbound } from '../../outbound.ts'
import type { Opinion } from '../phase.ts'

/** A comment that stands, and that somebody else is asked about. Each asker sends of it what it says it sends. */
export interface Question {
  readonly site: string
  /** The first origin of the site. */
  readonly origin: string
  readonly page: string
  readonly id: string
  readonly parent: string | null
  readonly version: number
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number
  readonly author: { readonly id: string; readonly name: string }
  /** Markdown. */
  readonly source: string
  /** The words as a reader sees them, with the addresses of links. */
  readonly text: string
  /** What it quotes of the article; empty when it is about no passage. */
  readonly quote: string
  /** Where its links lead. */
  readonly hosts: readonly string[]
  /** Who sent it, where the site's owner has decided that this may be told, and while this process still knows. */
  readonly sender: Sender | undefined
  /** An owner tries out whether asking works: nothing was written. */
  readonly trial: boolean
}

/** Never stored. */
export interface Sender {
  readonly address: string
  readonly agent: string
}

export type AskerName = 'webhook' | 'akismet' | 'model'

/** What is at hand while asking. */
export interface Asking {
  readonly outbound: Outbound
  /** Milliseconds since the Unix epoch. */
  readonly now: number
  readonly signal?: AbortSignal | undefined
}

/** What somebody else said: their opinion, or nothing against it. */
export type Told = { readonly what: Exclude<Opinion['what'], 'refuse' | 'prove'>; readonly why: string } | undefined

/** Asks somebody outside of this server. */
export interface Asker {
  readonly name: AskerName
  /**
   * @throws OutboundError when there was no answer
   * @throws NoAnswer when the answer is none that was asked for
   */
  ask(question: Question, asking: Asking): Promise<Told>
}

/** Milliseconds for which what is being asked or told is left to the process that does. Longer than all of it may take. */
export const CLAIM = 120_000
const MINUTE = 60_000
/** Milliseconds until it is tried again, after the first failure, the second, … */
export const AGAIN: readonly number[] = [1, 5, 15, 60, 180, 720, 1_440].map((minutes) => minutes * MINUTE)

/** Somebody answered with something else. The message goes on after their name. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

/** What others say is shown to moderators: a line of it, without what is not drawn. */
export function oneLine(text: string): string {
  const plain = text.replace(/[\p{C}\s]+/gu, ' ').trim()
  return plain.length > 200 ? `${plain.slice(0, 199)}…` : plain
}
