/**
 * What owners and moderators say to the server and hear from it: addresses and shapes that the dashboard and the
 * server both import. Times are milliseconds since the Unix epoch. Failures are problem details, as everywhere.
 * It is longer than others since it is read as one: shapes above, and below them the one list of addresses that names them.
 */
import type { Comment, CommentId, Cursor, PageKey, VerdictNote } from './types.ts'

export type { VerdictNote } from './types.ts'

export type Role = 'owner' | 'moderator'

/** Who is signed in to the dashboard. */
export interface Staff {
  readonly id: string
  readonly name: string
  /** The sites that they may look after, by key. */
  readonly sites: readonly { readonly key: string; readonly role: Role }[]
  readonly passkeys: readonly Passkey[]
  readonly hasPassword: boolean
}

export interface Passkey {
  readonly id: string
  /** When it was added. */
  readonly at: number
}

/** What a one-time link lets its holder do. */
export interface Invitation {
  readonly role: Role
  /** `null`: all sites of the server. */
  readonly site: string | null
}

export type QueueStatus = Comment['status'] | 'reported'

export interface ReportNote {
  readonly reason: string
  readonly note: string | null
  readonly at: number
}

/** A comment as moderators see it: its words are there whatever its status. */
export interface QueueItem {
  readonly comment: Comment
  readonly page: PageKey
  /** The last verdict; `null`: nothing was ever against it. */
  readonly verdict: VerdictNote | null
  readonly reports: readonly ReportNote[]
}

export interface QueuePage {
  readonly items: readonly QueueItem[]
  readonly next: Cursor | null
  /**
   * Milliseconds since 1970, where not all was looked through for what is searched: there may be more that is older, and
   * `next` goes on looking. `null` otherwise.
   */
  readonly searchedTo: number | null
  /** How many there are in each tab; counted up to 1,000. */
  readonly counts: Readonly<Record<QueueStatus, number>>
}

/** What a queue can be narrowed to. All that is given must hold. */
export interface QueueFilter {
  readonly page?: PageKey
  readonly author?: string
  readonly phase?: string
  /** Words that stand in it. */
  readonly search?: string
}

/** A comment with what a verdict needs to know. */
export interface InContext extends QueueItem {
  /** What stands above it, from the top down. */
  readonly above: readonly Comment[]
  readonly verdicts: readonly VerdictNote[]
  /** Of the author: how many comments stand in which status, and the newest others. */
  readonly history: Readonly<Record<Comment['status'], number>>
  readonly others: readonly QueueItem[]
  readonly notes: readonly Note[]
  /** Whether the author may write at the moment. */
  readonly banned: boolean
}

export interface Note {
  readonly text: string
  readonly by: string
  readonly at: number
}

export interface Decision {
  readonly id: CommentId
  /** The status that the moderator saw. */
  readonly from: Comment['status']
  /** The same as `from`: it stays as it is, and its reports are settled. */
  readonly to: Comment['status']
  readonly why?: string
}

/** One for each decision, in their order. */
export type DecisionResult =
  | { readonly id: CommentId; readonly done: true; readonly item: QueueItem }
  /** `item` is the comment as it is now, with the verdict that came first; `null` when nothing is left of it. */
  | {
      readonly id: CommentId
      readonly done: false
      readonly code: 'conflict' | 'not-found'
      readonly item: QueueItem | null
    }

export type BanKind = 'author' | 'neighbourhood' | 'host'

export interface BanNote {
  readonly kind: BanKind
  readonly value: string
  /** The name of an author. */
  readonly name: string | null
  readonly why: string
  readonly until: number | null
  readonly at: number
  readonly by: string | null
}

/** A ban on what stands behind a comment, or on a host by its name. */
export type NewBan =
  /** `hide`: what they wrote and everybody can read is taken down, too. */
  (
    | { readonly kind: 'author'; readonly comment: CommentId; readonly hide?: boolean }
    | { readonly kind: 'neighbourhood'; readonly comment: CommentId }
    | { readonly kind: 'host'; readonly host: string }
  ) & {
    readonly why: string
    /** Days; left out: until it is lifted. A neighbourhood is known for the rest of the day only. */
    readonly days?: number
  }

