import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import { createPart } from '../store/part.ts'
import { useWriting } from './context.ts'
import { PartFailed } from './part-failed.tsx'

/** Most readers are guests on a site of guests: the code for accounts comes where there is something to sign in to, or somebody who is. */
const account = /* @__PURE__ */ createPart(
  () => import('./account/account.tsx'),
  (loaded) => loaded,
)

/** Where one who looks after the site signs in, on a site that has nothing to sign in to for others: `…#moderate`. */
const DOOR = '#moderate'

/** Who is signed in, or the way to it, in a composer. */
export function AccountPlace(): JSX.Element | null {
  const loaded = useAccount()
  return loaded && <loaded.Account />
}

/** What is asked of who signs in, or leaves; once for a thread. */
export function AccountDialogs(): JSX.Element | null {
  const { identity } = useWriting().store
  const loaded = useAccount()

  useEffect(() => {
    if (identity === null) return undefined
    const look = (): void => {
      if (location.hash === DOOR && identity.who.peek() === null) identity.asked.value = 'sign-in'
    }
    look()
    addEventListener('hashchange', look)
    return () => removeEventListener('hashchange', look)
  }, [identity])

  return loaded ? <loaded.AccountDialogs /> : <PartFailed part={account} />
}

function useAccount(): typeof account.value.value {
  const { identity } = useWriting().store
  const isOffered = identity?.access.value !== undefined
  const wanted = identity !== null && (isOffered || identity.who.value !== null || identity.asked.value !== null)
  useEffect(() => {
    if (wanted) account.load().catch(() => undefined)
  }, [wanted])
  return wanted ? account.value.value : null
}
