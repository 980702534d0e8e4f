import type { Announcement } from '../store/models.ts'
import type { Order, StorageErrorCode } from '@afterword/storage'

/** Every word that a reader can meet. An owner can override any of them. */
export interface Messages {
  /** The language of these words, as `Intl` knows it. */
  readonly locale: string
  readonly heading: string
  readonly count: (count: number) => string
  readonly loading: string
  readonly empty: string
  readonly failed: string
  readonly retry: string
  readonly closed: string
  readonly offline: string
  readonly waiting: (count: number) => string
  readonly ownStorage: string
  readonly orderLabel: string
  readonly orders: Readonly<Record<Order, string>>
  readonly arrived: (count: number) => string
  readonly more: string
  readonly moreReplies: (count: number | null) => string
  readonly loadingMore: string

  readonly write: string
  readonly writeReply: (name: string) => string
  readonly placeholder: string
  readonly replyPlaceholder: string
  readonly nameLabel: string
  readonly post: string
  readonly postReply: string
  readonly cancel: string
  readonly markdownHint: string
  readonly draftSaving: string
  readonly draftSaved: string
  readonly draftUnsaved: string
  readonly left: (count: number) => string

  readonly reply: string
  readonly replyTo: (name: string) => string
  readonly inReplyTo: (name: string) => string
  readonly vote: (name: string, votes: number) => string
  readonly menuOf: (name: string) => string
  readonly copyLink: string
  readonly copied: string
  /** Above the link itself, where a page may not write to the clipboard. */
  readonly copyByHand: string
  readonly remove: string
  readonly removeSure: string
  readonly keep: string
  readonly removed: string
  readonly edited: string
  readonly fresh: string
  readonly badges: Readonly<Record<'author' | 'moderator', string>>
  readonly sending: string
  readonly held: string
  readonly waitingForNetwork: string
  readonly sendAgain: string
  readonly takeBack: string
  readonly code: string

  readonly announce: (announcement: Announcement) => string
  /** What went wrong and what the reader can do, chosen by the code and the field. */
  readonly problem: (code: StorageErrorCode, field: string | undefined) => string
}
