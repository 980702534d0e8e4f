import { LIMITS } from '../protocol.ts'
import type { Moderated, ModeratedComment, Unpublished, VerdictNote } from '../types.ts'
import { parseCommentId } from './comment-id.ts'
import { below, bounded, count, flag, list, nullable, object, oneOf } from './read.ts'
import { parseComment } from './thread.ts'

/** What a store answers to moderators. */

function parseVerdict(value: unknown, field: string): VerdictNote {
  const verdict = object(value, field)
  return {
    status: oneOf('published', 'pending', 'spam', 'removed')(verdict['status'], below(field, 'status')),
    phase: bounded(100)(verdict['phase'], below(field, 'phase')),
    why: bounded(10_000)(verdict['why'], below(field, 'why')),
    at: count(verdict['at'], below(field, 'at')),
    by: nullable(bounded(1_000))(verdict['by'], below(field, 'by')),
  }
}

function parseModeratedComment(value: unknown, field: string): ModeratedComment {
  const item = object(value, field)
  return {
    comment: parseComment(item['comment'], below(field, 'comment')),
    verdict: nullable(parseVerdict)(item['verdict'], below(field, 'verdict')),
    reports: count(item['reports'], below(field, 'reports')),
  }
}

export function parseUnpublished(value: unknown, field = ''): Unpublished {
  const unpublished = object(value, field)
  return {
    comments: list(parseModeratedComment, 2 * LIMITS.unpublished)(unpublished['comments'], below(field, 'comments')),
    reported: list(parseModeratedComment, LIMITS.unpublished)(unpublished['reported'], below(field, 'reported')),
    more: flag(unpublished['more'], below(field, 'more')),
  }
}

export function parseModerated(value: unknown, field = ''): Moderated {
  const moderated = object(value, field)
  return {
    done: flag(moderated['done'], below(field, 'done')),
    item: parseModeratedComment(moderated['item'], below(field, 'item')),
    hidden: list(parseCommentId, 100_000)(moderated['hidden'], below(field, 'hidden')),
  }
}
