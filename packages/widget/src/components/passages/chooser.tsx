import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useWriting } from '../context.ts'
import { Icon } from '../ui/icon.tsx'
import type { Choice, ChoiceStep, Margin } from './margin.ts'
import { showOnTop } from './on-top.ts'

const KEYS: Readonly<Record<string, ChoiceStep>> = {
  ArrowDown: 'next-paragraph',
  ArrowUp: 'previous-paragraph',
  ArrowRight: 'next-sentence',
  ArrowLeft: 'previous-sentence',
}

export interface ChooserProps {
  readonly margin: Margin
  readonly choice: Choice
}

/** Chooses words without a pointer: paragraph by paragraph, sentence by sentence. */
export function Chooser({ margin, choice }: ChooserProps): JSX.Element {
  const { words } = useWriting()
  const bar = useRef<HTMLDivElement>(null)
  const comment = useRef<HTMLButtonElement>(null)

  useLayoutEffect(() => {
    showOnTop(bar.current)
    comment.current?.focus()
  }, [])

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.preventDefault()
      margin.cancelChoice()
      return
    }
    const rtl = margin.dir.peek() === 'rtl'
    const key =
      rtl && event.key === 'ArrowLeft' ? 'ArrowRight' : rtl && event.key === 'ArrowRight' ? 'ArrowLeft' : event.key
    const step = KEYS[key]
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    if (event.shiftKey) margin.choose(step.startsWith('next') ? 'more' : 'less')
    else margin.choose(step)
  }

  const turn = (step: ChoiceStep, label: string, shape: 'up' | 'down' | 'back' | 'forth'): JSX.Element => (
    <button
      type="button"
      class="action"
      part="action"
      aria-label={label}
      title={label}
      onClick={() => margin.choose(step)}
    >
      <Icon shape={shape} />
    </button>
  )
  return (
    <div
      ref={bar}
      class="bar chooser"
      part="bar"
      popover="manual"
      role="dialog"
      aria-label={choice.attaching ? words.passages.reattach : words.passages.choose}
      onKeyDown={onKeyDown}
    >
      <p class="bar-words" dir="auto">
        {choice.quote}
      </p>
      <div class="bar-foot">
        {turn('previous-paragraph', words.passages.previousParagraph, 'up')}
        {turn('next-paragraph', words.passages.nextParagraph, 'down')}
        {turn('previous-sentence', words.passages.previousSentence, 'back')}
        {turn('next-sentence', words.passages.nextSentence, 'forth')}
        <span class="meta hint">{words.passages.keys}</span>
        <span class="buttons">
          <button type="button" class="button quiet" part="button" onClick={() => margin.cancelChoice()}>
            {words.cancel}
          </button>
          <button ref={comment} type="button" class="button primary" part="button" onClick={() => margin.write()}>
            {choice.attaching ? words.passages.attach : words.passages.comment}
          </button>
        </span>
      </div>
    </div>
  )
}
