import { signal, type ReadonlySignal } from '@preact/signals'
import type { QueueStatus } from '@afterword/storage/admin'

export const ROOMS = ['queue', 'pages', 'bans', 'numbers', 'audit', 'settings', 'people', 'account'] as const
export type RoomName = (typeof ROOMS)[number]
export const TABS = ['pending', 'reported', 'published', 'spam', 'removed'] as const satisfies readonly QueueStatus[]

/** Where one is: `#/site/queue/pending?author=…`. It is the address, so that back, forward and bookmarks work. */
export interface Place {
  readonly site: string | null
  readonly room: RoomName
  readonly tab: QueueStatus
  readonly filter: Readonly<Partial<Record<FilterName, string>>>
}

export type FilterName = 'page' | 'author' | 'phase' | 'search'
const FILTERS: readonly FilterName[] = ['page', 'author', 'phase', 'search']

export interface PlaceStore {
  readonly current: ReadonlySignal<Place>
  go(place: Partial<Place>): void
  /** The address of a place, for links. */
  href(place: Partial<Place>): string
}

export function createPlace(): PlaceStore {
  const current = signal(read(location.hash))
  addEventListener('hashchange', () => {
    current.value = read(location.hash)
  })
  const href = (place: Partial<Place>): string => write({ ...current.value, filter: {}, ...place })
  return {
    current,
    href,
    go(place) {
      location.hash = href(place)
    },
  }
}

function read(hash: string): Place {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?')
  const [site = '', room = '', tab = ''] = path.split('/').map(decoded)
  const given = new URLSearchParams(search)
  const filter = Object.fromEntries(
    FILTERS.flatMap((name) => {
      const value = given.get(name)
      return value === null || value === '' ? [] : [[name, value]]
    }),
  )
  return {
    site: site === '' ? null : site,
    room: ROOMS.find((name) => name === room) ?? 'queue',
    tab: TABS.find((name) => name === tab) ?? 'pending',
    filter,
  }
}

function write({ site, room, tab, filter }: Place): string {
  const path = [site ?? '', room, ...(room === 'queue' ? [tab] : [])].map(encodeURIComponent).join('/')
  const search = new URLSearchParams(Object.entries(filter)).toString()
  return `#/${path}${search === '' ? '' : `?${search}`}`
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}
