import type { JSX } from 'preact'
import { useWriting } from '../context.ts'
import { Icon } from '../ui/icon.tsx'
import type { Margin } from './margin.ts'
import { showOnTop } from './on-top.ts'

/** Offers to comment on the selected words. It takes neither the focus nor the selection away. */
export function OfferButton({ margin }: { readonly margin: Margin }): JSX.Element | null {
  const { words } = useWriting()
  const offer = margin.offer.value
  if (offer === null) return null
  const keep = (event: Event): void => event.preventDefault()
  return (
    <div
      class={offer.touch ? 'offer docked' : 'offer'}
      part="offer"
      popover="manual"
      ref={showOnTop}
      style={offer.touch ? { '--_others': offer.others } : { left: `${offer.x}px`, top: `${offer.y}px` }}
      onPointerDown={keep}
      onMouseDown={keep}
    >
      <button type="button" class="offer-button" part="button" onClick={() => margin.write()}>
        <Icon shape="comment" />
        {words.passages.comment}
      </button>
    </div>
  )
}
