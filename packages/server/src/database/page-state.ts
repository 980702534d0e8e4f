/**
 * All that says whether an answer that was made for a page still holds: a change of the site raises its version, and a
 * change of the thread its number.
 */
export interface PageState {
  readonly siteVersion: number
  /** `null`: nobody has written on the page. */
  readonly thread: number | null
  /** The number of the last change; 0 without a thread. */
  readonly seq: number
}

/** By a name of the page and the key of the site; on Postgres for many at once. */
export const PAGE_STATE = {
  sqlite: `select sites.version, threads.id as thread, coalesce(threads.seq, 0) as seq
    from sites
    left join threads as named on named.site_id = sites.id and named.page = ?
    left join threads on threads.id = coalesce(named.moved_to, named.id)
    where sites.key = ?`,
  postgres: `select asked.at, sites.version, threads.id as thread, coalesce(threads.seq, 0) as seq
    from unnest($1::text[], $2::text[]) with ordinality as asked(page, site, at)
    join sites on sites.key = asked.site
    left join threads as named on named.site_id = sites.id and named.page = asked.page
    left join threads on threads.id = coalesce(named.moved_to, named.id)`,
} as const
