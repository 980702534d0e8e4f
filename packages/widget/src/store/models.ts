/**
 * What components see of the store: signals to read, actions to call. Nothing here knows the DOM, Preact
 * or an adapter's kind. Actions never reject: what went wrong is in a signal, within the reader's reach.
 */
import type { ReadonlySignal, Signal } from '@preact/signals'
import type {
  Author,
  Comment,
  CommentId,
  Cursor,
  Identity,
  Moderation,
  Order,
  Passage,
  PassageComment,
  Report,
  Selector,
  SignedIn,
  SiteIdentity,
  StorageError,
  Supports,
  ThreadState,
  VerdictNote,
} from '@afterword/storage'
import type { Part } from './part.ts'

/** How far a comment is on its way to the store. */
export type Delivery = 'sent' | 'sending' | 'waiting' | 'refused'

/** A part of a list that is not here yet. */
export interface MoreModel {
  /** Whether there is anything to load. */
  readonly available: ReadonlySignal<boolean>
  /** Where it goes on; `null`: nowhere. */
  readonly cursor: ReadonlySignal<Cursor | null>
  /** How many there are, or `null` when the store did not say. */
  readonly remaining: ReadonlySignal<number | null>
  readonly loading: ReadonlySignal<boolean>
  readonly error: ReadonlySignal<StorageError | null>
  load(): Promise<void>
}

export interface CommentModel {
  readonly id: CommentId
  /** The comment as it is now; while it is on its way, as the writer will see it. */
  readonly value: ReadonlySignal<Comment>
  /** Its direct replies that are loaded, oldest first. */
  readonly replies: ReadonlySignal<readonly CommentModel[]>
  /** How many replies below it are loaded, at any depth. */
  readonly size: ReadonlySignal<number>
  /** On a top-level comment: the replies of its branch that stand before those that are here. */
  readonly earlier: MoreModel
  /** On a top-level comment: the replies of its branch that are not here yet. */
  readonly more: MoreModel
  /** Replies by others that wait until the reader wants to see them. */
  readonly news: ReadonlySignal<number>
  /** Shows them; the first of them. */
  showNews(): CommentModel | null
  /** Whether the reader closed the branch below it; kept while the page is open. */
  readonly collapsed: ReadonlySignal<boolean>
  collapse(on: boolean): void
  /** Whether a long body is shown whole. */
  readonly unfolded: Signal<boolean>
  /** Whether the address of the page, or a link in it, led to this comment. */
  readonly marked: ReadonlySignal<boolean>
  readonly delivery: ReadonlySignal<Delivery>
  /** With `sending`: how much of the work is done that comes before, 0 to 1; `null` where there is none. */
  readonly progress: ReadonlySignal<number | null>
  /** With `refused`: why. With `waiting`: what it waits for. */
  readonly problem: ReadonlySignal<StorageError | null>
  /** Whether the viewer wrote it and may still remove it. */
  readonly own: ReadonlySignal<boolean>
  /** Whether it came while the thread was open, or since the viewer's last visit. */
  readonly fresh: ReadonlySignal<boolean>
  /** The viewer's reactions to it. `up` is the vote. */
  readonly given: ReadonlySignal<ReadonlySet<string>>
  /** Gives a reaction or takes it back. It shows at once; when it is refused, `failure` says why. */
  toggleReaction(reaction: string): Promise<void>
  /** What could not be done with it lately. Cleared by the next try. */
  readonly failure: ReadonlySignal<StorageError | null>
  /** Whether the viewer removed it, and can still take that back. */
  readonly leaving: ReadonlySignal<boolean>
  /** Whether the viewer reported it. */
  readonly reported: ReadonlySignal<boolean>
  /** Whether a moderator has something to say or to hear about it. */
  readonly moderated: ReadonlySignal<boolean>
  /** Whether the viewer wrote it and the time to change it is not over. */
  canEdit(): boolean
  /** Sends a waiting or refused comment again, or the change of it that waits. */
  sendAgain(): Promise<void>
  /** Takes a waiting or refused comment back, or the change of it; the words return to the composer that they came from. */
  takeBack(): Promise<void>
  /** Takes it away at once. It is sent when the viewer has had time to think better of it, or leaves. */
  remove(): Promise<void>
  undoRemove(): Promise<void>
  /** Whether the viewer is at the way back: then there is more time. */
  pauseRemove(on: boolean): void
  /** Tells the moderators. What went wrong, or `null`. */
  report(report: Report): Promise<StorageError | null>
}

