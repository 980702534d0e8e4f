import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { TABS } from '../store/place.ts'
import type { FilterName } from '../store/place.ts'
import { useStore } from './context.ts'
import { valuesOf } from './field.tsx'
import { QueueEntry } from './queue-entry.tsx'
import { Shortcuts } from './shortcuts.tsx'
import { TAB_NAMES } from './tab-names.ts'
import { Time } from './time.tsx'
import { Verdicts } from './verdicts.tsx'

/** What readers wrote, tab by tab. */
export function Queue({ site }: { readonly site: string }): JSX.Element {
  const { queue } = useStore()
  const items = queue.items.value
  const loading = queue.loading.value
  return (
    <>
      <Tabs />
      <Filters />
      <Chosen />
      {items.length === 0 && !loading && !queue.more.value && <Nothing />}
      {items.length > 0 && (
        <ol class="queue" aria-label="Comments" aria-busy={loading}>
          {items.map((item) => (
            <QueueEntry key={item.comment.id} item={item} site={site} />
          ))}
        </ol>
      )}
      {loading && <Looking />}
      {queue.more.value && !loading && (
        <button type="button" class="button wide" onClick={() => void queue.loadMore()}>
          {queue.searchedTo.value === null ? 'Show more' : 'Search further'}
        </button>
      )}
      <Shortcuts />
    </>
  )
}

function Tabs(): JSX.Element {
  const { place, queue } = useStore()
  const counts = queue.counts.value
  return (
    <nav class="tabs" aria-label="Comments by status">
      {TABS.map((tab) => {
        const count = counts?.[tab]
        return (
          <a
            key={tab}
            href={place.href({ tab, filter: place.current.value.filter })}
            aria-current={place.current.value.tab === tab ? 'page' : undefined}
          >
            {TAB_NAMES[tab]}
            {count !== undefined && count > 0 && <span class="count">{count >= 1_000 ? '1,000+' : count}</span>}
          </a>
        )
      })}
    </nav>
  )
}

const FILTER_NAMES: Readonly<Record<FilterName, string>> = {
  search: 'with',
  page: 'on',
  author: 'by author',
  phase: 'decided by',
}

function Filters(): JSX.Element {
  const { place } = useStore()
  const { filter } = place.current.value
  const box = useRef<HTMLInputElement>(null)

  useEffect(() => {
    if (box.current !== null) box.current.value = filter.search ?? ''
  }, [filter.search])

  return (
    <form
      class="filters"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        const { search: _, ...others } = filter
        const words = valuesOf(event)['search']?.trim() ?? ''
        place.go({ filter: words === '' ? others : { ...others, search: words } })
      }}
    >
      <input
        ref={box}
        id="search"
        name="search"
        type="search"
        aria-label="Search"
        placeholder="Search words or names"
      />
      {Object.entries(filter).map(([name, value]) => {
        const { [name as FilterName]: _, ...others } = filter
        return (
          <a key={name} class="filter" href={place.href({ filter: others })}>
            {FILTER_NAMES[name as FilterName]} {value} <span aria-hidden="true">×</span>
            <span class="visually-hidden">, remove this filter</span>
          </a>
        )
      })}
    </form>
  )
}

/** What can be done with the chosen ones at once, and how far it is. */
function Chosen(): JSX.Element | null {
  const { queue } = useStore()
  const items = queue.items.value
  const chosen = queue.chosen.value
  const progress = queue.progress.value
  if (items.length === 0) return null
  return (
    <div class="bulk">
      <label class="check">
        <input
          type="checkbox"
          checked={chosen.size > 0 && chosen.size === items.length}
          onChange={(event) => queue.chooseAll(event.currentTarget.checked)}
        />
        {chosen.size === 0 ? 'Choose all that are shown' : `${chosen.size} chosen`}
      </label>
      {chosen.size > 0 && (
        <Verdicts items={items.filter(({ comment }) => chosen.has(comment.id))} of="the chosen comments" />
      )}
      {progress !== null && (
        <label class="progress">
          {progress.done} of {progress.all}
          <progress value={progress.done} max={progress.all} />
        </label>
      )}
    </div>
  )
}

/** How far a long search is, which whoever has seen enough can end. */
function Looking(): JSX.Element {
  const { queue } = useStore()
  const to = queue.searchedTo.value
  if (to === null) return <p class="opening">Loading…</p>
  return (
    <p class="opening">
      Searched all since <Time at={to} />…{' '}
      <button type="button" class="button" onClick={queue.stop}>
        Stop
      </button>
    </p>
  )
}

function Nothing(): JSX.Element {
  const { place } = useStore()
  const { tab, filter } = place.current.value
  if (Object.keys(filter).length > 0) return <p class="empty">Nothing here is like that.</p>
  return (
    <p class="empty">
      {tab === 'pending' ? 'Nothing waits for you. Enjoy your day.' : `Nothing is ${TAB_NAMES[tab].toLowerCase()}.`}
    </p>
  )
}
