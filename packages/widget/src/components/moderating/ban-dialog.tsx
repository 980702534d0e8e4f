import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import type { CommentModel } from '../../store/models.ts'
import { useThread } from '../context.ts'
import { AskingDialog } from './asking-dialog.tsx'
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
  const { store, words } = useModerating()
  const id = useId()
  const days = useSignal<number | null>(7)
  const hide = useSignal(false)
  const why = useSignal('')
  const { sending } = store.standing(model.id).value
  const name = model.value.value.author?.name ?? ''

  async function send(): Promise<void> {
    const given = why.value.trim()
    const ban = { type: 'ban', hide: hide.value } as const
    const span = days.value === null ? {} : { days: days.value }
    await doModeration({ store, tell: thread.tell, words }, model, { ...ban, ...span, ...(given && { why: given }) })
    onClose()
  }

  return (
    <AskingDialog
      title={words.banTitle({ name })}
      submit={words.banSend}
      sending={sending}
      onSubmit={() => void send()}
      onClose={onClose}
    >
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
    </AskingDialog>
  )
}
