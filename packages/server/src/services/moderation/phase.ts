import type { ModerationSettings } from './settings.ts'

/** What is judged: a comment that somebody wants to post, or the new words of one. */
export interface Submission {
  /** Markdown. */
  readonly source: string
  /** The words as a reader sees them, with the addresses of links. */
  readonly text: string
  /**
   * What it quotes of the article, by the word of who wrote it; readers are shown it beside the words. Empty when it is
   * about no passage.
   */
  readonly quote: string
  /** Where its links lead: hosts, in lower case. */
  readonly hosts: readonly string[]
  readonly name: string
  /** The one who writes; `undefined` before a guest's first comment. */
  readonly author: Writing | undefined
  /** The neighbourhood of the network as the rate limits know it today, hashed; `null` when no address is known. */
  readonly neighbourhood: string | null
  /** Whether words that everybody reads already are to be replaced. */
  readonly edit: boolean
  /** How it came here; `undefined` where it came by no request. */
  readonly arrival?: Arrival | undefined
}

/** What a request shows of how it came to be. */
export interface Arrival {
  /** The token of a form that is bound to the page: whether it is there, fits, and is old enough. */
  readonly form: 'good' | 'none' | 'early' | 'wrong'
  /** Work that was done; `unable`: it cannot be done there. */
  readonly proof: 'good' | 'none' | 'wrong' | 'unable'
  /** How much of what that part of the network may write at once is used up, 0 to 1. */
  readonly pressure: number
  /** Whether a field was filled in that people do not see. */
  readonly trapped: boolean
}

export interface Writing {
  readonly id: string
  readonly badge: 'author' | 'moderator' | null
}

/** What phases ask of the site's past. Each question is one query by an index. */
export interface Past {
  /** Whether a comment of this author stands published, be it at once or approved. */
  hasPublished(author: string): Promise<boolean>
  /** The ban that holds for one of these now. */
  banOn(values: readonly BanValue[]): Promise<Ban | undefined>
  /** How many comments since a time (milliseconds) have this fingerprint, whoever wrote them. */
  likeThis(fingerprint: string, since: number): Promise<number>
  /** How often the site's verdicts met these words, and how many comments they were about. */
  learned(tokens: readonly string[]): Promise<Learned>
}

export interface BanValue {
  readonly kind: BanKind
  readonly value: string
}

export type BanKind = 'author' | 'neighbourhood' | 'host'

export interface Ban extends BanValue {
  readonly why: string
}

export interface Learned {
  /** Comments that were judged to be spam, and to be none. */
  readonly spam: number
  readonly honest: number
  readonly tokens: ReadonlyMap<string, { readonly spam: number; readonly honest: number }>
}

export interface Context {
  readonly settings: ModerationSettings
  readonly past: Past
  /** Milliseconds since the Unix epoch. */
  readonly now: number
}

/**
 * What a phase says. `publish` ends the questions; `hold` and `spam` keep it from everybody but its writer until a
 * moderator has looked; `refuse` gives the words back to the writer; `prove` has the writer’s browser work first. `why` is for moderators.
 */
export interface Opinion {
  readonly what: 'publish' | 'hold' | 'spam' | 'refuse' | 'prove'
  readonly why: string
  /** With `prove`: how much work. */
  readonly points?: number
}

/** A small test of one thing. The first one that says something decides. */
export interface Phase {
  readonly name: string
  judge(submission: Submission, context: Context): Promise<Opinion | undefined> | Opinion | undefined
}
