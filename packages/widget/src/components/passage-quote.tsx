import { useComputed, useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import type { CommentModel } from '../store/models.ts'
import { useThread } from './context.ts'
import { PassageNow } from './passage-now.tsx'

/** The words of the article that a comment is about, and what has become of them. Its room is there from the start. */
export function PassageQuote({ model }: { readonly model: CommentModel }): JSX.Element | null {
  const { store, words, allWords } = useThread()
  const found = useComputed(() => store.passages.found.value.get(model.id) ?? null).value
  const unfolded = useSignal(false)
  const { passage } = model.value.value
  if (passage === null) return null
  const state = found?.state ?? 'exact'
  return (
    <div class={`passage ${state}`} part="passage">
      <blockquote class="quote" part="quote" dir="auto">
        {passage.quote}
      </blockquote>
      {unfolded.value && found?.state === 'changed' && <PassageNow now={found.words} />}
      <p class="passage-foot">
        {found !== null && (
          <span class="meta">
            {found.state === 'exact' ? words.inArticle : allWords.value?.passages.states[found.state]}
          </span>
        )}
        {state === 'changed' && (
          <button
            type="button"
            class="action"
            part="action"
            aria-expanded={unfolded.value}
            onClick={() => (unfolded.value = !unfolded.value)}
          >
            {allWords.value?.passages.compare}
          </button>
        )}
        {found !== null && state !== 'lost' && (
          <button
            type="button"
            class="action"
            part="action"
            onClick={() => (store.passages.request.value = { type: 'show', id: model.id })}
          >
            {allWords.value?.passages.showInText}
          </button>
        )}
        {store.thread.supports.reattach &&
          (model.own.value || store.viewer.moderates.value) &&
          (state === 'changed' || state === 'lost') && (
            <button
              type="button"
              class="action"
              part="action"
              onClick={() => (store.passages.request.value = { type: 'reattach', id: model.id })}
            >
              {allWords.value?.passages.reattach}
            </button>
          )}
      </p>
    </div>
  )
}
