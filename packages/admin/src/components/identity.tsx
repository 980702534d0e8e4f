import { useSignal } from '@preact/signals'
import type { IdentityAnswer } from '@afterword/storage/admin'
import type { JSX } from 'preact'
import { useStore } from './context.ts'
import { Field, valuesOf } from './field.tsx'
import { Loading } from './loading.tsx'
import { Providers } from './providers.tsx'
import { useLoaded } from './use-loaded.ts'

type Choice = 'none' | 'HS256' | 'EdDSA'

const CHOICES: readonly (readonly [Choice, string])[] = [
  ['none', 'My site has no users of its own'],
  ['HS256', 'It says who its users are, by a secret that its server shares with this one (HS256)'],
  ['EdDSA', 'It says who its users are, by a key of which this server has the public half (EdDSA)'],
]

/** Who speaks under a name that is theirs: whom the site itself knows. */
export function Identity({ site }: { readonly site: string }): JSX.Element {
  const { api } = useStore()
  const loaded = useLoaded(() => api.identity(site))
  const settings = loaded.value
  if (settings === undefined) return <Loading of={loaded} />
  return (
    <>
      <IdentityForm key={JSON.stringify(settings.host)} site={site} settings={settings} saved={loaded.set} />
      <Providers site={site} settings={settings} saved={loaded.set} />
    </>
  )
}

interface IdentityFormProps {
  readonly site: string
  readonly settings: IdentityAnswer
  readonly saved: (settings: IdentityAnswer) => void
}

function IdentityForm({ site, settings, saved }: IdentityFormProps): JSX.Element {
  const { api, attempt, notices } = useStore()
  const before = settings.host?.algorithm ?? 'none'
  const choice = useSignal<Choice>(before)
  const algorithm = choice.value
  const guests = useSignal(settings.guests)

  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault()
        const key = valuesOf(event)['key']?.trim() ?? ''
        const host = algorithm === 'none' ? null : { algorithm, key: key === '' ? null : key }
        void attempt(async () => {
          saved(await api.saveIdentity(site, { guests: guests.value, host }))
          notices.say('Saved.')
        })
      }}
    >
      <h2>Who is speaking</h2>
      <label class="check">
        <input
          type="checkbox"
          checked={guests.value}
          onChange={(event) => (guests.value = event.currentTarget.checked)}
        />{' '}
        Guests may write: they give a name, and need no account
      </label>
      {!guests.value && (
        <p class="hint">
          Only who is signed in writes and reacts from now on. What guests wrote stays, and stays theirs to edit and
          remove.
        </p>
      )}
      <fieldset>
        <legend>Users of your own site</legend>
        {CHOICES.map(([value, words]) => (
          <label key={value} class="check">
            <input
              type="radio"
              name="algorithm"
              value={value}
              checked={algorithm === value}
              onChange={() => (choice.value = value)}
            />{' '}
            {words}
          </label>
        ))}
      </fieldset>
      {algorithm === 'HS256' && (
        <Field
          label="Secret"
          hint={
            before === 'HS256'
              ? 'There is one, and it is shown to nobody. Left empty, it stays.'
              : 'At least 32 characters that nobody can guess: openssl rand -base64 32'
          }
        >
          {(id, hintId) => (
            <input
              id={id}
              name="key"
              type="password"
              autocomplete="new-password"
              minLength={32}
              required={before !== 'HS256'}
              aria-describedby={hintId}
            />
          )}
        </Field>
      )}
      {algorithm === 'EdDSA' && (
        <Field label="Public key" hint="Ed25519, as PEM (-----BEGIN PUBLIC KEY-----) or as JWK.">
          {(id, hintId) => (
            <textarea
              id={id}
              name="key"
              rows={4}
              spellcheck={false}
              required
              aria-describedby={hintId}
              defaultValue={before === 'EdDSA' ? (settings.host?.key ?? '') : ''}
            />
          )}
        </Field>
      )}
      <button type="submit" class="button primary">
        Save who is speaking
      </button>
    </form>
  )
}
