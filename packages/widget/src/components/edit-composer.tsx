import type { JSX } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { useWriting } from './context.ts'
import type { EditComposerProps } from './writing-view.ts'
import { Conflict } from './conflict.tsx'
import { Field } from './field.tsx'
import { FieldProblem } from './field-problem.tsx'
import { Hint } from './hint.tsx'

/** The place where a comment is changed, where the comment stands. */
export function EditComposer({ model, onClose }: EditComposerProps): JSX.Element {
  const { words } = useWriting()
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const problem = model.problem.value
  const told = problem !== null && problem.code !== 'conflict'

  useLayoutEffect(() => {
    const field = area.current
    if (!model.asked) return
    field?.focus()
    field?.setSelectionRange(field.value.length, field.value.length)
  }, [])

  async function finish(saved: Promise<boolean>): Promise<void> {
    if (await saved) onClose()
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void finish(model.submit())
    } else if (event.key === 'Escape' && !event.isComposing) {
      event.preventDefault()
      onClose()
    }
  }

  return (
    <form
      class="composer"
      part="composer edit"
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        void finish(model.submit())
      }}
    >
      <Conflict model={model} onKeepMine={() => void finish(model.keepMine())} />
      <Field
        model={model}
        text={model.text}
        area={area}
        id={id}
        label={words.editLabel}
        placeholder={words.placeholder}
        rows={2}
        invalid={told}
      />
      <FieldProblem id={id} error={told ? problem : null} field={area} />
      <div class="composer-foot">
        <span class="hint" id={`${id}-hint`}>
          <Hint model={model} />
        </span>
        <span class="buttons">
          <button type="button" part="button" class="button quiet" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="submit" part="button submit" class="button primary" disabled={model.sending}>
            {words.saveEdit}
          </button>
        </span>
      </div>
    </form>
  )
}
