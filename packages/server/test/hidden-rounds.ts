/**
 * Readers ask for everything that can be asked for, over and over, while a moderator takes comments down and puts them
 * back. An answer that was begun after the moderator had theirs may not have the words of what was taken down.
 * On its own, for longer and on Postgres too: `node test/hidden-rounds.ts 100`.
 */
import { gunzipSync } from 'node:zlib'
import { parseOpenThread, paths } from '@afterword/storage'
import type { Comment, Moderated, OpenThread } from '@afterword/storage'
import { adminPaths } from '@afterword/storage/admin'
import type { BanResult, DecisionResult } from '@afterword/storage/admin'
import { rendererOf } from '../src/host/renderer.ts'
import { installedWidget } from '../src/host/widget-files.ts'
import { startPostgres } from './postgres.ts'
import { PAGE, SITE, newComment, newToken, post, request, startServer } from './server.ts'
import type { Call, ServerOptions, TestServer } from './server.ts'
import { asPerson, tokenOn } from './signing-in.ts'
import { adminRequest, hire } from './staff.ts'

/** Readers of each server at the same time. */
const READERS = 6
/** Answers that each reader has begun and had after a change, before the next one is made. */
const ANSWERS_A_CHANGE = 8
/** A page that is merged into the other one in the end. */
const ASIDE = '/aside'
/** Events that a reader who comes back has missed. */
const RESUMED = 60

export interface Tally {
  readonly changes: number
  /** Answers that readers had. */
  readonly answers: number
  /** Surfaces on which words were seen while they were up. */
  readonly surfaces: readonly string[]
  /** What was seen after it was taken down, and where. */
  readonly leaks: readonly string[]
  /** Counts that were not right after a change. */
  readonly miscounts: readonly string[]
}

/** Words, and how often they were put back up: an answer may have those of its beginning, or newer ones. */
interface Secret {
  readonly comment: Comment
  readonly token: string
  readonly words: readonly string[]
  up: boolean
  times: number
}

/** What a reader asks for. */
interface Surface {
  readonly name: string
  readonly request: (secret: Secret) => Request
  /** An answer that may be kept and asked for again by its tag. */
  readonly cached?: boolean
}

