/**
 * How a reader signs in, said once for both sides: addresses and shapes that the widget and the server both import.
 * A sign-in is handed over: a page begins it, a window of the server's own finds out who it is, and the page, which
 * alone knows the secret, claims the session. No token is ever in an address, and no cookie on the page's origin.
 */
import type { Author, CommentId, PageKey, Passage, ReportReason, Status } from './types.ts'

export type { SiteIdentity, Way } from './types.ts'

/** An access token: opaque, good for one site and for minutes. */
export const ACCESS_TOKEN = /^awa_[A-Za-z0-9_-]{43}$/

/** A refresh token: the session that it belongs to, and 256 random bits. */
export const REFRESH_TOKEN = /^awr_[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}$/

/** Digits that lead from a window or a mail back to the page. */
export const SIGN_IN_CODE = /^\d{6}$/

/** A sign-in that a page has begun. */
export interface HandOver {
  /** Public: it stands in the address of the window. */
  readonly id: string
  /** Known to this page alone. */
  readonly secret: string
  /** Milliseconds for which it can be claimed. */
  readonly expiresIn: number
}

/** What somebody who is signed in has in hand. */
export interface Session {
  /** See `ACCESS_TOKEN`. */
  readonly access: string
  /** Milliseconds for which `access` is good. */
  readonly expiresIn: number
  /** See `REFRESH_TOKEN`. Whoever refreshes says which one comes next. */
  readonly refresh: string
  readonly author: Author
  /** What they may do as one of the site's staff; `null`: they are a reader. */
  readonly role: 'owner' | 'moderator' | null
}

/** How far a sign-in is. */
export type Claim =
  /** The window is not done yet. */
  | { readonly state: 'waiting' }
  /** It is done, and shows a code which is to be typed where the page could not be told by itself. */
  | { readonly state: 'code' }
  | { readonly state: 'done'; readonly session: Session }

/** Who is signed in, as far as this browser knows. */
export type SignedIn = Pick<Session, 'author' | 'role'>

/** Why it changed: the reader did it, here or in another tab, or the server knows the session no more. */
export type SessionChange = 'signed-in' | 'signed-out' | 'over'

/**
 * What an adapter offers where viewers have accounts. Everything that fails is a `StorageError`; what it needs beside
 * its own promises is a window, which finds out who somebody is and shows a code.
 */
export interface Identity {
  /** Whether the page itself says who its user is, and so signs them out, too. */
  readonly byPage: boolean
  current(): SignedIn | null
  /** Told of every change, also those in other tabs. The result ends it. */
  subscribe(listener: (who: SignedIn | null, why: SessionChange) => void): () => void
  /** Begins a sign-in. Its window stands at `windowAddress`. */
  begin(options?: { readonly signal?: AbortSignal }): Promise<HandOver>
  /**
   * @param way the id of one of the site's, or `staff` for who looks after the site
   * @param lang the language that the reader is spoken to in, such as `de-AT`; without it the window speaks one that the
   * browser prefers
   */
  windowAddress(handOver: Pick<HandOver, 'id'>, way: string, lang?: string): string
  /** Asks how far it is. Once `done`, whoever it is is signed in here. */
  claim(
    handOver: Pick<HandOver, 'id' | 'secret'>,
    input?: { readonly code?: string },
    options?: { readonly signal?: AbortSignal },
  ): Promise<{ readonly state: Claim['state'] }>
  /** Signs out; nothing is left here even when the store cannot be reached. */
  signOut(options?: { readonly everywhere?: boolean; readonly signal?: AbortSignal }): Promise<void>
  /** All that the store has of who is signed in, as a file. */
  download(options?: { readonly signal?: AbortSignal }): Promise<Blob>
  /** Deletes the account of who is signed in, for good. */
  leave(farewell: Farewell, options?: { readonly signal?: AbortSignal }): Promise<void>
}

/** What the window tells the page that opened it, by `postMessage` to the origin which began the sign-in. */
export interface WindowMessage {
  readonly type: 'afterword-sign-in'
  /** Of the hand-over. */
  readonly id: string
  readonly code: string
}

