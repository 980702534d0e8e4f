import type { SiteIdentity } from '@afterword/storage'
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { wearAccountSheet } from '../../styles/account.ts'
import { useWriting } from '../context.ts'
import { AccountButton } from './account-button.tsx'
import { LeaveDialog } from './leave-dialog.tsx'
import { SignInDialog } from './sign-in-dialog.tsx'
import { useAccountWords } from './use-account-words.ts'

const GUESTS: SiteIdentity = { guests: true, ways: [] }

/** In a composer, beside the name of a guest or in its place: who is signed in, or how one does. */
export function Account(): JSX.Element | null {
  const { store, words } = useWriting()
  const { identity } = store
  const account = useAccountWords()
  if (identity === null || account === null) return null
  const { guests, ways } = identity.access.value ?? GUESTS
  const who = identity.who.value
  // Whom the page says it signs in itself, and where there is nothing to choose from there is nothing to offer.
  const canSignIn = !identity.client.byPage && ways.length > 0
  if (who !== null) {
    return (
      <span ref={wearAccountSheet} class="account-place">
        <AccountButton identity={identity} who={who} words={account} />
      </span>
    )
  }
  return (
    <span ref={wearAccountSheet} class={guests ? 'account-place' : 'account-place alone'}>
      {!guests && <span class="sign-in-first">{words.problems['sign-in-needed']}</span>}
      {canSignIn && (
        <button
          type="button"
          part="button sign-in"
          class="button sign-in"
          aria-haspopup="dialog"
          onClick={() => (identity.asked.value = 'sign-in')}
        >
          {account.signIn}
        </button>
      )}
    </span>
  )
}

/** What is asked in a dialog, and what happened without the viewer. */
export function AccountDialogs(): JSX.Element | null {
  const { store, words } = useWriting()
  const { identity } = store
  const account = useAccountWords()
  const told = useRef<HTMLSpanElement>(null)
  const who = identity?.who.value ?? null
  const last = useRef<typeof who>(null)
  useEffect(() => {
    if (last.current?.author.id === who?.author.id) return
    last.current = who
    const detail = { author: who?.author ?? null }
    told.current?.dispatchEvent(new CustomEvent('afterword-account', { detail, bubbles: true, composed: true }))
  }, [who])
  if (identity === null || account === null) return <span ref={told} hidden />
  const { ways } = identity.access.value ?? GUESTS
  const asked = identity.asked.value
  const close = (): void => void (identity.asked.value = null)
  return (
    <>
      <span ref={told} hidden />
      {identity.ended.value && asked === null && (
        <div class="note failed" part="connection">
          <p>{words.problems.unauthorized}</p>
          <span class="buttons">
            {ways.length > 0 && (
              <button
                type="button"
                part="button"
                class="button primary"
                onClick={() => (identity.asked.value = 'sign-in')}
              >
                {account.signIn}
              </button>
            )}
            <button type="button" part="button" class="button" onClick={() => (identity.ended.value = false)}>
              {words.close}
            </button>
          </span>
        </div>
      )}
      {asked === 'sign-in' && <SignInDialog identity={identity} ways={ways} words={account} onClose={close} />}
      {asked === 'leave' && <LeaveDialog identity={identity} words={account} onClose={close} />}
    </>
  )
}
