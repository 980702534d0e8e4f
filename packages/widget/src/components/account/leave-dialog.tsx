import { useSignal } from '@preact/signals'
import { type Farewell, StorageError, isStorageError } from '@afterword/storage'
import type { JSX } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import type { AccountWords } from '../../i18n/messages.ts'
import type { IdentityModel } from '../../store/models.ts'
import { wearAccountSheet } from '../../styles/account.ts'
import { useThread, useWriting } from '../context.ts'

export interface LeaveDialogProps {
  readonly identity: IdentityModel
  readonly words: AccountWords
  readonly onClose: () => void
}

/** Asks whether an account is really to be deleted, and what becomes of the comments. */
export function LeaveDialog({ identity, words, onClose }: LeaveDialogProps): JSX.Element {
  const { store } = useThread()
  const { view, words: all } = useWriting()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const comments = useSignal<Farewell['comments']>('remove')
  const leaving = useSignal(false)
  const problem = useSignal<StorageError | null>(null)

  useEffect(() => {
    wearAccountSheet(dialog.current)
    dialog.current?.showModal()
  }, [])

  async function leave(): Promise<void> {
    if (leaving.value) return
    leaving.value = true
    problem.value = null
    try {
      await identity.client.leave(
        comments.value === 'keep' ? { comments: 'keep', as: words.formerReader } : { comments: 'remove' },
      )
      store.tell({ type: 'said', words: words.left })
      dialog.current?.close()
    } catch (error) {
      if (!isStorageError(error)) throw error
      problem.value = error
    } finally {
      leaving.value = false
    }
  }

  const choices = [
    ['remove', words.removeComments],
    ['keep', words.keepWords],
  ] as const
  return (
    <dialog ref={dialog} class="dialog" part="dialog" aria-labelledby={`${id}-title`} onClose={onClose}>
      <form
        method="dialog"
        class="report"
        onSubmit={(event) => {
          event.preventDefault()
          void leave()
        }}
      >
        <h3 id={`${id}-title`} class="dialog-title">
          {words.leave}
        </h3>
        <p class="dialog-text">{words.leaveWhat}</p>
        <fieldset class="reasons">
          <legend>{words.leaveComments}</legend>
          {choices.map(([value, label]) => (
            <label key={value} class="reason">
              <input
                type="radio"
                name={`${id}-comments`}
                checked={comments.value === value}
                onChange={() => (comments.value = value)}
              />
              {label}
            </label>
          ))}
        </fieldset>
        <p class="problem" role="status">
          {problem.value !== null && view.problemIn(all, problem.value)}
        </p>
        <div class="buttons">
          <button type="button" part="button" class="button quiet" onClick={() => dialog.current?.close()}>
            {all.cancel}
          </button>
          <button type="submit" part="button submit" class="button danger" aria-busy={leaving}>
            {words.leaveNow}
          </button>
        </div>
      </form>
    </dialog>
  )
}
