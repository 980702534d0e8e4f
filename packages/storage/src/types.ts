/**
 * The words of the domain. Everything here is plain JSON: it travels over the wire, through
 * `postMessage` and into IndexedDB as it stands. Times are milliseconds since the Unix epoch (UTC).
 */

/** A UUIDv7 in lower case, made by whoever writes the comment. The same id is always the same comment. */
export type CommentId = string

/** What a page (an article) is known by within its site. See `pageKey` for how an address becomes one. */
export type PageKey = string

/** Where to go on in a list. Only the adapter that made it can read it; everyone else hands it back as it is. */
export type Cursor = string

/** The order of top-level comments. Replies always stand oldest first. */
export type Order = 'newest' | 'oldest' | 'top'

/** What moderation says of a comment. Readers are served `published` ones only; a writer also sees their own `pending` ones. */
export type Status = 'published' | 'pending' | 'spam' | 'removed'

/** A mark beside the name: the author of the article, or somebody who moderates the site. */
export type Badge = 'author' | 'moderator'

/** Who wrote a comment. */
export interface Author {
  /** Stable within the site; the same for all comments of one person or guest. */
  readonly id: string
  /** At most 64 graphemes, without bidi controls and invisible characters. */
  readonly name: string
  /** Whether this is a viewer without an account. */
  readonly guest: boolean
  readonly badge?: Badge
  /** What the site's moderators say of them beside the name, in their own words: at most 30 graphemes. */
  readonly label?: string
}

