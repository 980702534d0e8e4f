import type { JSX } from 'preact'
import { AccountDialogs } from './account-place.tsx'
import { Connection } from './connection.tsx'

/** What a reader is told between the composer and the comments, once for a thread. */
export function Notes(): JSX.Element {
  return (
    <>
      <Connection />
      <AccountDialogs />
    </>
  )
}
