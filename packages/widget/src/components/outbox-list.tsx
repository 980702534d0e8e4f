import type { JSX } from 'preact'
import { excerpt } from '../helpers/excerpt.ts'
import { firstLine } from '../helpers/text-fragment.ts'
import type { CommentModel } from '../store/models.ts'
import { useThread, useWriting } from './context.ts'
import { useParse } from './use-parse.ts'

/** What of the viewer's own is not sent yet: each with its first words, and what can be done with it. */
export function OutboxList({ waiting }: { readonly waiting: readonly CommentModel[] }): JSX.Element {
  const { focusComment } = useThread()
  const { store, words } = useWriting()
  const { changes } = store.edits
  const parse = useParse(true)

  /** As they will be read, not as they were marked up. */
  function wordsOf(model: CommentModel): string {
    const source = changes.value.get(model.id)?.source ?? sourceOf(model)
    return parse === null ? source : firstLine(parse(source))
  }

  return (
    <section class="outbox" part="outbox" aria-label={words.outbox}>
      <p>{words.waiting({ count: waiting.length })}</p>
      <ul>
        {waiting.map((model) => (
          <li key={model.id}>
            <button type="button" class="outbox-words" dir="auto" onClick={() => focusComment(model.id)}>
              {excerpt(wordsOf(model), 80)}
            </button>
            <span class="outbox-actions">
              <button type="button" class="action" part="action" onClick={() => void model.sendAgain()}>
                {words.sendAgain}
              </button>
              <button type="button" class="action" part="action" onClick={() => void model.takeBack()}>
                {words.takeBack}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function sourceOf({ value }: CommentModel): string {
  const { body } = value.value
  return body !== null && 'source' in body ? body.source : ''
}