/** A run of text inside a block. A plain string is text. */
export type Inline =
  | string
  | { readonly type: 'em' | 'strong' | 'del'; readonly children: readonly Inline[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'a'; readonly href: string; readonly children: readonly Inline[] }
  | { readonly type: 'br' }

/** One item of a list. */
export interface ListItem {
  readonly type: 'li'
  readonly children: readonly Block[]
}

/** A block of a comment's body. */
export type Block =
  | { readonly type: 'p' | 'h'; readonly children: readonly Inline[] }
  | { readonly type: 'blockquote'; readonly children: readonly Block[] }
  | { readonly type: 'ul'; readonly children: readonly ListItem[] }
  | { readonly type: 'ol'; readonly start?: number; readonly children: readonly ListItem[] }
  | { readonly type: 'pre'; readonly text: string; readonly lang?: string }
  | { readonly type: 'hr' }

/** What Markdown becomes, once, when it is written: drawn with elements and text nodes, never as an HTML string. */
export type ContentTree = readonly Block[]

/**
 * The words of a comment: Markdown source with its content tree. An adapter over a legacy store
 * may deliver `html` instead; it is sanitised before it is shown and such a comment cannot be edited.
 */
export type Body = { readonly source: string; readonly content: ContentTree } | { readonly html: string }

/** W3C Web Annotation selectors. Offsets are UTF-16 code units in the article's text. */
export type Selector =
  | { readonly type: 'TextQuoteSelector'; readonly exact: string; readonly prefix?: string; readonly suffix?: string }
  | { readonly type: 'TextPositionSelector'; readonly start: number; readonly end: number }
  | { readonly type: 'RangeSelector'; readonly startSelector: Selector; readonly endSelector: Selector }

/** The words of the article that a top-level comment is about. */
export interface Passage {
  /**
   * The words as the writer saw them, and as they are shown for ever; at most 1,000 code points, with “…” where
   * words of a longer passage were left out. Where the words that `selectors` lead to are others by now, readers are shown both.
   */
  readonly quote: string
  /** Where the words are. They can be set anew when the article was edited. At most 1,000 bytes of JSON. */
  readonly selectors: readonly Selector[]
}

/** One comment as a viewer may see it. */
export interface Comment {
  readonly id: CommentId
  /** The comment that this one replies to; `null` at the top level. */
  readonly parent: CommentId | null
  /** The top-level comment above it; its own id at the top level. */
  readonly root: CommentId
  /** How many comments stand above it: 0 at the top level, at most 100. */
  readonly depth: number
  /** The thread's sequence number when it was created: unique in its thread, and later is greater. */
  readonly seq: number
  /** Counts up from 1 with every edit. An edit says which version it started from. */
  readonly version: number
  readonly status: Status
  /** When the store first had it, by the store's own clock. */
  readonly createdAt: number
  readonly editedAt: number | null
  /** `null` on a tombstone: removed, but with replies that need their place. */
  readonly author: Author | null
  /** `null` on a tombstone. */
  readonly body: Body | null
  /** The passage it is about, or `null`. Always `null` on a tombstone. */
  readonly passage: Passage | null
  /** How many gave each reaction; a reaction that nobody gave is absent. `up` decides the order `top`. */
  readonly reactions: Readonly<Record<string, number>>
  /** Whether it stands before all others on its page, in every order: a top-level comment that a moderator wants everybody to see. */
  readonly pinned?: boolean
}

/** What a writer hands in. */
export interface NewComment {
  readonly id: CommentId
  readonly parent: CommentId | null
  /** Markdown, at most 10,000 code points. */
  readonly source: string
  /** The name of a guest. Left out by a viewer who has an account. */
  readonly name?: string
  readonly passage?: Passage
}

/** What everybody may know about a page's thread. */
export interface ThreadState {
  readonly page: PageKey
  /** The sequence number of the last change. 0: nobody has written yet. */
  readonly seq: number
  /** Comments that can be read, tombstones not counted. */
  readonly count: number
  /** Whether new comments are refused. */
  readonly closed: boolean
}

/** How many comments can be read on each page that was asked for, tombstones not counted; 0 where nobody has written. */
export type Counts = Readonly<Record<PageKey, number>>

/** A branch of a slice that is not here as a whole. */
export interface Branch {
  /** The top-level comment whose replies these are. */
  readonly root: CommentId
  /** Leads to the replies that stand before those in the slice; `null` when there are none. */
  readonly previous: Cursor | null
  /** Leads to the replies that stand after those in the slice; `null` when there are none. */
  readonly next: Cursor | null
  /** How many replies of the branch are not in the slice. */
  readonly remaining: number
}

/** A part of a thread in reading order: each top-level comment, then its replies, parents before children. */
export interface Slice {
  readonly comments: readonly Comment[]
  /** The branches of this slice that have more replies than are here. */
  readonly branches: readonly Branch[]
  /** Leads to the top-level comments before these; `null` when there are none. */
  readonly previous: Cursor | null
  /** Leads to the top-level comments after these; `null` when there are none. */
  readonly next: Cursor | null
}

/** A passage that somebody commented on: all that is needed to find it in the article and to say that people talk there. */
export interface PassageComment {
  /** The top-level comment; `locate` leads to it and to what was replied. */
  readonly id: CommentId
  readonly passage: Passage
  /** Replies at any depth below it; those that were removed and keep their place are counted. */
  readonly replies: number
}

/** One way in which a reader can sign in. */
export interface Way {
  /** What it is called in the address of the window: `email`, or the id of a provider. */
  readonly id: string
  readonly kind: 'email' | 'provider'
  /** What the provider is called: `GitHub`. Empty for e-mail, which every language has its own word for. */
  readonly name: string
}

/** Who may write on a site, and how they say who they are. */
export interface SiteIdentity {
  /** Whether somebody without an account may write. */
  readonly guests: boolean
  /** In the order to show them. */
  readonly ways: readonly Way[]
}

/** What one call brings to open a page. The same for everybody. */
export interface OpenThread extends Slice {
  readonly thread: ThreadState
  /** The reactions of the site, in the order to show them. */
  readonly reactions: readonly string[]
  /** Milliseconds after it was written for which a comment can be edited by who wrote it; 0: never, `null`: for ever. */
  readonly editWindow: number | null
  /**
   * Every passage of the page that has a comment, whether that comment is in the slice or not, in the order in which they
   * were written; of more than 1,000 the newest. Comments on the same words are not joined: whoever draws them
   * decides what is the same.
   */
  readonly passages: readonly PassageComment[]
  /** Left out where everybody writes as a guest. */
  readonly identity?: SiteIdentity
}

/** A slice around one comment, and the comments above it from the top down. */
export interface Location extends Slice {
  readonly ancestors: readonly CommentId[]
}

/** A comment of the viewer's own. It can be removed at any time. */
export interface OwnComment {
  readonly id: CommentId
  /**
   * Milliseconds from this answer on for which it can be edited; 0: not any more, `null`: for ever. A span and
   * not a time, since the reader's clock may be wrong.
   */
  readonly editableFor: number | null
}

/** Why a comment is reported. */
export type ReportReason = 'spam' | 'abuse' | 'off-topic' | 'other'

/** What one phase of moderation, or a moderator, decided of a comment. */
export interface VerdictNote {
  readonly status: Status
  /** The phase of moderation, or `staff`. */
  readonly phase: string
  readonly why: string
  readonly at: number
  /** The moderator's name, when it was one. */
  readonly by: string | null
}

/** A comment as moderators see it. */
export interface ModeratedComment {
  /** With its words, whatever its status. */
  readonly comment: Comment
  /** The last verdict; `null`: nothing was ever against it. */
  readonly verdict: VerdictNote | null
  /** How many readers reported it. */
  readonly reports: number
}

/** What of a page waits for who moderates it: what readers do not see, and what they reported. */
export interface Unpublished {
  /** Those that wait for a verdict first, then the others, each the newest first; at most 100 of either. */
  readonly comments: readonly ModeratedComment[]
  /** Published ones that readers reported, the newest first; at most 100. */
  readonly reported: readonly ModeratedComment[]
  /** Whether there are more than these. */
  readonly more: boolean
}

/** What became of what a moderator wanted. */
export interface Moderated {
  /** `false`: somebody else decided first. Then `item` has their verdict, and nothing was changed. */
  readonly done: boolean
  readonly item: ModeratedComment
  /** Other comments that were taken down with it: all that somebody wrote who was banned. On any page. */
  readonly hidden: readonly CommentId[]
}

/** What belongs to the one who is looking, apart from what is the same for everybody. */
export interface Viewer {
  /** `null` before a guest's first comment. */
  readonly author: Author | null
  /** The viewer's own comments on this page. */
  readonly own: readonly OwnComment[]
  /** The viewer's own comments that are held for approval. */
  readonly pending: readonly Comment[]
  /** The comments that the viewer reported. */
  readonly reported: readonly CommentId[]
  /** The reactions that the viewer gave, by comment; a comment's in any order. */
  readonly reactions: Readonly<Record<CommentId, readonly string[]>>
  /** Whether the viewer may call `unpublished` and `moderate`, and `reattach` what others wrote. */
  readonly moderates?: boolean
}

/** What happened in a thread. It carries the comment as it is now, so applying it twice does no harm. */
export type ThreadEvent =
  | {
      readonly type: 'created'
      readonly seq: number
      readonly count: number
      readonly comment: Comment
      /** How many replies stand below its top-level comment now, at any depth, tombstones counted. */
      readonly replies: number
    }
  | { readonly type: 'changed'; readonly seq: number; readonly count: number; readonly comment: Comment }
  /** `comment` is the tombstone, or `null` when nothing is left of it. */
  | {
      readonly type: 'removed'
      readonly seq: number
      readonly count: number
      readonly id: CommentId
      /** The top-level comment that it stood below; its own id at the top level. */
      readonly root: CommentId
      /** As with `created`; 0 where nothing is left of the branch. */
      readonly replies: number
      readonly comment: Comment | null
    }
  | { readonly type: 'thread'; readonly seq: number; readonly count: number; readonly thread: ThreadState }
  /** The changes since the given number are no longer known: read the thread afresh, then go on from `seq`. */
  | { readonly type: 'reset'; readonly seq: number }
  /** Whether news arrive at the moment. Not a change of the thread: it has no number. */
  | { readonly type: 'connection'; readonly live: boolean }
