import type { JSX } from 'preact'
import type { CommentModel } from '../store/models.ts'
import { useWriting } from './context.ts'
import { Icon } from './ui/icon.tsx'
import { problemIn } from './wordings.ts'

/** Where a comment is on its way to the store. */
export function Delivery({ model }: { readonly model: CommentModel }): JSX.Element | null {
  const { words } = useWriting()
  const problem = model.problem.value
  switch (model.delivery.value) {
    case 'sent':
      return model.value.value.status === 'pending' ? <p class="delivery">{words.held}</p> : null
    case 'sending':
      return model.progress.value === null ? (
        <p class="delivery">{words.sending}</p>
      ) : (
        <p class="delivery">
          <span>{words.proving}</span>
          <progress value={model.progress.value} aria-label={words.proving} />
        </p>
      )
    case 'waiting':
      return (
        <p class="delivery">
          <Icon shape="clock" />
          <span>{words.waitingForNetwork}</span>
          <button type="button" class="action" part="action" onClick={() => void model.sendAgain()}>
            {words.sendAgain}
          </button>
          <button type="button" class="action" part="action" onClick={() => void model.takeBack()}>
            {words.takeBack}
          </button>
        </p>
      )
    case 'refused':
      return (
        <p class="delivery problem">
          <Icon shape="alert" />
          <span>{problem !== null && problemIn(words, problem)}</span>
          <button type="button" class="action" part="action" onClick={() => void model.sendAgain()}>
            {words.retry}
          </button>
          <button type="button" class="action" part="action" onClick={() => void model.takeBack()}>
            {words.takeBack}
          </button>
        </p>
      )
  }
}
