import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import type { Store } from '../store/create-store.ts'
import { StoreContext } from './context.ts'
import { Join } from './join.tsx'
import { NoticeBar } from './notice-bar.tsx'
import { Shell } from './shell.tsx'
import { SignIn } from './sign-in.tsx'

/** The dashboard, whole. */
export function App({ store }: { readonly store: Store }): JSX.Element {
  useEffect(() => void store.open(), [store])
  return (
    <StoreContext.Provider value={store}>
      <Entrance store={store} />
      <NoticeBar />
    </StoreContext.Provider>
  )
}

function Entrance({ store }: { readonly store: Store }): JSX.Element {
  const staff = store.staff.value
  const link = store.link.value
  if (staff === undefined) return <p class="opening">Opening…</p>
  if (link !== null) return <Join link={link} staff={staff} />
  return staff === null ? <SignIn /> : <Shell staff={staff} />
}
