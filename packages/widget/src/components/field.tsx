import { type Signal, useSignal } from '@preact/signals'
import type { JSX, RefObject } from 'preact'
import type { FieldModel } from '../store/models.ts'
import { useThread, writingIn } from './context.ts'

export interface FieldProps {
  /** `null` until the code for writing is here. */
  readonly model: FieldModel | null
  readonly text: Signal<string>
  readonly area: RefObject<HTMLTextAreaElement | null>
  /** Begins the ids of all that belongs to it. */
  readonly id: string
  readonly label: string
  readonly placeholder: string
  /** Lines to begin with. */
  readonly rows: number
  readonly invalid: boolean
  /** Whom the words answer; a tool mentions them. */
  readonly replyTo?: string | undefined
}

/**
 * Where words are written. The tools for their Markdown, and a look at what becomes of it, come around it: it is the
 * same node before and after, so that whoever is writing in it does not notice.
 */
export function Field({ model, text, area, id, label, placeholder, rows, invalid, replyTo }: FieldProps): JSX.Element {
  const view = writingIn(useThread())?.view
  const previewing = useSignal(false)
  return (
    <>
      <div class="composer-head">
        <label class="label" for={`${id}-text`}>
          {label}
        </label>
        {view && <view.Tools area={area} controls={`${id}-text`} previewing={previewing} replyTo={replyTo} />}
      </div>
      <textarea
        ref={area}
        id={`${id}-text`}
        class="field text"
        part="textarea"
        name="source"
        dir="auto"
        rows={rows}
        hidden={previewing}
        placeholder={placeholder}
        value={text}
        aria-invalid={invalid}
        aria-describedby={view && `${id}-hint ${id}-problem`}
        onInput={(event) => {
          text.value = event.currentTarget.value
        }}
        onKeyDown={view?.onFieldKey}
      />
      {view && model && <view.BelowField model={model} area={area} rows={rows} previewing={previewing} />}
    </>
  )
}
