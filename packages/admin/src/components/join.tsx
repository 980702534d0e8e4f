import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Invitation, Staff } from '@afterword/storage/admin'
import { wordsOf } from '../store/problem.ts'
import { useStore } from './context.ts'
import { TextField, valuesOf } from './field.tsx'

/** Following a one-time link: a new account, or one more site for somebody who has one. */
export function Join({ link, staff }: { readonly link: string; readonly staff: Staff | null }): JSX.Element {
  const store = useStore()
  const [invitation, setInvitation] = useState<Invitation | string | null>(null)
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    store.api.invitation(link).then(setInvitation, (cause: unknown) => setInvitation(wordsOf(cause)))
  }, [store, link])

  async function enter(way: () => Promise<Staff>): Promise<void> {
    setBusy(true)
    await store.attempt(async () => {
      store.staff.value = await way()
      store.link.value = null
    })
    setBusy(false)
  }

  const leave = (
    <button type="button" class="button" onClick={() => (store.link.value = null)}>
      {staff === null ? 'Sign in instead' : 'Not now'}
    </button>
  )
  if (invitation === null) return <p class="opening">Opening…</p>
  if (typeof invitation === 'string') {
    return (
      <main class="door">
        <h1>This link does not work any more</h1>
        <p>{invitation}</p>
        {leave}
      </main>
    )
  }
  const { role, site } = invitation
  const what =
    site === null
      ? 'an owner of every site on this server'
      : `${role === 'owner' ? 'an owner' : 'a moderator'} of ${site}`
  return (
    <main class="door">
      <h1>Welcome to Afterword</h1>
      <p>This link makes you {what}.</p>
      {staff === null || site === null ? (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            const { name = '', password = '' } = valuesOf(event)
            void enter(() => store.api.join(link, name, password))
          }}
        >
          <TextField
            label="Your name"
            name="name"
            autocomplete="username"
            hint="Other moderators see it beside what you decide."
          />
          <TextField
            label="Password"
            name="password"
            type="password"
            autocomplete="new-password"
            hint="At least 12 characters; a few words are a good one. You can add a passkey later."
          />
          <div class="row">
            <button type="submit" class="button primary" disabled={busy}>
              Begin
            </button>
            {leave}
          </div>
        </form>
      ) : (
        <div class="row">
          <button
            type="button"
            class="button primary"
            disabled={busy}
            onClick={() => void enter(() => store.api.joinAs(link))}
          >
            Accept as {staff.name}
          </button>
          {leave}
        </div>
      )}
    </main>
  )
}
