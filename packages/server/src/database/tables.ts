/*
 * Every table of the database, a type each: as long as the database has tables, and in one place, since the queries of one
 * join the rows of others and `Tables` names them all.
 */
import type { Generated } from 'kysely'

/** Truth values are 0 and 1 and JSON is text, so that the same queries run on SQLite and on Postgres. */
type Flag = 0 | 1

export interface SitesTable {
  id: Generated<number>
  /** What the site is called in addresses. */
  key: string
  /** JSON: the exact origins that may embed it. */
  origins: string
  /** JSON: the reactions to offer, in order. */
  reactions: string
  created_at: number
  /** Milliseconds for which a comment can be edited; 0: never, null: for ever. */
  edit_window: number | null
  /** JSON: what the owner decided of moderation; what is missing stands at its default. */
  moderation: Generated<string>
  /** JSON: how people may sign in, with the keys for it. */
  identity: Generated<string>
  /** The database raises it with every change of the row. */
  version: Generated<number>
  /** JSON: whom the server asks about comments; what is missing stands at its default. */
  asked: Generated<string>
}

export interface ThreadsTable {
  id: Generated<number>
  site_id: number
  page: string
  /** The number of the last change. Raising it is the first thing a writer does, which makes writers queue up. */
  seq: number
  /** Published comments. */
  count: number
  closed: Flag
  created_at: number
  /** Where the page's comments are by now: this row only keeps the name. `null`: they are here. */
  moved_to: Generated<number | null>
  /** Comments that are pinned, whatever their status. */
  pins: Generated<number>
}

export interface AuthorsTable {
  /** Public, and unrelated to the token. */
  id: string
  site_id: number
  /** SHA-256 of a guest's token, in hex. */
  token_hash: string | null
  /** The last name that was used; `null` before the first comment. */
  name: string | null
  guest: Flag
  badge: 'author' | 'moderator' | null
  created_at: number
  /** With an account: the name as it is compared, so that no guest takes it. */
  folded_name: string | null
  /** What moderators say of them beside the name. */
  label: Generated<string | null>
}

/** How somebody with an account is known. */
export interface IdentitiesTable {
  site_id: number
  /** `email`, `host`, `staff`, or the address of who vouches for them. */
  provider: string
  /** What the provider calls them; never shown. */
  subject: string
  author_id: string
  /** One that is theirs for certain; never shown. */
  email: string | null
  created_at: number
  /** As it is compared: the name that they chose here. `null`: they are named elsewhere. */
  own_name: string | null
}

/** A sign-in on one device: a family of refresh tokens, of which one at a time is good. */
export interface ReaderSessionsTable {
  id: string
  site_id: number
  author_id: string
  /** Who looks after the site, when it is one of the staff. What they may is asked of their role each time. */
  staff_id: string | null
  way: string
  refresh_hash: string
  /** The one before, so that a refresh whose answer was lost can be asked for again. */
  previous_hash: string | null
  created_at: number
  expires_at: number
}

export interface AccessTokensTable {
  token_hash: string
  session_id: string
  expires_at: number
}

/** A sign-in under way: begun by a page, done in a window of the server's own, claimed by the page. */
export interface HandOversTable {
  id: string
  site_id: number
  /** Of the page that asked. */
  origin: string
  /** Of what that page alone knows. */
  secret_hash: string
  /** Of what the browser of the window keeps. */
  browser_hash: string | null
  way: string | null
  /** Leads from the window, or a mail, back to the page. */
  code: string | null
  /** Wrong codes. */
  tries: Generated<number>
  /** JSON: what a provider's answer is checked against. */
  flow: string | null
  /** JSON: who it is. */
  person: string | null
  /** 1: they said yes. */
  confirmed: Generated<Flag>
  expires_at: number
  /** Which one the window speaks; `null` before it is opened. */
  language: string | null
}

