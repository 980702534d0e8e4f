import { paths } from '@afterword/storage'
import { createMiddleware } from 'hono/factory'
import type { AppDeps, Client } from '../deps.ts'
import type { SiteEnv } from './env.ts'

type Counting = Pick<AppDeps, 'readers' | 'clientAddress'>

/**
 * What a reader's own browser asks for when a thread is read. A fragment is asked for by the server of the page, a feed by
 * a program, and a list of articles asks for counts.
 */
export const READING: readonly ((site: string, id: string) => string)[] = [
  paths.thread,
  paths.comments,
  paths.replies,
  paths.location,
  paths.viewer,
  paths.events,
  paths.document,
]

/** Counts who was answered. */
export function countReader(deps: Counting) {
  return createMiddleware<SiteEnv>(async (c, next) => {
    await next()
    if (c.req.method === 'GET' && c.res.status < 400) count(deps, c.get('site').id, c)
  })
}

/** The same where a request did not come to a route. */
export function countKnown(deps: Counting, request: Request, env: unknown): (siteId: number) => void {
  const header = (name: string): string | undefined => request.headers.get(name) ?? undefined
  return (siteId) => count(deps, siteId, { env, req: { header } })
}

function count({ readers, clientAddress }: Counting, siteId: number, client: Client): void {
  readers?.seen(siteId, clientAddress?.(client), client.req.header('User-Agent'))
}
