import type { JSX } from 'preact'
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks'
import { useThread, useWriting } from './context.ts'
import { Field } from './field.tsx'
import { Hint } from './hint.tsx'
import { problemIn } from './wordings.ts'
import type { ComposerProps } from './writing-view.ts'

/** The place where one comment is written. */
export function Composer({ model, replyTo, onClose, onPosted, begun }: ComposerProps): JSX.Element {
  const { store, focusComment } = useThread()
  const { words } = useWriting()
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const name = useRef<HTMLInputElement>(null)
  const problem = model.problem.value
  const isReply = replyTo !== undefined
  const account = store.viewer.author.value
  const atName = problem?.field === 'name'

  // At once: whoever opens a reply by keyboard is typing already, as may be who began before this was here.
  useLayoutEffect(() => {
    if (begun === undefined) {
      if (isReply) area.current?.focus()
      return
    }
    const { focus, submitted } = begun
    const field = focus === null ? null : focus.field === 'name' ? name.current : area.current
    field?.focus({ preventScroll: true })
    field?.setSelectionRange(focus?.start ?? 0, focus?.end ?? 0)
    if (submitted) void submit()
  }, [])
  useEffect(() => {
    if (problem !== null) (atName ? name.current : area.current)?.focus()
  }, [problem, atName])

  async function submit(): Promise<void> {
    const comment = await model.submit()
    if (comment === null) return
    if (isReply) onClose?.()
    if (onPosted === undefined) focusComment(comment.id)
    else onPosted(comment.id)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void submit()
    } else if (event.key === 'Escape' && onClose !== undefined && !event.isComposing) {
      event.preventDefault()
      onClose()
    }
  }

  return (
    <form
      class="composer"
      part="composer"
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Field
        model={model}
        area={area}
        id={`${id}-text`}
        label={isReply ? words.writeReply({ name: replyTo }) : words.write}
        placeholder={isReply ? words.replyPlaceholder : words.placeholder}
        rows={isReply ? 2 : 3}
        invalid={problem !== null && !atName}
        describedBy={`${id}-hint ${id}-problem`}
        replyTo={replyTo}
      />
      <p id={`${id}-problem`} class="problem" hidden={problem === null}>
        {problem !== null && problemIn(words, problem)}
      </p>
      <div class="composer-foot">
        {(account === null || account.guest) && (
          <label class="name-field">
            <span class="visually-hidden">{words.nameLabel}</span>
            <input
              ref={name}
              class="field"
              part="input"
              name="name"
              dir="auto"
              autocomplete="name"
              placeholder={words.nameLabel}
              value={model.name}
              aria-invalid={atName}
              aria-describedby={atName ? `${id}-problem` : undefined}
              onInput={(event) => {
                model.name.value = event.currentTarget.value
              }}
            />
          </label>
        )}
        <Hint id={`${id}-hint`} model={model} />
        <span class="buttons">
          {onClose !== undefined && (
            <button type="button" part="button" class="button quiet" onClick={onClose}>
              {words.cancel}
            </button>
          )}
          <button type="submit" part="button submit" class="button primary" disabled={model.sending}>
            {isReply ? words.postReply : words.post}
          </button>
        </span>
      </div>
    </form>
  )
}
