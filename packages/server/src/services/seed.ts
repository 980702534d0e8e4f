import { randomBytes } from 'node:crypto'
import { UP, newCommentId, pageKey, parseNewComment } from '@afterword/storage'
import type { CommentId, NewComment } from '@afterword/storage'
import * as v from 'valibot'
import type { Database } from '../database/database.ts'
import type { Queries } from '../database/queries.ts'
import { findSite } from '../database/sites.ts'
import { findThread } from '../database/threads.ts'
import { createComments } from './comments.ts'
import { createReactions } from './reactions.ts'
import { localWakeups } from './wakeups.ts'

const seedComment = v.strictObject({
  /** What replies call it by, within the file. */
  key: v.optional(v.string()),
  /** The key of an older comment. */
  replyTo: v.optional(v.string()),
  name: v.string(),
  /** Markdown. */
  text: v.string(),
  /** Minutes before now. */
  ago: v.pipe(v.number(), v.minValue(0)),
  votes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100))),
  /** It was written like this first, and edited to `text` half way to now. */
  editedFrom: v.optional(v.string()),
  /** The words of the article that it is about. */
  passage: v.optional(v.unknown()),
  /** It is removed again once its replies are there. */
  removed: v.optional(v.boolean()),
})

const conversation = v.strictObject({
  /** The page that it is about, as the widget on it says. */
  page: v.string(),
  comments: v.pipe(v.array(seedComment), v.maxLength(10_000)),
})

/** The opening conversation of a page. */
export type Conversation = v.InferInput<typeof conversation>

type SeedComment = Conversation['comments'][number]

export interface SeedDeps {
  readonly database: Database
  /** Milliseconds since the Unix epoch. */
  readonly now: number
}

/** A comment that is known to be good, and where it belongs. */
interface Planned {
  readonly comment: SeedComment
  readonly input: NewComment
  readonly at: number
}

/** @throws Error that says what is wrong, and where */
export function parseConversation(value: unknown): Conversation {
  const result = v.safeParse(conversation, value)
  if (result.success) return result.output
  const [issue] = result.issues
  throw new Error(`${v.getDotPath(issue) ?? 'the file'} is not valid. ${issue.message}`)
}

/**
 * Writes a conversation onto a page that nobody has written on, the way that readers would: through the
 * services, each comment by a guest of its own name, each vote by somebody. All of it or, when something goes
 * wrong or the power fails, nothing. Returns how many comments it wrote, 0 when the page has some already.
 *
 * @throws Error when the value is no conversation, or the site is not there
 */
export async function seed({ database, now }: SeedDeps, siteKey: string, value: unknown): Promise<number> {
  const { page, comments } = parseConversation(value)
  const site = await findSite(database.queries, siteKey)
  if (site === undefined) throw new Error(`There is no site ${siteKey}. Add it first: afterword site add ${siteKey}`)
  // A conversation may tell of an edit that was made later than readers may.
  const place = { site: { ...site, editWindow: null }, page: pageKey(page) }

  return database.transaction(async (queries) => {
    if ((await findThread(queries, site.id, place.page)) !== undefined) return 0
    let time = now
    const deps = { database: inside(database, queries), wakeups: localWakeups(), clock: () => time }
    // Whoever seeds a page means what it says.
    const writing = createComments({ ...deps, phases: [] })
    const reacting = createReactions(deps)
    const tokenOf = tokens()

    const planned = plan(comments, now)
    for (const { comment, input, at } of planned) {
      const writer = { ...place, token: tokenOf(comment.name) }
      time = at
      await writing.create(writer, input)
      for (let vote = 0; vote < (comment.votes ?? 0); vote++) {
        // A name that nobody can have: it has a line break.
        await reacting.react({ ...place, token: tokenOf(`\n${vote}`) }, input.id, { reaction: UP, on: true })
      }
      if (comment.editedFrom !== undefined) {
        time = now - (now - at) / 2
        await writing.edit(writer, input.id, { source: comment.text, version: 1 })
      }
    }
    for (const { comment, input } of planned) {
      if (comment.removed === true) await writing.remove({ ...place, token: tokenOf(comment.name) }, input.id)
    }
    return comments.length
  })
}

/** The oldest first, each with its id and the id of what it replies to. */
function plan(comments: readonly SeedComment[], now: number): readonly Planned[] {
  const ids = new Map<string, CommentId>()
  return [...comments]
    .toSorted((a, b) => b.ago - a.ago)
    .map((comment) => {
      const { key, replyTo, name, text, editedFrom, passage, ago } = comment
      const parent = replyTo === undefined ? null : (ids.get(replyTo) ?? missing(replyTo))
      const at = Math.round(now - ago * 60_000)
      const input = parseNewComment({
        id: newCommentId(at),
        parent,
        name,
        source: editedFrom ?? text,
        ...(passage === undefined ? {} : { passage }),
      })
      if (key !== undefined) ids.set(key, input.id)
      return { comment, input, at }
    })
}

/** The services' own transactions become parts of the one that runs. */
function inside(database: Database, queries: Queries): Database {
  return {
    ...database,
    queries,
    transaction: (work) =>
      work(queries, () => {
        throw new Error('A comment of the conversation changes nothing: is it there twice?')
      }),
  }
}

/** One guest for each name. */
function tokens(): (name: string) => string {
  const known = new Map<string, string>()
  return (name) => {
    const token = known.get(name) ?? `awg_${randomBytes(32).toString('base64url')}`
    known.set(name, token)
    return token
  }
}

function missing(key: string): never {
  throw new Error(`A comment replies to ${JSON.stringify(key)}, which no older comment of the conversation is called.`)
}
