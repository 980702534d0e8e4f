import type { JSX } from 'preact'
import type { CommentModel } from '../store/models.ts'
import { useThread, writingIn } from './context.ts'
import { MenuButton } from './menu-button.tsx'
import { Reactions } from './reactions.tsx'
import { Act } from './ui/act.tsx'
import { Icon } from './ui/icon.tsx'

export interface CommentActionsProps {
  readonly model: CommentModel
  readonly name: string
  readonly onReply: () => void
  /** The reader wants the moderators to see it. */
  readonly onReport: () => void
}

/** What one can do with a comment that the store has. */
export function CommentActions({ model, name, onReply, onReport }: CommentActionsProps): JSX.Element | null {
  const thread = useThread()
  const { store, words, links, focusComment } = thread
  const { supports, closed } = store.thread

  const writing = model.news.value > 0 ? writingIn(thread) : null

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
      {model.news.value > 0 && writing !== null && (
        <button
          type="button"
          class="action news"
          part="action news"
          onClick={() => focusComment(model.showNews()?.id ?? null)}
        >
          {writing.words.news({ count: model.news.value })}
        </button>
      )}
      <MenuButton model={model} name={name} onReport={onReport} />
    </div>
  )
}
