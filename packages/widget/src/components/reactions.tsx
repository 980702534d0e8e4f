import { UP } from '@afterword/storage'
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { numberFormat } from '../helpers/formats.ts'
import type { CommentModel } from '../store/models.ts'
import { createPart } from '../store/part.ts'
import { useThread } from './context.ts'
import { PartFailed } from './part-failed.tsx'
import { Icon } from './ui/icon.tsx'

export interface ReactionsProps {
  readonly model: CommentModel
  /** Whose comment it is. */
  readonly name: string
}

/** The vote, the reactions that somebody gave, and a button for all others. Each is one for each reader. */
export function Reactions({ model, name }: ReactionsProps): JSX.Element {
  const { store, words, locale, writing } = useThread()
  /** Whether the reader wanted something whose code may not be here. */
  const [pressed, setPressed] = useState(false)
  const counts = model.value.value.reactions
  const given = model.given.value
  const known = store.thread.reactions.value.filter((reaction) => reaction !== UP)
  // One that the site has no more still counts for those who gave it.
  const others = Object.keys(counts).filter((reaction) => reaction !== UP && !known.includes(reaction))
  const votes = counts[UP] ?? 0
  const number = (count: number): string => numberFormat(locale).format(count)

  function toggle(reaction: string): void {
    setPressed(true)
    void model.toggleReaction(reaction)
  }

  return (
    <>
      <button
        type="button"
        class="action"
        part="action vote"
        aria-pressed={given.has(UP)}
        aria-label={words.vote({ name, count: votes })}
        onClick={() => toggle(UP)}
      >
        <Icon shape="up" />
        {votes > 0 && <span aria-hidden="true">{number(votes)}</span>}
      </button>
      {[...known, ...others].map((reaction) => {
        const count = counts[reaction] ?? 0
        return (
          count > 0 && (
            <button
              key={reaction}
              type="button"
              class="action reaction"
              part="action reaction"
              aria-pressed={given.has(reaction)}
              aria-label={words.reaction({ reaction, name, count })}
              onClick={() => toggle(reaction)}
            >
              <span aria-hidden="true">
                {reaction} {number(count)}
              </span>
            </button>
          )
        )
      })}
      {known.length > 0 && <Picker model={model} name={name} reactions={known} />}
      {pressed && <PartFailed part={writing} />}
    </>
  )
}

interface PickerProps extends ReactionsProps {
  readonly reactions: readonly string[]
}

/** It is loaded when the first one is opened. */
const picker = /* @__PURE__ */ createPart(
  () => import('./reaction-picker.tsx'),
  ({ ReactionPicker }) => ReactionPicker,
)

function Picker({ model, name, reactions }: PickerProps): JSX.Element {
  const { words } = useThread()
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const label = words.react({ name })

  const Opened = open ? picker.value.value : null

  function toggle(): void {
    setOpen(!open)
    picker.load().catch(() => undefined)
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        class="action"
        part="action react"
        aria-label={label}
        aria-haspopup="true"
        aria-expanded={open}
        onClick={toggle}
      >
        <Icon shape="smile" />
      </button>
      {Opened !== null && button.current !== null && (
        <Opened
          model={model}
          reactions={reactions}
          label={label}
          opener={button.current}
          onClose={() => setOpen(false)}
        />
      )}
      {open && <PartFailed part={picker} />}
    </>
  )
}
