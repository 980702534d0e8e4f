import type { Comment } from './types.ts'

/**
 * The closed set of reasons why something could not be done, the same in an adapter, on the wire and
 * in the interface. The number is the HTTP status that it travels under; 0 never travels.
 */
export const STORAGE_ERRORS = {
  /** The input (or an answer) does not have the form that it must have. `field` says where. */
  invalid: 400,
  /** The cursor was not made by this store, or for another list. Read from the start. */
  'bad-cursor': 400,
  /** No one is signed in, or the token is not valid (any more). */
  unauthorized: 401,
  /** Guests do not write here: somebody has to be signed in for it. */
  'sign-in-needed': 401,
  /** The viewer may not do this. */
  forbidden: 403,
  /** The request comes from an origin that the site does not name. */
  'origin-denied': 403,
  /** The server has no such site. */
  'site-unknown': 403,
  /** The thread takes no new comments. */
  'thread-closed': 403,
  /** The time in which a comment can be edited is over. It can still be removed. */
  'edit-closed': 403,
  /** The store does not take these words, by the owner's rules. */
  refused: 403,
  /** There is no such comment, or not any more. */
  'not-found': 404,
  /** Someone changed it in between; `current` is the comment as it is now. */
  conflict: 409,
  /** The request is larger than the store reads. */
  'too-large': 413,
  /** The comment has more than 10,000 characters, or its name more than 64. `field` says which. */
  'too-long': 422,
  /** The reply would stand deeper than 100 levels. */
  'too-deep': 422,
  /** The comment to reply to does not exist on this page, or was removed. */
  'parent-not-found': 422,
  /** Another comment, with other words, has this id already. */
  'id-taken': 422,
  /** The name, or one that looks like it, belongs to somebody with an account, or to one of the site's staff. Take another, or sign in. */
  'name-taken': 422,
  /** Too many requests; `retryAfter` says when to come back. */
  'rate-limited': 429,
  /** The store failed, or gave an answer that nobody can read. */
  unavailable: 503,
  /** The store did not answer in time. */
  timeout: 504,
  /** The store could not be reached. */
  offline: 0,
  /** The caller's signal was aborted. */
  aborted: 0,
  /** The adapter was closed. */
  closed: 0,
  /** The adapter does not claim to do this. See `supports`. */
  unsupported: 0,
} as const

export type StorageErrorCode = keyof typeof STORAGE_ERRORS

export interface StorageErrorOptions {
  /** Which part of the input, as a dotted path: `name`, `passage.quote`. */
  readonly field?: string
  /** Seconds after which trying again makes sense. */
  readonly retryAfter?: number
  /** With `conflict`: the comment as it is now. */
  readonly current?: Comment
  /** With `rate-limited`: work after which it is done at once, as the server set it. */
  readonly challenge?: string
  readonly cause?: unknown
}

const brand = Symbol.for('afterword.StorageError')

/**
 * The only error that an adapter throws. The message is for developers: what could not be done, to what,
 * why, and the remedy. A reader sees words chosen by `code`.
 */
export class StorageError extends Error {
  override readonly name = 'StorageError'
  readonly code: StorageErrorCode
  readonly field: string | undefined
  readonly retryAfter: number | undefined
  readonly current: Comment | undefined
  readonly challenge: string | undefined

  constructor(code: StorageErrorCode, message: string, options: StorageErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined)
    Object.defineProperty(this, brand, { value: true })
    this.code = code
    this.field = options.field
    this.retryAfter = options.retryAfter
    this.current = options.current
    this.challenge = options.challenge
  }
}

/** Whether this is a `StorageError`, also one from another copy of this package. */
export function isStorageError(error: unknown): error is StorageError {
  return error instanceof StorageError || (typeof error === 'object' && error !== null && brand in error)
}

export function isStorageErrorCode(code: unknown): code is StorageErrorCode {
  return typeof code === 'string' && Object.hasOwn(STORAGE_ERRORS, code)
}

const passing: ReadonlySet<StorageErrorCode> = new Set(['rate-limited', 'unavailable', 'timeout', 'offline'])

/** Whether the same call may well succeed later, with nothing changed. */
export function isPassing(error: unknown): boolean {
  return isStorageError(error) && passing.has(error.code)
}

/** Throws `aborted` when the signal says so. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new StorageError('aborted', 'The call was aborted by its caller.', { cause: signal.reason })
  }
}