/** The bans as they are now, and what this one took down. */
export interface BanResult {
  readonly bans: readonly BanNote[]
  readonly hidden: readonly CommentId[]
}

export interface PageNote {
  readonly page: PageKey
  readonly count: number
  readonly closed: boolean
  readonly at: number
  /** Other names that lead here; of more than 100 the newest. */
  readonly redirects: readonly Redirect[]
}

export interface Redirect {
  readonly page: PageKey
  /** Comments that came from there when the two were merged: they can be split off again. */
  readonly merged: number
}

/** What moving a page would do, for whoever is about to say yes. */
export interface MovePreview {
  /** The names as pages have them. */
  readonly page: PageKey
  readonly to: PageKey
  /** Comments that go along. */
  readonly count: number
  /** The page that the new name leads to already, with its comments: the two would be merged. `null`: the name is free. */
  readonly there: { readonly page: PageKey; readonly count: number } | null
}

export interface PageMove {
  readonly page: PageKey
  readonly to: PageKey
  /** Whether there are comments already, as the preview said. */
  readonly merge: boolean
  /** Whether the old name goes on leading to the comments. A page that is merged always does. */
  readonly redirect: boolean
}

/** A line of the answer to a move: how many comments have been set to their places, and at last the page, or what was wrong. */
export type MoveLine =
  | { readonly done: number; readonly all: number }
  | { readonly page: PageNote }
  | { readonly code: string; readonly detail: string }

/** What an owner decides of a site. */
export interface SiteSettings {
  readonly origins: readonly string[]
  readonly reactions: readonly string[]
  /** Milliseconds; 0: never, `null`: for ever. */
  readonly editWindow: number | null
  /** `publish` at once; `first`: until one of an author's was approved they are held; `all` are held. */
  readonly mode: 'publish' | 'first' | 'all'
  /** Days after its first comment when a thread closes; `null`: never. */
  readonly closeAfterDays: number | null
  readonly heldWords: readonly string[]
  readonly refusedWords: readonly string[]
  readonly mostLinks: number
  readonly learn: boolean
  /** Whether the browser of who looks like a robot has to work for a moment. */
  readonly proof: boolean
}

/** Somebody outside of the server who can be asked about a comment. */
export type AskerName = 'webhook' | 'akismet' | 'model'

/** Whom the server asks about comments that its own phases have nothing against; `null`: that one not. */
interface Asked {
  /** What becomes of a comment until the answers are there. */
  readonly meanwhile: 'hold' | 'publish'
  readonly webhook: { readonly url: string } | null
  readonly akismet: {
    readonly url: string
    /** Whether it is told the network address and the browser of who writes. */
    readonly sendAddress: boolean
  } | null
  readonly model: {
    /** Of an OpenAI-compatible API: `http://127.0.0.1:11434/v1`. */
    readonly url: string
    readonly model: string
    /** Any model that follows instructions, or a guard with answers of its own. */
    readonly manner: 'chat' | 'llama-guard' | 'qwen3guard'
  } | null
}

export interface AskedSettings extends Asked {
  /** Whether there is one. No secret is ever told. */
  readonly secrets: Readonly<Record<AskerName, boolean>>
  /** What Akismet is still to be told of where moderators know better. */
  readonly corrections: {
    readonly waiting: number
    /** How many of them are being tried at this moment. */
    readonly trying: number
    /** What the attempt before ran into, of the one that is tried next; `null`: none was in vain. */
    readonly failed: { readonly why: string; readonly attempts: number; readonly due: number } | null
  }
}

export interface AskedChange extends Asked {
  /** New ones only. What is there is kept, as long as the address has the same origin. */
  readonly secrets: { readonly [name in AskerName]?: string }
}

/** What somebody answered to a sample. */
export interface TrialAnswer {
  /** Whether it was an answer that could be used. */
  readonly answered: boolean
  /** `null`: nothing against it. */
  readonly what?: 'publish' | 'hold' | 'spam' | null
  readonly why: string
  /** Milliseconds. */
  readonly took: number
}

