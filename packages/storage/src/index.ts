export type * from './types.ts'
export type * from './adapter.ts'
export type { Problem } from './protocol.ts'
export { DEFAULT_REACTIONS, GUEST_TOKEN, LIMITS, PROTOCOL_VERSION, UP, paths } from './protocol.ts'
export {
  STORAGE_ERRORS,
  StorageError,
  isPassing,
  isStorageError,
  isStorageErrorCode,
  throwIfAborted,
} from './errors.ts'
export type { StorageErrorCode, StorageErrorOptions } from './errors.ts'
export { pageKey } from './page-key.ts'
