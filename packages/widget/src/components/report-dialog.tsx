import { useSignal } from '@preact/signals'
import { LIMITS, REPORT_REASONS, type ReportReason, codePoints } from '@afterword/storage'
import type { JSX } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { useWriting } from './context.ts'
import { problemIn } from './wordings.ts'
import type { ReportDialogProps } from './writing-view.ts'

/** Asks why a comment is reported, and tells the moderators. What was written is there until it is sent. */
export function ReportDialog({ model, name, onClose }: ReportDialogProps): JSX.Element {
  const { words } = useWriting()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const reason = useSignal<ReportReason>('spam')
  const note = useSignal('')
  const state = useSignal<'asking' | 'sending' | 'sent'>('asking')
  const problem = useSignal<string | null>(null)
  const over = codePoints(note.value) - LIMITS.noteCharacters

  useEffect(() => dialog.current?.showModal(), [])

  async function send(): Promise<void> {
    if (over > 0 || state.value === 'sending') return
    state.value = 'sending'
    const given = note.value.trim()
    const error = await model.report({ reason: reason.value, ...(given === '' ? {} : { note: given }) })
    problem.value = error === null ? null : problemIn(words, error)
    state.value = error === null ? 'sent' : 'asking'
  }

  return (
    <dialog ref={dialog} class="dialog" part="dialog" aria-labelledby={`${id}-title`} onClose={onClose}>
      <form
        method="dialog"
        class="report"
        onSubmit={(event) => {
          if (state.value === 'sent') return
          event.preventDefault()
          void send()
        }}
      >
        <h3 id={`${id}-title`} class="dialog-title">
          {words.reportOf({ name })}
        </h3>
        {state.value === 'sent' ? (
          <p role="status">{words.reportSent}</p>
        ) : (
          <>
            <fieldset class="reasons">
              <legend>{words.reportWhy}</legend>
              {REPORT_REASONS.map((each) => (
                <label key={each} class="reason">
                  <input
                    type="radio"
                    name={`${id}-reason`}
                    checked={reason.value === each}
                    onChange={() => (reason.value = each)}
                  />
                  {words.reportReasons[each === 'other' ? 'else' : each]}
                </label>
              ))}
            </fieldset>
            <label class="label" for={`${id}-note`}>
              {words.reportNote}
            </label>
            <textarea
              id={`${id}-note`}
              class="field"
              part="textarea"
              dir="auto"
              rows={3}
              value={note}
              aria-invalid={over > 0}
              aria-describedby={`${id}-problem`}
              onInput={(event) => (note.value = event.currentTarget.value)}
            />
            <p id={`${id}-problem`} class="problem" role="status">
              {over > 0 ? words.tooMany({ count: over }) : problem.value}
            </p>
          </>
        )}
        <div class="buttons">
          {state.value !== 'sent' && (
            <button type="button" part="button" class="button quiet" onClick={() => dialog.current?.close()}>
              {words.cancel}
            </button>
          )}
          <button type="submit" part="button submit" class="button primary" disabled={state.value === 'sending'}>
            {state.value === 'sent' ? words.close : words.reportSend}
          </button>
        </div>
      </form>
    </dialog>
  )
}
