import type { JSX } from 'preact'
import { AccountDialogs, AccountPlace } from './account-place.tsx'
import { Connection } from './connection.tsx'
import { useThread } from './context.ts'

/** What a reader is told between the composer and the comments, once for a thread. */
export function Notes(): JSX.Element {
  const { closed } = useThread().store.thread
  return (
    <>
      {/* Nobody writes here any more; but who is signed in may want to sign out, and who is not may react. */}
      {closed.value && <AccountPlace />}
      <Connection />
      <AccountDialogs />
    </>
  )
}
