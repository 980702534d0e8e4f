/**
 * # The storage contract
 *
 * A `StorageAdapter` is all that Afterword knows of where comments live. Whoever implements it gives the
 * promises below; the kit (`@afterword/storage/testing`) tests each of them. Write the few methods that
 * your store can do, hand them to `defineAdapter`, and let the kit tell you what is missing.
 *
 * **One call opens a page.** `open` brings the thread's state, the first comments in the wanted order with
 * their first replies, and the passages. A reader waits for one round trip, never for two. A page nobody
 * has written on is an empty thread, not an error.
 *
 * **Lists of pages have their counts in one call.** `counts` tells how many comments each of up to 100 pages has, the same
 * for everybody, and opens none of them.
 *
 * **Ids come from the writer.** `create` with an id that exists already, by the same author, on the same
 * page, with the same parent, source, and passage, answers with the comment that is there and changes nothing;
 * any difference is `id-taken`. So a retry, an outbox and two tabs never make two comments of one.
 *
 * **A resolved promise is kept.** When `create`, `edit`, `reattach`, `remove`, `react`, `report` or `moderate` resolves, the change survives
 * whatever the store is meant to survive, and the next `open` by anyone shows it.
 *
 * **Cursors are opaque and stable.** Following `next` from `open` (and `branches[].next` for each branch)
 * visits every comment that was there throughout exactly once, whoever writes meanwhile. In the order `top`
 * a comment whose score changes meanwhile may be met at its new place. A cursor never expires while its
 * thread exists; one that the store cannot read is `bad-cursor`.
 *
 * **Reading order.** Top-level comments stand in the wanted order: `newest` and `oldest` by `seq`, `top` by
 * the count of the reaction `up`, newer first among equals. Under each, its replies at any depth follow in
 * the order of the tree: a parent, then its first reply with everything below that, then its next, oldest first. Where a
 * store has pinned comments, they come first in `open`, whatever the order, and are in no list that goes on from it.
 *
 * **Every change has a number.** Each change to a thread raises `thread.seq`. `subscribe` delivers
 * every change after `since` once, in order, without a gap, first those that have happened, then those that
 * happen. When it cannot (too old, or the store was restored), it says `reset` and goes on from there.
 *
 * **Edits say where they started.** `edit` with a `version` that is not the current one is `conflict` with
 * the comment as it is now in `current`. Nothing is overwritten unseen.
 *
 * **Words can be edited for a while.** `open` says for how long after it was written (`editWindow`), and `viewer`
 * for how long each of the viewer's own comments still can be, by the store's own clock. Later, `edit` is `edit-closed`.
 * Removing is always possible.
 *
 * **A site says who may write.** Where `open` brings no `identity`, everybody writes as a guest. Where it does, `guests` says
 * whether one can do so without an account, and `ways` how a reader signs in, each with an id of its own.
 *
 * **Accounts are offered, not required.** A store in which viewers have accounts has `identity`: who is signed in, in this
 * browser, and what they can do about it. Every other call is then made as them. A store without it is a valid adapter.
 *
 * **A passage keeps its quote.** A comment on a passage of the article is a top-level one. `open` brings the passages
 * of the whole page, each with what finding and marking it needs. When the article was edited, the comment's author, or who moderates,
 * can say where the words are now: `reattach` sets new selectors, raises the version as an edit does (and conflicts as one), and is a
 * change that subscribers are told. The quote stays as it was, and so does `editedAt`: no word was changed. A reader's
 * browser that finds a moved passage writes nothing back.
 *
 * **Removed is gone.** `remove` of a comment without replies leaves nothing of it; with replies it leaves a
 * tombstone: `status: 'removed'`, without author, body, passage and reactions. From the moment that
 * `remove` resolves, no method and no event, not even a replayed one, serves the words again. Removing twice
 * is not an error. A tombstone that loses its last reply goes too.
 *
 * **Some moderate in place.** Where `supports.moderate` is claimed, `viewer` says of whoever is looking whether they
 * moderate (`moderates`); everybody else is refused with `forbidden`. `unpublished` brings what of the page is not
 * published, with its words, and what was reported, to them and to nobody else. `moderate` is a verdict, a pin, a label or a ban. A verdict says the
 * status that the moderator saw, as an edit says its version: when somebody else decided first it changes nothing and
 * brings their verdict. From the moment that it resolves, what was taken down is served to readers by no method and no event.
 *
 * **A report is for moderators.** `report` is kept for whoever moderates and served to nobody else: no comment, count,
 * event or number of the thread tells of it, only the `viewer` who gave it. One viewer reports a comment once; reporting
 * it again replaces what was said. It goes when the comment goes.
 *
 * **Errors are data.** Everything that goes wrong is a `StorageError` with a code of the closed set. What
 * comes from outside is parsed, not trusted (`parse*` in this package): a broken store cannot crash a page.
 *
 * **Signals and closing.** Every method takes `{ signal }` and rejects with `aborted` soon after it is
 * aborted (a write may have happened nevertheless: ids make trying again safe). After `close()` every method
 * rejects with `closed`, `subscribe` throws it, and no listener is called any more. `close` may be called twice.
 *
 * **What it cannot do it does not claim.** `supports` says what this adapter does. A method that it does not
 * claim rejects with `unsupported`, and the interface does not offer it. A read-only store is a valid adapter.
 */