/** Whom the site itself knows, and how it says so. */
export interface IdentitySettings {
  /** With whom readers can sign in besides, in the order to show them; at most ten. */
  readonly providers: readonly ProviderSettings[]
  /** Whether somebody without an account may write. */
  readonly guests: boolean
  /** Whether readers can sign in by e-mail. */
  readonly email: boolean
  /** The key that the site signs its users' tokens with; `null`: it has no users of its own. */
  readonly host: {
    readonly algorithm: 'HS256' | 'EdDSA'
    /** A public key as PEM or JWK. A secret is said to the server and by it to nobody: `null` stands for the one that it has. */
    readonly key: string | null
  } | null
}

/** The same, with what an owner needs besides to set it. */
export interface IdentityAnswer extends IdentitySettings {
  /** Where every provider has to send readers back to, in full. */
  readonly returnAddress: string
}

/** Who vouches for readers of a site: an issuer of OpenID Connect, GitHub, or a server of OAuth 2. */
export type ProviderSettings = OpenIdProvider | GitHubProvider | OAuthProvider

interface ProviderBase {
  /** What it is called in addresses: small Latin letters, digits and hyphens, at most 32. The accounts do not depend on it. */
  readonly id: string
  /** What readers see on the button. */
  readonly name: string
  /** Whether readers can sign in with it now. */
  readonly on: boolean
  readonly clientId: string
  /** It is said to the server and by it to nobody: `null` stands for the one that it has for this address, or for none. */
  readonly secret: string | null
}

export interface OpenIdProvider extends ProviderBase {
  readonly kind: 'openid'
  /** `https://accounts.google.com`. The rest is asked of the issuer itself. */
  readonly issuer: string
}

export interface GitHubProvider extends ProviderBase {
  readonly kind: 'github'
}

export interface OAuthProvider extends ProviderBase {
  readonly kind: 'oauth'
  /** Where readers say yes. */
  readonly authorization: string
  /** Where the server fetches a token for their yes. */
  readonly token: string
  /** Where it asks with that token who they are. */
  readonly user: string
  /** With spaces between; empty for none. */
  readonly scope: string
  /** The field of that answer that names them for ever: `id`. */
  readonly subject: string
  /** The field that might be their name. */
  readonly called: string
}

/** What came of trying a provider. */
export interface ProviderTrial {
  readonly works: boolean
  readonly why: string
}

/** What is to be changed of it; what is left out stays as it is. */
export type IdentityChange = Partial<IdentitySettings>

/** A mail that waits, or was given up: without a word of what stands in it, nor whom it is for. */
export interface MailNote {
  readonly id: string
  /** What stands behind the @ of the address. */
  readonly host: string
  /** Since when. */
  readonly at: number
  /** When it is tried next; `null`: it was given up. */
  readonly due: number | null
  readonly attempts: number
  /** What the last attempt ran into; empty before. */
  readonly why: string
}

export interface MailReport {
  /** Whether the server sends mail at all. */
  readonly sends: boolean
  /** The newest 100. One that was given up is kept for a week. */
  readonly mails: readonly MailNote[]
}

export interface Person {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** Whether they look after every site of the server, which one site cannot take from them. */
  readonly everywhere: boolean
}

/** One line of what was done, and by whom. */
export interface AuditLine {
  readonly at: number
  readonly by: string | null
  readonly what: string
  /** What it was done to: a comment's id, a page, a name. */
  readonly about: string
  readonly why: string
}

/** A day of a site, in UTC. */
export interface DayNumbers {
  /** `2026-11-25` */
  readonly day: string
  readonly comments: number
  readonly writers: number
  readonly held: number
  /** Browsers that read a thread, one at an address counted once, about (1.6 % off where there are many); `null`: before they were counted. */
  readonly readers: number | null
}

export const LINK_HASH = '#setup='

const site = (key: string): string => `/admin/api/sites/${encodeURIComponent(key)}`

