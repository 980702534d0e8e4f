import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { useWriting } from '../context.ts'

interface AskingDialogProps {
  readonly title: string
  /** What the button says that does it. */
  readonly submit: string
  readonly sending: boolean
  readonly onSubmit: () => void
  readonly onClose: () => void
  readonly children: ComponentChildren
}

/** The frame of what a moderator is asked before something is done. */
export function AskingDialog({ title, submit, sending, onSubmit, onClose, children }: AskingDialogProps): JSX.Element {
  const { words } = useWriting()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} class="dialog" part="dialog" aria-labelledby={id} onClose={onClose}>
      <form
        class="report"
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit()
        }}
      >
        <h3 id={id} class="dialog-title">
          {title}
        </h3>
        {children}
        <div class="buttons">
          <button type="button" part="button" class="button quiet" onClick={() => dialog.current?.close()}>
            {words.cancel}
          </button>
          <button type="submit" part="button submit" class="button primary" disabled={sending}>
            {submit}
          </button>
        </div>
      </form>
    </dialog>
  )
}
