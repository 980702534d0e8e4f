import type { JSX } from 'preact'
import { useStore } from './context.ts'
import { Loading } from './loading.tsx'
import { Time } from './time.tsx'
import { useLoaded } from './use-loaded.ts'

/** What was done, and by whom. */
export function Audit({ site }: { readonly site: string }): JSX.Element {
  const { api, attempt } = useStore()
  const loaded = useLoaded(() => api.audit(site, undefined))
  const lines = loaded.value
  if (lines === undefined) return <Loading of={loaded} />
  if (lines.length === 0) return <p class="empty">Nothing was done yet.</p>
  const last = lines.at(-1)
  return (
    <>
      <ul class="rows">
        {lines.map(({ at, by, what, about, why }, index) => (
          <li key={index}>
            <span class="grow">
              <bdi class="name">{by ?? 'somebody'}</bdi> {what} <span class="about">{about}</span>
              {why !== '' && ` (${why})`}
            </span>
            <Time at={at} />
          </li>
        ))}
      </ul>
      {last !== undefined && lines.length % 100 === 0 && (
        <button
          type="button"
          class="button wide"
          onClick={() => void attempt(async () => loaded.set([...lines, ...(await api.audit(site, last.at))]))}
        >
          Show more
        </button>
      )}
    </>
  )
}
