import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Staff } from '@afterword/storage/admin'
import { useStore } from './context.ts'
import { TextField, valuesOf } from './field.tsx'

/** Coming in. */
export function SignIn(): JSX.Element {
  const { api, attempt, staff } = useStore()
  const [busy, setBusy] = useState(false)

  async function enter(way: () => Promise<Staff>): Promise<void> {
    setBusy(true)
    await attempt(async () => {
      staff.value = await way()
    })
    setBusy(false)
  }

  return (
    <main class="door">
      <h1>Afterword</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const { name = '', password = '' } = valuesOf(event)
          void enter(() => api.signIn(name, password))
        }}
      >
        <TextField label="Your name" name="name" autocomplete="username webauthn" />
        <TextField label="Password" name="password" type="password" autocomplete="current-password" />
        <div class="row">
          <button type="submit" class="button primary" disabled={busy}>
            Sign in
          </button>
          <button type="button" class="button" disabled={busy} onClick={() => void enter(() => api.signInByPasskey())}>
            Use a passkey
          </button>
        </div>
      </form>
      <p class="hint">
        Nobody here yet, or the password is lost? On the server, <code>afterword admin link</code> makes a link that
        lets one person in.
      </p>
    </main>
  )
}
