import type { StorageError } from '@afterword/storage'
import type { JSX, RefObject } from 'preact'
import { useEffect } from 'preact/hooks'
import { useWriting } from './context.ts'
import { problemIn } from './wordings.ts'

export interface FieldProblemProps {
  /** Of the field that it stands below. */
  readonly id: string
  readonly error: StorageError | null
  /** Where it can be mended: the focus goes there. */
  readonly field: RefObject<HTMLElement | null>
}

/** What is wrong with the words. Always there, so that a field can be described by it. */
export function FieldProblem({ id, error, field }: FieldProblemProps): JSX.Element {
  const { words } = useWriting()
  useEffect(() => {
    if (error !== null) field.current?.focus()
  }, [error, field])
  return (
    <p id={`${id}-problem`} class="problem" hidden={error === null}>
      {error !== null && problemIn(words, error)}
    </p>
  )
}