/** Servers on one database, the moderator at the first, readers at all of them. */
export async function hiddenRounds(servers: readonly TestServer[], rounds: number): Promise<Tally> {
  const [first] = servers
  if (first === undefined) throw new Error('There is no server.')
  const olive = await hire(first, 'Olive')
  const inPlace = await tokenOn(first.database, SITE, asPerson(olive))
  const secrets = await write(first)
  let seq = 0
  const surfaces = surfacesOf(await cursorsOf(first), () => String(Math.max(0, seq - RESUMED)))
  const seen = new Set<string>()
  const leaks = new Set<string>()
  const miscounts = new Set<string>()
  let [changes, answers] = [0, 0]
  const stop = new AbortController()
  /** How many answers each reader has had that were begun after the last change. */
  const since: number[] = []

  async function read(server: TestServer, reader: number): Promise<void> {
    const kept = new Map<string, { readonly tag: string; readonly text: string }>()
    for (let turn = reader; !stop.signal.aborted; turn++) {
      const surface = surfaces[turn % surfaces.length]
      const secret = secrets[(turn * 7) % secrets.length]
      if (surface === undefined || secret === undefined) throw new Error('There is nothing to read.')
      const before = secrets.map(({ up, times }) => ({ up, times }))
      const then = changes
      const asked = surface.request(secret)
      const known = surface.cached === true ? kept.get(asked.url) : undefined
      if (known !== undefined && turn % 2 === 0) asked.headers.set('If-None-Match', known.tag)
      if (turn % 3 === 0) asked.headers.set('Accept-Encoding', 'gzip')
      const answer = await server.fetch(asked)
      const text = answer.status === 304 ? (known?.text ?? '') : await textOf(answer)
      const tag = answer.headers.get('ETag')
      if (answer.ok && tag !== null) kept.set(asked.url, { tag, text })
      answers++
      for (const [index, { words, times, comment }] of secrets.entries()) {
        const found = words.find((word) => text.includes(word))
        if (found === undefined) continue
        seen.add(surface.name)
        const was = before[index]
        if (was !== undefined && !was.up && was.times === times) leaks.add(`${surface.name}: ${found} ${comment.id}`)
      }
      if (then === changes) since[reader] = (since[reader] ?? 0) + 1
      await new Promise(setImmediate)
    }
  }

  /** Until every reader has asked often enough for what is there now. */
  async function settle(): Promise<void> {
    since.fill(0)
    // It would remember every query of the whole test.
    for (const { queries, compiled } of servers) queries.length = compiled.length = 0
    while (since.some((count) => count < ANSWERS_A_CHANGE)) await new Promise(setImmediate)
    const up = secrets.filter((secret) => secret.up).length
    const { thread } = await openThread(first ?? fail())
    seq = thread.seq
    if (thread.count !== up) miscounts.add(`change ${changes}: ${thread.count} for ${up}`)
  }

  /** The words may be seen again from before the moderator's answer on, and not any more from after it on. */
  async function change(which: readonly Secret[], up: boolean, work: () => Promise<unknown>): Promise<void> {
    if (up) for (const secret of which) Object.assign(secret, { up: true, times: secret.times + 1 })
    await work()
    if (!up) for (const secret of which) secret.up = false
    changes++
    await settle()
  }

  const decide = (which: readonly Secret[], from: Comment['status'], to: Comment['status']): Promise<void> =>
    change(which, to === 'published', async () => {
      const json = which.map(({ comment }) => ({ id: comment.id, from, to }))
      const results = await olive.ask<DecisionResult[]>(adminPaths.decisions(SITE), { method: 'POST', json })
      if (results.some(({ done }) => !done)) throw new Error(JSON.stringify(results))
    })

  /** The same where the comments stand, one after the other. */
  const decideInPlace = (which: readonly Secret[], from: Comment['status'], to: Comment['status']): Promise<void> =>
    change(which, to === 'published', async () => {
      for (const { comment } of which) {
        const call = { method: 'POST', token: inPlace, json: { type: 'decide', from, to } }
        const answer = await (first ?? fail()).fetch(request(paths.moderation(SITE, comment.id), call))
        const { done } = (await answer.json()) as Partial<Moderated>
        if (done !== true) throw new Error(`${answer.status}: ${comment.id} is not ${to}`)
      }
    })

  /** Gives the page another name, which its old one leads to, or takes another page's comments in. */
  async function move(page: string, to: string, merge = false): Promise<void> {
    const json = { page, to, merge, redirect: true }
    const { cookie } = olive
    const answer = await (first ?? fail()).fetch(adminRequest(adminPaths.moves(SITE), { method: 'POST', cookie, json }))
    const text = await answer.text()
    if (!answer.ok || text.includes('"code"')) throw new Error(text)
  }

  /** Bans somebody who goes on writing at the same time, with all that they wrote. */
  async function banWithAll(which: readonly Secret[]): Promise<void> {
    const [one] = which
    if (one === undefined) throw new Error('There is nobody to ban.')
    const lifted = new AbortController()
    const flood = (async () => {
      while (!lifted.signal.aborted) {
        await post(first ?? fail(), one.token, { source: 'Flood' }).catch(() => undefined)
        await new Promise(setImmediate)
      }
    })()
    await change(which, false, async () => {
      const json = { kind: 'author', comment: one.comment.id, hide: true }
      await olive.ask<BanResult>(adminPaths.bans(SITE), { method: 'POST', json })
    })
    const text = JSON.stringify(await openThread(first ?? fail()))
    if (text.includes('Flood')) leaks.add('written while its author was banned')
    lifted.abort()
    await flood
    const json = { kind: 'author', value: one.comment.author?.id }
    await olive.ask(adminPaths.bans(SITE), { method: 'DELETE', json })
  }

  since.push(...servers.flatMap(() => Array.from({ length: READERS }, () => 0)))
  const reading = Promise.all(since.map((_, reader) => read(servers[reader % servers.length] ?? fail(), reader)))
  try {
    for (let round = 0; round < rounds; round++) {
      const some = secrets.filter((_, index) => (index + round) % 3 === 0)
      await decide(some, 'published', 'removed')
      await decide(some, 'removed', 'published')
      await decideInPlace(some, 'published', 'spam')
      await decideInPlace(some, 'spam', 'published')
      await decide(some, 'published', 'pending')
      await change([], true, () => move(PAGE, `${PAGE}-moved`))
      await decide(some, 'pending', 'published')
      await change([], true, () => move(`${PAGE}-moved`, PAGE))
      const [one] = some
      const sameAuthor = secrets.filter(({ token }) => token === one?.token)
      await banWithAll(sameAuthor)
      await decide(sameAuthor, 'removed', 'published')
    }
    // What was taken down on another page stays down when the two become one.
    const [stays, hides] = [await aside(first), await aside(first)]
    secrets.push(stays, hides)
    const json = [{ id: hides.comment.id, from: 'published', to: 'removed' }]
    await olive.ask(adminPaths.decisions(SITE), { method: 'POST', json })
    hides.up = false
    await change([], true, () => move(ASIDE, PAGE, true))
    await decideInPlace([stays], 'published', 'pending')
    // What its writer removes goes for good.
    const [last] = secrets.slice(-1)
    if (last !== undefined) {
      await change([last], false, () =>
        first.fetch(request(paths.comment(SITE, last.comment.id), { method: 'DELETE', token: last.token })),
      )
    }
  } finally {
    stop.abort()
    await reading
  }
  return { changes, answers, surfaces: [...seen].toSorted(), leaks: [...leaks], miscounts: [...miscounts] }
}

