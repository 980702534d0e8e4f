/**
 * The wire: addresses, limits and shapes that the HTTP adapter and the server both import, so that they
 * cannot drift. Bodies are the types of `types.ts` as JSON; failures are problem details (RFC 9457).
 */
import type { StorageErrorCode } from './errors.ts'
import type { Comment, ReportReason } from './types.ts'

export const PROTOCOL_VERSION = 1

/** On its own, since whoever only names a page needs no other limit. */
export const PAGE_KEY_CHARACTERS = 1_000

/** Every limit has one home. Characters are Unicode code points unless said otherwise. */
export const LIMITS = {
  /** Bytes of a request, before JSON is parsed. */
  requestBytes: 65_536,
  /** Levels of nesting in a request's JSON. */
  jsonDepth: 8,
  sourceCharacters: 10_000,
  nameGraphemes: 64,
  pageKeyCharacters: PAGE_KEY_CHARACTERS,
  quoteCharacters: 1_000,
  noteCharacters: 1_000,
  labelGraphemes: 30,
  /** Comments of one page that can be pinned. */
  pins: 3,
  /** Bytes of JSON of a passage's selectors. */
  selectorBytes: 1_000,
  threadDepth: 100,
  listDefault: 25,
  listMost: 100,
  /** Replies that come with each top-level comment. */
  firstReplies: 10,
  passages: 1_000,
  countedPages: 100,
  /** Ways to sign in that a site offers. */
  ways: 20,
  /** Comments of a page that wait for a verdict, and as many that had one, told to a moderator at once. */
  unpublished: 100,
  /** Comments that are put back at once with a ban that is lifted; of more, the rest is put back in the dashboard. */
  restored: 1_000,
  cursorCharacters: 2_048,
} as const

/** The reactions of a site that names none. `up` is the vote behind the order `top`, and is always there. */
export const DEFAULT_REACTIONS: readonly string[] = ['👍', '❤️', '😄', '🤔', '🎉']

/** Milliseconds for which a comment can be edited on a site that says nothing else: long enough for a second look, too short to change what was answered. */
export const DEFAULT_EDIT_WINDOW = 15 * 60_000

export const REPORT_REASONS: readonly ReportReason[] = ['spam', 'abuse', 'off-topic', 'other']

/** The vote. It is a reaction like the others, but shown apart. */
export const UP = 'up'

const segment = encodeURIComponent

/** Apart from the others, since a page asks for a thread with next to no code. See `paths`. */
export const threadPath = (site: string): string => `/v1/sites/${segment(site)}/thread`

/** The paths of the API below the server's address. `page` and the rest travel in the query. */
export const paths = {
  /** GET: `OpenThread`. Query: page, order, limit. */
  thread: threadPath,
  /** GET: `Slice` (query: page, cursor, limit). POST: `NewComment` → `Comment`. */
  comments: (site: string) => `/v1/sites/${segment(site)}/comments`,
  /** GET: `Slice`. Query: page, cursor, limit. */
  replies: (site: string) => `/v1/sites/${segment(site)}/replies`,
  /** GET: `Counts`. Query: page, once for each. */
  counts: (site: string) => `/v1/sites/${segment(site)}/counts`,
  /** GET: `Viewer`. Query: page. Needs a token. */
  viewer: (site: string) => `/v1/sites/${segment(site)}/viewer`,
  /** GET: server-sent events. Query: page, since. The event's id is its `seq`; `Last-Event-ID` wins over `since`. */
  events: (site: string) => `/v1/sites/${segment(site)}/events`,
  /** GET: `FormToken`: for who begins to write. Query: page. */
  formToken: (site: string) => `/v1/sites/${segment(site)}/form-token`,
  /** PATCH: `Edit` → `Comment`. DELETE → `Comment` or `null`. Query: page. */
  comment: (site: string, id: string) => `/v1/sites/${segment(site)}/comments/${segment(id)}`,
  /** PATCH: `Reattachment` → `Comment`. Query: page. */
  selectors: (site: string, id: string) => `/v1/sites/${segment(site)}/comments/${segment(id)}/selectors`,
  /** GET: `Location`. Query: page, order, limit. */
  location: (site: string, id: string) => `/v1/sites/${segment(site)}/comments/${segment(id)}/location`,
  /** PUT and DELETE → `Comment`. Query: page. */
  reaction: (site: string, id: string, reaction: string) =>
    `/v1/sites/${segment(site)}/comments/${segment(id)}/reactions/${segment(reaction)}`,
  /** PUT: `Report` → `null`. Query: page. */
  report: (site: string, id: string) => `/v1/sites/${segment(site)}/comments/${segment(id)}/report`,
  /** GET: `Unpublished`, for who moderates the site. Query: page. */
  unpublished: (site: string) => `/v1/sites/${segment(site)}/unpublished`,
  /** POST: `Moderation` → `Moderated`, by who moderates the site. Query: page. */
  moderation: (site: string, id: string) => `/v1/sites/${segment(site)}/comments/${segment(id)}/moderation`,
  /** GET: HTML, the thread for a page that is put together on a server. Query: page, order, limit, address, lang, dir, article. */
  fragment: (site: string) => `/v1/sites/${segment(site)}/fragment`,
  /** GET: a page of HTML for readers without scripts. Query: page, order, cursor, comment, reply, back. */
  document: (site: string) => `/v1/sites/${segment(site)}/document`,
  /** POST: a form, answered with a redirect back to the article. Query: page, parent, back. */
  form: (site: string) => `/v1/sites/${segment(site)}/form`,
  /** GET: the newest comments of a page, or of the site when no page is named. Query: page. */
  atom: (site: string) => `/v1/sites/${segment(site)}/feed.atom`,
  /** The same as a JSON feed. */
  jsonFeed: (site: string) => `/v1/sites/${segment(site)}/feed.json`,
} as const satisfies Record<string, (...parts: string[]) => string>

/** Goes back with the next comment, as `form`. It is bound to the page and good once. */
export interface FormToken {
  readonly form: string
}

/** Problem details as this API writes them; `application/problem+json`. */
export interface Problem {
  /** `urn:afterword:problem:` and the code. */
  readonly type: string
  readonly title: string
  readonly status: number
  /** What could not be done, why, and the remedy. For developers. */
  readonly detail: string
  readonly code: StorageErrorCode
  readonly field?: string
  /** Seconds, as in the header `Retry-After`. */
  readonly retryAfter?: number
  readonly current?: Comment
  /** With `rate-limited`: work after which it is taken at once, an ALTCHA challenge as JSON. */
  readonly challenge?: string
}

/** A guest's token: made by the guest's browser, 256 random bits; the server keeps its hash only. */
export const GUEST_TOKEN = /^awg_[A-Za-z0-9_-]{43}$/
