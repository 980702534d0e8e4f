import { StorageError, isStorageError } from '@afterword/storage'

/** Whatever went wrong, as what the interface has words for. A mistake of ours must not end in the host page. */
export function problemOf(error: unknown): StorageError {
  if (isStorageError(error)) return error
  return new StorageError('unavailable', 'Something failed inside the thread.', { cause: error })
}

/** Whether this only says that the thread was ended meanwhile: nobody is there to be told. */
export function isEnding({ code }: StorageError): boolean {
  return code === 'aborted' || code === 'closed'
}