import type { Identity } from './identity.ts'
import type {
  Comment,
  CommentId,
  Counts,
  Cursor,
  Location,
  Moderated,
  NewComment,
  OpenThread,
  Order,
  PageKey,
  ReportReason,
  Selector,
  Slice,
  Status,
  ThreadEvent,
  Unpublished,
  Viewer,
} from './types.ts'

export interface CallOptions {
  readonly signal?: AbortSignal
}

export interface OpenOptions extends CallOptions {
  /** One of `supports.orders`; the first of them when left out. */
  readonly order?: Order
  /** Top-level comments, 1 to 100; 25 when left out. An adapter may deliver fewer, but never none when there are some. */
  readonly limit?: number
}

export interface MoreOptions extends CallOptions {
  /** As many as this, 1 to 100; 25 when left out. */
  readonly limit?: number
}

export interface SubscribeOptions extends CallOptions {
  /** The `seq` up to which the subscriber knows the thread. */
  readonly since: number
}

export interface CreateOptions extends CallOptions {
  /** Told now and then how much of the work is done that has to be done before it is sent, 0 to 1; not where there is none. */
  readonly progress?: (done: number) => void
}

export interface Edit {
  /** The new words, Markdown. */
  readonly source: string
  /** The version that the writer saw. */
  readonly version: number
}

export interface Reattachment {
  /** Where the words are now; at most 1,000 bytes of JSON. */
  readonly selectors: readonly Selector[]
  /** The version that the writer saw. */
  readonly version: number
}

export interface ReactionChange {
  /** One of the site's reactions, or `up`. */
  readonly reaction: string
  /** Given (`true`) or taken back (`false`). Doing it twice is doing it once. */
  readonly on: boolean
}

export interface Report {
  readonly reason: ReportReason
  /** What the viewer adds, plain text of at most 1,000 code points. */
  readonly note?: string
}

/** What a moderator does with a comment, or with who wrote it. */
export type Moderation =
  /** `from` is the status that the moderator saw. The same as `to`: it stays as it is, and its reports are settled. */
  | { readonly type: 'decide'; readonly from: Status; readonly to: Status; readonly why?: string }
  | { readonly type: 'pin'; readonly pinned: boolean }
  /** At most 30 graphemes; `null` takes it away. */
  | { readonly type: 'label'; readonly label: string | null }
  /** Left out, `days` is until it is lifted. `hide`: all that they wrote is taken down, on every page. */
  | { readonly type: 'ban'; readonly hide: boolean; readonly days?: number; readonly why?: string }
  /** Lifts the ban, and puts back what was taken down with it. */
  | { readonly type: 'unban'; readonly restore: readonly CommentId[] }