export interface ThreadModel {
  readonly status: ReadonlySignal<'loading' | 'ready' | 'failed'>
  readonly error: ReadonlySignal<StorageError | null>
  readonly state: ReadonlySignal<ThreadState>
  /** Whether new comments are refused: by itself, since the state changes with every event. */
  readonly closed: ReadonlySignal<boolean>
  /** When what is shown was read, while it cannot be read now: milliseconds since the epoch. */
  readonly asOf: ReadonlySignal<number | null>
  /** How many comments there are to read, the viewer's own on their way included. */
  readonly count: ReadonlySignal<number>
  readonly supports: Supports
  readonly order: ReadonlySignal<Order>
  setOrder(order: Order): Promise<void>
  /** The top-level comments that are loaded, in the order to show. */
  readonly comments: ReadonlySignal<readonly CommentModel[]>
  find(id: CommentId): CommentModel | undefined
  /** The reactions of the site, in the order to show them. */
  readonly reactions: ReadonlySignal<readonly string[]>
  /** The top-level comments before those that are here: only where the thread is shown around one comment. */
  readonly earlier: MoreModel
  readonly more: MoreModel
  /**
   * Marks a comment and makes sure that it is here, with open branches above it: where it was not loaded, the
   * part of the thread around it takes the place of what is shown. `null` when it is gone or cannot be read.
   *
   * @param aloud whether a comment that is gone is told of
   */
  goTo(id: CommentId, aloud?: boolean): Promise<CommentModel | null>
  /** Shows the thread from its start again. */
  showAll(): Promise<void>
  /** What could not be read lately, while the thread stays readable. */
  readonly failure: ReadonlySignal<StorageError | null>
  /** Comments by others that wait behind "3 new comments". */
  readonly arrived: ReadonlySignal<number>
  /** Shows them. The first of them, unless it has to be read first. */
  showArrived(): CommentModel | null
  /** The number of the last change that the reader can have seen. */
  seen(): number
  /** Opens the thread again after it failed. */
  retry(): Promise<void>
}

/** `unsaved`: the store of drafts cannot be written; the words are kept in memory only. */
export type DraftState = 'none' | 'saving' | 'saved' | 'unsaved'

/** A field that words are written in. */
export interface FieldModel {
  readonly text: Signal<string>
  readonly draft: ReadonlySignal<DraftState>
  /** Other words that are kept for this place: by another tab, or from before. Nothing is taken over by itself. */
  readonly other: ReadonlySignal<{ readonly text: string; readonly at: number } | null>
  /** Brings the other words here; those that stood here are the other ones then. */
  takeOther(): void
  /** Throws the other words away. */
  dropOther(): void
  /** Characters left before the limit; negative: too many. */
  readonly left: ReadonlySignal<number>
  /** What the store, or a look before sending, objects to. Cleared by the next change. */
  readonly problem: ReadonlySignal<StorageError | null>
}

/** The place where one comment is written: the page's own composer, a reply's, or that of a passage. */
export interface ComposerModel extends FieldModel {
  readonly parent: CommentId | null
  readonly passage: Passage | null
  /** A guest's name, shared by every composer of the page. */
  readonly name: Signal<string>
  /** The comment as it was put into the thread, or `null` when the words were refused at once and are still here. */
  submit(): Promise<CommentModel | null>
}