/** A comment on another page. */
async function aside(server: TestServer): Promise<Secret> {
  const token = newToken()
  const words = [`Aside${token.slice(-12)}`, `Name${token.slice(-12)}`]
  const comment = await post(server, token, { source: words[0] ?? '', name: words[1] ?? '' }, ASIDE)
  return { comment, token, words, up: true, times: 1 }
}

/** Four authors: top-level comments on passages, and below the first one a branch that has to be paged. */
async function write(server: TestServer): Promise<Secret[]> {
  const tokens = Array.from({ length: 4 }, newToken)
  const secrets: Secret[] = []
  for (let index = 0; index < 22; index++) {
    const token = tokens[index % tokens.length] ?? newToken()
    const [words, name, quote] = [`Wording${index}x`, `Naming${index}x`, `Quoting${index}x`]
    const selectors = [{ type: 'TextPositionSelector', start: index, end: index + quote.length } as const]
    const parent = index < 8 ? null : (secrets[index < 20 ? 0 : index - 1]?.comment.id ?? null)
    const comment = await post(server, token, {
      source: `${words} of **mine**.`,
      name,
      parent,
      ...(parent === null ? { passage: { quote, selectors } } : {}),
    })
    secrets.push({ comment, token, words: [words, name, quote], up: true, times: 1 })
  }
  return secrets
}

interface Cursors {
  readonly list: string
  readonly replies: string
}

async function cursorsOf(server: TestServer): Promise<Cursors> {
  const { next, branches } = await openThread(server, { order: 'oldest', limit: '2' })
  const [branch] = branches
  if (next === null || branch?.next == null) throw new Error('There is nothing to page through.')
  return { list: next, replies: branch.next }
}

async function openThread(server: TestServer, query: Readonly<Record<string, string>> = {}): Promise<OpenThread> {
  return parseOpenThread(await (await server.fetch(request(paths.thread(SITE), { query }))).json())
}

