import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { EditModel } from '../store/models.ts'
import { placeId } from '../helpers/place-id.ts'
import { Body } from './body.tsx'
import { useWriting } from './context.ts'

export interface ConflictProps {
  readonly model: EditModel
  /** The writer has decided: what stands in the field is sent. */
  readonly onKeepMine: () => void
}

/** Somebody else changed the comment meanwhile: theirs is shown above one's own, and nothing is sent before a choice. */
export function Conflict({ model, onKeepMine }: ConflictProps): JSX.Element | null {
  const { words } = useWriting()
  /** What is to be compared is there whole; it scrolls within itself. */
  const unfolded = useSignal(true)
  const panel = useRef<HTMLDivElement>(null)
  const theirs = model.theirs.value
  const refused = model.problem.value?.code === 'conflict'

  // It was about to be sent: the writer is brought to what they have not seen.
  useEffect(() => {
    if (refused) panel.current?.focus()
  }, [refused])

  if (theirs === null) return null
  return (
    <div ref={panel} class="conflict" part="conflict" role="group" aria-label={words.conflict} tabIndex={-1}>
      <p class="problem">{words.conflict}</p>
      {theirs.body !== null && (
        <Body
          body={theirs.body}
          id={placeId('theirs', theirs.id)}
          name={theirs.author?.name ?? ''}
          unfolded={unfolded}
        />
      )}
      <div class="buttons">
        <button type="button" part="button" class="button quiet" onClick={() => model.useTheirs()}>
          {words.useTheirs}
        </button>
        <button type="button" part="button" class="button quiet" onClick={onKeepMine}>
          {words.keepMine}
        </button>
      </div>
    </div>
  )
}
