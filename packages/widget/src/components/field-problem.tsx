import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import { useWriting } from './context.ts'
import { problemIn } from './wordings.ts'
import type { FieldProblemProps } from './writing-view.ts'

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
