import { join } from 'node:path'
import { findSite } from '../src/database/sites.ts'
import { listMails } from '../src/database/mails.ts'
import type { MailNote } from '../src/database/mails.ts'
import { smtpCarrier } from '../src/mail/smtp.ts'
import { readMailAddress } from '../src/services/mail/mail-address.ts'
import { createMails, queueMail } from '../src/services/mail/mails.ts'
import type { Mails, NewMail } from '../src/services/mail/mails.ts'
import { signInLetter } from '../src/services/mail/sign-in-letter.ts'
import { wordingIn } from '../src/words/wording.ts'
import { afterEach, describe, expect, it } from 'vitest'
import { onEveryDatabase, onSqlite } from './databases.ts'
import { folders } from './folder.ts'
import { codeIn, linkIn, startMailServer } from './mail-server.ts'
import type { MailServer, MailServerOptions } from './mail-server.ts'
import { afterword } from './program.ts'
import { SITE, startServer } from './server.ts'
import type { TestServer } from './server.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const LINK = 'https://comments.example/v1/sites/example/sign-in/abcdefghijklmnopqrstuv/email#482913'
const FROM = { name: 'Comments', address: 'comments@example.org' }

/** However long a busy machine takes for it. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 })

const running: Mails[] = []
const servers: MailServer[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((mails) => mails.close()))
  await Promise.all(servers.splice(0).map((server) => server.stop()))
})

async function mailServer(options?: MailServerOptions): Promise<MailServer> {
  const server = await startMailServer(options)
  servers.push(server)
  return server
}

interface Sending {
  readonly mails: Mails
  readonly told: string[]
  /** Has a mail with a code sent. */
  post(values?: Partial<NewMail>): Promise<void>
  waiting(): Promise<readonly MailNote[]>
  /** The only one, once so many attempts have failed. */
  failed(attempts: number): Promise<MailNote>
  /** Goes on in time, and looks at what is due then. */
  later(milliseconds: number): void
}

interface SendingOptions {
  readonly url: string
  /** Milliseconds that one attempt may take. */
  readonly attempt?: number
  readonly patience?: number
  /** Whether a mail that is posted is sent by this process. */
  readonly looks?: boolean
}

/** Sends what waits in the database of a server. The test says what time it is. */
async function sending(server: TestServer, { url, looks = true, ...options }: SendingOptions): Promise<Sending> {
  let now = Date.now()
  const told: string[] = []
  const tell = (fields: object, message: string): void => void told.push(`${message} ${JSON.stringify(fields)}`)
  const logger = { info: tell, warn: tell, error: tell }
  const carrier = smtpCarrier({ url, from: FROM })
  const mails = createMails({
    database: server.database,
    clock: () => now,
    carrier,
    logger,
    every: 1_000_000_000,
    ...options,
  })
  running.push(mails)
  const site = await findSite(server.database.queries, SITE)
  if (site === undefined) throw new Error('There is no site.')
  const waiting = (): Promise<readonly MailNote[]> => listMails(server.database.queries, site.id, 100)
  return {
    mails,
    told,
    async post(values = {}) {
      const letter = signInLetter({ host: 'site.example', code: '482913', link: LINK, lives: 15 }, await wordingIn([]))
      const to = readMailAddress('ada@mail.example')
      const mail = { siteId: site.id, about: `sign-in/${Math.random()}`, to, expiresAt: now + 15 * MINUTE, ...letter }
      await queueMail(server.database.queries, { ...mail, ...values }, now)
      if (looks) mails.wake()
    },
    waiting,
    async failed(attempts) {
      const over = ({ due_at: due }: MailNote): boolean => due === null || due > now
      await eventually(async () => (await waiting()).filter(over)).toMatchObject([{ attempts }])
      const [mail] = await waiting()
      if (mail === undefined) throw new Error('It is gone.')
      return mail
    },
    later(milliseconds) {
      now += milliseconds
      mails.wake()
    },
  }
}

