import { StorageError } from '../errors.ts'

/** @throws StorageError `unavailable` when the answer is none of ours */
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

/** A network error, a time-out or an abort as `fetch` and ky throw them. */
export function failureOf(error: unknown): StorageError {
  if (error instanceof StorageError) return error
  const name = error instanceof Error ? error.name : ''
  if (name === 'TimeoutError') {
    return new StorageError('timeout', 'The server did not answer in time. Try again later.', { cause: error })
  }
  if (name === 'AbortError') return new StorageError('aborted', 'The request was aborted.', { cause: error })
  const online = globalThis.navigator?.onLine ?? true
  const why = online ? 'it is down, or it refuses this page' : 'this device is offline'
  return new StorageError('offline', `The server could not be reached: ${why}. Try again later.`, { cause: error })
}
