import { StorageError, type StorageErrorCode } from '../errors.ts'
import { parseProblem } from '../parse/answer.ts'

/** Turns what a server answered into what the contract promises: a parsed value, or a `StorageError`. */

export async function readAnswer<T>(response: Response, parse: (value: unknown) => T): Promise<T> {
  const value: unknown = await response.text().then(orText)
  if (!response.ok) throw problemOf(response, value)
  return parseAnswer(response.url, value, parse)
}

export function parseAnswer<T>(address: string, value: unknown, parse: (value: unknown) => T): T {
  try {
    return parse(value)
  } catch (error) {
    throw new StorageError(
      'unavailable',
      `The server answered ${address} with something that is no answer of Afterword, or of another version. Is the address right, and the script from that server?`,
      { cause: error },
    )
  }
}

/** @param body what came with it, as JSON or as text */
export function problemOf({ status, headers }: Pick<Response, 'status' | 'headers'>, body: unknown): StorageError {
  const later = seconds(headers.get('Retry-After'))
  try {
    const problem = parseProblem(typeof body === 'string' ? orText(body) : body)
    const retryAfter = problem.retryAfter ?? later
    return new StorageError(problem.code, problem.detail, {
      ...(problem.field === undefined ? {} : { field: problem.field }),
      ...(problem.current === undefined ? {} : { current: problem.current }),
      ...(retryAfter === undefined ? {} : { retryAfter }),
    })
  } catch (error) {
    // Something between us and the server answered, or it is no Afterword at all.
    return new StorageError(codeOf(status), `The server answered ${status} and did not say why.`, {
      ...(later === undefined ? {} : { retryAfter: later }),
      cause: error,
    })
  }
}

/** A network error, a time-out or an abort as `fetch` and ky throw them. */
export function failureOf(error: unknown, online: boolean): StorageError {
  if (error instanceof StorageError) return error
  const name = error instanceof Error ? error.name : ''
  if (name === 'TimeoutError') {
    return new StorageError('timeout', 'The server did not answer in time. Try again later.', { cause: error })
  }
  if (name === 'AbortError') return new StorageError('aborted', 'The request was aborted.', { cause: error })
  const why = online ? 'it is down, or it refuses this page' : 'this device is offline'
  return new StorageError('offline', `The server could not be reached: ${why}. Try again later.`, { cause: error })
}

/** JSON, or the text itself when it is none. */
function orText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function codeOf(status: number): StorageErrorCode {
  if (status === 413) return 'too-large'
  if (status === 429) return 'rate-limited'
  if (status === 408 || status === 504) return 'timeout'
  // A 404 that is not in our words is a wrong address, not a comment that is gone.
  return 'unavailable'
}

function seconds(header: string | null): number | undefined {
  if (header === null || header.trim() === '') return undefined
  const number = Number(header)
  const value = Number.isFinite(number) ? number : (Date.parse(header) - Date.now()) / 1_000
  return Number.isFinite(value) ? Math.max(0, Math.ceil(value)) : undefined
}
