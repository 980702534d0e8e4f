import { updateComment } from '../database/comments.ts'
import type { CommentRow } from '../database/comments.ts'
import { removeReactionsTo } from '../database/reactions.ts'
import { removeReportsOf } from '../database/reports.ts'
import type { Change } from './change.ts'
import { erase, stand } from './standing.ts'

const WITHOUT_WORDS = {
  author_id: null,
  author_name: null,
  source: null,
  content: null,
  passage: null,
  reactions: '{}',
  score: 0,
  fingerprint: null,
  neighbourhood: null,
} as const

/** Takes the words of a comment away for everybody, moderators too: a place is left where it has replies, else nothing. */
export async function removeWords(change: Change, row: CommentRow): Promise<void> {
  const { queries } = change
  await removeReactionsTo(queries, row.site_id, row.id)
  await removeReportsOf(queries, row.site_id, row.id)
  if (row.children === 0) return erase(change, row)
  await updateComment(queries, row.site_id, row.id, WITHOUT_WORDS)
  await stand(change, row, 'removed')
}
