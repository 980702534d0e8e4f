import type { Queries } from './queries.ts'
import { prepared } from './prepared.ts'

/** Stands for all comments that a verdict was about. No token of a comment is empty. */
export const ALL = ''

export interface TokenCounts {
  readonly token: string
  readonly spam: number
  readonly honest: number
}

export async function readTokens(
  queries: Queries,
  siteId: number,
  tokens: readonly string[],
): Promise<readonly TokenCounts[]> {
  const [token] = tokens
  if (token !== undefined && tokens.length === 1) return readToken(queries, { siteId, token })
  return queries
    .selectFrom('learned_tokens')
    .select(['token', 'spam', 'honest'])
    .where('site_id', '=', siteId)
    .where('token', 'in', [...tokens])
    .execute()
}

const readToken = prepared((queries, { siteId, token }: { readonly siteId: number; readonly token: string }) =>
  queries
    .selectFrom('learned_tokens')
    .select(['token', 'spam', 'honest'])
    .where('site_id', '=', siteId)
    .where('token', '=', token),
)

/** Adds to the counts of these tokens, or takes from them. */
export async function countTokens(
  queries: Queries,
  siteId: number,
  tokens: readonly string[],
  kind: 'spam' | 'honest',
  by: 1 | -1,
): Promise<void> {
  if (tokens.length === 0) return
  const first = { spam: kind === 'spam' && by > 0 ? 1 : 0, honest: kind === 'honest' && by > 0 ? 1 : 0 }
  await queries
    .insertInto('learned_tokens')
    // In one order for all writers: two that count the same tokens wait for each other and do not lock up.
    .values(tokens.toSorted().map((token) => ({ site_id: siteId, token, ...first })))
    .onConflict((conflict) =>
      conflict
        .columns(['site_id', 'token'])
        .doUpdateSet((eb) => ({ [kind]: eb(eb.ref(`learned_tokens.${kind}`), '+', by) })),
    )
    .execute()
}
