import { paths } from '@afterword/storage'
import type { Comment } from '@afterword/storage'
import { adminPaths } from '@afterword/storage/admin'
import type { AskedSettings, AuditLine, Decision } from '@afterword/storage/admin'
import { createDecisions } from '../src/services/decisions.ts'
import { afterEach, expect, it } from 'vitest'
import { saveSecret } from '../src/database/site-secrets.ts'
import { findSite, saveAsked } from '../src/database/sites.ts'
import type { Site } from '../src/database/sites.ts'
import { AGAIN } from '../src/services/moderation/asked/asker.ts'
import { createAskings } from '../src/services/moderation/asked/askings.ts'
import type { Askings } from '../src/services/moderation/asked/askings.ts'
import { createOutbound } from '../src/services/outbound.ts'
import { saying, startAnswering } from './answering.ts'
import { onEveryDatabase } from './databases.ts'
import type { Start } from './databases.ts'
import { SITE, newToken, post, request } from './server.ts'
import type { TestServer } from './server.ts'
import { hire } from './staff.ts'

/** Akismet, by its protocol: a real server on this machine. */
const akismet = await startAnswering()
const outbound = createOutbound([akismet.local])
const GRACE = 30_000
const MINUTE = 60_000
const THANKS = 'Thanks for making the web a better place.'
const running: Askings[] = []
afterEach(() => Promise.all(running.splice(0).map((askings) => askings.close())))

/** What it takes comments for, and what it does when it is told better. */
function answers(takesFor: 'spam' | 'ham', told: ReturnType<typeof saying> = saying(THANKS)): void {
  akismet.answer = (response, asked) => {
    if (asked.path === '/comment-check') saying(String(takesFor === 'spam'))(response)
    else told(response)
  }
}

/** What it was told, in order. */
const told = (): readonly string[] => akismet.asked.map(({ path }) => path).filter((path) => path !== '/comment-check')

interface Site_ {
  readonly server: TestServer
  readonly site: Site
  /** Somebody writes, and Akismet has said what it takes that for. */
  written(source?: string): Promise<Comment>
  decide(comment: Pick<Comment, 'id'>, from: Decision['from'], to: Decision['to']): Promise<unknown>
  /** Goes on in time. */
  later(milliseconds: number): void
  now(): number
  rows(): Promise<readonly { readonly says: string; readonly correction: string | null; readonly why: string }[]>
}

async function startSite(start: Start): Promise<Site_> {
  let now = Date.UTC(2026, 10, 25)
  const made: { askings?: Askings } = {}
  const server = await start({
    outbound,
    clock: () => now,
    askings: { wake: () => made.askings?.wake(), remember: () => {} },
  })
  const failed = (error: unknown): void => void server.errors.push(error)
  const askings = createAskings({ ...server.deps, outbound, failed, every: 1_000_000_000 })
  made.askings = askings
  running.push(askings)
  const { queries } = server.database
  const bare = await findSite(queries, SITE)
  if (bare === undefined) throw new Error('There is no site.')
  await saveAsked(queries, bare.id, JSON.stringify({ akismet: { url: akismet.url } }))
  await saveSecret(queries, bare.id, 'akismet', 'abc123')
  const site = (await findSite(queries, SITE)) ?? bare
  const rows = () => queries.selectFrom('akismet_opinions').selectAll().orderBy('comment_id').execute()
  return {
    server,
    site,
    async written(source = 'Cheap watches') {
      const comment = await post(server, newToken(), { source })
      await expect.poll(async () => (await rows()).some((row) => row.comment_id === comment.id)).toBe(true)
      return comment
    },
    decide: ({ id }, from, to) => createDecisions(server.deps).decide(site, 'staff', { id, from, to }),
    later(milliseconds) {
      now += milliseconds
      askings.wake()
    },
    now: () => now,
    rows,
  }
}

