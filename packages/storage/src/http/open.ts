import type { OpenOptions } from '../adapter.ts'
import { StorageError, isStorageError } from '../errors.ts'
import { parseOpenThread } from '../parse/thread.ts'
import type { OpenThread, PageKey } from '../types.ts'
import { openAddress, type HttpTarget, type Opening } from './address.ts'
import { failureOf, parseAnswer } from './failure.ts'

export { openAddress, type HttpTarget, type Opening } from './address.ts'

export interface HttpOpenOptions extends OpenOptions {
  /** Used when it is the answer from the same address. */
  readonly opening?: Opening | undefined
  /** Milliseconds that the server may take; 10,000 when left out. */
  readonly timeout?: number
}

/**
 * Opens a page at a server with one plain `fetch` and no more code than that needs: a page shows its comments
 * with it while the adapter is still on its way. It tries once; whoever has the adapter tries again with that.
 *
 * @throws StorageError
 */
export async function openOverHttp(
  target: HttpTarget,
  page: PageKey,
  { opening, timeout = 10_000, signal: caller, ...options }: HttpOpenOptions = {},
): Promise<OpenThread> {
  const address = openAddress(target, page, options)
  const patience = AbortSignal.timeout(timeout)
  const signal = caller === undefined ? patience : AbortSignal.any([caller, patience])
  try {
    const sent = opening?.address === address ? opening.response : fetch(address, { signal })
    const response = await orAborted(sent, signal)
    if (response.ok) return parseAnswer(address, await orAborted(response.json(), signal), parseOpenThread)
    const { readProblem } = await import('./answer.ts')
    const problem = await orAborted(readProblem(response), signal)
    // Every page has a thread: only a server of another version does not know the address.
    if (problem.code !== 'not-found') throw problem
    throw new StorageError('unavailable', `${problem.message} Is the script from that server, and of its version?`, {
      cause: problem,
    })
  } catch (error) {
    // An answer that is no JSON came nevertheless: the network is not to blame.
    if (error instanceof SyntaxError) return parseAnswer(address, undefined, parseOpenThread)
    throw failureOf(error)
  }
}

/**
 * Whether trying again may help: nobody has waited long for this attempt, and it is not what the server itself
 * answered (an answer that cannot be read has the reading's own error as its cause).
 */
export function mayTryAgain(error: unknown): boolean {
  if (!isStorageError(error) || isStorageError(error.cause)) return false
  return error.code === 'offline' || error.code === 'unavailable'
}

/** The promise, or the signal's reason when that comes first: an answer that began elsewhere heeds no signal. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
