import { STORAGE_ERRORS, StorageError, isStorageError } from '@afterword/storage'
import type { Problem, StorageErrorCode } from '@afterword/storage'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Logger } from './deps.ts'

/** One sentence for each code; what is special about the case stands in `detail`. */
const TITLES: Readonly<Record<StorageErrorCode, string>> = {
  invalid: 'The request is not as it must be',
  'bad-cursor': 'The cursor cannot be read',
  unauthorized: 'A valid token is needed',
  'sign-in-needed': 'Only who is signed in can do this here',
  forbidden: 'This is not allowed',
  'origin-denied': 'The origin is not one of the site',
  'site-unknown': 'There is no such site',
  'thread-closed': 'The thread is closed',
  'edit-closed': 'The comment cannot be edited any more',
  refused: 'The site does not take these words',
  'not-found': 'There is nothing here',
  conflict: 'It was changed in between',
  'too-large': 'The request is too large',
  'too-long': 'The text is too long',
  'too-deep': 'The reply would stand too deep',
  'parent-not-found': 'The comment to reply to is not there',
  'id-taken': 'The id belongs to another comment',
  'name-taken': 'The name belongs to somebody else',
  'rate-limited': 'Too many requests',
  unavailable: 'The server could not do it',
  timeout: 'It took too long',
  offline: 'The store cannot be reached',
  aborted: 'The call was aborted',
  closed: 'The store is closed',
  unsupported: 'The store cannot do this',
}

/** Answers with problem details. What is not a `StorageError` is logged and tells the client nothing of the server's inside. */
export function answerProblem(c: Context, error: unknown, logger: Logger): Response {
  const problem = toProblem(error)
  if (problem.status >= 500) logger.error({ err: error, method: c.req.method, path: c.req.path }, problem.title)
  // A read that failed has said already that it may be kept.
  for (const name of ['ETag', 'CDN-Cache-Control']) c.header(name)
  c.header('Cache-Control', 'no-store')
  if (problem.retryAfter !== undefined) c.header('Retry-After', String(problem.retryAfter))
  if (problem.status === 401) c.header('WWW-Authenticate', 'Bearer')
  return c.body(JSON.stringify(problem), problem.status as ContentfulStatusCode, {
    'Content-Type': 'application/problem+json',
  })
}

/** The same for an answer that has begun already: what is left to say of the error. */
export function explained(error: unknown, logger: Logger): Pick<Problem, 'code' | 'detail'> {
  const { code, detail, status, title } = toProblem(error)
  if (status >= 500) logger.error({ err: error }, title)
  return { code, detail }
}

/** The status that an answer with this error has. */
export function statusOf(error: unknown): number {
  return STORAGE_ERRORS[travelling(error).code]
}

function toProblem(error: unknown): Problem {
  const { code, message, field, retryAfter, current, challenge } = travelling(error)
  return {
    type: `urn:afterword:problem:${code}`,
    title: TITLES[code],
    status: STORAGE_ERRORS[code],
    detail: message,
    code,
    ...(field === undefined ? {} : { field }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(current === undefined ? {} : { current }),
    ...(challenge === undefined ? {} : { challenge }),
  }
}

/** A code without a status (0) says something about one process only and never leaves it. */
function travelling(error: unknown): StorageError {
  if (isStorageError(error) && STORAGE_ERRORS[error.code] !== 0) return error
  if (error instanceof HTTPException && error.status < 500) return new StorageError('invalid', error.message)
  return new StorageError(
    'unavailable',
    'The server could not do it. Nothing is known to be stored: try again later.',
    {
      cause: error,
    },
  )
}
