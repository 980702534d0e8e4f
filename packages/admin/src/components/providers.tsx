import type { IdentityAnswer, ProviderSettings, ProviderTrial } from '@afterword/storage/admin'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { useStore } from './context.ts'
import { ProviderForm } from './provider-form.tsx'
import { withId } from './read-provider.ts'

const EMPTY = { id: '', on: true, clientId: '', secret: null } as const

/** What can be added, and what is known of it. */
const NEW: readonly (readonly [string, ProviderSettings])[] = [
  ['GitHub', { ...EMPTY, kind: 'github', name: 'GitHub' }],
  ['Google', { ...EMPTY, kind: 'openid', name: 'Google', issuer: 'https://accounts.google.com' }],
  ['another issuer', { ...EMPTY, kind: 'openid', name: '', issuer: '' }],
  [
    'OAuth 2',
    {
      ...EMPTY,
      kind: 'oauth',
      name: '',
      authorization: '',
      token: '',
      user: '',
      scope: '',
      subject: 'id',
      called: 'name',
    },
  ],
]

export interface ProvidersProps {
  readonly site: string
  readonly settings: IdentityAnswer
  readonly saved: (settings: IdentityAnswer) => void
}

/** With whom readers can sign in. */
export function Providers({ site, settings, saved }: ProvidersProps): JSX.Element {
  const { api, attempt, notices } = useStore()
  const [open, setOpen] = useState<ProviderSettings | null>(null)
  const { providers, returnAddress } = settings

  async function save(list: readonly ProviderSettings[], said: string): Promise<void> {
    const went = await attempt(async () => {
      saved(await api.saveIdentity(site, { providers: list }))
      notices.say(said)
    })
    if (went) setOpen(null)
  }

  async function trial(provider: ProviderSettings): Promise<ProviderTrial | undefined> {
    let answer: ProviderTrial | undefined
    await attempt(async () => {
      answer = await api.tryProvider(site, withId(provider, providers))
    })
    return answer
  }

  return (
    <section class="card" aria-label="Signing in with others">
      <h2>Signing in with others</h2>
      <p class="hint">
        Readers sign in with an account that they have elsewhere, in a window of this server’s own, and choose the name
        that they write under. Nobody is taken for somebody else by an e-mail address.
      </p>
      {providers.length === 0 ? (
        <p>Nobody yet.</p>
      ) : (
        <ul class="rows">
          {providers.map((provider) => (
            <li key={provider.id}>
              <bdi class="grow name">{provider.name}</bdi>
              <label class="check">
                <input
                  type="checkbox"
                  aria-label={`Offer ${provider.name} to readers`}
                  checked={provider.on}
                  onChange={({ currentTarget: { checked: on } }) =>
                    void save(replaced(providers, { ...provider, on }), on ? 'Switched on.' : 'Switched off.')
                  }
                />{' '}
                offered
              </label>
              <button
                type="button"
                class="button"
                aria-label={`Change ${provider.name}`}
                aria-expanded={open?.id === provider.id}
                onClick={() => setOpen(open?.id === provider.id ? null : provider)}
              >
                Change
              </button>
            </li>
          ))}
        </ul>
      )}
      {open === null ? (
        <div class="row" role="group" aria-label="Add">
          {NEW.map(([words, provider]) => (
            <button key={words} type="button" class="button" onClick={() => setOpen(provider)}>
              Add {words}
            </button>
          ))}
        </div>
      ) : (
        <ProviderForm
          key={`${open.kind} ${open.id} ${open.name}`}
          provider={open}
          known={open.id !== ''}
          returnAddress={returnAddress}
          save={(typed) => {
            const provider = withId(typed, providers)
            return open.id === ''
              ? save([...providers, provider], 'Added.')
              : save(replaced(providers, provider), 'Saved.')
          }}
          remove={() =>
            save(
              providers.filter(({ id }) => id !== open.id),
              'Removed. Who signed in with it is known again when it is added again.',
            )
          }
          cancel={() => setOpen(null)}
          trial={trial}
        />
      )}
    </section>
  )
}

function replaced(list: readonly ProviderSettings[], provider: ProviderSettings): readonly ProviderSettings[] {
  return list.map((one) => (one.id === provider.id ? provider : one))
}
