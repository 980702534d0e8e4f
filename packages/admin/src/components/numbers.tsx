import type { DayNumbers } from '@afterword/storage/admin'
import type { JSX } from 'preact'
import { useStore } from './context.ts'
import { countOf } from './count-of.ts'
import { Loading } from './loading.tsx'
import { Plot } from './plot.tsx'
import { useLoaded } from './use-loaded.ts'

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
          <dt>Readers today</dt>
          <dd>{days.at(-1)?.readers ?? 0}</dd>
        </div>
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
      <Plot
        days={days}
        caption="Readers by day"
        all={({ readers }) => readers ?? 0}
        words={({ readers }) => (readers === null ? 'not counted yet' : countOf(readers, 'reader'))}
      />
      <Plot
        days={days}
        caption="Comments by day"
        all={({ comments }) => comments}
        part={{ name: 'held or taken down', of: ({ held }) => held }}
        words={({ comments, held }) => `${countOf(comments)}, ${held} held`}
      />
      <p class="hint">
        A reader is a browser at an address that opened a thread, counted once a day. Neither is kept, and no cookie is
        set; who comes back on another day is counted as somebody else.
      </p>
      <details>
        <summary>As a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Day (UTC)</th>
              <th scope="col">Readers</th>
              <th scope="col">Comments</th>
              <th scope="col">Writers</th>
              <th scope="col">Held</th>
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map(({ day, readers, comments, writers, held }) => (
              <tr key={day}>
                <th scope="row">{day}</th>
                <td>{readers ?? '–'}</td>
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
