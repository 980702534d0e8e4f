import ky, { HTTPError } from 'ky'
import type { Author, Comment } from '@afterword/storage'
import { adminPaths } from '@afterword/storage/admin'
import type {
  AskedChange,
  AskedSettings,
  AskerName,
  AuditLine,
  BanKind,
  BanNote,
  BanResult,
  DayNumbers,
  Decision,
  DecisionResult,
  IdentityChange,
  ProviderSettings,
  ProviderTrial,
  IdentityAnswer,
  InContext,
  Invitation,
  MailReport,
  MoveLine,
  MovePreview,
  NewBan,
  Note,
  PageMove,
  PageNote,
  Person,
  QueueFilter,
  QueuePage,
  QueueStatus,
  Role,
  SiteSettings,
  Staff,
  TrialAnswer,
} from '@afterword/storage/admin'
import { startAuthentication, startRegistration } from '@simplewebauthn/browser'

/** Something that the server would not do, in words for whoever sits before the dashboard. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: string
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** The server, as the dashboard sees it. Every method rejects with an `ApiError`. */
export type Api = ReturnType<typeof createApi>

/** Milliseconds. */
const PATIENCE = 20_000
/** A model may take its time, and whoever tries it out wants to know how much. */
const TRIAL_PATIENCE = 90_000
/** Millions of comments are counted while others are served. */
const COUNT_PATIENCE = 90_000

