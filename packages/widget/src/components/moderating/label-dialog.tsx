import { LIMITS, StorageError } from '@afterword/storage'
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import { useThread, useWriting } from '../context.ts'
import { problemIn } from '../wordings.ts'
import type { AskingProps } from './ban-dialog.tsx'
import { AskingDialog } from './asking-dialog.tsx'
import { doModeration } from './do-moderation.ts'
import { useModerating } from './use-moderating.ts'

const graphemes = /* @__PURE__ */ new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Asks what is to stand beside a name. Nothing takes away what stands there. */
export function LabelDialog({ model, onClose }: AskingProps): JSX.Element {
  const { store: thread } = useThread()
  const { words: all } = useWriting()
  const { store, words } = useModerating()
  const id = useId()
  const { author } = model.value.value
  const label = useSignal(author?.label ?? '')
  const { sending } = store.standing(model.id).value
  const name = author?.name ?? ''
  const given = label.value.trim()
  const isLong = [...graphemes.segment(given)].length > LIMITS.labelGraphemes

  async function send(): Promise<void> {
    if (isLong) return
    const wanted = given === '' ? null : given
    await doModeration({ store, tell: thread.tell, words }, model, { type: 'label', label: wanted })
    onClose()
  }

  return (
    <AskingDialog
      title={words.labelTitle({ name })}
      submit={all.saveEdit}
      sending={sending}
      onSubmit={() => void send()}
      onClose={onClose}
    >
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
    </AskingDialog>
  )
}
