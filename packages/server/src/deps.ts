import type { OpenThread, Order, StorageErrorCode } from '@afterword/storage'
import type { Context } from 'hono'
import type { Database } from './database/database.ts'
import type { Live } from './services/live.ts'
import type { Mails } from './services/mail/mails.ts'
import type { Askings } from './services/moderation/asked/askings.ts'
import type { Phase } from './services/moderation/phase.ts'
import type { Outbound } from './services/outbound.ts'
import type { RateRules } from './services/rate-limits.ts'
import type { Readers } from './services/readers.ts'
import type { Wakeups } from './services/wakeups.ts'

/** What the server says about its own doings. A pino logger is one. */
export interface Logger {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** What a thread that is drawn as HTML says of itself. */
export interface Drawing {
  /** The address that readers reach the server under. */
  readonly server: string
  readonly site: string
  readonly page: string
  /** The address of the article's page. */
  readonly address: string
  readonly order?: Order | undefined
  readonly pageSize?: number | undefined
  readonly article?: string | undefined
  readonly lang?: string | undefined
  readonly dir?: 'ltr' | 'rtl' | undefined
  readonly stylesheet: string | undefined
  /** The comment whose reply is open. */
  readonly replyTo?: string | undefined
}

/** Draws threads as HTML. It comes with the widget's files, so that what it draws is what the widget takes over. */
export interface Renderer {
  /** The element with its declarative shadow root, and JSON-LD. */
  render(thread: OpenThread, drawing: Drawing): Promise<string>
  /** The sheet, and the path that the host serves it under. */
  readonly stylesheet: { readonly path: string; readonly text: string }
  /** What a reader is told, in words. */
  readonly words: {
    readonly heading: string
    readonly write: string
    readonly nameLabel: string
    readonly post: string
    readonly held: string
    readonly backToArticle: string
    readonly problem: (code: StorageErrorCode, field: string | undefined) => string
  }
}

/** A request, and what the host knows of it. A `Context` is one. */
export interface Client {
  readonly env: unknown
  readonly req: { header(name: string): string | undefined }
}

/** All that the app needs from the outside. Whoever hosts it makes these; the app closes none of them. */
export interface AppDeps {
  /** Migrated already. */
  readonly database: Database
  /** Told after each commit that a thread has news. */
  readonly wakeups: Wakeups
  /** Who follows threads on this process. Left out where no stream can be held: readers then see news when they come back. */
  readonly live?: Live
  /** Streams that one neighbourhood (a /24, or a /48 of IPv6) may hold at once; 6 when left out. */
  readonly streamsPerAddress?: number
  /** Milliseconds between two signs of life on a silent stream; 15,000 when left out. */
  readonly keepAlive?: number
  readonly logger: Logger
  /** Milliseconds since the Unix epoch. */
  readonly clock: () => number
  readonly rates: RateRules
  /** What is asked of each comment before it is shown, in this order; all of ours when left out. */
  readonly phases?: readonly Phase[]
  /**
   * What asks a site's webhook, model or Akismet about comments, behind the requests. Left out where another process on the
   * same database does; where none does, what is to be asked about stays held.
   */
  readonly askings?: Pick<Askings, 'wake' | 'remember'>
  /** Sends mails. Left out where nobody can sign in by e-mail. */
  readonly mails?: Pick<Mails, 'wake'>
  /** How owners try out whether asking works; when left out, nothing of the server’s own network can be asked. */
  readonly outbound?: Outbound
  /** The address of the client as the host knows it (behind a proxy: as the proxy says). Unknown when left out. */
  readonly clientAddress?: (client: Client) => string | undefined
  /** Counts who reads, for the owner's numbers. Left out, nobody is counted. */
  readonly readers?: Pick<Readers, 'seen' | 'save'>
  /** Draws threads for who cannot run a script. Left out, there are no fragments, no pages and no form. */
  readonly renderer?: () => Promise<Renderer>
  /** The address that readers reach the server under, `https://comments.example.org`; as a request says when left out. */
  readonly publicAddress?: string
  /** Cuts the connection of a reader that does not read. Left out, its stream only ends. */
  readonly disconnect?: (c: Context) => void
}
