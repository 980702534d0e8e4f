import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { CommentModel } from '../store/models.ts'
import { useThread } from './context.ts'
import { Icon } from './ui/icon.tsx'

export interface BranchProps {
  readonly model: CommentModel
  /** Whose comment stands above it. */
  readonly name: string
  readonly children: ComponentChildren
}

/**
 * The replies below a comment, with the line at their side that closes them. What is closed stays drawn, so that
 * the browser's search finds the words in it and opens it.
 */
export function Branch({ model, name, children }: BranchProps): JSX.Element {
  const { words, allWords } = useThread()
  const replies = useRef<HTMLDivElement>(null)
  const closed = model.collapsed.value
  // What is not here yet is hidden as well.
  const count = closed ? model.size.value + (model.more.remaining.value ?? 0) : 0

  useEffect(() => {
    const found = (event: Event): void => {
      if (event.target === replies.current) model.collapse(false)
    }
    const element = replies.current
    element?.addEventListener('beforematch', found)
    return () => element?.removeEventListener('beforematch', found)
  }, [model])

  return (
    <div class={closed ? 'branch closed' : 'branch'} part="branch">
      <button
        type="button"
        class={closed ? 'action branch-open' : 'branch-line'}
        part="branch-line"
        aria-expanded={!closed}
        aria-label={closed ? allWords.value?.showRepliesTo({ name, count }) : words.hideReplies({ name })}
        onClick={() => model.collapse(!closed)}
      >
        {closed && (
          <>
            <Icon shape="open" />
            {allWords.value?.showReplies({ count }) ?? count}
          </>
        )}
      </button>
      <div ref={replies} class="branch-replies" hidden={closed ? 'until-found' : undefined}>
        {children}
      </div>
    </div>
  )
}
