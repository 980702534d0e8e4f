import type { Order } from '@afterword/storage'
import type { JSX } from 'preact'
import { HEADING } from '../helpers/place-id.ts'
import { numberFormat } from '../helpers/formats.ts'
import { useThread } from './context.ts'
import { PassagesButton } from './passages-button.tsx'

/** The heading with the count, and the order. */
export function ThreadHead(): JSX.Element {
  const { store, words, locale } = useThread()
  const { thread } = store
  const count = thread.count.value
  const { orders } = thread.supports
  return (
    <header class="thread-head">
      <h2 class="heading" part="heading" id={HEADING} tabIndex={-1}>
        {words.heading}
        {thread.status.value === 'ready' && count > 0 && (
          <>
            {' '}
            <span class="count" part="count" aria-label={words.count({ count })}>
              {numberFormat(locale).format(count)}
            </span>
          </>
        )}
      </h2>
      <span class="tools">
        {thread.supports.passages && <PassagesButton />}
        {orders.length > 1 && count > 1 && (
          <select
            class="order"
            part="order"
            aria-label={words.orderLabel}
            value={thread.order.value}
            onChange={(event) => void thread.setOrder(event.currentTarget.value as Order)}
          >
            {orders.map((order) => (
              <option key={order} value={order}>
                {words.orders[order]}
              </option>
            ))}
          </select>
        )}
      </span>
    </header>
  )
}