/** What is being written on the page. It is there before the composers are, and outlives them. */
export interface DraftsModel {
  /** The words in the composer of the page (`null`), of a reply, or of a passage: the same signal each time. */
  text(parent: CommentId | null, passage?: Passage | null): Signal<string>
  /** A guest's name, shared by every composer of the page. */
  readonly name: Signal<string>
  /** Whether a reply to it is being written, so that its composer is open after a reload: the same signal each time. */
  isOpen(parent: CommentId): ReadonlySignal<boolean>
  openReply(parent: CommentId): void
  /** Closes it; its words stay as a draft. */
  closeReply(parent: CommentId): void
  /** The passages with a draft. */
  readonly passages: ReadonlySignal<readonly Passage[]>
}

/** The place where a comment is changed. */
export interface EditModel extends FieldModel {
  readonly id: CommentId
  /** Whether it was opened by the writer, and not because of a draft from before. */
  readonly asked: boolean
  /** What somebody else made of the comment since this edit began; `null`: nothing. */
  readonly theirs: ReadonlySignal<Comment | null>
  readonly sending: ReadonlySignal<boolean>
  /** Whether the store has the change, or it waits to be sent. Nothing is sent while `theirs` waits for an answer. */
  submit(): Promise<boolean>
  /** The writer has seen theirs: what stands here, their words merged or not, is to replace them. */
  keepMine(): Promise<boolean>
  /** Goes on from their words; those that stood here are offered as the other ones. */
  useTheirs(): void
}

/** New words for a comment that the store does not have yet. */
export interface ChangeModel {
  readonly source: string
  /** The version that they began from. */
  readonly version: number
  readonly state: 'sending' | 'waiting'
}

export interface EditsModel {
  /** Changes on their way that stand in no composer any more, by their comment. */
  readonly changes: ReadonlySignal<ReadonlyMap<CommentId, ChangeModel>>
  /** The comments that are being changed, so that their composers are open after a reload. */
  readonly open: ReadonlySignal<ReadonlySet<CommentId>>
  /** The same object while it is open; `undefined` when the comment is not here, or cannot be changed. */
  for(id: CommentId): EditModel | undefined
  /** A change that waits is taken back for that. */
  openEdit(id: CommentId): void
  /** Closes it; its words stay as a draft. */
  closeEdit(id: CommentId): void
}

/** Who is signed in, where the store has accounts. */
export interface IdentityModel {
  /** What can be done about it. What goes wrong is thrown: whoever asks is there to be told. */
  readonly client: Identity
  /** Who may write here, and how one signs in; `undefined`: everybody writes as a guest. */
  readonly access: ReadonlySignal<SiteIdentity | undefined>
  readonly who: ReadonlySignal<SignedIn | null>
  /** Whether a session ended without the viewer's doing; until they were told, or sign in again. */
  readonly ended: Signal<boolean>
  /** What the viewer is being asked. */
  readonly asked: Signal<'sign-in' | 'leave' | null>
}

/** All that a viewer can do but read. Its code comes after the first comments are shown. */
export interface WritingModel {
  /** The composer of the page (`null`), of a reply, or of a passage. The same object each time. */
  composer(parent: CommentId | null, passage?: Passage | null): ComposerModel
  readonly edits: EditsModel
  /** `null` where the store has no accounts. */
  readonly identity: IdentityModel | null
  readonly moderating: Part<ModeratingModel>
}

/** What has become of a passage in the article, and its words there now. */
export type FoundPassage =
  | { readonly state: 'exact' | 'moved' | 'changed'; readonly words: string }
  | { readonly state: 'lost' }

/** What a reader wants to do with the article's words. The code that does it may still have to be loaded. */
export type PassageRequest =
  | { readonly type: 'choose' }
  | { readonly type: 'show'; readonly id: CommentId }
  | { readonly type: 'reattach'; readonly id: CommentId }
  | { readonly type: 'write'; readonly passage: Passage }

