import type { Staff } from '@afterword/storage/admin'
import type { JSX } from 'preact'
import { useStore } from './context.ts'
import { Time } from './time.tsx'

/** How one signs in, and out. */
export function Account({ staff }: { readonly staff: Staff }): JSX.Element {
  const store = useStore()
  const { api, attempt } = store
  const change = (way: () => Promise<Staff>): void =>
    void attempt(async () => {
      store.staff.value = await way()
    })
  return (
    <>
      <section class="card" aria-label="Passkeys">
        <h2>Passkeys of {staff.name}</h2>
        {staff.passkeys.length === 0 && (
          <p>None yet. A passkey is quicker than the password, and nobody can guess it.</p>
        )}
        <ul class="rows">
          {staff.passkeys.map(({ id, at }) => (
            <li key={id}>
              <span class="grow">
                Added <Time at={at} />
              </span>
              <button type="button" class="button bad" onClick={() => change(() => api.removePasskey(id))}>
                Remove
              </button>
            </li>
          ))}
        </ul>
        <button type="button" class="button primary" onClick={() => change(() => api.addPasskey())}>
          Add a passkey
        </button>
      </section>
      <section class="card" aria-label="Sign out">
        <h2>Leave</h2>
        <div class="row">
          <button type="button" class="button" onClick={() => void store.signOut(false)}>
            Sign out
          </button>
          <button type="button" class="button" onClick={() => void store.signOut(true)}>
            Sign out everywhere
          </button>
        </div>
      </section>
    </>
  )
}
