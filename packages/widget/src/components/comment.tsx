import { Component, type JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { INDENTS } from '../helpers/indents.ts'
import { hueClass, initials } from '../helpers/initials.ts'
import { placeId } from '../helpers/place-id.ts'
import { createRuns } from '../helpers/runs.ts'
import type { CommentModel } from '../store/models.ts'
import { Body } from './body.tsx'
import { Branch } from './branch.tsx'
import { CommentActions } from './comment-actions.tsx'
import { CommentHead } from './comment-head.tsx'
import { Composer } from './composer.tsx'
import { useThread, writingIn } from './context.ts'
import { Item } from './item.tsx'
import { More } from './more.tsx'
import { Editable, type OwnProps, Removable, Report } from './own.tsx'
import { PassageQuote } from './passage-quote.tsx'
import { Problem } from './problem.tsx'
import type { Sleep } from './sleep.ts'
import { useSteady } from './use-steady.ts'
import { Avatar } from './ui/avatar.tsx'

/** What stands in the item of a list: a comment, the place to answer it, and everything below it. */
export function Comment({ model }: { readonly model: CommentModel }): JSX.Element {
  const { store, words, inPanel } = useThread()
  const comment = model.value.value
  const { author, body } = comment
  const replying = store.drafts.isOpen(model.id).value
  const [restored, setRestored] = useState(replying)
  const name = author?.name ?? ''
  // The same comment stands in the thread below, which its address leads to.
  const id = inPanel === true ? undefined : `comment-${model.id}`
  const nameId = placeId('name', model.id, inPanel)
  const article = useRef<HTMLElement>(null)
  const [reporting, setReporting] = useState(false)

  function closeReply(): void {
    store.drafts.closeReply(model.id)
    setRestored(false)
    article.current?.querySelector<HTMLElement>('.reply')?.focus()
  }

  function closeEdit(): void {
    // Unless it was opened again by then.
    requestAnimationFrame(() => article.current?.matches(':not(:focus-within)') && article.current.focus())
  }

  function closeReport(): void {
    setReporting(false)
    article.current?.querySelector<HTMLElement>('[aria-haspopup=menu]')?.focus()
  }

  return (
    <>
      {author === null || body === null ? (
        <Removable model={model}>
          <article ref={article} class="comment tombstone" part="comment tombstone" id={id} tabIndex={-1}>
            <p>{words.removed}</p>
          </article>
        </Removable>
      ) : (
        <Removable model={model}>
          <article
            ref={article}
            class={`comment ${model.delivery.value}${model.marked.value ? ' marked' : ''}`}
            part="comment"
            id={id}
            aria-labelledby={nameId}
            aria-current={model.marked.value ? 'true' : undefined}
            tabIndex={-1}
          >
            <Avatar initials={initials(author.name)} hue={hueClass(author.name)} />
            <div class="comment-main">
              <CommentHead model={model} author={author} nameId={nameId} />
              {inPanel !== true && <PassageQuote model={model} />}
              <Editable model={model} onClose={closeEdit}>
                <OnItsWay model={model}>
                  <Body body={body} id={placeId('words', model.id, inPanel)} name={name} unfolded={model.unfolded} />
                </OnItsWay>
                <Failure model={model} />
                {model.delivery.value === 'sent' && (
                  <CommentActions
                    model={model}
                    name={name}
                    onReply={() => store.drafts.openReply(model.id)}
                    onReport={() => setReporting(true)}
                  />
                )}
              </Editable>
              {reporting && <Report model={model} name={name} onClose={closeReport} />}
            </div>
          </article>
        </Removable>
      )}
      {replying && author !== null && (
        <div class="reply-composer">
          <Composer parent={model.id} replyTo={name} restored={restored} onClose={closeReply} />
        </div>
      )}
      <Replies model={model} />
    </>
  )
}

/** Words, and how far the viewer's own are on their way: none can be before there is the code to write them. */
function OnItsWay({ model, children }: OwnProps): JSX.Element {
  const thread = useThread()
  const isThere = model.delivery.value === 'sent' && model.value.value.status === 'published' && !model.moderated.value
  const writing = isThere && !model.own.value ? null : writingIn(thread)
  const isDrawn = isThere && !writing?.store.edits.changes.value.has(model.id)
  return writing && !isDrawn ? <writing.view.Delivery model={model}>{children}</writing.view.Delivery> : <>{children}</>
}

/** Drawn apart: a reply that arrives redraws the list, not the comment above it. */
function Replies({ model }: { readonly model: CommentModel }): JSX.Element | null {
  const { words, allWords } = useThread()
  const replies = model.replies.value
  const earlier = model.earlier.available.value
  const more = model.more.available.value
  const remaining = model.more.remaining.value
  if (replies.length === 0 && !more && !earlier) return null
  const { depth, author } = model.value.value
  const flat = depth >= INDENTS
  const parts = (
    <>
      {earlier && <More model={model.earlier} label={allWords.value?.earlierReplies ?? words.someMoreReplies} above />}
      {replies.length > 0 && <CommentList models={replies} kind={flat ? 'replies flat' : 'replies'} steady={earlier} />}
      {more && (
        <More
          model={model.more}
          label={remaining === null ? words.someMoreReplies : words.moreReplies({ count: remaining })}
          href={({ links }) => links.branch(lastOf(model).id)}
        />
      )}
    </>
  )
  // What is not indented has no line to close it by; it goes with the branch that it stands in.
  return flat ? (
    parts
  ) : (
    <Branch model={model} name={author?.name ?? ''}>
      {parts}
    </Branch>
  )
}

export interface CommentListProps {
  readonly models: readonly CommentModel[]
  readonly kind: 'list' | 'replies' | 'replies flat'
  /** Whether earlier ones are asked for, which must not push away those that are here. */
  readonly steady: boolean
}

/**
 * Comments in order. A long list is drawn in runs: what comes or goes redraws the run that it belongs to. Where the
 * browser passes over what is far away it looks at each thing that can be passed over, in each frame: those that come
 * to a long list stand in groups.
 */
export function CommentList({ models, kind, steady }: CommentListProps): JSX.Element {
  const list = useSteady(steady)
  const { sleep } = useThread()
  const [cut] = useState(() => createRuns<CommentModel>(RUN))
  const isLong = models.length > LONG
  // What is drawn first stays as it is.
  const grows = isLong && list.current !== null
  return (
    <ol
      ref={list}
      class={isLong ? `${kind} long` : kind}
      part={kind === 'list' ? 'list' : 'replies'}
      role={grows ? 'list' : undefined}
    >
      {cut(models).map(({ key, items }) => (
        <Run key={key} models={items} sleep={sleep} isGroup={grows} />
      ))}
    </ol>
  )
}

/** Comments in a run. */
const RUN = 8

/** Comments in a list that is not long yet. */
const LONG = 50

interface RunProps {
  readonly models: readonly CommentModel[]
  readonly sleep: Sleep | undefined
  /** Asked when it is first drawn: nodes do not go from one place to another. */
  readonly isGroup: boolean
}

/** A run is drawn again only when it is another one. */
class Run extends Component<RunProps> {
  readonly isGroup = this.props.isGroup

  override shouldComponentUpdate({ models }: RunProps): boolean {
    return models !== this.props.models
  }

  override render({ models, sleep }: RunProps): JSX.Element {
    const items = models.map((model) => (
      <Item key={model.id} model={model} sleep={sleep} of={Comment} role={this.isGroup ? 'listitem' : undefined} />
    ))
    return this.isGroup ? (
      <div class="group" role="none" style={`--_items: ${models.length}`}>
        {items}
      </div>
    ) : (
      <>{items}</>
    )
  }
}

/** What could not be done with a comment, where the reader tried it. */
function Failure({ model }: { readonly model: CommentModel }): JSX.Element | null {
  return <Problem error={model.failure.value} />
}

/** The last comment of a branch that is here, in reading order. */
function lastOf(model: CommentModel): CommentModel {
  const last = model.replies.value.at(-1)
  return last === undefined ? model : lastOf(last)
}
