import type { JSX } from 'preact'
import { useId, useRef } from 'preact/hooks'
import { hueOf, initials } from '../helpers/initials.ts'
import type { CommentModel } from '../store/models.ts'
import { Body } from './body.tsx'
import { CommentActions } from './comment-actions.tsx'
import { CommentHead, INDENTS } from './comment-head.tsx'
import { Composer } from './composer.tsx'
import { useThread } from './context.ts'
import { Delivery } from './delivery.tsx'
import { More } from './more.tsx'
import { PassageQuote } from './passage-quote.tsx'
import { Avatar } from './ui/avatar.tsx'

/** A comment, the place to answer it, and everything below it. */
export function Comment({ model }: { readonly model: CommentModel }): JSX.Element {
  const { store, words, inPanel } = useThread()
  const comment = model.value.value
  const { author, body } = comment
  const replying = store.composers.open.value.has(model.id)
  const name = author?.name ?? ''
  const nameId = useId()
  // The same comment stands in the thread below, which its address leads to.
  const id = inPanel === true ? undefined : `comment-${model.id}`
  const article = useRef<HTMLElement>(null)

  function closeReply(): void {
    store.composers.closeReply(model.id)
    article.current?.querySelector<HTMLElement>('.reply')?.focus()
  }

  async function remove(): Promise<void> {
    const neighbour = neighbourOf(article.current)
    await model.remove()
    // It may have become a tombstone in its own place, or be there still, refused.
    requestAnimationFrame(() => (article.current ?? neighbour)?.focus())
  }

  return (
    <li class="item" data-id={model.id}>
      {author === null || body === null ? (
        <article ref={article} class="comment tombstone" part="comment tombstone" id={id} tabIndex={-1}>
          <p>{words.removed}</p>
        </article>
      ) : (
        <article
          ref={article}
          class={`comment ${model.delivery.value}`}
          part="comment"
          id={id}
          aria-labelledby={nameId}
          tabIndex={-1}
        >
          <Avatar initials={initials(author.name)} hue={hueOf(author.name)} />
          <div class="comment-main">
            <CommentHead model={model} author={author} nameId={nameId} />
            {inPanel !== true && <PassageQuote model={model} />}
            <Body body={body} />
            <Delivery model={model} />
            {model.delivery.value === 'sent' && (
              <CommentActions
                model={model}
                name={name}
                onReply={() => store.composers.openReply(model.id)}
                onRemove={() => void remove()}
              />
            )}
          </div>
        </article>
      )}
      {replying && author !== null && (
        <div class="reply-composer">
          <Composer model={store.composers.for(model.id)} replyTo={name} onClose={closeReply} />
        </div>
      )}
      <Replies model={model} />
    </li>
  )
}

/** Drawn apart: a reply that arrives redraws the list, not the comment above it. */
function Replies({ model }: { readonly model: CommentModel }): JSX.Element | null {
  const { words } = useThread()
  const replies = model.replies.value
  const more = model.more.available.value
  const remaining = model.more.remaining.value
  if (replies.length === 0 && !more) return null
  const flat = model.value.value.depth >= INDENTS
  return (
    <>
      {replies.length > 0 && (
        <ol class={flat ? 'replies flat' : 'replies'} part="replies">
          {replies.map((reply) => (
            <Comment key={reply.id} model={reply} />
          ))}
        </ol>
      )}
      {more && (
        <More
          model={model.more}
          label={remaining === null ? words.someMoreReplies : words.moreReplies({ count: remaining })}
          href={({ links }) => links.branch(lastOf(model).id)}
        />
      )}
    </>
  )
}

/** The last comment of a branch that is here, in reading order. */
function lastOf(model: CommentModel): CommentModel {
  const last = model.replies.value.at(-1)
  return last === undefined ? model : lastOf(last)
}

/**
 * Where the focus goes when a comment is gone: to the one that takes its place, or the one before it, or the
 * one above it; to the heading when it was the last. Found before, since afterwards nobody knows where it stood.
 */
function neighbourOf(article: HTMLElement | null): HTMLElement | null {
  const item = article?.closest('.item')
  const near = item?.nextElementSibling ?? item?.previousElementSibling ?? item?.parentElement?.closest('.item')
  const heading = article?.closest('.thread')?.querySelector<HTMLElement>('.heading')
  return near?.querySelector<HTMLElement>('.comment') ?? heading ?? null
}
