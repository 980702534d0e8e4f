import type { Order, ReportReason, StorageErrorCode } from '@afterword/storage'

/**
 * The words that a thread is read with, as components use them: a text, or a function of what stands in the text.
 * They are on the reader's way to the first comment: keep them few. Add a message here or below, and in
 * `english.ts` or `english-writing.ts`; a message that counts is a function of `count`.
 */
export interface ReadingWords {
  /** The language of these words, as `Intl` knows it. */
  readonly locale: string
  readonly heading: string
  readonly count: Counting
  readonly loading: string
  readonly empty: string
  readonly failed: string
  /** A part of the interface did not arrive; `retry` stands beside it. */
  readonly partFailed: string
  readonly retry: string
  readonly closed: string
  readonly ownStorage: string
  readonly orderLabel: string
  readonly orders: Readonly<Record<Order, string>>
  readonly arrived: Counting
  readonly more: string
  readonly moreReplies: Counting
  /** When nobody said how many. */
  readonly someMoreReplies: string
  readonly loadingMore: string
  readonly write: string
  readonly writeReply: Naming
  readonly placeholder: string
  readonly replyPlaceholder: string
  readonly nameLabel: string
  readonly post: string
  readonly postReply: string
  readonly cancel: string
  readonly markdownHint: string
  readonly reply: string
  readonly replyTo: Naming
  readonly inReplyTo: Naming
  readonly vote: NamingAndCounting
  /** One reaction with its count. */
  readonly reaction: (values: { readonly reaction: string; readonly name: string; readonly count: number }) => string
  readonly react: Naming
  /** The line of a branch, which hides the replies when it is pressed. */
  readonly hideReplies: Naming
  /** Below a long comment. */
  readonly readMore: string
  readonly readMoreOf: Naming
  readonly menuOf: Naming
  readonly removed: string
  readonly edited: (values: { readonly when: string }) => string
  /** Beside a comment that came while the thread was open, or since the last visit. */
  readonly fresh: string
  readonly badges: Readonly<Record<'author' | 'moderator', string>>
  /** Beside a comment that stands before all others. */
  readonly pinned: string
  readonly code: string
  /** What one can do with the article's words. */
  readonly articleMenu: string
  /** Below words of the article that are there as they were. */
  readonly inArticle: string
}

/** What the first comments are shown with, before the interface is there. */
export type FirstWords = Omit<
  ReadingWords,
  'failed' | 'ownStorage' | 'arrived' | 'someMoreReplies' | 'loadingMore' | 'inArticle'
>

/** The words of all that a reader does, which come with the code for it. */
export interface WritingWords {
  readonly offline: string
  readonly waiting: Counting
  readonly draftSaving: string
  readonly draftSaved: string
  readonly draftUnsaved: string
  /** Characters before the limit. */
  readonly left: Counting
  /** Characters beyond the limit. */
  readonly tooMany: Counting
  /** In the place of hidden replies, and what a screen reader calls that. */
  readonly showReplies: Counting
  readonly showRepliesTo: NamingAndCounting
  readonly readLess: string
  readonly readLessOf: Naming
  /** Replies that wait below a comment. */
  readonly news: Counting
  /** What stands before the comments that are shown around one that a link leads to. */
  readonly earlier: string
  readonly earlierReplies: string
  /** Above a thread that is shown around one comment; `showAll` is the button beside it. */
  readonly part: string
  readonly showAll: string
  /** When the comment that a link leads to was removed. */
  readonly linkGone: string
  readonly copyLink: string
  readonly copied: string
  /** Above the link itself, where a page may not write to the clipboard. */
  readonly copyByHand: string
  readonly tools: string
  readonly markups: Readonly<Record<'bold' | 'italic' | 'link' | 'quote' | 'code' | 'list', string>>
  /** Writes the name of whom one answers. */
  readonly mention: Naming
  readonly preview: string
  readonly previewEmpty: string
  readonly previewFailed: string
  /** The keys that open the picker of emoji of the reader's own system. */
  readonly emojiHint: (values: { readonly keys: string }) => string
  /** Before the first words of a draft that stands elsewhere. */
  readonly otherDraft: string
  readonly takeOther: string
  readonly dropOther: string
  readonly edit: string
  readonly editLabel: string
  readonly saveEdit: string
  readonly conflict: string
  readonly useTheirs: string
  readonly keepMine: string
  readonly remove: string
  readonly removedNow: string
  readonly undo: string
  readonly report: string
  readonly reported: string
  readonly reportOf: Naming
  readonly reportWhy: string
  /** `other` would be a plural form. */
  readonly reportReasons: Readonly<Record<Exclude<ReportReason, 'other'> | 'else', string>>
  readonly reportNote: string
  readonly reportSend: string
  readonly reportSent: string
  readonly close: string
  /** What is shown was read then. */
  readonly asOf: (values: { readonly date: string }) => string
  readonly outbox: string
  readonly sending: string
  /** The browser works for a moment before a comment is sent, as a robot would not. */
  readonly proving: string
  readonly held: string
  readonly waitingForNetwork: string
  readonly sendAgain: string
  readonly takeBack: string
  /** About comments on words of the article. */
  readonly passages: {
    readonly choose: string
    readonly show: string
    readonly hide: string
    readonly draft: Quoting
    readonly comment: string
    readonly write: string
    /** Above what is said about some words. */
    readonly talk: string
    readonly markers: string
    readonly marker: (values: { readonly quote: string; readonly count: number }) => string
    readonly close: string
    readonly showInText: string
    /** Where the page does not show those words until the reader opens something, like a closed `<details>`. */
    readonly folded: string
    /** From the words in the article to the comment on them. */
    readonly back: string
    /** Before the words as they are now. */
    readonly now: string
    readonly compare: string
    readonly states: Readonly<Record<'moved' | 'changed' | 'lost', string>>
    /** For the writer of a comment whose words have changed: to say where they are now, and to confirm it. */
    readonly reattach: string
    readonly attach: string
    readonly previousParagraph: string
    readonly nextParagraph: string
    readonly previousSentence: string
    readonly nextSentence: string
    /** The keys that choose words. */
    readonly keys: string
  }
  /** What a screen reader is told when it happens. */
  readonly announcements: {
    readonly loaded: Counting
    readonly 'more-loaded': Counting
    readonly arrived: Counting
    readonly replied: Naming
    readonly sent: string
    readonly waiting: string
    readonly offline: string
    readonly online: string
    readonly removed: string
    readonly restored: string
    readonly edited: string
    readonly kept: string
    readonly copied: string
    readonly 'shown-in-text': Quoting
    readonly reattached: string
  }
  /** What went wrong, and what the reader can do. */
  readonly problems: Readonly<Record<StorageErrorCode, string>>
  /** What is missing in a field of the composer. */
  readonly missing: Readonly<Record<'name' | 'source', string>>
  /** On a page for readers without scripts. */
  readonly backToArticle: string
  /** A field that people do not see was filled in. */
  readonly notByHand: string
}