export interface CommentsTable {
  site_id: number
  id: string
  thread_id: number
  parent_id: string | null
  root_id: string
  depth: number
  seq: number
  /** The way from the top to here. Sorted as bytes it is the reading order; see `services/path.ts`. */
  path: string
  version: number
  status: 'published' | 'pending' | 'spam' | 'removed'
  /** 1: everybody is served it (published, or a tombstone). */
  shown: Flag
  created_at: number
  edited_at: number | null
  /** These five are `null` on a tombstone. */
  author_id: string | null
  author_name: string | null
  source: string | null
  content: string | null
  passage: string | null
  /** Which version of the Markdown reader made `content`. */
  render_version: number
  /** JSON: how many gave each reaction. */
  reactions: string
  /** The count of `up`. */
  score: number
  /** Direct replies that have a row, whatever their status. */
  children: number
  /** On a top-level comment: replies at any depth that everybody is served. */
  replies: number
  /** What the words look like, for finding the same ones again; `null` for short ones. */
  fingerprint: string | null
  /** Where it was written from: the hash that the rate limits used on that day. */
  neighbourhood: string | null
  /** Which phase of moderation decided last, or `staff`. */
  phase: string | null
  /** What the filter has learned from it. */
  learned: 'spam' | 'honest' | null
  /** The page that it came with when two were merged. */
  moved_from: Generated<number | null>
  /** 1: a top-level comment that comes first on its page. */
  pinned: Generated<Flag>
}

/** What was decided of comments, by a phase or by somebody. Nothing is ever taken out. */
export interface VerdictsTable {
  id: Generated<number>
  site_id: number
  comment_id: string
  at: number
  status: CommentsTable['status']
  phase: string
  why: string
  staff_id: string | null
}

/** Keys for those whom a site asks. Nobody is ever shown one again. */
export interface SiteSecretsTable {
  site_id: number
  name: 'webhook' | 'akismet' | 'model'
  value: string
}

/** A comment that somebody outside is to be asked about. */
export interface AskingsTable {
  site_id: number
  comment_id: string
  /** Of the comment: a later one is asked about anew. */
  version: number
  /** Who is to be asked next. */
  next: SiteSecretsTable['name']
  /** How it stands until then. Where it stands otherwise, somebody else has decided. */
  stands: 'published' | 'pending'
  /** How it stands when nobody has anything against it. */
  after: 'published' | 'pending'
  attempts: number
  due_at: number
  /** What the last attempt ran into; empty before. */
  why: string
}

/** What Akismet takes a comment for, and what moderators know better. */
export interface AkismetOpinionsTable {
  site_id: number
  comment_id: string
  /** Of the comment: another one's words are not these. */
  version: number
  says: 'spam' | 'ham'
  /** What it is to be told; `null`: nothing. */
  correction: 'spam' | 'ham' | null
  /** When it is told; `null`: never. */
  due_at: number | null
  attempts: number
  /** What the last attempt ran into; empty before. */
  why: string
}

/** Tokens of forms and proofs of work that were used. */
export interface SpentPassesTable {
  name: string
  expires_at: number
}

/** A mail that is to be sent, or could not be. Of one that was sent nothing is left. */
export interface MailsTable {
  id: string
  site_id: number
  /** What it belongs to: a new mail about it takes the place of the last. */
  about: string
  /** The address; `null` when it was given up. */
  recipient: string | null
  /** What stands behind the @, for owners who look why nothing arrives. */
  host: string
  /** Empty when it was given up, like `content`. */
  subject: string
  /** JSON: a content tree. */
  content: string
  created_at: number
  /** When it is of no use any more. */
  expires_at: number
  /** `null`: it was given up. */
  due_at: number | null
  /** Until then it is left to the process that sends it. */
  claimed_until: number
  attempts: number
  /** What the last attempt ran into; empty before. */
  why: string
  /** In which it is written. */
  language: Generated<string>
}

/** Who may not write on a site. */
export interface BansTable {
  site_id: number
  kind: 'author' | 'neighbourhood' | 'host'
  value: string
  why: string
  /** `null`: until it is lifted. */
  until: number | null
  at: number
  staff_id: string | null
}

/** How often the words of comments that were judged stood in spam, and in honest ones. */
export interface LearnedTokensTable {
  site_id: number
  token: string
  spam: number
  honest: number
}

/** Ids of comments of which nothing is left, so that a late retry cannot bring one back. */
export interface SpentIdsTable {
  site_id: number
  id: string
}

