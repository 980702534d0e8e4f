import type { Moderation, Status } from '@afterword/storage'
import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useThread, useWriting } from '../context.ts'
import { BanDialog } from './ban-dialog.tsx'
import { doModeration, doneIn } from './do-moderation.ts'
import { LabelDialog } from './label-dialog.tsx'
import type { ModeratedProps } from '../context.ts'
import { standingIn } from './standing-in.ts'
import { useModerating } from './use-moderating.ts'

/** How a comment stands, for who moderates; for who has signed out since, what every reader is told of their own. */
export function Moderated({ model }: ModeratedProps): JSX.Element | null {
  const { store } = useThread()
  const { words } = useWriting()
  if (store.viewer.moderates.value) return <Standing model={model} />
  return model.value.value.status === 'pending' ? <p class="delivery">{words.held}</p> : null
}

/** How a comment stands that readers are not served, what a moderator has just done with it, and the way back. */
function Standing({ model }: ModeratedProps): JSX.Element {
  const { store: thread, inPanel = false } = useThread()
  const { words: all } = useWriting()
  const { store, words } = useModerating()
  const box = useRef<HTMLDivElement>(null)
  /** Whether a button was pressed here, which may be another one or none when it is done. */
  const pressed = useRef(false)
  const standing = store.standing(model.id).value
  const { status, author } = model.value.value
  const name = author?.name ?? ''
  const { verdict, reports, done, asking, sending } = standing
  const hidden = status !== 'published'
  const isReported = !hidden && reports > 0

  useLayoutEffect(() => {
    if (!pressed.current || sending) return
    pressed.current = false
    const next = box.current?.querySelector<HTMLElement>('button') ?? box.current?.closest<HTMLElement>('.comment')
    next?.focus()
    // After every drawing: an answer may be here before it was drawn that one is waited for.
  })

  function act(moderation: Moderation): void {
    pressed.current = true
    void doModeration({ store, tell: thread.tell, words }, model, moderation)
  }

  function close(): void {
    store.ask(model.id, null)
    box.current?.closest('.comment')?.querySelector<HTMLElement>('[aria-haspopup=menu]')?.focus()
  }

  const button = (label: string, moderation: Moderation): JSX.Element => (
    <button type="button" class="action" part="action" aria-disabled={sending} onClick={() => act(moderation)}>
      {label}
    </button>
  )
  const decide = (label: string, to: Status): JSX.Element => button(label, { type: 'decide', from: status, to })
  return (
    <div ref={box} class={`moderated ${status}`} part="moderated">
      {hidden && (
        <p class="standing">
          <span class="badge standing-badge" part="badge">
            {standingIn(words, status, verdict)}
          </span>
          <span class="meta">{words.only}</span>
          {reports > 0 && <span class="meta">{words.reports({ count: reports })}</span>}
        </p>
      )}
      {isReported && (
        <p class="standing">
          <span class="badge standing-badge" part="badge">
            {words.reports({ count: reports })}
          </span>
        </p>
      )}
      {done !== null && <p class="meta">{doneIn(words, done, name)}</p>}
      <p class="standing-actions">
        {done !== null && done.undo !== null && button(all.undo, done.undo)}
        {(status === 'pending' || isReported) && !model.own.value && (
          <>
            {decide(isReported ? words.settle : words.approve, 'published')}
            {decide(words.spam, 'spam')}
            {decide(all.remove, 'removed')}
          </>
        )}
      </p>
      {asking?.what === 'ban' && asking.inPanel === inPanel && <BanDialog model={model} onClose={close} />}
      {asking?.what === 'label' && asking.inPanel === inPanel && <LabelDialog model={model} onClose={close} />}
    </div>
  )
}
