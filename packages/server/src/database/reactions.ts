import type { Insertable } from 'kysely'
import type { Queries } from './queries.ts'
import type { ReactionsTable } from './tables.ts'

type Reaction = Insertable<ReactionsTable>

/** Whether this made a difference. */
export async function addReaction(queries: Queries, reaction: Reaction): Promise<boolean> {
  const result = await queries
    .insertInto('reactions')
    .values(reaction)
    .onConflict((conflict) => conflict.columns(['site_id', 'comment_id', 'author_id', 'reaction']).doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Whether this made a difference. */
export async function removeReaction(queries: Queries, reaction: Reaction): Promise<boolean> {
  const result = await queries
    .deleteFrom('reactions')
    .where('site_id', '=', reaction.site_id)
    .where('comment_id', '=', reaction.comment_id)
    .where('author_id', '=', reaction.author_id)
    .where('reaction', '=', reaction.reaction)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export async function removeReactionsTo(queries: Queries, siteId: number, commentId: string): Promise<void> {
  await queries.deleteFrom('reactions').where('site_id', '=', siteId).where('comment_id', '=', commentId).execute()
}

/** The reactions of one author in a thread, those to the newest comments first. */
export async function readReactionsBy(
  queries: Queries,
  threadId: number,
  authorId: string,
  limit: number,
): Promise<readonly { readonly comment_id: string; readonly reaction: string }[]> {
  return queries
    .selectFrom('reactions')
    .select(['comment_id', 'reaction'])
    .where('thread_id', '=', threadId)
    .where('author_id', '=', authorId)
    .orderBy('comment_id', 'desc')
    .orderBy('reaction')
    .limit(limit)
    .execute()
}
