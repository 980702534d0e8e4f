import { StorageError, type StorageErrorCode } from '../errors.ts'
import { parseProblem } from '../parse/answer.ts'
import { parseAnswer } from './failure.ts'

/** What a server answered that could not do what was asked, as an error. */

/** The parsed answer of a request. */
export async function readAnswer<T>(response: Response, parse: (value: unknown) => T): Promise<T> {
  const text = await response.text()
  if (!response.ok) throw problemOf(response, text)
  return parseAnswer(response.url, orText(text), parse)
}

export async function readProblem(response: Response): Promise<StorageError> {
  return problemOf(response, await response.text())
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
      ...(problem.challenge === undefined ? {} : { challenge: problem.challenge }),
      ...(retryAfter === undefined ? {} : { retryAfter }),
    })
  } catch (error) {
    // Something between us and the server answered, or it is no Afterword at all. Asked again, the server may answer itself.
    return new StorageError(codeOf(status), `The server answered ${status} and did not say why.`, {
      ...(later === undefined ? {} : { retryAfter: later }),
      cause: new Error('The answer is no problem details.', { cause: error }),
    })
  }
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
