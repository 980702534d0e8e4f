import type { Cursor } from '@afterword/storage'
import type { JSX } from 'preact'
import type { MoreModel } from '../store/models.ts'
import { type Links, useThread } from './context.ts'
import { Act } from './ui/act.tsx'
import { problemIn } from './wordings.ts'

export interface MoreProps {
  readonly model: MoreModel
  readonly label: string
  /** Where the list goes on without a script. */
  readonly href?: (from: { readonly links: Links; readonly cursor: Cursor }) => string
}

/** Loads the rest of a list, and says so when that fails. */
export function More({ model, label, href }: MoreProps): JSX.Element | null {
  const { words, links } = useThread()
  const cursor = model.cursor.value
  if (cursor === null) return null
  const error = model.error.value
  return (
    <div class="more">
      {error !== null && <p class="problem">{problemIn(words, error)}</p>}
      <Act
        part="button more"
        class="button quiet"
        href={links === null ? undefined : href?.({ links, cursor })}
        disabled={model.loading.value}
        onClick={() => void model.load()}
      >
        {model.loading.value ? words.loadingMore : error === null ? label : words.retry}
      </Act>
    </div>
  )
}
