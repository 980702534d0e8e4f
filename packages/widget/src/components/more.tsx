import type { JSX } from 'preact'
import type { MoreModel } from '../store/models.ts'
import { useThread } from './context.ts'
import { problemIn } from './wordings.ts'

/** Loads the rest of a list, and says so when that fails. */
export function More({ model, label }: { readonly model: MoreModel; readonly label: string }): JSX.Element | null {
  const { words } = useThread()
  if (!model.available.value) return null
  const error = model.error.value
  return (
    <div class="more">
      {error !== null && <p class="problem">{problemIn(words, error)}</p>}
      <button
        type="button"
        part="button more"
        class="button quiet"
        disabled={model.loading.value}
        onClick={() => void model.load()}
      >
        {model.loading.value ? words.loadingMore : error === null ? label : words.retry}
      </button>
    </div>
  )
}
