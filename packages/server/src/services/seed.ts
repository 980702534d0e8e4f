import { randomBytes } from 'node:crypto'
import { UP, newCommentId, pageKey, parseNewComment } from '@afterword/storage'
import type { CommentId } from '@afterword/storage'
import * as v from 'valibot'
import type { Database } from '../database/database.ts'
import { findSite } from '../database/sites.ts'
import { findThread } from '../database/threads.ts'
import { createComments } from './comments.ts'
import { createReactions } from './reactions.ts'
import { localWakeups } from './wakeups.ts'

const seedComment = v.strictObject({
  /** What replies call it by, within the file. */
  key: v.optional(v.string()),
  replyTo: v.optional(v.string()),
  name: v.string(),
  /** Markdown. */
  text: v.string(),
  /** Minutes before now. */
  ago: v.pipe(v.number(), v.minValue(0)),
  votes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100))),
  /** It was written like this first, and edited to `text` half way to now. */
  editedFrom: v.optional(v.string()),
  /** It is removed again once its replies are there. */
  removed: v.optional(v.boolean()),
})

const conversation = v.strictObject({ page: v.string(), comments: v.pipe(v.array(seedComment), v.maxLength(10_000)) })

/** The opening conversation of a page. */
export type Conversation = v.InferInput<typeof conversation>

export interface SeedDeps {
  readonly database: Database
  /** Milliseconds since the Unix epoch. */
  readonly now: number
}

/**
 * Writes a conversation onto a page that nobody has written on, the way that readers would: through the
 * services, each comment by a guest of its own name, each vote by somebody. Returns how many it wrote, 0 when
 * the page has comments already.
 *
 * @throws Error when the value is no conversation, or the site is not there
 */
export async function seed({ database, now }: SeedDeps, siteKey: string, value: unknown): Promise<number> {
  const { page, comments } = v.parse(conversation, value)
  const site = await findSite(database.queries, siteKey)
  if (site === undefined) throw new Error(`There is no site ${siteKey}. Add it first: afterword site add ${siteKey}`)
  const key = pageKey(page)
  if ((await findThread(database.queries, site.id, key)) !== undefined) return 0

  let time = now
  const deps = { database, wakeups: localWakeups(), clock: () => time }
  const writing = createComments(deps)
  const reacting = createReactions(deps)
  const tokens = new Map<string, string>()
  const ids = new Map<string, CommentId>()
  const voters: string[] = []
  const tokenOf = (name: string): string => tokens.get(name) ?? remember(tokens, name, newToken())

  const removed: { readonly id: CommentId; readonly token: string }[] = []
  for (const comment of [...comments].toSorted((a, b) => b.ago - a.ago)) {
    const token = tokenOf(comment.name)
    const writer = { site, page: key, token }
    time = now - comment.ago * 60_000
    const parent = comment.replyTo === undefined ? null : (ids.get(comment.replyTo) ?? missing(comment.replyTo))
    const input = parseNewComment({
      id: newCommentId(time),
      parent,
      name: comment.name,
      source: comment.editedFrom ?? comment.text,
    })
    await writing.create(writer, input)
    if (comment.key !== undefined) ids.set(comment.key, input.id)
    for (let vote = 0; vote < (comment.votes ?? 0); vote++) {
      const voter = (voters[vote] ??= newToken())
      await reacting.react({ site, page: key, token: voter }, input.id, { reaction: UP, on: true })
    }
    if (comment.editedFrom !== undefined) {
      time = now - (comment.ago / 2) * 60_000
      await writing.edit(writer, input.id, { source: comment.text, version: 1 })
    }
    if (comment.removed === true) removed.push({ id: input.id, token })
  }
  for (const { id, token } of removed) await writing.remove({ site, page: key, token }, id)
  return comments.length
}

function newToken(): string {
  return `awg_${randomBytes(32).toString('base64url')}`
}

function remember<K, V>(map: Map<K, V>, key: K, value: V): V {
  map.set(key, value)
  return value
}

function missing(key: string): never {
  throw new Error(`A comment replies to ${JSON.stringify(key)}, which no older comment of the file is called.`)
}
