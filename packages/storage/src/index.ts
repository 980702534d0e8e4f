export type * from './types.ts'
export type * from './adapter.ts'
export type { Farewell, HandOver, Identity, SessionChange, SignedIn } from './identity.ts'
export type { Problem } from './protocol.ts'
export type { StorageErrorCode, StorageErrorOptions } from './errors.ts'
export type { AdapterImplementation } from './define-adapter.ts'
export {
  DEFAULT_EDIT_WINDOW,
  DEFAULT_REACTIONS,
  GUEST_TOKEN,
  LIMITS,
  PROTOCOL_VERSION,
  REPORT_REASONS,
  UP,
  paths,
} from './protocol.ts'
export {
  STORAGE_ERRORS,
  StorageError,
  isPassing,
  isStorageError,
  isStorageErrorCode,
  throwIfAborted,
} from './errors.ts'
export { defineAdapter } from './define-adapter.ts'
export { EVERYTHING, WITHOUT_MODERATORS, WITHOUT_REPORTS } from './everything.ts'
export { isCommentId, newCommentId } from './comment-id.ts'
export { editableFor } from './edit-window.ts'
export { createEmitter, type Emitter } from './emitter.ts'
export { pageKey, pageKeyOf } from './page-key.ts'
export { plainTextContent } from './plain-text.ts'
export { checkSource, cleanName, codePoints, isVisible } from './parse/characters.ts'
export { parseContent } from './parse/content.ts'
export { parsePassage } from './parse/passage.ts'
export {
  checkCursor,
  parseEdit,
  parseLimit,
  parseNewComment,
  parsePages,
  parseReactionChange,
  parseReattachment,
  parseReport,
} from './parse/input.ts'
export { parseCommentId } from './parse/comment-id.ts'
export { parseComment, parseOpenThread, parseSlice, parseThreadState } from './parse/thread.ts'
export { parseModerated, parseUnpublished } from './parse/moderated.ts'
export { parseCounts, parseLocation, parseProblem, parseThreadEvent, parseViewer } from './parse/answer.ts'