/** Addresses below the server's. Reads are GET; everything else needs the dashboard's own origin and a session. */
export const adminPaths = {
  /** POST { link } → `Invitation` */
  invitation: '/admin/api/invitation',
  /** GET → `Staff`. POST { link, name, password } → `Staff`, signed in. */
  staff: '/admin/api/staff',
  /** POST { name, password } → `Staff`. DELETE { everywhere? }: signs out. */
  session: '/admin/api/session',
  /** POST → options for `navigator.credentials.create`; PUT its answer → `Staff`; DELETE { id } → `Staff` */
  passkeys: '/admin/api/passkeys',
  /** POST → options for `navigator.credentials.get`; PUT its answer → `Staff`, signed in */
  passkeySession: '/admin/api/passkey-session',
  /** GET ?status&cursor&page&author&phase&search → `QueuePage` */
  queue: (key: string) => `${site(key)}/queue`,
  /** POST `Decision[]`, at most 100 → `DecisionResult[]` */
  decisions: (key: string) => `${site(key)}/decisions`,
  /** GET → `InContext` */
  comment: (key: string, id: string) => `${site(key)}/comments/${encodeURIComponent(id)}`,
  /** PUT { id, pinned } → `Comment` */
  pins: (key: string) => `${site(key)}/pins`,
  /** PUT { author, label } → `Author`; `label: null` takes it away. */
  labels: (key: string) => `${site(key)}/labels`,
  /** POST { author, text } → `Note[]` */
  notes: (key: string) => `${site(key)}/notes`,
  /** GET → `BanNote[]`. POST `NewBan` → `BanResult`. DELETE { kind, value } → `BanNote[]` */
  bans: (key: string) => `${site(key)}/bans`,
  /** GET ?search&cursor → { pages: `PageNote[]`, next }. PATCH { page, closed } → `PageNote` */
  pages: (key: string) => `${site(key)}/pages`,
  /** GET ?page&to → `MovePreview`. POST `PageMove` → `MoveLine`s, one JSON a line. Owners only. */
  moves: (key: string) => `${site(key)}/pages/moves`,
  /** POST { page, to } → `PageNote`, where `to` is. DELETE { page } → `PageNote`. Owners only. */
  redirects: (key: string) => `${site(key)}/pages/redirects`,
  /** POST { page }: what came from there goes back → `PageNote`, of that page. Owners only. */
  splits: (key: string) => `${site(key)}/pages/splits`,
  /** GET → `SiteSettings`. PUT `SiteSettings` → `SiteSettings`. Owners only. */
  settings: (key: string) => `${site(key)}/settings`,
  /** GET → `AskedSettings`. PUT `AskedChange` → `AskedSettings`. Owners only. */
  asked: (key: string) => `${site(key)}/asked`,
  /** POST { name, change: `AskedChange` } → `TrialAnswer`: asks about a sample and saves nothing. Owners only. */
  askedTrial: (key: string) => `${site(key)}/asked/trial`,
  /** POST {}: what Akismet did not take is tried now → `AskedSettings`. Owners only. */
  corrections: (key: string) => `${site(key)}/asked/corrections`,
  /** GET → `IdentityAnswer`. PUT `IdentityChange` → `IdentityAnswer`. Owners only. */
  identity: (key: string) => `${site(key)}/identity`,
  /** POST `ProviderSettings` → `ProviderTrial`. Owners only. */
  identityTrial: (key: string) => `${site(key)}/identity/trial`,
  /** GET → `MailReport`. POST {}: all that wait are tried now → `MailReport`. Owners only. */
  mails: (key: string) => `${site(key)}/mails`,
  /** GET → `Person[]`. POST { role } → { link }. DELETE { id } → `Person[]`. Owners only. */
  people: (key: string) => `${site(key)}/people`,
  /** GET ?before → `AuditLine[]` */
  audit: (key: string) => `${site(key)}/audit`,
  /** GET → `DayNumbers[]`, thirty days */
  numbers: (key: string) => `${site(key)}/numbers`,
} as const
