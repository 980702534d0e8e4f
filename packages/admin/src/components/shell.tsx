import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import type { Staff } from '@afterword/storage/admin'
import type { RoomName } from '../store/place.ts'
import { Account } from './account.tsx'
import { Audit } from './audit.tsx'
import { Bans } from './bans.tsx'
import { useStore } from './context.ts'
import { Numbers } from './numbers.tsx'
import { Pages } from './pages.tsx'
import { People } from './people.tsx'
import { Queue } from './queue.tsx'
import { Settings } from './settings.tsx'

const NAMES: Readonly<Record<RoomName, string>> = {
  queue: 'Comments',
  pages: 'Pages',
  bans: 'Bans',
  numbers: 'Numbers',
  audit: 'History',
  settings: 'Settings',
  people: 'People',
  account: 'Your account',
}
const FOR_OWNERS: readonly RoomName[] = ['settings', 'people']

/** The house behind the door: which site, which room. */
export function Shell({ staff }: { readonly staff: Staff }): JSX.Element {
  const { place } = useStore()
  const { site, room } = place.current.value
  const here = staff.sites.find(({ key }) => key === site) ?? staff.sites[0]

  useEffect(() => {
    if (here !== undefined && site !== here.key) place.go({ site: here.key })
  }, [place, here, site])
  useEffect(() => {
    document.title = `${NAMES[room]} · ${here?.key ?? 'Afterword'}`
  }, [room, here])

  const rooms = (Object.keys(NAMES) as RoomName[]).filter(
    (name) => here?.role === 'owner' || !FOR_OWNERS.includes(name),
  )
  return (
    <div class="shell">
      <header class="top">
        <a class="brand" href={place.href({ room: 'queue', tab: 'pending' })}>
          Afterword
        </a>
        {staff.sites.length > 1 ? (
          <select
            aria-label="Site"
            value={here?.key}
            onChange={(event) => place.go({ site: event.currentTarget.value })}
          >
            {staff.sites.map(({ key }) => (
              <option key={key}>{key}</option>
            ))}
          </select>
        ) : (
          <span class="site">{here?.key}</span>
        )}
        <nav aria-label="Dashboard">
          {rooms.map((name) => (
            <a key={name} href={place.href({ room: name })} aria-current={name === room ? 'page' : undefined}>
              {NAMES[name]}
            </a>
          ))}
        </nav>
      </header>
      <main>
        <h1 class="visually-hidden">{NAMES[room]}</h1>
        {here === undefined && room !== 'account' ? (
          <p class="empty">
            There is no site yet. On the server: afterword site add my-site --origin https://www.example.org
          </p>
        ) : (
          site === here?.key && <Room key={`${site}/${room}`} room={room} site={site ?? ''} staff={staff} />
        )}
      </main>
    </div>
  )
}

interface RoomProps {
  readonly room: RoomName
  readonly site: string
  readonly staff: Staff
}

function Room({ room, site, staff }: RoomProps): JSX.Element {
  switch (room) {
    case 'queue':
      return <Queue site={site} />
    case 'pages':
      return <Pages site={site} owner={staff.sites.some(({ key, role }) => key === site && role === 'owner')} />
    case 'bans':
      return <Bans site={site} />
    case 'numbers':
      return <Numbers site={site} />
    case 'audit':
      return <Audit site={site} />
    case 'settings':
      return <Settings site={site} />
    case 'people':
      return <People site={site} />
    case 'account':
      return <Account staff={staff} />
  }
}
