import type { Signal } from '@preact/signals'
import type { ContentTree } from '@afterword/storage'
import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { isLong } from '../helpers/long-body.ts'
import { Content } from '../text/content.tsx'
import { useThread } from './context.ts'

export interface FoldProps {
  /** What the words are called by their button. */
  readonly id: string
  readonly tree: ContentTree
  /** Who wrote it. */
  readonly name: string
  /** Whether it is shown whole though it is long. */
  readonly unfolded: Signal<boolean>
}

/** The words of a comment; of a long one the beginning. */
export function Fold({ tree, id, name, unfolded }: FoldProps): JSX.Element {
  const { words } = useThread()
  const content = <Content tree={tree} codeLabel={words.code} />
  return isLong(tree) ? (
    <Long id={id} name={name} unfolded={unfolded}>
      {content}
    </Long>
  ) : (
    content
  )
}

interface LongProps {
  readonly id: string
  readonly name: string
  readonly unfolded: Signal<boolean>
  readonly children: JSX.Element
}

/**
 * What is folded away is cut off, not hidden: whatever leads there (the browser's search, a link that has the
 * focus) scrolls the box within itself, and that opens it, with the words in their place under the reader's eye.
 */
function Long({ id, name, unfolded, children }: LongProps): JSX.Element {
  const { words, allWords } = useThread()
  const box = useRef<HTMLDivElement>(null)
  const scrolled = useRef(0)
  const open = unfolded.value

  useLayoutEffect(() => {
    if (!open || scrolled.current === 0) return
    scrollBy({ top: scrolled.current, behavior: 'instant' })
    scrolled.current = 0
  }, [open])

  function reached(): void {
    if (open || box.current === null || box.current.scrollTop === 0) return
    scrolled.current = box.current.scrollTop
    unfolded.value = true
  }

  function toggle(): void {
    unfolded.value = !open
    // Who closes it at its end would otherwise look at something else.
    if (open) box.current?.closest('.comment')?.scrollIntoView({ block: 'nearest', behavior: 'instant' })
  }

  return (
    <>
      <div ref={box} id={id} class={open ? 'fold' : 'fold folded'} onScroll={reached}>
        {children}
      </div>
      <button
        type="button"
        class="action read-more"
        part="action read-more"
        aria-expanded={open}
        aria-controls={id}
        aria-label={open ? allWords.value?.readLessOf({ name }) : words.readMoreOf({ name })}
        onClick={toggle}
      >
        {(open && allWords.value?.readLess) || words.readMore}
      </button>
    </>
  )
}
