import type { JSX } from 'preact'
import type { FieldModel } from '../store/models.ts'
import { useWriting } from './context.ts'
import { emojiKeys } from './keys.ts'

/** From so many characters left on, the counter shows. */
const NEAR = 500

/** One line beside the buttons: how much room is left when it is little, else what has become of the draft. */
export function Hint({ model }: { readonly model: FieldModel }): JSX.Element {
  const left = model.left.value
  const { words } = useWriting()
  if (left > NEAR) return <Draft model={model} />
  return (
    <span class={left < 0 ? 'over' : ''}>
      {left < 0 ? words.tooMany({ count: -left }) : words.left({ count: left })}
    </span>
  )
}

function Draft({ model }: { readonly model: FieldModel }): JSX.Element {
  const { words } = useWriting()
  switch (model.draft.value) {
    case 'saving':
      return <>{words.draftSaving}</>
    case 'saved':
      return <>{words.draftSaved}</>
    case 'unsaved':
      return <>{words.draftUnsaved}</>
    case 'none': {
      const keys = emojiKeys()
      return <>{keys === null ? words.markdownHint : `${words.markdownHint} · ${words.emojiHint({ keys })}`}</>
    }
  }
}
