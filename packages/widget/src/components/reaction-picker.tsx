import type { JSX } from 'preact'
import type { CommentModel } from '../store/models.ts'
import { Popup } from './ui/popup.tsx'

export interface ReactionPickerProps {
  readonly model: CommentModel
  readonly reactions: readonly string[]
  /** What it is called: whose comment it is for. */
  readonly label: string
  readonly opener: HTMLElement
  readonly onClose: () => void
}

/** The reactions of the site, to give one to a comment or take it back. */
export function ReactionPicker({ model, reactions, label, opener, onClose }: ReactionPickerProps): JSX.Element {
  const given = model.given.value
  return (
    <Popup class="menu picker" part="picker" opener={opener} onClose={onClose}>
      <div role="group" aria-label={label}>
        {reactions.map((reaction) => (
          <button
            key={reaction}
            type="button"
            class="picker-item"
            part="picker-item"
            aria-pressed={given.has(reaction)}
            onClick={(event) => {
              event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
              void model.toggleReaction(reaction)
            }}
          >
            {reaction}
          </button>
        ))}
      </div>
    </Popup>
  )
}