/** Every word that a reader can meet. */
export interface Words extends ReadingWords, WritingWords {}

/** What is said around accounts. It comes with the code for that, and only where there is something to sign in to. */
export interface AccountWords {
  readonly signIn: string
  readonly continueWith: (values: { readonly name: string }) => string
  readonly continueByEmail: string
  /** The way in of who looks after the site, below the others. */
  readonly moderate: string
  readonly opened: string
  readonly blocked: string
  readonly openWindow: string
  /** The window cannot be seen from here: it was closed, or the page is cut off from it. */
  readonly severed: string
  readonly code: string
  readonly useCode: string
  readonly wrongCode: string
  readonly otherWay: string
  readonly over: string
  readonly signedIn: (values: { readonly name: string }) => string
  readonly signedOut: string
  /** What the button that opens the menu of the account is called. */
  readonly accountOf: (values: { readonly name: string }) => string
  readonly signOut: string
  readonly signOutEverywhere: string
  readonly download: string
  readonly downloaded: string
  readonly leave: string
  readonly leaveWhat: string
  readonly leaveComments: string
  readonly removeComments: string
  readonly keepWords: string
  /** What stands in the place of the name of somebody who has gone. At most 64 characters. */
  readonly formerReader: string
  readonly leaveNow: string
  readonly left: string
}

/** The same as messages: none of them counts. */
export type AccountMessages = MessagesOf<AccountWords, 'other'>

type Counting = (values: { readonly count: number }) => string
type Quoting = (values: { readonly quote: string }) => string
type Naming = (values: { readonly name: string }) => string
type NamingAndCounting = (values: { readonly name: string; readonly count: number }) => string

/**
 * The words of a language, as translators write them: texts with `{name}` for what changes, and for a message
 * that counts one text for each plural category of the language. `{count}` is the number as the language writes it.
 *
 * @typeParam Category the plural categories that the language has, such as `'one' | 'few' | 'many' | 'other'`
 */
export type Messages<Category extends Intl.LDMLPluralRule = Intl.LDMLPluralRule> = MessagesOf<Words, Category>

/** Messages of an owner's own, in place of those of the language. One that counts may be a single text. */
export type OwnMessages = Some<Messages<'other'>> & { readonly account?: OwnAccountMessages | undefined }

/** The same of what is said around accounts in the widget. What the server's own window says is the server's. */
export type OwnAccountMessages = Some<AccountMessages>

/** All words but those around accounts, which come in a part of their own; with what the owner says in place of them. */
export type AllWords = Words & Pick<OwnMessages, 'account'>

/** The messages of a part of the words. */
export type MessagesOf<W, Category extends Intl.LDMLPluralRule> = {
  readonly [Name in keyof W]: W[Name] extends string
    ? string
    : W[Name] extends (values: infer Values) => string
      ? 'count' extends keyof Values
        ? Forms<Exclude<keyof Values, 'count'>, Category>
        : TextWith<keyof Values>
      : MessagesOf<W[Name], Category>
}

/** A category may leave the number out ("two comments"); `other` cannot. */
type Forms<Place, Category extends Intl.LDMLPluralRule> = {
  readonly [Form in Category | 'other']: TextWith<Form extends 'other' ? Place | 'count' : Place>
} & { readonly [Form in Intl.LDMLPluralRule]?: TextWith<Place> }

/** A text that has a `{place}` for each of these, in any order. */
type TextWith<Place> = [Place] extends [never]
  ? string
  : (Place extends string ? (text: `${string}{${Place}}${string}`) => void : never) extends (text: infer Text) => void
    ? Text
    : never

type Some<M> = {
  readonly [Name in keyof M]?: M[Name] extends string
    ? M[Name]
    : M[Name] extends { readonly other: infer Text }
      ? M[Name] | Text
      : Some<M[Name]>
}
