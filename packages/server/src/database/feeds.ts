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
  const query = selectComments(queries)
    .innerJoin('threads', 'threads.id', 'comments.thread_id')
    .select('threads.page')
    .where('comments.status', '=', 'published')
  // A thread has one site. Where both are asked for, SQLite goes through all comments of the site.
  const some =
    page === undefined
      ? query.where('comments.site_id', '=', siteId)
      : query.where('comments.thread_id', '=', leadsTo(queries, siteId, page))
  return some.orderBy('comments.created_at', 'desc').orderBy('comments.seq', 'desc').limit(limit).execute()
}
