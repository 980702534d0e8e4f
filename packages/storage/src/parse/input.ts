import type { Edit, ReactionChange, Reattachment, Report } from '../adapter.ts'
import { StorageError } from '../errors.ts'
import { pageKey } from '../page-key.ts'
import { LIMITS, REPORT_REASONS } from '../protocol.ts'
import type { NewComment, PageKey } from '../types.ts'
import { checkNote, checkSource, cleanName, isVisible, requireWellFormed } from './characters.ts'
import { parseCommentId } from './comment-id.ts'
import { parseNewPassage, parseSelectors } from './new-passage.ts'
import { below, count, fail, flag, list, nullable, object, oneOf, onlyKeys, text } from './read.ts'

/** What a writer hands in, checked by every store before it is kept. An unknown key is an error. */

export function parseNewComment(value: unknown, field = ''): NewComment {
  const input = object(value, field)
  onlyKeys(input, ['id', 'parent', 'source', 'name', 'passage'], field)
  const comment: NewComment = {
    id: parseCommentId(input['id'], below(field, 'id')),
    parent: nullable(parseCommentId)(input['parent'], below(field, 'parent')),
    source: checkSource(text(input['source'], below(field, 'source')), below(field, 'source')),
  }
  if (input['passage'] !== undefined && comment.parent !== null) {
    throw new StorageError(
      'invalid',
      'A reply has no passage of its own: it is about what its top-level comment is about. Leave the passage out.',
      { field: below(field, 'passage') },
    )
  }
  if (comment.parent === comment.id) fail(below(field, 'parent'), 'another comment than itself')
  return {
    ...comment,
    ...(input['name'] === undefined
      ? {}
      : { name: cleanName(text(input['name'], below(field, 'name')), below(field, 'name')) }),
    ...(input['passage'] === undefined ? {} : { passage: parseNewPassage(input['passage'], below(field, 'passage')) }),
  }
}

export function parseEdit(value: unknown, field = ''): Edit {
  const input = object(value, field)
  onlyKeys(input, ['source', 'version'], field)
  const version = parseVersion(input['version'], below(field, 'version'))
  return { source: checkSource(text(input['source'], below(field, 'source')), below(field, 'source')), version }
}

export function parseReattachment(value: unknown, field = ''): Reattachment {
  const input = object(value, field)
  onlyKeys(input, ['selectors', 'version'], field)
  const version = parseVersion(input['version'], below(field, 'version'))
  return { selectors: parseSelectors(input['selectors'], below(field, 'selectors')), version }
}

function parseVersion(value: unknown, field: string): number {
  const version = count(value, field)
  if (version === 0) fail(field, 'the version that was changed, at least 1')
  return version
}

export function parseReactionChange(value: unknown, known: readonly string[], field = ''): ReactionChange {
  const input = object(value, field)
  onlyKeys(input, ['reaction', 'on'], field)
  const reaction = text(input['reaction'], below(field, 'reaction'))
  requireWellFormed(reaction, below(field, 'reaction'))
  if (!isVisible(reaction) || !known.includes(reaction)) {
    fail(below(field, 'reaction'), `one of ${known.join(' ')}`)
  }
  return { reaction, on: flag(input['on'], below(field, 'on')) }
}

export function parseReport(value: unknown, field = ''): Report {
  const input = object(value, field)
  onlyKeys(input, ['reason', 'note'], field)
  const reason = oneOf(...REPORT_REASONS)(input['reason'], below(field, 'reason'))
  if (input['note'] === undefined) return { reason }
  return { reason, note: checkNote(text(input['note'], below(field, 'note')), below(field, 'note')) }
}

/** The pages whose comments are to be counted. */
export function parsePages(value: unknown, field = 'pages'): readonly PageKey[] {
  const pages = list(text, LIMITS.countedPages)(value, field)
  for (const page of pages) pageKey(page)
  return pages
}

/** How many to deliver: a whole number from 1 to 100. */
export function parseLimit(value: unknown, field = 'limit'): number {
  if (value === undefined) return LIMITS.listDefault
  const limit = count(value, field)
  if (limit < 1 || limit > LIMITS.listMost) fail(field, `a number from 1 to ${LIMITS.listMost}`)
  return limit
}

/** @throws StorageError `bad-cursor` for what cannot have been made by any store */
export function checkCursor(value: unknown): string {
  if (typeof value !== 'string' || value === '' || value.length > LIMITS.cursorCharacters) {
    throw new StorageError('bad-cursor', 'The cursor is not one that this store made. Read the thread from the start.')
  }
  return value
}
