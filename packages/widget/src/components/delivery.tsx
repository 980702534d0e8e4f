import type { JSX } from 'preact'
import { plainTextContent } from '@afterword/storage'
import { placeId } from '../helpers/place-id.ts'
import type { CommentModel, Delivery as DeliveryState } from '../store/models.ts'
import { Body } from './body.tsx'
import { useThread, useWriting } from './context.ts'
import { Icon } from './ui/icon.tsx'
import { useParse } from './use-parse.ts'
import { problemIn } from './wordings.ts'
import type { DeliveryProps } from './writing-view.ts'

/** A comment on its way to the store, or the change of one. What waits is drawn as it will stand there, since that may take long. */
export function Delivery({ model, children }: DeliveryProps): JSX.Element {
  const { store } = useWriting()
  const change = store.edits.changes.value.get(model.id)
  const { author, body } = model.value.value
  const waits = model.delivery.value === 'waiting' || model.delivery.value === 'refused'
  const written = body !== null && 'source' in body && waits ? body.source : undefined
  const source = change?.source ?? written
  const parse = useParse(source !== undefined)
  const { inPanel } = useThread()
  return (
    <>
      {source !== undefined && (change !== undefined || parse !== null) ? (
        <Body
          body={{ source, content: (parse ?? plainTextContent)(source) }}
          id={placeId('words', model.id, inPanel)}
          name={author?.name ?? ''}
          unfolded={model.unfolded}
        />
      ) : (
        children
      )}
      <Way model={model} delivery={change?.state ?? model.delivery.value} />
    </>
  )
}

interface WayProps {
  readonly model: CommentModel
  readonly delivery: DeliveryState
}

/** How far it is, and what can be done about it. */
function Way({ model, delivery }: WayProps): JSX.Element | null {
  const { words } = useWriting()
  const { moderating } = useThread()
  const problem = model.problem.value
  switch (delivery) {
    case 'sent':
      if (moderating?.value.value != null) return <moderating.value.value.view.Moderated model={model} />
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
