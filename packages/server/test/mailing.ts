import { identityPaths } from '@afterword/storage/identity'
import type { HandOver, Session } from '@afterword/storage/identity'
import { afterAll, afterEach, beforeEach, expect } from 'vitest'
import { findSite } from '../src/database/sites.ts'
import { smtpCarrier } from '../src/mail/smtp.ts'
import { setWays } from '../src/services/identity/set-ways.ts'
import { createMails } from '../src/services/mail/mails.ts'
import type { Mails } from '../src/services/mail/mails.ts'
import type { Start } from './databases.ts'
import { codeIn, startMailServer } from './mail-server.ts'
import type { MailServer } from './mail-server.ts'
import { SITE } from './server.ts'
import type { TestServer } from './server.ts'
import { begin, claimed, openWindow } from './signing-in.ts'
import type { Window } from './signing-in.ts'

/** Servers whose readers sign in by e-mail, and the mail server of the file. */

export const ADDRESS = 'https://comments.example'
const FROM = { name: '', address: 'comments@example.org' }
export const ADA = 'ada@mail.example'

/** However long a busy machine takes for it. */
export const eventually = (read: () => unknown): ReturnType<typeof expect.poll> =>
  expect.poll(read, { timeout: 20_000 })

export interface Clock {
  now: number
}

export interface Asking {
  readonly handOver: HandOver
  readonly window: Window
  /** Where the window asks for the address. */
  readonly at: string
  /** Types a code. */
  type(code: string): Promise<Window>
}

export interface Mailing {
  readonly mail: MailServer
  /** A server whose readers sign in by e-mail. */
  start(start: Start, clock?: Clock): Promise<TestServer>
  /** All of it, by the code. */
  signIn(server: TestServer, name: string, address?: string): Promise<Session>
  /** The clock has come round for the newest server. */
  wake(): void
}

/** For the whole file; what has arrived is forgotten before each test. */
export async function useMailing(): Promise<Mailing> {
  const mail = await startMailServer()
  const running: Mails[] = []
  afterAll(() => mail.stop())
  beforeEach(() => {
    mail.arrived.length = 0
    mail.recipient = () => 'yes'
  })
  afterEach(() => Promise.all(running.splice(0).map((mails) => mails.close())))

  return {
    mail,
    async start(start, clock = { now: Date.now() }) {
      const made: { mails?: Mails } = {}
      let from = 0
      const server = await start({
        clock: () => clock.now,
        publicAddress: ADDRESS,
        // Everybody comes from somewhere else, unless a test says so.
        clientAddress: () => `198.51.${(from += 1)}.7`,
        mails: { wake: () => made.mails?.wake() },
      })
      const logger = { info() {}, warn() {}, error: (fields: object) => void server.errors.push(fields) }
      const carrier = smtpCarrier({ url: mail.url, from: FROM })
      const mails = createMails({ ...server.deps, carrier, logger, every: 1_000_000_000 })
      made.mails = mails
      running.push(mails)
      await allowMail(server, true)
      return server
    },
    async signIn(server, name, address = ADA) {
      const { handOver, window, type } = await ask(server, address)
      await type(codeIn(await mail.newest(address)))
      mail.arrived.length = 0
      await window.submit(identityPaths.confirmWindow(SITE, handOver.id), { name })
      return claimed(server, handOver, { code: window.code })
    },
    wake: () => running.at(-1)?.wake(),
  }
}

export async function allowMail({ database: { queries } }: TestServer, email: boolean): Promise<void> {
  const site = await findSite(queries, SITE)
  if (site === undefined) throw new Error('There is no site.')
  await setWays(queries, site, { email })
}

/** Opens a window, in a language or in whatever is spoken there, and types an address. */
export async function ask(server: TestServer, address = ADA, lang?: string): Promise<Asking> {
  const handOver = await begin(server)
  const path = `${identityPaths.window(SITE, handOver.id)}?way=email${lang === undefined ? '' : `&lang=${lang}`}`
  const window = await openWindow(server).go(path)
  const at = identityPaths.emailWindow(SITE, handOver.id)
  await window.submit(at, { email: address })
  return { handOver, window, at, type: (code) => window.submit(identityPaths.emailCode(SITE, handOver.id), { code }) }
}

/** How far it is, as its window asks. */
export async function stateOf(server: TestServer, { handOver, window }: Asking): Promise<unknown> {
  const headers = { Cookie: [...window.cookies.values()].join('; ') }
  return (await server.fetch(new Request(ADDRESS + identityPaths.emailState(SITE, handOver.id), { headers }))).json()
}
