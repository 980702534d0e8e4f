import { LIMITS, StorageError } from '@afterword/storage'
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { useThread, useWriting } from '../context.ts'
import { problemIn } from '../wordings.ts'
import type { AskingProps } from './ban-dialog.tsx'
import { doModeration } from './do-moderation.ts'
import { useModerating } from './use-moderating.ts'

const graphemes = /* @__PURE__ */ new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Asks what is to stand beside a name. Nothing takes away what stands there. */
export function LabelDialog({ model, onClose }: AskingProps): JSX.Element {
  const { store: thread } = useThread()
  const { words: all } = useWriting()
  const { store, words } = useModerating()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const { author } = model.value.value
  const label = useSignal(author?.label ?? '')
  const { sending } = store.standing(model.id).value
  const name = author?.name ?? ''
  const given = label.value.trim()
  const isLong = [...graphemes.segment(given)].length > LIMITS.labelGraphemes

  useEffect(() => dialog.current?.showModal(), [])

  async function send(): Promise<void> {
    if (isLong) return
    const wanted = given === '' ? null : given
    await doModeration({ store, tell: thread.tell, words }, model, { type: 'label', label: wanted })
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
          {words.labelTitle({ name })}
        </h3>
        <label class="label" for={`${id}-label`}>
          {words.labelField}
        </label>
        <input
          id={`${id}-label`}
          class="field"
          part="input"
          dir="auto"
          value={label}
          aria-invalid={isLong}
          aria-describedby={`${id}-problem`}
          onInput={(event) => (label.value = event.currentTarget.value)}
        />
        <p id={`${id}-problem`} class="problem" role="status">
          {isLong && problemIn(all, new StorageError('too-long', 'A label is short.'))}
        </p>
        <div class="buttons">
          <button type="button" part="button" class="button quiet" onClick={() => dialog.current?.close()}>
            {all.cancel}
          </button>
          <button type="submit" part="button submit" class="button primary" disabled={sending}>
            {all.saveEdit}
          </button>
        </div>
      </form>
    </dialog>
  )
}