/**
 * What the page answers, so that the window can close: to each message from when somebody is signed in, since what an earlier
 * page of the window told may have been enough.
 */
export const RECEIVED = 'afterword-sign-in-received'

/** What becomes of the comments of somebody who deletes their account. */
export type Farewell =
  /** They are removed, as their writer can remove each of them. */
  | { readonly comments: 'remove' }
  /** Those that everybody can read keep their words, under `as`; the others are removed. */
  | {
      readonly comments: 'keep'
      /** What stands in the place of the name, in the reader's own language. A name as a guest may have. */
      readonly as: string
    }

/** All that a server has of somebody with an account on a site, in one file. Times are milliseconds since the Unix epoch. */
export interface AccountData {
  readonly version: 1
  readonly site: string
  readonly at: number
  readonly account: Author & { readonly createdAt: number }
  /** How they are known: the provider, and what it calls them. */
  readonly identities: readonly {
    readonly provider: string
    readonly subject: string
    readonly email: string | null
    readonly createdAt: number
  }[]
  readonly sessions: readonly { readonly way: string; readonly createdAt: number; readonly expiresAt: number }[]
  readonly reactions: readonly { readonly page: PageKey; readonly comment: CommentId; readonly reaction: string }[]
  readonly reports: readonly {
    readonly page: PageKey
    readonly comment: CommentId
    readonly reason: ReportReason
    readonly note: string | null
    readonly at: number
  }[]
  /** Also those that are held, and those that were taken down. */
  readonly comments: readonly {
    readonly id: CommentId
    readonly page: PageKey
    readonly parent: CommentId | null
    readonly name: string
    readonly status: Status
    readonly createdAt: number
    readonly editedAt: number | null
    /** Markdown. */
    readonly source: string
    readonly passage: Passage | null
  }[]
}

/** Where every provider sends readers back to, below the server's address. */
export const RETURN_PATH = '/v1/sign-in/return'

const site = (key: string): string => `/v1/sites/${encodeURIComponent(key)}`

/** Addresses below the server's. */
export const identityPaths = {
  /** POST → `HandOver` */
  handOvers: (key: string) => `${site(key)}/hand-overs`,
  /** POST { secret, code? } → `Claim` */
  handOver: (key: string, id: string) => `${site(key)}/hand-overs/${encodeURIComponent(id)}`,
  /** POST { token }, signed by the site → `Session`. PUT { refresh, next } → `Session`. DELETE { everywhere } → `null` */
  session: (key: string) => `${site(key)}/session`,
  /** GET → `AccountData`. DELETE `Farewell` → `null`. Needs an access token. */
  account: (key: string) => `${site(key)}/account`,
  /** GET: a page for the window. Query: way. */
  window: (key: string, id: string) => `${site(key)}/sign-in/${encodeURIComponent(id)}`,
  /** GET: the page that asks a reader who was found out, and for the name of who is new. POST { name? }: their yes. */
  confirmWindow: (key: string, id: string) => `${site(key)}/sign-in/${encodeURIComponent(id)}/confirm`,
  /** GET: the page that asks for an address, then for the code that was sent there. POST { email }: has one sent. */
  emailWindow: (key: string, id: string) => `${site(key)}/sign-in/${encodeURIComponent(id)}/email`,
  /** POST { code }: the code of the mail. */
  emailCode: (key: string, id: string) => `${site(key)}/sign-in/${encodeURIComponent(id)}/email/code`,
  /** GET: how far the mail is, for the page that waits for its code. */
  emailState: (key: string, id: string) => `${site(key)}/sign-in/${encodeURIComponent(id)}/email/state`,
  /** GET: the page that asks one of the staff. POST: their yes. */
  staffWindow: (key: string, id: string) => `${site(key)}/sign-in/${encodeURIComponent(id)}/staff`,
} as const satisfies Record<string, (...parts: string[]) => string>