export interface ReactionsTable {
  site_id: number
  thread_id: number
  comment_id: string
  author_id: string
  reaction: string
}

/** Shown to moderators only. One for each viewer and comment: the last that they gave. */
export interface ReportsTable {
  site_id: number
  thread_id: number
  comment_id: string
  author_id: string
  reason: 'spam' | 'abuse' | 'off-topic' | 'other'
  note: string | null
  at: number
}

/** What happened, without the words: those are read from the comment when the event is delivered. */
export interface EventsTable {
  thread_id: number
  seq: number
  type: 'created' | 'changed' | 'removed' | 'thread'
  comment_id: string | null
  /** The top-level comment above one of which nothing is left. */
  root_id: string | null
  at: number
}

/** The key of a day, with which addresses are hashed on it: gone with the day, so nobody is found again by it. */
export interface DayKeysTable {
  /** Days since the Unix epoch. */
  day: number
  key: string
}

/** Somebody who looks after sites. */
export interface StaffTable {
  id: string
  name: string
  /** The name as it is compared: what looks the same is the same. */
  folded_name: string
  /** Argon2id, with its salt and parameters; `null`: they sign in by passkey only. */
  password: string | null
  /** 1: an owner of every site, those to come included. */
  everywhere: Flag
  created_at: number
}

export interface RolesTable {
  site_id: number
  staff_id: string
  role: 'owner' | 'moderator'
}

export interface StaffSessionsTable {
  /** SHA-256 of the cookie's token. */
  token_hash: string
  staff_id: string
  expires_at: number
}

/** One-time links. */
export interface InvitationsTable {
  token_hash: string
  /** `null`: all sites. */
  site_id: number | null
  role: 'owner' | 'moderator'
  expires_at: number
}

export interface PasskeysTable {
  id: string
  staff_id: string
  /** In base64url. */
  public_key: string
  counter: number
  /** JSON. */
  transports: string
  created_at: number
}

/** What an authenticator was asked to sign; each is used once. */
export interface ChallengesTable {
  challenge: string
  /** Who adds a passkey; `null` for who signs in. */
  staff_id: string | null
  expires_at: number
}

/** What moderators tell each other of an author. */
export interface NotesTable {
  id: Generated<number>
  site_id: number
  author_id: string
  text: string
  staff_id: string
  at: number
}

/** What was done besides verdicts. Nothing is ever taken out. */
export interface AuditTable {
  id: Generated<number>
  site_id: number
  at: number
  staff_id: string | null
  what: string
  about: string
  why: string
}

/** How many read a site on a day. */
export interface ReaderDaysTable {
  site_id: number
  /** Days since the Unix epoch, UTC. */
  day: number
  readers: number
  /** What the day is counted with, in base64, as long as it is not over; `null`: nobody is added any more. */
  registers: string | null
}

/** What somebody may do so often only, whichever server they ask. */
export interface RateMarksTable {
  /** A hash under the key of the day. */
  name: string
  /** Days since the Unix epoch. */
  day: number
  /** Until when it is used up. */
  due_at: number
}

export interface Tables {
  sites: SitesTable
  threads: ThreadsTable
  authors: AuthorsTable
  identities: IdentitiesTable
  reader_sessions: ReaderSessionsTable
  access_tokens: AccessTokensTable
  hand_overs: HandOversTable
  comments: CommentsTable
  spent_ids: SpentIdsTable
  reactions: ReactionsTable
  reports: ReportsTable
  events: EventsTable
  verdicts: VerdictsTable
  site_secrets: SiteSecretsTable
  askings: AskingsTable
  akismet_opinions: AkismetOpinionsTable
  spent_passes: SpentPassesTable
  mails: MailsTable
  bans: BansTable
  learned_tokens: LearnedTokensTable
  day_keys: DayKeysTable
  staff: StaffTable
  roles: RolesTable
  staff_sessions: StaffSessionsTable
  invitations: InvitationsTable
  passkeys: PasskeysTable
  challenges: ChallengesTable
  notes: NotesTable
  audit: AuditTable
  reader_days: ReaderDaysTable
  rate_marks: RateMarksTable
}
