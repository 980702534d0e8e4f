import { signal } from '@preact/signals'
import type { CommentId } from '@afterword/storage'
import type { JSX } from 'preact'
import { useEffect, useId, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import type { CommentModel, DraftsModel } from '../../store/models.ts'
import { createOpenReplies } from '../../store/open-replies.ts'
import { Comment } from '../comment.tsx'
import { Composer } from '../composer.tsx'
import { type Thread, ThreadContext, useThread, useWriting } from '../context.ts'
import { PassageNow } from '../passage-now.tsx'
import { Icon } from '../ui/icon.tsx'
import type { Margin, Panel, Talk } from './margin.ts'
import { showOnTop } from './on-top.ts'

export interface PassagePanelProps {
  readonly margin: Margin
  readonly panel: Panel
}

/** What is said about some words, beside them; on a narrow window below them. Esc closes it. */
export function PassagePanel({ margin, panel }: PassagePanelProps): JSX.Element {
  const thread = useThread()
  const { store } = thread
  const { words } = useWriting()
  const { talks, writing } = panel
  const box = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const headingId = useId()
  const inside = useMemo(() => ({ ...thread, ...insidePanel(thread, box) }), [thread])
  const write = writing !== null && store.thread.supports.create && !store.thread.state.value.closed

  function posted(id: CommentId): void {
    margin.written(id)
    inside.focusComment(id)
  }

  useLayoutEffect(() => {
    if (box.current !== null) showOnTop(box.current)
    const field = box.current?.querySelector<HTMLElement>('textarea')
    if (write && field != null) field.focus()
    else heading.current?.focus()
    // Once, when it opens.
  }, [])

  return (
    <ThreadContext.Provider value={inside}>
      <section
        ref={box}
        class="panel"
        part="panel"
        popover="manual"
        role="dialog"
        aria-labelledby={headingId}
        style={{
          '--_left': `${panel.left}px`,
          '--_top': `${panel.top}px`,
          '--_width': `${panel.width}px`,
          '--_zoom': panel.zoom,
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
          event.preventDefault()
          margin.close()
        }}
      >
        <header class="panel-head">
          <h2 ref={heading} class="panel-heading" id={headingId} tabIndex={-1}>
            {talks.length === 0 ? words.passages.write : words.passages.talk}
          </h2>
          <button type="button" class="action" part="action" aria-label={words.passages.close} onClick={margin.close}>
            <Icon shape="close" />
          </button>
        </header>
        <div class="panel-body">
          {talks.map((talk) => (
            <TalkList key={talk.ids[0]} talk={talk} />
          ))}
          {write && (
            <>
              {talks.length === 0 && (
                <blockquote class="quote" part="quote" dir="auto">
                  {writing.quote}
                </blockquote>
              )}
              <Composer parent={null} passage={writing} onClose={margin.close} onPosted={posted} />
            </>
          )}
        </div>
      </section>
    </ThreadContext.Provider>
  )
}

/** The comments on one passage, each with what was answered to it. */
function TalkList({ talk }: { readonly talk: Talk }): JSX.Element {
  const { store, words } = useThread()
  const problem = useMemo(() => signal(false), [])
  const loading = useMemo(() => signal(true), [])

  function load(ids: readonly CommentId[]): void {
    loading.value = true
    void store.passages.load(ids).then((error) => {
      loading.value = false
      problem.value = error !== null
    })
  }
  useEffect(() => load(talk.ids), [talk.ids.join()])

  // Read, so that comments appear when they come.
  void store.thread.comments.value
  const models = loading.value || talk.ids.length > 0 ? talk.ids.flatMap((id) => store.thread.find(id) ?? []) : []
  const now = talk.ids.map((id) => store.passages.found.value.get(id)).find((found) => found?.state === 'changed')
  return (
    <>
      <blockquote class="quote" part="quote" dir="auto">
        {talk.quote}
      </blockquote>
      {now?.state === 'changed' && <PassageNow now={now.words} />}
      <ol class="list">
        {models.map((model: CommentModel) => (
          <li key={model.id} class="item" data-id={model.id}>
            <Comment model={model} />
          </li>
        ))}
      </ol>
      {loading.value && models.length < talk.ids.length && <p class="meta">{words.loadingMore}</p>}
      {problem.value && (
        <p class="problem">
          {words.failed}{' '}
          <button type="button" class="action" part="action" onClick={() => load(talk.ids)}>
            {words.retry}
          </button>
        </p>
      )}
    </>
  )
}

/** The same thread, but replies are opened here and not in the thread below, and the focus stays here. */
function insidePanel(
  { store }: Thread,
  box: { readonly current: HTMLElement | null },
): Pick<Thread, 'store' | 'focusComment' | 'inPanel' | 'sleep'> {
  const isOpen = createOpenReplies()
  const drafts: DraftsModel = {
    ...store.drafts,
    isOpen,
    openReply(parent) {
      isOpen(parent).value = true
    },
    closeReply(parent) {
      store.saveDrafts()
      isOpen(parent).value = false
    },
  }
  return {
    store: { ...store, drafts },
    inPanel: true,
    // What sleeps is in the thread below.
    sleep: undefined,
    focusComment(id) {
      requestAnimationFrame(() => {
        const comment = box.current?.querySelector<HTMLElement>(`[data-id="${id}"] > .comment`)
        comment?.focus({ preventScroll: true })
        comment?.scrollIntoView({ block: 'nearest' })
      })
    },
  }
}
