import { useSignal, type Signal } from '@preact/signals'
import type { CommentId } from '@afterword/storage'
import type { JSX, RefObject } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { useThread, writingIn } from './context.ts'
import { PartFailed } from './part-failed.tsx'
import type { Begun } from './writing-view.ts'

export interface ComposerPlaceProps {
  /** The comment that is answered; `null` for one of its own. */
  readonly parent: CommentId | null
  readonly replyTo?: string
  readonly onClose?: () => void
}

/**
 * A composer, and until its code is there a form that looks the same and can be written in: the words are in the
 * same signals, and the cursor and a press of the button are handed over.
 */
export function ComposerPlace(props: ComposerPlaceProps): JSX.Element {
  const loaded = writingIn(useThread())
  const form = useRef<HTMLFormElement>(null)
  const begun = useRef<Begun>(undefined)
  const submitted = useSignal(false)
  /** Whether a character is being put together, which a field that is exchanged would break off. */
  const composing = useSignal(false)
  if (loaded === null || composing.value) return <Place {...props} {...{ form, submitted, composing }} />

  const { parent, replyTo, onClose } = props
  if (form.current !== null) begun.current ??= { focus: focusIn(form.current), submitted: submitted.value }
  const { Composer } = loaded.view
  return <Composer model={loaded.store.composer(parent)} replyTo={replyTo} onClose={onClose} begun={begun.current} />
}

interface PlaceProps extends ComposerPlaceProps {
  readonly form: RefObject<HTMLFormElement | null>
  readonly submitted: Signal<boolean>
  readonly composing: Signal<boolean>
}

function Place({ parent, replyTo, onClose, form, submitted, composing }: PlaceProps): JSX.Element {
  const { store, words, links, writing } = useThread()
  const id = useId()
  const text = store.drafts.text(parent)
  const { name } = store.drafts
  const isReply = replyTo !== undefined

  useLayoutEffect(() => {
    if (isReply) form.current?.querySelector('textarea')?.focus()
  }, [isReply, form])

  function load(): void {
    writing.load().catch(() => undefined)
  }

  function submit(event: Event): void {
    event.preventDefault()
    submitted.value = true
    load()
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event)
    else if (event.key === 'Escape' && !event.isComposing) onClose?.()
  }

  return (
    <form
      ref={form}
      class="composer"
      part="composer"
      method="post"
      action={links?.form(parent)}
      noValidate={links === null}
      aria-busy={submitted}
      onFocusIn={load}
      onCompositionStart={() => (composing.value = true)}
      onCompositionEnd={() => (composing.value = false)}
      onKeyDown={onKeyDown}
      onSubmit={submit}
    >
      <div class="composer-head">
        <label class="label" for={id}>
          {isReply ? words.writeReply({ name: replyTo }) : words.write}
        </label>
      </div>
      <textarea
        id={id}
        class="field text"
        part="textarea"
        name="source"
        dir="auto"
        rows={isReply ? 2 : 3}
        placeholder={isReply ? words.replyPlaceholder : words.placeholder}
        value={text}
        onInput={(event) => {
          text.value = event.currentTarget.value
        }}
      />
      <div class="composer-foot">
        <label class="name-field">
          <span class="visually-hidden">{words.nameLabel}</span>
          <input
            class="field"
            part="input"
            name="name"
            dir="auto"
            autocomplete="name"
            placeholder={words.nameLabel}
            value={name}
            onInput={(event) => {
              name.value = event.currentTarget.value
            }}
          />
        </label>
        <span class="hint">{writing.failed.value ? <PartFailed part={writing} /> : words.markdownHint}</span>
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

/** Which field of the form has the focus, and what is selected there. */
function focusIn(form: HTMLFormElement): Begun['focus'] {
  const root = form.getRootNode()
  const field = root instanceof ShadowRoot ? root.activeElement : null
  const isText = field instanceof HTMLTextAreaElement
  if (!(isText || field instanceof HTMLInputElement) || !form.contains(field)) return null
  return { field: isText ? 'text' : 'name', start: field.selectionStart ?? 0, end: field.selectionEnd ?? 0 }
}
