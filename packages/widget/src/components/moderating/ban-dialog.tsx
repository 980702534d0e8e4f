import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import type { CommentModel } from '../../store/models.ts'
import { useThread, useWriting } from '../context.ts'
import { doModeration } from './do-moderation.ts'
import { useModerating } from './use-moderating.ts'

export interface AskingProps {
  readonly model: CommentModel
  readonly onClose: () => void
}

/** Days for which somebody can be banned; `null`: until it is lifted. */
const SPANS = [1, 7, 30, null] as const
const WHY_CHARACTERS = 500

/** Asks for how long somebody may not write, and what becomes of what they wrote. */
export function BanDialog({ model, onClose }: AskingProps): JSX.Element {
  const { store: thread } = useThread()
  const { words: all } = useWriting()
  const { store, words } = useModerating()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const days = useSignal<number | null>(7)
  const hide = useSignal(false)
  const why = useSignal('')
  const { sending } = store.standing(model.id).value
  const name = model.value.value.author?.name ?? ''

  useEffect(() => dialog.current?.showModal(), [])

  async function send(): Promise<void> {
    const given = why.value.trim()
    const ban = { type: 'ban', hide: hide.value } as const
    const span = days.value === null ? {} : { days: days.value }
    await doModeration({ store, tell: thread.tell, words }, model, { ...ban, ...span, ...(given && { why: given }) })
    onClose()
  }

  return (
    <dialog ref={dialog} class="dialog" part="dialog" aria-labelledby={`${id}-title`} onClose={onClose}>
      <form
        class="report"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <h3 id={`${id}-title`} class="dialog-title">
          {words.banTitle({ name })}
        </h3>
        <fieldset class="reasons">
          <legend>{words.banFor}</legend>
          {SPANS.map((span) => (
            <label key={span} class="reason">
              <input
                type="radio"
                name={`${id}-days`}
                checked={days.value === span}
                onChange={() => (days.value = span)}
              />
              {span === null ? words.forEver : words.days({ count: span })}
            </label>
          ))}
        </fieldset>
        <label class="reason">
          <input type="checkbox" checked={hide} onChange={(event) => (hide.value = event.currentTarget.checked)} />
          {words.banHide}
        </label>
        <label class="label" for={`${id}-why`}>
          {words.banWhy}
        </label>
        <input
          id={`${id}-why`}
          class="field"
          part="input"
          dir="auto"
          maxLength={WHY_CHARACTERS}
          value={why}
          onInput={(event) => (why.value = event.currentTarget.value)}
        />
        <div class="buttons">
          <button type="button" part="button" class="button quiet" onClick={() => dialog.current?.close()}>
            {all.cancel}
          </button>
          <button type="submit" part="button submit" class="button primary" disabled={sending}>
            {words.banSend}
          </button>
        </div>
      </form>
    </dialog>
  )
}
