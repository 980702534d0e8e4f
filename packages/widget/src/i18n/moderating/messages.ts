import type { MessagesOf } from '../messages.ts'

/** The words of moderators. They come with the code for moderating, in one file for all languages but English, and are not an owner's to change. */
export interface ModeratingWords {
  /** In the menu of a comment. */
  readonly approve: string
  readonly restore: string
  /** It waits for a verdict again. */
  readonly hold: string
  /** What readers reported stays, and the reports go. */
  readonly settle: string
  readonly spam: string
  readonly pin: string
  readonly unpin: string
  readonly label: Naming
  readonly ban: Naming
  /** How a comment stands that readers are not served. */
  readonly standings: Readonly<Record<'pending' | 'spam' | 'removed', string>>
  /** A standing with who gave it, and with why. */
  readonly by: (values: { readonly standing: string; readonly name: string }) => string
  readonly why: (values: { readonly standing: string; readonly why: string }) => string
  /** Why, behind a standing. */
  readonly phases: Readonly<
    Record<'links' | 'words' | 'first' | 'likely' | 'double' | 'robot' | 'all' | 'asked', string>
  >
  readonly only: string
  readonly reports: Counting
  /** What was done. */
  readonly done: {
    readonly settled: string
    readonly published: string
    readonly pending: string
    readonly spam: string
    readonly removed: string
    readonly pinned: string
    readonly unpinned: string
    readonly labelled: Naming
    readonly banned: Naming
    readonly lifted: Naming
  }
  /** Behind a ban: how many others went with it. */
  readonly taken: Counting
  /** Somebody else decided first. */
  readonly late: string
  readonly banTitle: Naming
  readonly banFor: string
  readonly days: Counting
  readonly forEver: string
  readonly banHide: string
  readonly banWhy: string
  readonly banSend: string
  readonly labelTitle: Naming
  readonly labelField: string
  readonly more: string
}

type Counting = (values: { readonly count: number }) => string
type Naming = (values: { readonly name: string }) => string

export type ModeratingMessages<Category extends Intl.LDMLPluralRule = 'other'> = MessagesOf<ModeratingWords, Category>
