import type { Author, Comment } from '@afterword/storage'
import type { JSX } from 'preact'
import { INDENTS, isolated } from '../helpers/indents.ts'
import { fullDate, relativeTime } from '../helpers/time.ts'
import type { CommentModel } from '../store/models.ts'
import { useThread } from './context.ts'

export interface CommentHeadProps {
  readonly model: CommentModel
  readonly author: Author
  /** The id of the name, which is what the comment is called by. */
  readonly nameId: string
}

/** Who, when, and to whom. */
export function CommentHead({ model, author, nameId }: CommentHeadProps): JSX.Element {
  const { words, permalink } = useThread()
  const comment = model.value.value
  const answered = comment.depth > INDENTS ? nameOfParent(comment) : undefined
  return (
    <header class="comment-head">
      <bdi class="name" part="name" id={nameId}>
        {author.name}
      </bdi>
      {author.label !== undefined && (
        <bdi class="badge" part="badge">
          {author.label}
        </bdi>
      )}
      {author.badge !== undefined && (
        <span class="badge" part="badge">
          {words.badges[author.badge]}
        </span>
      )}
      {answered !== undefined && comment.parent !== null && (
        <a class="meta answered" part="answered" href={permalink(comment.parent)}>
          {words.inReplyTo({ name: isolated(answered) })}
        </a>
      )}
      <a class="meta time" part="time" href={permalink(comment.id)}>
        <Time time={comment.createdAt} />
      </a>
      {comment.editedAt !== null && <Edited time={comment.editedAt} />}
      {comment.pinned === true && (
        <span class="badge pinned" part="pinned">
          {words.pinned}
        </span>
      )}
      {model.fresh.value && <span class="fresh">{words.fresh}</span>}
    </header>
  )
}

/** Drawn apart, so that a minute that passes redraws these few letters only. */
function Time({ time }: { readonly time: number }): JSX.Element {
  const { now, zone, locale } = useThread()
  return (
    <time dateTime={new Date(time).toISOString()} title={fullDate(time, locale, zone.value)}>
      {relativeTime(time, now.value, locale)}
    </time>
  )
}

function Edited({ time }: { readonly time: number }): JSX.Element {
  const { now, zone, locale, words } = useThread()
  return (
    <time
      class="meta edited"
      part="edited"
      dateTime={new Date(time).toISOString()}
      title={fullDate(time, locale, zone.value)}
    >
      {words.edited({ when: relativeTime(time, now.value, locale) })}
    </time>
  )
}

function nameOfParent({ parent }: Comment): string | undefined {
  const { store } = useThread()
  if (parent === null) return undefined
  return store.thread.find(parent)?.value.value.author?.name
}