export interface PassagesModel {
  /** Whether there is an article whose words can be commented on. */
  readonly available: Signal<boolean>
  /** Everything in the article that somebody commented on, the viewer's own on its way included. */
  readonly all: ReadonlySignal<readonly PassageComment[]>
  /** What has become of each that was looked for, by its comment. */
  readonly found: Signal<ReadonlyMap<CommentId, FoundPassage>>
  readonly request: Signal<PassageRequest | null>
  /** Whether they are to be seen in the article. */
  readonly lit: Signal<boolean>
  /** Reads these comments when they are not here yet. What went wrong, or `null`. */
  load(ids: readonly CommentId[]): Promise<StorageError | null>
  /** Sets the viewer's comment to where its words are now. */
  reattach(id: CommentId, selectors: readonly Selector[]): Promise<void>
}

export interface ViewerModel {
  /** Who is looking, once they have written; `null` before. */
  readonly author: ReadonlySignal<Author | null>
  /** Whether they moderate what is written here. */
  readonly moderates: ReadonlySignal<boolean>
}

/** What a moderator sees and does about one comment. */
export interface Standing {
  /** What was last decided of it, and by whom; `null`: not known, or nothing. */
  readonly verdict: VerdictNote | null
  /** How many readers reported it. */
  readonly reports: number
  /** What was done with it here, and what undoes that. */
  readonly done: DoneModeration | null
  /** What is being asked before it is done. */
  readonly asking: AskedModeration | null
  readonly sending: boolean
}

export interface DoneModeration {
  readonly what: Moderation
  /** Whether somebody else decided first: then nothing was changed. */
  readonly late: boolean
  /** How many other comments were taken down with it. */
  readonly hidden: number
  readonly undo: Moderation | null
}

export interface AskedModeration {
  readonly what: 'ban' | 'label'
  /** Where it is asked: the same comment may stand beside the article, too. */
  readonly inPanel: boolean
}

/** What moderators do where the comments stand. Its code comes for them alone. */
export interface ModeratingModel {
  standing(id: CommentId): ReadonlySignal<Standing>
  /** What was done, or `null` when it could not be; the comment's `failure` then says why. */
  moderate(id: CommentId, moderation: Moderation): Promise<DoneModeration | null>
  ask(id: CommentId, asked: AskedModeration | null): void
  /** Whether there is more that is not published than can be shown here. */
  readonly more: ReadonlySignal<boolean>
}

interface ConnectionModel {
  /** Whether the store can be reached, as far as is known. */
  readonly online: ReadonlySignal<boolean>
  /** The viewer's comments that wait to be sent on this page, and those whose change does, in the order of writing. */
  readonly waiting: ReadonlySignal<readonly CommentModel[]>
}

/** What a screen reader is told, politely. Set by the store, worded by components. */
export type Announcement =
  | { readonly type: 'loaded' | 'more-loaded' | 'arrived'; readonly count: number }
  | { readonly type: 'replied'; readonly name: string }
  | {
      readonly type:
        | 'sent'
        | 'waiting'
        | 'offline'
        | 'online'
        | 'removed'
        | 'restored'
        | 'edited'
        | 'copied'
        | 'kept'
        | 'reattached'
        | 'proving'
    }
  | { readonly type: 'shown-in-text' | 'chosen'; readonly quote: string }
  /** Said already. */
  | { readonly type: 'said'; readonly words: string }
  | { readonly type: 'refused'; readonly error: StorageError }

export interface Store {
  readonly thread: ThreadModel
  readonly drafts: DraftsModel
  readonly writing: Part<WritingModel>
  readonly passages: PassagesModel
  readonly connection: ConnectionModel
  readonly viewer: ViewerModel
  /** A new object with every announcement. */
  readonly announcement: ReadonlySignal<Announcement | null>
  /** Has something said that happened outside of the store. */
  tell(announcement: Announcement): void
  /** Loads what comes after the first comments: news, and all that is needed to write. Fails quietly: see `Part`. */
  loadRest(): Promise<void>
  /** Writes unsaved drafts now: the page may go away. */
  saveDrafts(): void
  /** The page goes away: what was only waiting for second thoughts is sent now. */
  leave(): void
  /** The network is back: what could not be done without it is done now. */
  reconnect(): void
  /** Ends every subscription and timer. The store is of no use afterwards. */
  dispose(): void
}
