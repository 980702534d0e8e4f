import type { Queries } from '../../database/queries.ts'
import { ALL, readTokens } from '../../database/learned-tokens.ts'
import { countAlike, findBan, hasPublished } from '../../database/moderation.ts'
import type { Past } from './phase.ts'

/** More than this many of the same are not counted. */
const MOST_ALIKE = 10

/** What the phases ask, answered from the database within the transaction that writes. */
export function pastOf(queries: Queries, siteId: number, now: number): Past {
  const alike = new Map<string, Promise<number>>()
  return {
    hasPublished: (author) => hasPublished(queries, siteId, author),
    banOn: (values) => findBan(queries, siteId, values, now),
    likeThis(fingerprint, since) {
      // More than one phase asks.
      const key = `${since} ${fingerprint}`
      const known = alike.get(key) ?? countAlike(queries, siteId, fingerprint, since, MOST_ALIKE)
      alike.set(key, known)
      return known
    },
    async learned(tokens) {
      const [all] = await readTokens(queries, siteId, [ALL])
      if (all === undefined) return { spam: 0, honest: 0, tokens: new Map() }
      const rows = await readTokens(queries, siteId, tokens)
      return { spam: all.spam, honest: all.honest, tokens: new Map(rows.map((row) => [row.token, row])) }
    },
  }
}