/** @param since the number from which on a reader asks what happened */
function surfacesOf({ list, replies }: Cursors, since: () => string): readonly Surface[] {
  const stranger = newToken()
  const at =
    (path: string, call: Call = {}) =>
    () =>
      request(path, call)
  const cached = true
  return [
    { name: 'newest', request: at(paths.thread(SITE)), cached },
    { name: 'oldest', request: at(paths.thread(SITE), { query: { order: 'oldest', limit: '100' } }), cached },
    { name: 'top', request: at(paths.thread(SITE), { query: { order: 'top' } }), cached },
    { name: 'list', request: at(paths.comments(SITE), { query: { cursor: list } }), cached },
    { name: 'replies', request: at(paths.replies(SITE), { query: { cursor: replies } }), cached },
    { name: 'location', request: ({ comment }) => request(paths.location(SITE, comment.id)), cached },
    { name: 'counts', request: at(paths.counts(SITE)), cached },
    { name: 'viewer', request: at(paths.viewer(SITE), { token: stranger }) },
    { name: 'what is not published', request: at(paths.unpublished(SITE), { token: stranger }) },
    {
      name: 'a verdict of a stranger',
      request: ({ comment }) => {
        const json = { type: 'decide', from: 'removed', to: 'published' }
        return request(paths.moderation(SITE, comment.id), { method: 'POST', token: stranger, json })
      },
    },
    { name: 'fragment', request: at(paths.fragment(SITE)), cached },
    { name: 'document', request: at(paths.document(SITE)), cached },
    {
      name: 'document at a comment',
      request: ({ comment }) => request(paths.document(SITE), { query: { comment: comment.id } }),
      cached,
    },
    { name: 'feed of the page', request: at(paths.atom(SITE)), cached },
    { name: 'feed of the page in JSON', request: at(paths.jsonFeed(SITE)), cached },
    { name: 'feed of the site', request: siteWide(paths.atom(SITE)), cached },
    { name: 'feed of the site in JSON', request: siteWide(paths.jsonFeed(SITE)), cached },
    {
      name: 'events since a number',
      request: () => request(paths.events(SITE), { query: { since: since(), poll: '1' } }),
    },
    {
      name: 'events after the last one known',
      request: () => request(paths.events(SITE), { query: { poll: '1' }, headers: { 'Last-Event-ID': since() } }),
    },
    { name: 'stream', request: () => request(paths.events(SITE), { query: { since: since() } }) },
    {
      name: 'stream that goes on',
      request: () => request(paths.events(SITE), { headers: { 'Last-Event-ID': since() } }),
    },
    {
      name: 'reaction',
      request: ({ comment }) => request(paths.reaction(SITE, comment.id, 'up'), { method: 'PUT', token: stranger }),
    },
    {
      name: 'reaction taken back',
      request: ({ comment }) => request(paths.reaction(SITE, comment.id, 'up'), { method: 'DELETE', token: stranger }),
    },
    {
      name: 'reply',
      request: ({ comment }) =>
        request(paths.comments(SITE), { method: 'POST', token: stranger, json: newComment({ id: comment.id }) }),
    },
  ]
}

const siteWide = (path: string) => () => {
  const url = new URL(request(path).url)
  url.searchParams.delete('page')
  return new Request(url)
}

/** The whole of an answer; of a stream, what it tells until it has nothing more to tell at once. */
async function textOf(answer: Response): Promise<string> {
  if (answer.headers.get('Content-Type')?.startsWith('text/event-stream') === true) return untilQuiet(answer)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  if (answer.headers.get('Content-Encoding') !== 'gzip') return new TextDecoder().decode(bytes)
  return gunzipSync(bytes).toString()
}

async function untilQuiet({ body }: Response): Promise<string> {
  if (body === null) return ''
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  // It says first that it is there, then what happened.
  let text = ''
  for (let part = 0; part < 2; part++) text += (await reader.read()).value ?? ''
  await reader.cancel()
  return text
}

function fail(): never {
  throw new Error('There is no server.')
}

/** So that reading goes through everything that a host serves. */
export function drawing(): ServerOptions {
  const renderer = rendererOf(installedWidget() ?? '')
  if (renderer === null) throw new Error('The widget is not built: pnpm build')
  return { renderer, streamsPerAddress: 1_000_000 }
}

async function main(rounds: number): Promise<void> {
  const options = drawing()
  const postgres = await startPostgres()
  const kinds = { SQLite: [':memory:', 1], Postgres: [await postgres.newDatabase(), 2] } as const
  let leaked = false
  for (const [kind, [address, count]] of Object.entries(kinds)) {
    const servers: TestServer[] = []
    for (let index = 0; index < count; index++) servers.push(await startServer(address, options))
    const { surfaces, leaks, miscounts, ...tally } = await hiddenRounds(servers, rounds)
    const counted = { ...tally, surfaces: surfaces.length, leaks: leaks.length, miscounts: miscounts.length }
    process.stdout.write(`${kind}: ${JSON.stringify(counted)}\n`)
    for (const leak of [...leaks, ...miscounts]) process.stdout.write(`  ${leak}\n`)
    leaked ||= leaks.length + miscounts.length > 0
    await Promise.all(servers.map((server) => server.close()))
  }
  await postgres.stop()
  process.exitCode = leaked ? 1 : 0
}

if (import.meta.main) await main(Number(process.argv[2] ?? 20))
