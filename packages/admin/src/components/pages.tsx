import type { PageNote } from '@afterword/storage/admin'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { useStore } from './context.ts'
import { valuesOf } from './field.tsx'
import { Time } from './time.tsx'
import { Loading } from './loading.tsx'
import { useLoaded } from './use-loaded.ts'

/** The pages that somebody wrote on. */
export function Pages({ site }: { readonly site: string }): JSX.Element {
  const [search, setSearch] = useState<string>()
  return (
    <>
      <form
        class="filters"
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          const words = valuesOf(event)['search']?.trim() ?? ''
          setSearch(words === '' ? undefined : words)
        }}
      >
        <input name="search" type="search" aria-label="Search pages" placeholder="Search pages" />
      </form>
      <List key={search} site={site} search={search} />
    </>
  )
}

interface ListProps {
  readonly site: string
  readonly search: string | undefined
}

function List({ site, search }: ListProps): JSX.Element {
  const { api, attempt, notices, place } = useStore()
  const loaded = useLoaded(() => api.pages(site, search, undefined))
  const list = loaded.value
  if (list === undefined) return <Loading of={loaded} />
  const { pages, next } = list
  if (pages.length === 0)
    return (
      <p class="empty">{search === undefined ? 'Nobody has written anywhere yet.' : 'No page is called like that.'}</p>
    )

  async function setClosed({ page, closed }: PageNote): Promise<void> {
    await attempt(async () => {
      const changed = await api.setClosed(site, page, !closed)
      loaded.set({ pages: pages.map((one) => (one.page === page ? changed : one)), next })
      notices.say(changed.closed ? 'Closed: readers can still read.' : 'Open again.')
    })
  }

  return (
    <>
      <ul class="rows">
        {pages.map((one) => (
          <li key={one.page}>
            <a class="grow" href={place.href({ room: 'queue', tab: 'published', filter: { page: one.page } })}>
              {one.page}
            </a>
            <span>
              {one.count} {one.count === 1 ? 'comment' : 'comments'}
            </span>
            <Time at={one.at} />
            <button
              type="button"
              class="button"
              aria-label={`${one.closed ? 'Open' : 'Close'} ${one.page}`}
              onClick={() => void setClosed(one)}
            >
              {one.closed ? 'Open' : 'Close'}
            </button>
          </li>
        ))}
      </ul>
      {next !== null && (
        <button
          type="button"
          class="button wide"
          onClick={() =>
            void attempt(async () => {
              const more = await api.pages(site, search, next)
              loaded.set({ pages: [...pages, ...more.pages], next: more.next })
            })
          }
        >
          Show more
        </button>
      )}
    </>
  )
}