/** What an adapter does. All of it can be relied upon; nothing else may be asked for. */
export interface Supports {
  /** At least one. The first is the one to begin with. */
  readonly orders: readonly Order[]
  readonly create: boolean
  /** Whether a comment may have a parent. */
  readonly replies: boolean
  readonly edit: boolean
  readonly remove: boolean
  readonly react: boolean
  /** Whether somebody is there to read a report. */
  readonly report: boolean
  /** Whether a permalink can be followed to a comment that is not in the first slice. */
  readonly locate: boolean
  /** Whether pages can be counted without opening them. */
  readonly counts: boolean
  /** Whether changes by others arrive. */
  readonly subscribe: boolean
  /** Whether a comment may have a passage. */
  readonly passages: boolean
  /** Whether a passage can be set to another place. */
  readonly reattach: boolean
  /** Whether there are moderators who do so in place. */
  readonly moderate: boolean
}

export type Unsubscribe = () => void
export type ThreadListener = (event: ThreadEvent) => void

export interface StorageAdapter {
  readonly supports: Supports
  /** How viewers sign in, where the store has accounts. Left out where nobody can: everybody is a guest then, or known otherwise. */
  readonly identity?: Identity | undefined
  /** Opens a page: the thread, its first comments, its passages. */
  open(page: PageKey, options?: OpenOptions): Promise<OpenThread>
  /** Goes on where a slice's `next` or `previous` points to. */
  list(page: PageKey, cursor: Cursor, options?: MoreOptions): Promise<Slice>
  /** Goes on in a branch where its `next` or `previous` points to. The slice holds replies only, and at most that one branch. */
  replies(page: PageKey, cursor: Cursor, options?: MoreOptions): Promise<Slice>
  /** The slice that holds a comment, with its top-level comment and everything above it. `not-found` when it is gone. */
  locate(page: PageKey, id: CommentId, options?: OpenOptions): Promise<Location>
  /** The counts of up to 100 pages, by the key that each was asked by. */
  counts(pages: readonly PageKey[], options?: CallOptions): Promise<Counts>
  /** What belongs to the one who is looking. Nobody known: everything empty, no error. */
  viewer(page: PageKey, options?: CallOptions): Promise<Viewer>
  /** Somebody begins to write: what `create` will need can be fetched. It may do nothing, and `create` works without it. */
  prepare(page: PageKey, options?: CallOptions): Promise<void>
  create(page: PageKey, comment: NewComment, options?: CreateOptions): Promise<Comment>
  edit(page: PageKey, id: CommentId, edit: Edit, options?: CallOptions): Promise<Comment>
  /** Sets a passage comment's selectors. `invalid` for a comment that has no passage. */
  reattach(page: PageKey, id: CommentId, place: Reattachment, options?: CallOptions): Promise<Comment>
  /** The tombstone, or `null` when nothing is left. */
  remove(page: PageKey, id: CommentId, options?: CallOptions): Promise<Comment | null>
  react(page: PageKey, id: CommentId, change: ReactionChange, options?: CallOptions): Promise<Comment>
  report(page: PageKey, id: CommentId, report: Report, options?: CallOptions): Promise<void>
  /** For who moderates: what of the page is not published. */
  unpublished(page: PageKey, options?: CallOptions): Promise<Unpublished>
  moderate(page: PageKey, id: CommentId, moderation: Moderation, options?: CallOptions): Promise<Moderated>
  /** Calls the listener from later turns on, never before it has returned. The result ends it. */
  subscribe(page: PageKey, options: SubscribeOptions, listener: ThreadListener): Unsubscribe
  close(): Promise<void>
}
