import { useSignal } from '@preact/signals'
import type { CommentId, Passage } from '@afterword/storage'
import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { placeId } from '../helpers/place-id.ts'
import type { ComposerModel } from '../store/models.ts'
import { useThread, writingIn } from './context.ts'
import { Field } from './field.tsx'
import { PartFailed } from './part-failed.tsx'

export interface ComposerProps {
  /** The comment that is answered; `null` for one of its own. */
  readonly parent: CommentId | null
  /** The words of the article that it is about. */
  readonly passage?: Passage
  /** Whom it answers; left out for a comment of its own. */
  readonly replyTo?: string
  /** Closes it and keeps the draft. */
  readonly onClose?: () => void
  /** Whether it was open when the comment came: nobody has asked for it now. */
  readonly restored?: boolean
  /** Told of the comment that was posted, in place of having it focused. */
  readonly onPosted?: (id: CommentId) => void
}

/**
 * The place where one comment is written. One can write in it before the code for writing is here, and goes on in
 * the same fields when that comes: it brings what stands around them (decision 0180).
 */
export function Composer({ parent, passage, replyTo, restored, onClose, onPosted }: ComposerProps): JSX.Element {
  const thread = useThread()
  const { store, words, links, writing, inPanel, focusComment } = thread
  const here = writingIn(thread)
  const model = here && here.store.composer(parent, passage)
  const id = placeId('write', passage === undefined ? (parent ?? 'here') : 'passage', inPanel)
  const area = useRef<HTMLTextAreaElement>(null)
  const name = useRef<HTMLInputElement>(null)
  /** Whether the button was pressed when nothing could be sent yet. */
  const pressed = useSignal(false)
  const isReply = replyTo !== undefined
  const given = store.drafts.name
  const account = store.viewer.author.value
  const problem = model && model.problem.value
  const atName = problem?.field === 'name'

  // At once: whoever opens a reply by keyboard is typing already.
  useLayoutEffect(() => {
    if (isReply && restored !== true) area.current?.focus()
  }, [])
  useLayoutEffect(() => {
    if (model === null || !pressed.peek()) return
    pressed.value = false
    void post(model)
  }, [model])

  function load(): void {
    writing.load().catch(() => undefined)
  }

  async function post(composer: ComposerModel): Promise<void> {
    const comment = await composer.submit()
    if (comment === null) return
    if (isReply) onClose?.()
    if (onPosted === undefined) focusComment(comment.id)
    else onPosted(comment.id)
  }

  function submit(event: Event): void {
    event.preventDefault()
    if (model !== null) return void post(model)
    pressed.value = true
    load()
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event)
    else if (event.key === 'Escape' && onClose !== undefined && !event.isComposing) {
      event.preventDefault()
      onClose()
    }
  }

  return (
    <form
      class="composer"
      part="composer"
      method="post"
      action={links?.form(parent)}
      noValidate={links === null}
      aria-busy={pressed}
      onFocusIn={load}
      onKeyDown={onKeyDown}
      onSubmit={submit}
    >
      <Field
        model={model}
        text={store.drafts.text(parent, passage)}
        area={area}
        id={id}
        label={isReply ? words.writeReply({ name: replyTo }) : words.write}
        placeholder={isReply ? words.replyPlaceholder : words.placeholder}
        rows={isReply ? 2 : 3}
        invalid={problem !== null && !atName}
        replyTo={replyTo}
      />
      {here && <here.view.FieldProblem id={id} error={problem} field={atName ? name : area} />}
      <div class="composer-foot">
        <span class="name-field">
          {(account === null || account.guest) && (
            <input
              ref={name}
              class="field"
              part="input"
              name="name"
              dir="auto"
              autocomplete="name"
              placeholder={words.nameLabel}
              value={given}
              aria-label={words.nameLabel}
              aria-invalid={atName}
              aria-describedby={atName ? `${id}-problem` : undefined}
              onInput={(event) => {
                given.value = event.currentTarget.value
              }}
            />
          )}
          {here && <here.view.Account />}
        </span>
        {/* What a server drew keeps its ids: one of the client's own comes with what refers to it. */}
        <span class="hint" id={here ? `${id}-hint` : undefined}>
          {here && model ? (
            <here.view.Hint model={model} />
          ) : writing.failed.value ? (
            <PartFailed part={writing} />
          ) : (
            words.markdownHint
          )}
        </span>
        <span class="buttons">
          {onClose !== undefined && (
            <button type="button" part="button" class="button quiet" onClick={onClose}>
              {words.cancel}
            </button>
          )}
          <button type="submit" part="button submit" class="button primary">
            {isReply ? words.postReply : words.post}
          </button>
        </span>
      </div>
      {links !== null && <Trap />}
    </form>
  )
}

/** A field that people do not see and programs fill in: what is sent with it is refused. */
function Trap(): JSX.Element {
  return (
    <span class="visually-hidden" aria-hidden="true">
      <input name="website" tabIndex={-1} autocomplete="off" />
    </span>
  )
}