onEveryDatabase((start) => {
  it('tells Akismet of spam that it let through, with all that it was asked with', async () => {
    const { written, decide, later, rows } = await startSite(start)
    answers('ham')
    const comment = await written()
    await decide(comment, 'published', 'spam')
    expect(told()).toEqual([])
    later(GRACE)
    await expect.poll(rows).toMatchObject([{ says: 'spam', correction: null }])
    expect(told()).toEqual(['/submit-spam'])
    const [asked, corrected] = akismet.asked.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))
    expect(corrected).toEqual(asked)
    expect(corrected).toMatchObject({ api_key: 'abc123', comment_content: 'Cheap watches', comment_author: 'Ada' })
  })

  it('tells Akismet of honest words that it called spam', async () => {
    const { written, decide, later, rows } = await startSite(start)
    answers('spam')
    await decide(await written('Open weights stay.'), 'spam', 'published')
    later(GRACE)
    await expect.poll(rows).toMatchObject([{ says: 'ham', correction: null }])
    expect(told()).toEqual(['/submit-ham'])
  })

  it('tries again what Akismet does not take, and says so to the owner meanwhile', async () => {
    const { server, written, decide, later, rows } = await startSite(start)
    const olive = await hire(server, 'Olive')
    const corrections = async () => (await olive.ask<AskedSettings>(adminPaths.asked(SITE))).corrections
    answers('ham', saying('Invalid key', 200, { 'X-akismet-debug-help': 'We were unable to parse your blog URI' }))
    await decide(await written(), 'published', 'spam')
    expect(await corrections()).toEqual({ waiting: 1, trying: 0, failed: null })
    later(GRACE)
    const help = 'says: We were unable to parse your blog URI'
    await expect.poll(corrections).toMatchObject({ waiting: 1, failed: { attempts: 1, why: help } })
    answers('ham', saying('', 500))
    later(MINUTE)
    await expect.poll(corrections).toMatchObject({ failed: { attempts: 2, why: 'answered 500' } })
    answers('ham')
    later(5 * MINUTE)
    await expect.poll(rows).toMatchObject([{ says: 'spam', correction: null, why: '' }])
    expect(await corrections()).toEqual({ waiting: 0, trying: 0, failed: null })
    expect(told()).toHaveLength(3)
  })

  it('tries again at once what Akismet did not take, when an owner says so, and says that it is trying', async () => {
    const { server, written, decide, later } = await startSite(start)
    const [olive, mona] = [await hire(server, 'Olive'), await hire(server, 'Mona', SITE, 'moderator')]
    const corrections = async () => (await olive.ask<AskedSettings>(adminPaths.asked(SITE))).corrections
    const now = { method: 'POST', json: {} }
    answers('ham', saying('', 500))
    await decide(await written('First'), 'published', 'spam')
    later(GRACE)
    await expect.poll(corrections).toMatchObject({ waiting: 1, trying: 0, failed: { attempts: 1 } })
    await decide(await written('Second'), 'published', 'spam')

    const telling = Promise.withResolvers<() => void>()
    answers('ham', (response) => telling.resolve(() => saying(THANKS)(response)))
    await olive.ask(adminPaths.corrections(SITE), now)
    const thank = await telling.promise
    expect(await corrections()).toEqual({ waiting: 2, trying: 1, failed: null })
    // Pressed again, it is not told twice; and what a moderator has just decided they may still take back.
    await olive.ask(adminPaths.corrections(SITE), now)
    expect(await corrections()).toEqual({ waiting: 2, trying: 1, failed: null })
    thank()
    await expect.poll(corrections).toEqual({ waiting: 1, trying: 0, failed: null })
    expect(told()).toEqual(['/submit-spam', '/submit-spam'])
    expect(await mona.ask(adminPaths.corrections(SITE), now).catch(String)).toContain('owner')
  })

  it('is told once, by whichever of two processes is faster', async () => {
    const { server, written, decide, later, rows } = await startSite(start)
    answers('ham')
    await decide(await written(), 'published', 'spam')
    const other = createAskings({ ...server.deps, outbound, failed: console.error, every: 1_000_000_000 })
    running.push(other)
    later(GRACE)
    other.wake()
    await expect.poll(rows).toMatchObject([{ says: 'spam', correction: null }])
    expect(told()).toEqual(['/submit-spam'])
    expect(server.errors).toEqual([])
  })

  it('is told nothing of a verdict that a moderator takes back at once', async () => {
    const { written, decide, later, rows } = await startSite(start)
    answers('ham')
    const first = await written('First')
    await decide(first, 'published', 'spam')
    await decide(first, 'spam', 'published')
    const second = await written('Second')
    await decide(second, 'published', 'spam')
    later(GRACE)
    await expect.poll(async () => (await rows()).filter(({ says }) => says === 'spam')).toHaveLength(1)
    expect(told()).toEqual(['/submit-spam'])
    await decide(second, 'spam', 'published')
    later(GRACE)
    await expect.poll(async () => (await rows()).filter(({ says }) => says === 'ham')).toHaveLength(2)
    expect(told()).toEqual(['/submit-spam', '/submit-ham'])
  })

  it('is told the last word where a moderator thinks better of it while it is being told', async () => {
    const { written, decide, later, rows } = await startSite(start)
    const telling = Promise.withResolvers<() => void>()
    answers('ham', (response) => telling.resolve(() => saying(THANKS)(response)))
    const comment = await written()
    await decide(comment, 'published', 'spam')
    later(GRACE)
    const thank = await telling.promise
    await decide(comment, 'spam', 'published')
    answers('ham')
    thank()
    await expect.poll(told).toEqual(['/submit-spam', '/submit-ham'])
    await expect.poll(rows).toMatchObject([{ says: 'ham', correction: null }])
  })

  it('is told nothing of words that it was not asked about, that are gone, or that a site keeps to itself now', async () => {
    const { server, site, written, decide, later, rows } = await startSite(start)
    answers('ham')
    const token = newToken()
    const edited = await written('Before')
    const gone = await written('Gone')
    const { queries } = server.database
    await queries.updateTable('comments').set({ version: 2 }).where('id', '=', edited.id).execute()
    await decide(edited, 'published', 'spam')
    await decide(gone, 'published', 'spam')
    await queries.updateTable('comments').set({ source: null }).where('id', '=', gone.id).execute()
    const kept = await written('Kept')
    await decide(kept, 'published', 'removed')
    await decide(kept, 'removed', 'spam')
    await saveAsked(queries, site.id, '{}')
    const unasked = await post(server, token)
    await decide(unasked, 'published', 'spam')
    later(GRACE)
    await expect.poll(async () => (await rows()).filter(({ correction }) => correction !== null)).toEqual([])
    expect(told()).toEqual([])
  })

  it('gives up in the end, and that stands in the history', async () => {
    const { server, written, decide, later, now, rows } = await startSite(start)
    answers('ham', saying('', 503))
    const comment = await written()
    await decide(comment, 'published', 'spam')
    later(GRACE)
    for (const [index, pause] of AGAIN.entries()) {
      // While it is being told, it is due when the claim is over.
      const failed = { attempts: index + 1, why: 'answered 503', due_at: now() + pause }
      await expect.poll(rows).toMatchObject([failed])
      later(24 * 60 * MINUTE)
    }
    await expect.poll(rows).toMatchObject([{ says: 'ham', correction: null, why: '' }])
    const olive = await hire(server, 'Olive')
    const [line] = await olive.ask<AuditLine[]>(adminPaths.audit(SITE))
    expect(line).toMatchObject({ what: 'could not tell Akismet', about: comment.id, why: 'spam: Akismet answered 503' })
    expect((await server.fetch(request(paths.thread(SITE)))).status).toBe(200)
  })
})
