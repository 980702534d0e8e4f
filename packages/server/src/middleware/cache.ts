import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { Place } from '../services/threads.ts'

/** Seconds for which a CDN may answer by itself, and for which it may then still do so while it asks. */
const SHARED = 5
const STALE = 25

/**
 * Names the state of a thread in an answer that is the same for everybody. `true`: the client has it already. The
 * tag is weak, since a proxy may compress; it holds whatever else the answer is made of.
 */
export function isFresh(c: Context, { site, thread }: Place): boolean {
  const made = createHash('sha256')
    .update(JSON.stringify([site.key, site.reactions, site.editWindow, thread?.id ?? 0, c.req.path, c.req.query()]))
    .digest('base64url')
    .slice(0, 10)
  const tag = `W/"${thread?.seq ?? 0}-${made}"`
  c.header('ETag', tag)
  c.header('Cache-Control', `public, max-age=0, must-revalidate, s-maxage=${SHARED}`)
  c.header('CDN-Cache-Control', `max-age=${SHARED}, stale-while-revalidate=${STALE}`)
  return matches(c.req.header('If-None-Match'), tag)
}

function matches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false
  return header.trim() === '*' || header.split(',').some((value) => opaque(value) === opaque(tag))
}

/** A tag without its weakness: all that a read is compared by. */
function opaque(tag: string): string {
  return tag.trim().replace(/^W\//, '')
}
