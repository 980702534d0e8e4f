import type { DayNumbers } from '@afterword/storage/admin'
import type { JSX } from 'preact'

const WIDTH = 20
const HEIGHT = 100

interface PlotProps {
  readonly days: readonly DayNumbers[]
  readonly caption: string
  /** All of a day's column. */
  readonly all: (day: DayNumbers) => number
  /** What of it is drawn in another colour, on top. */
  readonly part?: { readonly name: string; readonly of: (day: DayNumbers) => number }
  /** A day in words, for who points at it. */
  readonly words: (day: DayNumbers) => string
}

/** A column a day. */
export function Plot({ days, caption, all, part, words }: PlotProps): JSX.Element {
  const most = Math.max(0, ...days.map(all))
  const high = (count: number): number => (count / Math.max(1, most)) * HEIGHT
  return (
    <figure class="plot">
      <figcaption>
        {caption} <span class="hint">at most {most.toLocaleString('en')}</span>
        {part && <span class="hint key">{part.name}</span>}
      </figcaption>
      <svg
        viewBox={`0 0 ${days.length * WIDTH} ${HEIGHT + 2}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${caption}, at most ${most} a day`}
      >
        {days.map((day, index) => (
          <g key={day.day} transform={`translate(${index * WIDTH} ${HEIGHT})`}>
            <title>{`${day.day}: ${words(day)}`}</title>
            {/* To point at, where nothing is drawn, too. */}
            <rect class="room" width={WIDTH} y={-HEIGHT} height={HEIGHT} />
            <rect class="all" x="2" width={WIDTH - 4} y={-high(all(day))} height={high(all(day))} />
            {part && <rect class="part" x="2" width={WIDTH - 4} y={-high(all(day))} height={high(part.of(day))} />}
            <rect class="ground" width={WIDTH} y="0" height="1" />
          </g>
        ))}
      </svg>
      <p class="span hint" aria-hidden="true">
        <span>{days[0]?.day}</span>
        <span>{days.at(-1)?.day}</span>
      </p>
    </figure>
  )
}
