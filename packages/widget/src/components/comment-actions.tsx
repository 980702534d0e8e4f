import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { CommentModel } from '../store/models.ts'
import { useThread } from './context.ts'
import { MenuButton } from './menu-button.tsx'
import { Reactions } from './reactions.tsx'
import { Act } from './ui/act.tsx'
import { Icon } from './ui/icon.tsx'

export interface CommentActionsProps {
  readonly model: CommentModel
  readonly name: string
  readonly onReply: () => void
  /** The reader was asked and is sure. */
  readonly onRemove: () => void
}

/** What one can do with a comment that the store has. */
export function CommentActions({ model, name, onReply, onRemove }: CommentActionsProps): JSX.Element | null {
  const { store, words, links, focusComment } = useThread()
  const { supports, closed } = store.thread
  const [asking, setAsking] = useState(false)

  if (asking) {
    return (
      <div class="actions" role="group" aria-label={words.removeSure}>
        <span class="meta">{words.removeSure}</span>
        <button type="button" class="action danger" part="action" ref={(button) => button?.focus()} onClick={onRemove}>
          {words.remove}
        </button>
        <button type="button" class="action" part="action" onClick={() => setAsking(false)}>
          {words.keep}
        </button>
      </div>
    )
  }
  return (
    <div class="actions">
      {supports.react && <Reactions model={model} name={name} />}
      {supports.create && supports.replies && !closed.value && (
        <Act
          class="action reply"
          part="action"
          label={words.replyTo({ name })}
          href={links?.reply(model.id)}
          onClick={onReply}
        >
          <Icon shape="reply" />
          {words.reply}
        </Act>
      )}
      {model.news.value > 0 && (
        <button
          type="button"
          class="action news"
          part="action news"
          onClick={() => focusComment(model.showNews()?.id ?? null)}
        >
          {words.news({ count: model.news.value })}
        </button>
      )}
      <MenuButton model={model} name={name} onRemove={() => setAsking(true)} />
    </div>
  )
}
