import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { useThread, useWriting } from '../context.ts'
import { firstWords } from './first-words.ts'
import type { Margin } from './margin.ts'

/** The buttons beside the paragraphs that people talk about: one stop of the Tab key, the arrows go from one to the next. */
export function Markers({ margin }: { readonly margin: Margin }): JSX.Element | null {
  const { locale } = useThread()
  const { words } = useWriting()
  const markers = margin.markers.value
  const [at, setAt] = useState<number | null>(null)
  const list = useRef<HTMLDivElement>(null)
  if (markers.length === 0) return null
  const stop = markers.some(({ key }) => key === at) ? at : markers[0]?.key
  const number = new Intl.NumberFormat(locale)

  function move(event: KeyboardEvent, key: number): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null
    if (step === null) return
    event.preventDefault()
    const next = margin.beside(key, step)
    if (next === null) return
    setAt(next)
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-key="${next}"]`)?.focus())
  }

  return (
    <div
      ref={list}
      dir={margin.dir.value}
      role="toolbar"
      aria-orientation="vertical"
      aria-label={words.passages.markers}
    >
      {markers.map((marker) => (
        <button
          key={marker.key}
          type="button"
          class={marker.edge ? 'marker edge' : 'marker'}
          part="marker"
          data-key={marker.key}
          tabIndex={marker.key === stop ? 0 : -1}
          style={{ left: `${marker.x}px`, top: `${marker.y}px` }}
          aria-label={words.passages.marker({ count: marker.count, quote: firstWords(marker.quote) })}
          onClick={() => margin.open(marker)}
          onFocus={() => {
            setAt(marker.key)
            margin.point(marker)
          }}
          onBlur={() => margin.point(null)}
          onPointerEnter={() => margin.point(marker)}
          onPointerLeave={() => margin.point(null)}
          onKeyDown={(event) => move(event, marker.key)}
        >
          <span aria-hidden="true">{number.format(marker.count)}</span>
        </button>
      ))}
    </div>
  )
}
