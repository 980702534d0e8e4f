import type { Comment, ThreadState } from '@afterword/storage'
import type { CommentRow } from '../database/comments.ts'
import type { ThreadRow } from '../database/threads.ts'

/** A row as everybody may see it: what is not published is a tombstone, whatever the row still has. */
export function toComment(row: CommentRow): Comment {
  if (row.status === 'published') return whole(row, 'published')
  const nothing = { author_name: null, source: null, passage: null, reactions: '{}', pinned: 0 } as const
  return whole({ ...row, ...nothing }, 'removed')
}

/** A row as its writer sees it, who is told that it is held and not what for. */
export function toOwnComment(row: CommentRow): Comment {
  return row.status === 'pending' || row.status === 'spam' ? whole(row, 'pending') : toComment(row)
}

/** A row with everything that it has: for moderators. */
export function toWholeComment(row: CommentRow): Comment {
  return whole(row, row.status)
}

function whole(row: CommentRow, status: Comment['status']): Comment {
  return {
    id: row.id,
    parent: row.parent_id,
    root: row.root_id,
    depth: row.depth,
    seq: row.seq,
    version: row.version,
    status,
    createdAt: row.created_at,
    editedAt: row.edited_at,
    author: authorOf(row),
    body: row.source === null || row.content === null ? null : { source: row.source, content: JSON.parse(row.content) },
    passage: row.passage === null ? null : JSON.parse(row.passage),
    reactions: JSON.parse(row.reactions),
    ...(row.pinned === 1 ? { pinned: true } : {}),
  }
}

function authorOf(row: CommentRow): Comment['author'] {
  if (row.author_id === null || row.author_name === null) return null
  return {
    id: row.author_id,
    name: row.author_name,
    guest: row.author_guest === 1,
    ...(row.author_badge === null ? {} : { badge: row.author_badge }),
    ...(row.author_label === null ? {} : { label: row.author_label }),
  }
}

export function toThreadState(page: string, thread: ThreadRow | undefined): ThreadState {
  return { page, seq: thread?.seq ?? 0, count: thread?.count ?? 0, closed: thread?.closed === 1 }
}
