import type { StorageError } from '@afterword/storage'
import type { JSX } from 'preact'
import { useThread, writingIn } from './context.ts'

/** What went wrong, in words, or nothing. Before the words for each case are here, that something did. */
export function Problem({ error }: { readonly error: StorageError | null }): JSX.Element | null {
  const thread = useThread()
  if (error === null) return null
  const writing = writingIn(thread)
  return <p class="problem">{writing?.view.problemIn(writing.words, error) ?? thread.words.failed}</p>
}
