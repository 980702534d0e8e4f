import { parseOpenThread, paths } from '@afterword/storage'
import { adminPaths } from '@afterword/storage/admin'
import type { MailReport } from '@afterword/storage/admin'
import { identityPaths } from '@afterword/storage/identity'
import { expect, it } from 'vitest'
import { onEveryDatabase } from './databases.ts'
import { codeIn, linkIn } from './mail-server.ts'
import { ADA, ADDRESS, allowMail, ask, eventually, stateOf, useMailing } from './mailing.ts'
import type { Asking } from './mailing.ts'
import { ORIGIN, SITE, newComment, newToken, request } from './server.ts'
import type { TestServer } from './server.ts'
import { begin, claim, claimed, openWindow } from './signing-in.ts'
import { hire } from './staff.ts'

const MINUTE = 60_000

const mailing = await useMailing()
const { mail } = mailing

const shown = (page: string): string | undefined => /data-mail="(\w+)"\s*>/.exec(page)?.[1]

onEveryDatabase((start, { pair }) => {
  it('signs in who types the code of the mail, and has who is new choose a name', async () => {
    const server = await mailing.start(start)
    const { handOver, window, type } = await ask(server, ' Ada@Mail.Example ')
    expect(window.page).toContain('Look into your mail')
    expect(window.page).toContain('Ada@mail.example')
    expect(await claim(server, handOver, { code: window.code })).toEqual({ state: 'waiting' })
    const code = codeIn(await mail.newest('Ada@mail.example'))
    await type(`${code.slice(0, 3)} ${code.slice(3)}`)
    expect(window.page).toContain('Your name there')
    expect(window.page).not.toContain('ail.example')
    await window.submit(identityPaths.confirmWindow(SITE, handOver.id), { name: 'Ada' })
    const session = await claimed(server, handOver, { code: window.code })
    expect(session).toMatchObject({ role: null, author: { name: 'Ada', guest: false } })
    const call = { method: 'POST', token: session.access, json: newComment({ name: 'Anybody' }) }
    const answer = await server.fetch(request(paths.comments(SITE), call))
    expect(await answer.json()).toMatchObject({ author: session.author })
  })

  it('knows who comes again by the address, however it is written, and tells it to nobody', async () => {
    const server = await mailing.start(start)
    const first = await mailing.signIn(server, 'Ada')
    const { handOver, window, type } = await ask(server, 'ADA@mail.example')
    await type(codeIn(await mail.newest('ADA@mail.example')))
    expect(window.page).toContain('Continue as Ada')
    await window.submit(identityPaths.confirmWindow(SITE, handOver.id))
    const again = await claimed(server, handOver, { code: window.code })
    expect(again.author).toEqual(first.author)
    const viewer = await server.fetch(request(paths.viewer(SITE), { token: again.access }))
    const thread = await server.fetch(request(paths.thread(SITE)))
    expect(JSON.stringify([again, await viewer.json(), await thread.json()]).toLowerCase()).not.toContain(
      'mail.example',
    )
  })

  it('leads on by the link of the mail, which holds the code where no server is sent it', async () => {
    const server = await mailing.start(start)
    const { handOver, window, type } = await ask(server)
    const arrived = await mail.newest(ADA)
    const link = new URL(linkIn(arrived))
    expect(link.origin).toBe(ADDRESS)
    expect(link.hash).toBe(`#${codeIn(arrived)}`)
    expect(link.search).toBe('')
    await window.go(link.pathname)
    expect(window.page).toContain('Look into your mail')
    await type(link.hash.slice(1))
    await window.submit(identityPaths.confirmWindow(SITE, handOver.id), { name: 'Ada' })
    await claimed(server, handOver, { code: window.code })
  })

  it('is not used up by whatever looks at the links of mails', async () => {
    const server = await mailing.start(start)
    const { window, type } = await ask(server)
    const arrived = await mail.newest(ADA)
    for (let time = 0; time < 10; time++) {
      for (const method of ['GET', 'HEAD']) await server.fetch(new Request(linkIn(arrived), { method }))
    }
    await type(codeIn(arrived))
    expect(window.page).toContain('Your name there')
  })

  it('says where to go on when the link is opened in another browser, and signs nobody in', async () => {
    const server = await mailing.start(start)
    const asking = await ask(server)
    const arrived = await mail.newest(ADA)
    const code = codeIn(arrived)
    const handOver = await begin(server)
    const strangers = [
      openWindow(server),
      await openWindow(server).go(`${identityPaths.window(SITE, handOver.id)}?way=email`),
    ]
    for (const stranger of strangers) {
      await stranger.go(new URL(linkIn(arrived)).pathname)
      expect(stranger.status).toBe(403)
      expect(stranger.page).toContain('Go on where you began')
      await stranger.submit(identityPaths.emailCode(SITE, asking.handOver.id), { code })
      expect(stranger.status).toBe(403)
      await stranger.submit(asking.at, { email: 'eve@mail.example' })
      expect(stranger.status).toBe(403)
      await stranger.go(identityPaths.emailState(SITE, asking.handOver.id))
      expect(stranger.status).toBe(403)
    }
    expect(await claim(server, asking.handOver, { code: asking.window.code })).toEqual({ state: 'waiting' })
    await asking.type(code)
    expect(asking.window.page).toContain('Your name there')
  })

  it('takes five guesses of a code, however many come at once, and then is over', async () => {
    const server = await mailing.start(start)
    const { handOver, window, type } = await ask(server)
    const code = codeIn(await mail.newest(ADA))
    const cookie = [...window.cookies.values()].join('; ')
    const guesses = Array.from({ length: 20 }, (_, index) => String((Number(code) + index + 1) % 1_000_000))
    const windows = await Promise.all(
      guesses.map((guess) =>
        openWindow(server, cookie).submit(identityPaths.emailCode(SITE, handOver.id), { code: guess.padStart(6, '0') }),
      ),
    )
    expect(windows.filter(({ page }) => page.includes('not the one in the newest mail')).length).toBeLessThanOrEqual(5)
    expect(windows.every(({ status }) => status === 401 || status === 404)).toBe(true)
    await type(code)
    expect(window.status).toBe(404)
    expect(await claim(server, handOver, { code: window.code })).toMatchObject({ code: 'not-found' })
  })

  it('says that a code was wrong, and takes the right one afterwards', async () => {
    const server = await mailing.start(start)
    const { window, type } = await ask(server)
    const code = codeIn(await mail.newest(ADA))
    for (const wrong of ['', 'abcdef', `${code}0`, code.slice(1), `${code}'--`]) {
      await type(wrong)
      expect(window.status).toBe(401)
      expect(window.page).toContain('role="alert"')
    }
    const asking = await ask(server, 'ben@mail.example')
    await asking.type('000000')
    await asking.type(codeIn(await mail.newest('ben@mail.example')))
    expect(asking.window.page).toContain('Your name there')
  })

  it('knows the newest code only', async () => {
    const server = await mailing.start(start)
    const { window, at, type } = await ask(server)
    const first = codeIn(await mail.newest(ADA))
    mail.arrived.length = 0
    await window.submit(at, { email: ADA })
    const second = codeIn(await mail.newest(ADA))
    await type(first === second ? '000000' : first)
    expect(window.status).toBe(401)
    await type(second)
    expect(window.page).toContain('Your name there')
  })

  it('takes a code for one sign-in, and once', async () => {
    const server = await mailing.start(start)
    const { handOver, window, type } = await ask(server)
    const code = codeIn(await mail.newest(ADA))
    const other = await ask(server, 'eve@mail.example')
    await mail.newest('eve@mail.example')
    await other.type(code)
    expect(other.window.status).toBe(401)
    await type(code)
    await window.submit(identityPaths.confirmWindow(SITE, handOver.id), { name: 'Ada' })
    await claimed(server, handOver, { code: window.code })
    await type(code)
    expect(window.status).toBe(404)
  })

  it('forgets who was found out when another address is typed', async () => {
    const server = await mailing.start(start)
    const { handOver, window, at, type } = await ask(server)
    await type(codeIn(await mail.newest(ADA)))
    await window.submit(at, { email: 'eve@mail.example' })
    await mail.newest('eve@mail.example')
    await window.submit(identityPaths.confirmWindow(SITE, handOver.id), { name: 'Ada' })
    expect(window.status).toBe(404)
    expect(await claim(server, handOver, { code: window.code })).toEqual({ state: 'waiting' })
  })

  it('is over after a quarter of an hour', async () => {
    const clock = { now: Date.now() }
    const server = await mailing.start(start, clock)
    const { window, type, handOver } = await ask(server)
    const code = codeIn(await mail.newest(ADA))
    clock.now += handOver.expiresIn
    await type(code)
    expect(window.status).toBe(404)
  })

  it('answers the same for an address that has an account and for one that has none', async () => {
    const server = await mailing.start(start)
    await mailing.signIn(server, 'Ada')
    const [known, unknown] = [await ask(server, 'ada@mail.example'), await ask(server, 'ben@mail.example')]
    const bare = ({ window, handOver }: Asking): string =>
      window.page
        .replaceAll(handOver.id, 'id')
        .replaceAll(/ada@|ben@/g, '')
        .replace(/data-code="\d+"/, '')
    await mail.newest('ben@mail.example')
    await mail.newest('ada@mail.example')
    await eventually(() => stateOf(server, known)).toEqual({ step: 'code', mail: 'sent' })
    await eventually(() => stateOf(server, unknown)).toEqual({ step: 'code', mail: 'sent' })
    expect(bare({ ...known, window: await known.window.go(known.at) })).toBe(
      bare({ ...unknown, window: await unknown.window.go(unknown.at) }),
    )
    const counts: number[] = []
    for (const [{ window, at }, email] of [
      [known, ADA],
      [unknown, 'ben@mail.example'],
    ] as const) {
      const asked = (): number => server.queries.filter((query) => !query.includes('mails')).length
      const before = asked()
      await window.submit(at, { email })
      counts.push(asked() - before)
    }
    expect(counts[0]).toBeGreaterThan(0)
    expect(counts[0]).toBe(counts[1])
  })

  it('tells the reader how the mail is doing', async () => {
    const clock = { now: Date.now() }
    const server = await mailing.start(start, clock)
    mail.recipient = () => ({ code: 451, text: 'later' })
    const asking = await ask(server)
    await eventually(() => stateOf(server, asking)).toEqual({ step: 'code', mail: 'late' })
    expect(shown((await asking.window.go(asking.at)).page)).toBe('late')
    mail.recipient = () => 'yes'
    clock.now += 10_000
    mailing.wake()
    await eventually(() => stateOf(server, asking)).toEqual({ step: 'code', mail: 'sent' })
    expect(shown((await asking.window.go(asking.at)).page)).toBe('sent')
    mail.recipient = () => ({ code: 550, text: 'no such user' })
    const other = await ask(server, 'nobody@mail.example')
    await eventually(() => stateOf(server, other)).toEqual({ step: 'code', mail: 'refused' })
    expect(shown((await other.window.go(other.at)).page)).toBe('refused')
  })

  it('goes on in the tab of the mail and in the window, and in both at once', async () => {
    const server = await mailing.start(start)
    const asking = await ask(server)
    const { window, handOver, at, type } = asking
    const code = codeIn(await mail.newest(ADA))
    const tab = openWindow(server, [...window.cookies.values()].join('; '))
    await tab.submit(identityPaths.emailCode(SITE, handOver.id), { code })
    expect(await stateOf(server, asking)).toMatchObject({ step: 'found' })
    await type(code)
    await tab.submit(identityPaths.confirmWindow(SITE, handOver.id), { name: 'Ada' })
    expect(await stateOf(server, asking)).toMatchObject({ step: 'done' })
    await window.go(at)
    expect(window.page).toContain('Almost done')
    expect(window.code).toBe(tab.code)
    await claimed(server, handOver, { code: window.code })
  })

  it('sends nothing to what is no address, and shows it again', async () => {
    const server = await mailing.start(start)
    for (const address of ['ada', 'ada@mail.example\r\nBcc: eve@mail.example', '"><script>@mail.example', '']) {
      const { window } = await ask(server, address)
      expect(window.status).toBe(400)
      expect(window.page).toContain('no e-mail address')
      expect(window.page).not.toContain('<script>@')
    }
    expect(await server.database.queries.selectFrom('mails').selectAll().execute()).toEqual([])
  })

  it('sends so many mails to one address, from one neighbourhood, and no more', async () => {
    const clock = { now: Date.now() }
    const server = await mailing.start(start, clock)
    for (let time = 0; time < 5; time++) expect((await ask(server)).window.page).toContain('Look into your mail')
    const { window } = await ask(server)
    expect(window.status).toBe(429)
    expect(window.page).toContain('Wait a little, then try again. (in 60 minutes)')
    expect((await ask(server, 'ben@mail.example')).window.status).toBe(200)
    clock.now += 61 * MINUTE
    expect((await ask(server)).window.status).toBe(200)

    const still = { clock: () => clock.now, clientAddress: () => '192.0.2.1', mails: { wake() {} } }
    const other = await start(still)
    await allowMail(other, true)
    const statuses: number[] = []
    for (let reader = 0; reader < 21; reader++) {
      statuses.push((await ask(other, `reader${reader}@mail.example`)).window.status)
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(20)
    expect(statuses.at(-1)).toBe(429)
  })

  it('counts mails that are asked for on all servers together, and keeps no address for that', async () => {
    let from = 0
    const clientAddress = (): string => `198.51.${(from += 1)}.7`
    const servers = await pair({ publicAddress: ADDRESS, clientAddress, mails: { wake() {} } })
    const [first, second] = servers
    await allowMail(first, true)
    for (let time = 0; time < 5; time++) expect((await ask(time % 2 === 0 ? first : second)).window.status).toBe(200)
    const statuses = await Promise.all(servers.map(async (server) => (await ask(server)).window.status))
    expect(statuses).toEqual([429, 429])
    const marks = await first.database.queries.selectFrom('rate_marks').selectAll().execute()
    expect(JSON.stringify(marks)).not.toMatch(/ada|mail|198\.51/)
    expect((await ask(second, 'ben@mail.example')).window.status).toBe(200)
  })

  it('shows owners what waits and why, without the address and the code, and tries it again when they say so', async () => {
    const server = await mailing.start(start)
    const owner = await hire(server, 'Olive', SITE, 'owner')
    const report = (): Promise<MailReport> => owner.ask(adminPaths.mails(SITE))
    expect(await report()).toEqual({ sends: true, mails: [] })
    mail.recipient = () => ({ code: 451, text: `greylisted <${ADA}>` })
    await ask(server)
    await eventually(async () => (await report()).mails).toMatchObject([{ why: expect.stringContaining('451') }])
    const { mails } = await report()
    expect(mails).toMatchObject([{ host: 'mail.example', attempts: 1 }])
    expect(JSON.stringify(mails)).not.toMatch(/ada@|\d{3} ?\d{3} is/)
    mail.recipient = () => 'yes'
    await owner.ask(adminPaths.mails(SITE), { method: 'POST', json: {} })
    await mail.newest(ADA)
    await eventually(report).toEqual({ sends: true, mails: [] })
    const mute = await start()
    const other = await hire(mute, 'Olive', SITE, 'owner')
    expect(await other.ask(adminPaths.mails(SITE))).toEqual({ sends: false, mails: [] })
  })

  it('takes an address and a code from its own page only', async () => {
    const server = await mailing.start(start)
    const { handOver, window, at } = await ask(server)
    const code = codeIn(await mail.newest(ADA))
    for (const Origin of [ORIGIN, 'https://evil.example', 'null']) {
      await window.submit(at, { email: 'eve@mail.example' }, { Origin })
      expect(window.status).toBe(403)
      await window.submit(identityPaths.emailCode(SITE, handOver.id), { code }, { Origin })
      expect(window.status).toBe(403)
    }
    expect(mail.arrived).toHaveLength(1)
  })

  it('is offered where the owner wants it and the server sends mail, and nowhere else', async () => {
    const open = async (server: TestServer) =>
      parseOpenThread(await (await server.fetch(request(paths.thread(SITE)))).json()).identity
    const server = await mailing.start(start)
    expect(await open(server)).toEqual({ guests: true, ways: [{ id: 'email', kind: 'email', name: '' }] })
    const begun = await ask(server)
    const owner = await hire(server, 'Olive', SITE, 'owner')
    await owner.ask(adminPaths.identity(SITE), { method: 'PUT', json: { email: false } })
    expect(await open(server)).toBeUndefined()
    expect((await begun.window.go(begun.at)).status).toBe(404)
    expect((await ask(server)).window.status).toBe(404)
    const mute = await start()
    await allowMail(mute, true)
    expect(await open(mute)).toBeUndefined()
    expect((await ask(mute)).window.status).toBe(404)
  })

  it('shows its pages in no frame, keeps them nowhere, and runs nothing in them but its own scripts', async () => {
    const server = await mailing.start(start)
    const { at, window } = await ask(server)
    const headers = { Cookie: [...window.cookies.values()].join('; ') }
    const answer = await server.fetch(new Request(ADDRESS + at, { headers }))
    const policy = answer.headers.get('Content-Security-Policy') ?? ''
    for (const part of ["default-src 'none'", "frame-ancestors 'none'", "script-src 'self'", "connect-src 'self'"]) {
      expect(policy).toContain(part)
    }
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    const scripts = [...(await answer.text()).matchAll(/<script type="module" src="([^"]+)">/g)].map(([, src]) => src)
    expect(scripts).toHaveLength(2)
    for (const src of scripts) expect((await server.fetch(new Request(ADDRESS + (src ?? '')))).status).toBe(200)
  })

  it('lets no guest take the name of who came by e-mail', async () => {
    const server = await mailing.start(start)
    await mailing.signIn(server, 'Ada')
    const call = { method: 'POST', token: newToken(), json: newComment({ name: 'Αda' }) }
    const answer = await server.fetch(request(paths.comments(SITE), call))
    expect(await answer.json()).toMatchObject({ code: 'name-taken', field: 'name' })
  })
})