describe('a mail', () => {
  const start = onSqlite()

  it('arrives, in words and as HTML, from whom the settings say, and asks no machine to answer', async () => {
    const mail = await mailServer()
    const { post, waiting } = await sending(await start(), mail)
    await post()
    const arrived = await mail.newest('ada@mail.example')
    expect(arrived.headers.get('from')).toBe('Comments <comments@example.org>')
    expect(arrived.headers.get('subject')).toBe('482 913 is your code for site.example')
    expect(arrived.headers.get('auto-submitted')).toBe('auto-generated')
    expect(arrived.headers.get('message-id')).toMatch(/^<[\da-f-]{36}@example\.org>$/)
    expect(codeIn(arrived)).toBe('482913')
    expect(linkIn(arrived)).toBe(LINK)
    expect(arrived.html).toContain('<strong>482 913</strong>')
    expect(arrived.html).toContain(`<a href="${LINK}"`)
    await eventually(waiting).toEqual([])
  })

  it('does not believe a mail server that takes the address and not the mail', async () => {
    const mail = await mailServer()
    mail.content = () => ({ code: 554, text: '5.7.1 looks like spam' })
    const { post, waiting } = await sending(await start(), mail)
    await post()
    await eventually(waiting).toMatchObject([
      { due_at: null, why: expect.stringContaining('does not take the mail (554 ') },
    ])
  })

  it('says why the mail server cannot be reached', async () => {
    const mail = await startMailServer()
    await mail.stop()
    const { post, failed } = await sending(await start(), mail)
    await post()
    expect((await failed(1)).why).toBe('The mail server could not be reached (ECONNREFUSED)')
  })

  it('says that the name and password are wrong, and goes on trying', async () => {
    const mail = await mailServer({ login: { user: 'comments', password: 'p@ss:word' } })
    const server = await start()
    const wrong = await sending(server, { url: `smtp://comments:guess@127.0.0.1:${mail.port}` })
    await wrong.post()
    await eventually(wrong.waiting).toMatchObject([
      { why: expect.stringMatching(/^The mail server does not take the name and password \(535 /) },
    ])
    await wrong.mails.close()
    const right = await sending(server, { url: `smtp://comments:p%40ss%3Aword@127.0.0.1:${mail.port}` })
    right.later(MINUTE)
    await mail.newest('ada@mail.example')
  })

  it('sends the others while the mail server hangs on one', async () => {
    const mail = await mailServer()
    mail.recipient = (address) => (address === 'eve@mail.example' ? 'never' : 'yes')
    const { post, waiting } = await sending(await start(), { url: mail.url, patience: 1 })
    await post({ to: readMailAddress('eve@mail.example') })
    for (let index = 0; index < 6; index++) await post({ to: readMailAddress(`ada${index}@mail.example`) })
    for (let index = 0; index < 6; index++) await mail.newest(`ada${index}@mail.example`)
    await eventually(waiting).toHaveLength(1)
  })

  it('tries for the last time while there is still time to type the code', async () => {
    const mail = await mailServer()
    mail.recipient = () => ({ code: 451, text: 'later' })
    const { post, failed, later } = await sending(await start(), mail)
    await post()
    let attempts = 1
    let found = await failed(attempts)
    let passed = 0
    while (found.due_at !== null) {
      const due = found.due_at - found.created_at
      later(due - passed)
      passed = due
      attempts += 1
      found = await failed(attempts)
    }
    expect({ attempts, passed }).toEqual({ attempts: 8, passed: 12 * MINUTE })
  })

  it('comes again later where it is asked to, each time after a longer while', async () => {
    const mail = await mailServer()
    mail.recipient = () => ({ code: 451, text: '4.7.1 <ada@mail.example> greylisted' })
    const { post, waiting, failed, later } = await sending(await start(), mail)
    await post()
    const pauses = [5, 15, 30, 60, 120].map((seconds) => seconds * SECOND)
    let passed = 0
    for (const [index, pause] of pauses.entries()) {
      const { created_at, due_at, why } = await failed(index + 1)
      expect((due_at ?? 0) - created_at - passed).toBe(pause)
      expect(why).toMatch(/^The mail server asks to come again later \(451 /)
      expect(why).not.toContain('ada@')
      if (index === pauses.length - 1) mail.recipient = () => 'yes'
      later(pause)
      passed += pause
    }
    await mail.newest('ada@mail.example')
    await eventually(waiting).toEqual([])
    expect(mail.arrived).toHaveLength(1)
  })
})

onEveryDatabase((start, { pair }) => {
  it('leaves nothing of a mail that was sent', async () => {
    const mail = await mailServer()
    const server = await start()
    const { post, waiting } = await sending(server, mail)
    await post()
    await mail.newest('ada@mail.example')
    await eventually(waiting).toEqual([])
    expect(await server.database.queries.selectFrom('mails').selectAll().execute()).toEqual([])
  })

  it('waits while the mail server is down, and arrives once when it is back', async () => {
    const mail = await mailServer()
    mail.down = true
    const { post, waiting, failed, later, told } = await sending(await start(), mail)
    await post()
    expect(await failed(1)).toMatchObject({
      host: 'mail.example',
      why: expect.stringMatching(/^The mail server could not be reached/),
    })
    later(5 * SECOND)
    await failed(2)
    mail.down = false
    later(15 * SECOND)
    await mail.newest('ada@mail.example')
    await eventually(waiting).toEqual([])
    later(MINUTE)
    expect(mail.arrived).toHaveLength(1)
    expect(told.join()).not.toMatch(/ada@|482 ?913/)
  })

  it('gives a mail up whose address the server does not take, and keeps why, but neither address nor words', async () => {
    const mail = await mailServer()
    mail.recipient = () => ({ code: 550, text: '5.1.1 <ada@mail.example> is unknown, 482913' })
    const server = await start()
    const { post, waiting } = await sending(server, mail)
    await post()
    await eventually(waiting).toMatchObject([{ due_at: null, attempts: 1 }])
    const kept = JSON.stringify(await server.database.queries.selectFrom('mails').selectAll().execute())
    expect(kept).toContain('The mail server does not take the address (550 ')
    expect(kept).not.toMatch(/ada@|482 ?913/)
  })

  it('waits for a mail server that hangs no longer than for another attempt', async () => {
    const mail = await mailServer()
    mail.content = () => 'never'
    const { post, failed, waiting, later } = await sending(await start(), { url: mail.url, attempt: 200 })
    await post()
    expect(await failed(1)).toMatchObject({ why: 'The mail server did not answer in time' })
    await failed(1)
    mail.content = () => 'yes'
    later(5 * SECOND)
    await mail.newest('ada@mail.example')
    await eventually(waiting).toEqual([])
    expect(mail.arrived).toHaveLength(1)
  })

  it('never sends a code that is over', async () => {
    const mail = await mailServer()
    mail.recipient = () => ({ code: 451, text: 'later' })
    const { post, failed, waiting, later } = await sending(await start(), mail)
    await post()
    await failed(1)
    mail.recipient = () => 'yes'
    later(15 * MINUTE)
    await eventually(waiting).toMatchObject([{ due_at: null, why: expect.stringContaining('451') }])
    expect(mail.arrived).toEqual([])
  })

  it('is replaced by a new one about the same', async () => {
    const mail = await mailServer()
    mail.recipient = () => ({ code: 451, text: 'later' })
    const { post, failed, waiting, later } = await sending(await start(), mail)
    await post({ about: 'sign-in/1' })
    await failed(1)
    mail.recipient = () => 'yes'
    await post({ about: 'sign-in/1', subject: 'The second' })
    expect((await mail.newest('ada@mail.example')).headers.get('subject')).toBe('The second')
    later(MINUTE)
    await eventually(waiting).toEqual([])
    expect(mail.arrived).toHaveLength(1)
  })

  it('is sent by one of two servers, however many wait', async () => {
    const mail = await mailServer()
    const [one, other] = await pair()
    const [first, second] = [await sending(one, mail), await sending(other, mail)]
    const addresses = Array.from({ length: 24 }, (_, index) => `reader${index}@mail.example`)
    await Promise.all(
      addresses.map((address, index) => (index % 2 === 0 ? first : second).post({ to: readMailAddress(address) })),
    )
    first.mails.wake()
    second.mails.wake()
    await eventually(first.waiting).toEqual([])
    expect(mail.arrived.map(({ to }) => to[0]).toSorted()).toEqual(addresses.toSorted())
  })

  it('is taken over from a process that died while it was sending', async () => {
    const mail = await mailServer()
    mail.content = () => 'never'
    const [one, other] = await pair()
    const dying = await sending(one, { url: mail.url, patience: 1 })
    await dying.post()
    await eventually(() => mail.asked).toBe(1)
    mail.content = () => 'yes'
    const next = await sending(other, mail)
    next.mails.wake()
    next.later(89 * SECOND)
    expect(mail.asked).toBe(1)
    next.later(SECOND)
    await mail.newest('ada@mail.example')
    await eventually(next.waiting).toEqual([])
    expect(mail.arrived).toHaveLength(1)
  })

  it('is finished when the server stops while it is being sent', async () => {
    const mail = await mailServer()
    const answer = Promise.withResolvers<'yes'>()
    const asked = Promise.withResolvers<void>()
    mail.content = () => {
      asked.resolve()
      return answer.promise
    }
    const { post, waiting, mails } = await sending(await start(), mail)
    await post()
    await asked.promise
    const closed = mails.close()
    answer.resolve('yes')
    await closed
    expect(mail.arrived).toHaveLength(1)
    expect(await waiting()).toEqual([])
  })

  it('is left to the next process when the mail server hangs while this one stops', async () => {
    const mail = await mailServer()
    mail.content = () => 'never'
    const server = await start()
    const stopping = await sending(server, { url: mail.url, patience: 50 })
    await stopping.post()
    await eventually(() => mail.asked).toBe(1)
    await stopping.mails.close()
    expect(stopping.told.join()).toContain('finishing mails that are being sent')
    mail.content = () => 'yes'
    const next = await sending(server, mail)
    next.mails.wake()
    await mail.newest('ada@mail.example')
    expect(mail.arrived).toHaveLength(1)
  })

  it('costs two small queries a look while nothing waits', async () => {
    const server = await start()
    const { mails } = await sending(server, await mailServer())
    const before = server.queries.length
    mails.wake()
    await mails.close()
    expect(server.queries.slice(before)).toEqual([expect.stringContaining('mails'), expect.stringContaining('mails')])
  })
})

describe('a server that is killed while it sends a mail', () => {
  const folder = folders()

  it('sends it once when it is started again', async () => {
    const data = folder()
    const mail = await mailServer()
    mail.content = () => 'never'
    const server = await startServer(join(data, 'afterword.sqlite'))
    await (await sending(server, { url: mail.url, looks: false })).post()
    await server.close()
    const settings = {
      AFTERWORD_DATA: data,
      PORT: '0',
      AFTERWORD_SMTP_URL: mail.url,
      AFTERWORD_MAIL_FROM: 'comments@example.org',
      AFTERWORD_ADDRESS: 'https://comments.example',
    }
    const killed = afterword(['serve'], settings)
    await eventually(() => mail.asked).toBe(1)
    killed.signal('SIGKILL')
    await killed.ended
    mail.content = () => 'yes'
    const again = afterword(['serve'], settings)
    await mail.newest('ada@mail.example')
    again.signal('SIGTERM')
    expect(await again.ended).toMatchObject({ code: 0, error: '' })
    expect(mail.arrived).toHaveLength(1)
    const after = await startServer(join(data, 'afterword.sqlite'))
    expect(await after.database.queries.selectFrom('mails').selectAll().execute()).toEqual([])
    await after.close()
  })
})
