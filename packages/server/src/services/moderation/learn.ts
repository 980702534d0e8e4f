import { parseContent } from '@afterword/storage'
import { updateComment } from '../../database/comments.ts'
import type { CommentRow } from '../../database/comments.ts'
import type { Queries } from '../../database/queries.ts'
import { ALL, countTokens } from '../../database/learned-tokens.ts'
import { submissionOf } from './submission.ts'
import { tokensOf } from './tokens.ts'

/** Teaches the site's filter what a comment is; what it had learned from it before, it forgets. */
export async function learn(queries: Queries, row: CommentRow, as: 'spam' | 'honest' | null): Promise<void> {
  if (row.learned === as || row.content === null) return
  const submission = submissionOf(parseContent(JSON.parse(row.content), 'content'), {
    source: row.source ?? '',
    // The article's words say nothing about who quotes them.
    quote: '',
    name: row.author_name ?? '',
    author: undefined,
    neighbourhood: null,
    edit: false,
  })
  const tokens = [ALL, ...tokensOf(submission)]
  if (row.learned !== null) await countTokens(queries, row.site_id, tokens, row.learned, -1)
  if (as !== null) await countTokens(queries, row.site_id, tokens, as, 1)
  await updateComment(queries, row.site_id, row.id, { learned: as })
}
