import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { useStore } from './context.ts'
import { valuesOf } from './field.tsx'
import { Loading } from './loading.tsx'
import { PageRow } from './page-row.tsx'
import { useLoaded } from './use-loaded.ts'

export interface PagesProps {
  readonly site: string
  /** Whether pages may be moved. */
  readonly owner: boolean
}

/** The pages that somebody wrote on. */
export function Pages({ site, owner }: PagesProps): JSX.Element {
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
      <List key={search} site={site} owner={owner} search={search} />
    </>
  )
}

interface ListProps extends PagesProps {
  readonly search: string | undefined
}

function List({ site, owner, search }: ListProps): JSX.Element {
  const { api, attempt } = useStore()
  const loaded = useLoaded(() => api.pages(site, search, undefined))
  const list = loaded.value
  if (list === undefined) return <Loading of={loaded} />
  const { pages, next } = list
  if (pages.length === 0)
    return (
      <p class="empty">{search === undefined ? 'Nobody has written anywhere yet.' : 'No page is called like that.'}</p>
    )
  return (
    <>
      <ul class="rows">
        {pages.map((one) => (
          <PageRow
            key={one.page}
            site={site}
            owner={owner}
            note={one}
            changed={(note) =>
              loaded.set({ pages: pages.map((other) => (other.page === one.page ? note : other)), next })
            }
            again={loaded.again}
          />
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