export function createApi() {
  const http = ky.create({ timeout: PATIENCE, retry: { limit: 2, methods: ['get'] } })

  async function ask<T>(method: string, path: string, json?: unknown, timeout = PATIENCE): Promise<T> {
    try {
      const answer = await http(path, { method, timeout, ...(json === undefined ? {} : { json }) })
      return answer.status === 204 ? (undefined as T) : await answer.json<T>()
    } catch (cause) {
      throw await problemOf(cause)
    }
  }

  const get = <T>(path: string): Promise<T> => ask('GET', path)
  const query = (values: Readonly<Record<string, string | undefined>>): string => {
    const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined)
    return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
  }

  /** It is told how far it is, line by line, however long it takes. */
  async function moving(
    site: string,
    move: PageMove,
    progress: (done: number, all: number) => void,
  ): Promise<PageNote> {
    try {
      const { body } = await http(adminPaths.moves(site), { method: 'POST', json: move, timeout: false })
      if (body === null) throw new Error('The server said nothing.')
      for await (const line of linesOf(body)) {
        if ('done' in line) progress(line.done, line.all)
        else if ('page' in line) return line.page
        else throw new ApiError(line.code, line.detail)
      }
    } catch (cause) {
      throw cause instanceof ApiError ? cause : await problemOf(cause)
    }
    throw new ApiError('offline', 'The connection broke before the page was moved. Look at the pages again.')
  }

  return {
    invitation: (link: string) => ask<Invitation>('POST', adminPaths.invitation, { link }),
    staff: () => get<Staff>(adminPaths.staff),
    join: (link: string, name: string, password: string) =>
      ask<Staff>('POST', adminPaths.staff, { link, name, password }),
    joinAs: (link: string) => ask<Staff>('PUT', adminPaths.staff, { link }),
    signIn: (name: string, password: string) => ask<Staff>('POST', adminPaths.session, { name, password }),
    signOut: (everywhere: boolean) => ask<void>('DELETE', adminPaths.session, { everywhere }),
    async addPasskey(): Promise<Staff> {
      const optionsJSON = await ask<Parameters<typeof startRegistration>[0]['optionsJSON']>('POST', adminPaths.passkeys)
      return ask('PUT', adminPaths.passkeys, await withAuthenticator(startRegistration({ optionsJSON })))
    },
    removePasskey: (id: string) => ask<Staff>('DELETE', adminPaths.passkeys, { id }),
    async signInByPasskey(): Promise<Staff> {
      const optionsJSON = await ask<Parameters<typeof startAuthentication>[0]['optionsJSON']>(
        'POST',
        adminPaths.passkeySession,
      )
      return ask('PUT', adminPaths.passkeySession, await withAuthenticator(startAuthentication({ optionsJSON })))
    },

    queue: (site: string, status: QueueStatus, filter: QueueFilter, cursor: string | undefined) =>
      get<QueuePage>(adminPaths.queue(site) + query({ status, cursor, ...filter })),
    decide: (site: string, decisions: readonly Decision[]) =>
      ask<readonly DecisionResult[]>('POST', adminPaths.decisions(site), decisions),
    comment: (site: string, id: string) => get<InContext>(adminPaths.comment(site, id)),
    addNote: (site: string, author: string, text: string) =>
      ask<readonly Note[]>('POST', adminPaths.notes(site), { author, text }),
    pin: (site: string, id: string, pinned: boolean) => ask<Comment>('PUT', adminPaths.pins(site), { id, pinned }),
    label: (site: string, author: string, label: string | null) =>
      ask<Author>('PUT', adminPaths.labels(site), { author, label }),
    bans: (site: string) => get<readonly BanNote[]>(adminPaths.bans(site)),
    ban: (site: string, ban: NewBan) => ask<BanResult>('POST', adminPaths.bans(site), ban),
    liftBan: (site: string, kind: BanKind, value: string) =>
      ask<readonly BanNote[]>('DELETE', adminPaths.bans(site), { kind, value }),
    pages: (site: string, search: string | undefined, cursor: string | undefined) =>
      get<{ readonly pages: readonly PageNote[]; readonly next: string | null }>(
        adminPaths.pages(site) + query({ search, cursor }),
      ),
    setClosed: (site: string, page: string, closed: boolean) =>
      ask<PageNote>('PATCH', adminPaths.pages(site), { page, closed }),
    lookAtMove: (site: string, page: string, to: string) =>
      get<MovePreview>(adminPaths.moves(site) + query({ page, to })),
    move: (site: string, move: PageMove, progress: (done: number, all: number) => void) => moving(site, move, progress),
    redirect: (site: string, page: string, to: string) =>
      ask<PageNote>('POST', adminPaths.redirects(site), { page, to }),
    endRedirect: (site: string, page: string) => ask<PageNote>('DELETE', adminPaths.redirects(site), { page }),
    split: (site: string, page: string) => ask<PageNote>('POST', adminPaths.splits(site), { page }),
    settings: (site: string) => get<SiteSettings>(adminPaths.settings(site)),
    identity: (site: string) => get<IdentityAnswer>(adminPaths.identity(site)),
    saveIdentity: (site: string, change: IdentityChange) =>
      ask<IdentityAnswer>('PUT', adminPaths.identity(site), change),
    tryProvider: (site: string, provider: ProviderSettings) =>
      ask<ProviderTrial>('POST', adminPaths.identityTrial(site), provider),
    saveSettings: (site: string, settings: SiteSettings) =>
      ask<SiteSettings>('PUT', adminPaths.settings(site), settings),
    asked: (site: string) => get<AskedSettings>(adminPaths.asked(site)),
    tryCorrections: (site: string) => ask<AskedSettings>('POST', adminPaths.corrections(site), {}),
    saveAsked: (site: string, change: AskedChange) => ask<AskedSettings>('PUT', adminPaths.asked(site), change),
    tryAsker: (site: string, name: AskerName, change: AskedChange) =>
      ask<TrialAnswer>('POST', adminPaths.askedTrial(site), { name, change }, TRIAL_PATIENCE),
    mails: (site: string) => get<MailReport>(adminPaths.mails(site)),
    tryMails: (site: string) => ask<MailReport>('POST', adminPaths.mails(site), {}),
    people: (site: string) => get<readonly Person[]>(adminPaths.people(site)),
    invite: (site: string, role: Role) => ask<{ readonly link: string }>('POST', adminPaths.people(site), { role }),
    dismiss: (site: string, id: string) => ask<readonly Person[]>('DELETE', adminPaths.people(site), { id }),
    audit: (site: string, before: number | undefined) =>
      get<readonly AuditLine[]>(adminPaths.audit(site) + query({ before: before?.toString() })),
    numbers: (site: string) => ask<readonly DayNumbers[]>('GET', adminPaths.numbers(site), undefined, COUNT_PATIENCE),
  }
}

async function* linesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<MoveLine> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const lines = (text + value).split('\n')
    text = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line) as MoveLine
  }
}

/** Somebody who closes the browser's own dialog has not made a mistake. */
async function withAuthenticator<T>(asking: Promise<T>): Promise<T> {
  try {
    return await asking
  } catch (cause) {
    throw new ApiError('passkey', 'No passkey was used. Try again, or sign in with your password.', { cause })
  }
}

async function problemOf(cause: unknown): Promise<ApiError> {
  if (!(cause instanceof HTTPError)) {
    return new ApiError('offline', 'The server cannot be reached. Nothing was changed: try again.', { cause })
  }
  const { data } = cause
  const problem = typeof data === 'object' && data !== null ? data : {}
  const code = 'code' in problem && typeof problem.code === 'string' ? problem.code : 'unavailable'
  const detail = 'detail' in problem && typeof problem.detail === 'string' ? problem.detail : ''
  return new ApiError(code, detail || 'The server could not do it. Nothing was changed: try again.', { cause })
}
