import type { BanKind } from '@afterword/storage/admin'
import type { JSX } from 'preact'
import { useStore } from './context.ts'
import { TextField, valuesOf } from './field.tsx'
import { Loading } from './loading.tsx'
import { Time } from './time.tsx'
import { useLoaded } from './use-loaded.ts'

const KINDS: Readonly<Record<BanKind, string>> = {
  author: 'author',
  neighbourhood: 'part of the network',
  host: 'links to',
}

/** Who may not write, and how that ends. */
export function Bans({ site }: { readonly site: string }): JSX.Element {
  const { api, attempt } = useStore()
  const loaded = useLoaded(() => api.bans(site))
  const bans = loaded.value
  if (bans === undefined) return <Loading of={loaded} />
  return (
    <>
      {bans.length === 0 && <p class="empty">Nobody is banned.</p>}
      <ul class="rows">
        {bans.map(({ kind, value, name, why, until, by, at }) => (
          <li key={`${kind} ${value}`}>
            <span class="grow">
              {KINDS[kind]} <bdi class="name">{name ?? value}</bdi>
              {why !== '' && ` (${why})`}
              {until !== null && (
                <>
                  {' '}
                  until <Time at={until} />
                </>
              )}
            </span>
            <span>
              {by}, <Time at={at} />
            </span>
            <button
              type="button"
              class="button"
              aria-label={`Lift the ban on ${name ?? value}`}
              onClick={() => void attempt(async () => loaded.set(await api.liftBan(site, kind, value)))}
            >
              Lift
            </button>
          </li>
        ))}
      </ul>
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault()
          const { host = '', why = '' } = valuesOf(event)
          const form = event.currentTarget
          void attempt(async () => {
            loaded.set((await api.ban(site, { kind: 'host', host, why })).bans)
            form.reset()
          })
        }}
      >
        <h2>Refuse links to a host</h2>
        <TextField label="Host" name="host" hint="Like spam.example; everything below it is meant, too." />
        <TextField label="Why" name="why" required={false} />
        <button type="submit" class="button primary">
          Refuse
        </button>
      </form>
    </>
  )
}
