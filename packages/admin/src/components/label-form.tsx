import type { Author } from '@afterword/storage'
import type { JSX } from 'preact'
import { useStore } from './context.ts'
import { valuesOf } from './field.tsx'

export interface LabelFormProps {
  readonly site: string
  readonly author: Author
  readonly changed: () => void
}

/** What readers are told of an author, beside the name. */
export function LabelForm({ site, author, changed }: LabelFormProps): JSX.Element {
  const { api, attempt, notices } = useStore()
  const before = author.label ?? null

  async function save(label: string | null, undo: string | null): Promise<void> {
    await attempt(async () => {
      await api.label(site, author.id, label)
      notices.say(
        label === null ? `${author.name} has no label any more.` : `Readers see “${label}” beside ${author.name}.`,
        {
          undo: () => void save(undo, label),
        },
      )
      changed()
    })
  }

  return (
    <form
      class="row"
      onSubmit={(event) => {
        event.preventDefault()
        const words = valuesOf(event)['label']?.trim() ?? ''
        void save(words === '' ? null : words, before)
      }}
    >
      <input
        name="label"
        key={before}
        defaultValue={before ?? ''}
        maxLength={60}
        aria-label={`A label beside the name of ${author.name}, for everybody`}
        placeholder="A label beside the name, like Publisher"
      />
      <button type="submit" class="button">
        {before === null ? 'Label' : 'Change label'}
      </button>
    </form>
  )
}
