import { createHash } from 'node:crypto'
import type { Counts } from '@afterword/storage'
import type { Context } from 'hono'
import type { Site } from '../database/sites.ts'
import type { Place } from '../services/threads.ts'

/** Seconds for which a CDN may answer by itself, and for which it may then still do so while it asks. */
const SHARED = 5
const STALE = 25

/** Names the state of a thread in an answer that is the same for everybody. `true`: the client has it already. */
export function isFresh(c: Context, place: Place, also: readonly string[] = []): boolean {
  return hasAlready(c, place.thread?.seq ?? 0, [...stateOf(place), ...also])
}

/** Names such an answer within this process, with all that it depends on. */
export function versionOf(c: Context, place: Place): string {
  return JSON.stringify([place.thread?.seq ?? 0, ...stateOf(place), c.req.path, c.req.queries()])
}

function stateOf({ site, thread }: Place): readonly unknown[] {
  return [site.key, site.version, thread?.id ?? 0]
}

/** Answers with what is the same for everybody and is named by its own content. */
export function answerShared(c: Context, body: string, type: string): Response {
  if (hasAlready(c, 'body', [body])) return c.body(null, 304)
  return c.body(body, 200, { 'Content-Type': `${type}; charset=utf-8` })
}

/** The same for counts, which are named by themselves. */
export function hasCounts(c: Context, site: Site, counts: Counts): boolean {
  return hasAlready(c, 'counts', [site.key, Object.entries(counts)])
}

/** The tag is weak, since a proxy may compress; it holds whatever else the answer is made of. */
function hasAlready(c: Context, name: string | number, state: readonly unknown[]): boolean {
  const made = createHash('sha256')
    .update(JSON.stringify([...state, c.req.path, c.req.queries()]))
    .digest('base64url')
    .slice(0, 10)
  const tag = `W/"${name}-${made}"`
  c.header('ETag', tag)
  c.header('Cache-Control', `public, max-age=0, must-revalidate, s-maxage=${SHARED}`)
  c.header('CDN-Cache-Control', `max-age=${SHARED}, stale-while-revalidate=${STALE}`)
  return matches(c.req.header('If-None-Match'), tag)
}

/** Whether one who has this is answered with a 304. */
export function matches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false
  return header.trim() === '*' || header.split(',').some((value) => opaque(value) === opaque(tag))
}

/** A tag without its weakness: all that a read is compared by. */
function opaque(tag: string): string {
  return tag.trim().replace(/^W\//, '')
}

export function takesGzip({ headers }: Request): boolean {
  return /\bgzip\b/.test(headers.get('Accept-Encoding') ?? '')
}
