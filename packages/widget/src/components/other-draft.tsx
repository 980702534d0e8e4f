import type { JSX } from 'preact'
import { excerpt } from '../helpers/excerpt.ts'
import { relativeTime } from '../helpers/time.ts'
import type { FieldModel } from '../store/models.ts'
import { useThread, useWriting } from './context.ts'

/** Other words that are kept for a field: the reader takes them, or throws them away, or leaves them there. */
export function OtherDraft({ model }: { readonly model: FieldModel }): JSX.Element | null {
  const { now, locale } = useThread()
  const { words } = useWriting()
  const other = model.other.value
  if (other === null) return null
  const when = other.at === 0 ? null : relativeTime(other.at, now.value, locale)
  return (
    <div class="other-draft" part="other-draft" role="group" aria-label={words.otherDraft}>
      <p>
        <span class="meta">{words.otherDraft}</span> <q dir="auto">{excerpt(other.text, 120)}</q>
        {when !== null && <span class="meta"> {when}</span>}
      </p>
      <span class="draft-actions">
        <button type="button" class="action" part="action" onClick={() => model.takeOther()}>
          {words.takeOther}
        </button>
        <button type="button" class="action" part="action" onClick={() => model.dropOther()}>
          {words.dropOther}
        </button>
      </span>
    </div>
  )
}
