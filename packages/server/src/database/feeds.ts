import { selectComments } from './comments.ts'
import type { CommentRow } from './comments.ts'
import type { Queries } from './queries.ts'
import { leadsTo } from './threads.ts'

/** A comment with the page that it stands on. */
export type FeedRow = CommentRow & { readonly page: string }

/** The newest published comments of a site, or of one of its pages. */
export async function readNewest(
  queries: Queries,
  siteId: number,
  page: string | undefined,
  limit: number,
): Promise<readonly FeedRow[]> {
  let query = selectComments(queries)
    .innerJoin('threads', 'threads.id', 'comments.thread_id')
    .select('threads.page')
    .where('comments.site_id', '=', siteId)
    .where('comments.status', '=', 'published')
  if (page !== undefined) query = query.where('threads.id', '=', leadsTo(queries, siteId, page))
  return query.orderBy('comments.created_at', 'desc').orderBy('comments.seq', 'desc').limit(limit).execute()
}
