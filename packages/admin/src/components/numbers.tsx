import type { DayNumbers } from '@afterword/storage/admin'
import type { JSX } from 'preact'
import { useStore } from './context.ts'
import { Loading } from './loading.tsx'
import { useLoaded } from './use-loaded.ts'

const WIDTH = 20
const HEIGHT = 120

/** The last thirty days. */
export function Numbers({ site }: { readonly site: string }): JSX.Element {
  const { api } = useStore()
  const loaded = useLoaded(() => api.numbers(site))
  const days = loaded.value
  if (days === undefined) return <Loading of={loaded} />
  const sum = (of: (day: DayNumbers) => number): number => days.reduce((all, day) => all + of(day), 0)
  return (
    <>
      <dl class="figures">
        <div>
          <dt>Comments in thirty days</dt>
          <dd>{sum(({ comments }) => comments)}</dd>
        </div>
        <div>
          <dt>Held or taken down</dt>
          <dd>{sum(({ held }) => held)}</dd>
        </div>
        <div>
          <dt>Writers today</dt>
          <dd>{days.at(-1)?.writers ?? 0}</dd>
        </div>
      </dl>
      <Plot days={days} />
      <details>
        <summary>As a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Day (UTC)</th>
              <th scope="col">Comments</th>
              <th scope="col">Writers</th>
              <th scope="col">Held</th>
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map(({ day, comments, writers, held }) => (
              <tr key={day}>
                <th scope="row">{day}</th>
                <td>{comments}</td>
                <td>{writers}</td>
                <td>{held}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}

/** A column a day: what stands, and on top of it what was held. */
function Plot({ days }: { readonly days: readonly DayNumbers[] }): JSX.Element {
  const most = Math.max(1, ...days.map(({ comments }) => comments))
  const high = (count: number): number => (count / most) * HEIGHT
  return (
    <svg
      class="plot"
      viewBox={`0 0 ${days.length * WIDTH} ${HEIGHT + 2}`}
      role="img"
      aria-label={`Comments by day, at most ${most} a day`}
    >
      {days.map(({ day, comments, held }, index) => (
        <g key={day} transform={`translate(${index * WIDTH} ${HEIGHT})`}>
          <title>{`${day}: ${comments} comments, ${held} held`}</title>
          <rect class="all" x="2" width={WIDTH - 4} y={-high(comments)} height={high(comments)} rx="2" />
          <rect class="held" x="2" width={WIDTH - 4} y={-high(comments)} height={high(held)} rx="2" />
          <rect class="ground" x="0" width={WIDTH} y="0" height="1" />
        </g>
      ))}
    </svg>
  )
}
