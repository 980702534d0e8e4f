import type { ProviderSettings, ProviderTrial } from '@afterword/storage/admin'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { CopyButton } from './copy-button.tsx'
import { TextField, valuesIn } from './field.tsx'
import { readProvider } from './read-provider.ts'

export interface ProviderFormProps {
  readonly provider: ProviderSettings
  /** Whether the server has it already, with its secret. */
  readonly known: boolean
  readonly returnAddress: string
  readonly save: (provider: ProviderSettings) => Promise<void>
  readonly remove: () => Promise<void>
  readonly cancel: () => void
  /** `undefined`: it could not be tried, and that was said. */
  readonly trial: (provider: ProviderSettings) => Promise<ProviderTrial | undefined>
}

/** What a provider needs to know of this server, and this server of it. */
export function ProviderForm({ provider, known, returnAddress, ...does }: ProviderFormProps): JSX.Element {
  const { save, remove, cancel, trial } = does
  const { kind, name, clientId } = provider
  return (
    <form
      class="card"
      aria-label={known ? `Change ${name}` : 'Add a way to sign in'}
      onSubmit={(event) => {
        event.preventDefault()
        void save(readProvider(provider, valuesIn(event.currentTarget)))
      }}
    >
      <h3>{known ? name : TITLES[kind]}</h3>
      {HELP[kind]}
      <p>Tell it this address to send readers back to:</p>
      <div class="row">
        <code class="grow address">{returnAddress}</code>
        <CopyButton text={returnAddress} label="Copy the address to send readers back to" />
      </div>
      <TextField label="Name on the button" name="name" defaultValue={name} hint="Readers see “Sign in with …”." />
      {kind === 'openid' && (
        <TextField
          label="Issuer"
          name="issuer"
          defaultValue={provider.issuer}
          hint="Its address, like https://accounts.google.com. All else is asked of it."
        />
      )}
      {kind === 'oauth' && (
        <>
          <TextField
            label="Where readers say yes"
            name="authorization"
            defaultValue={provider.authorization}
            hint="Its authorization address, in full."
          />
          <TextField
            label="Where a code is exchanged"
            name="token"
            defaultValue={provider.token}
            hint="Its token address."
          />
          <TextField
            label="Where it says who somebody is"
            name="user"
            defaultValue={provider.user}
            hint="It answers a token with JSON. Accounts are known by this address: another one means other accounts."
          />
          <TextField label="Field of what it calls them for ever" name="subject" defaultValue={provider.subject} />
          <TextField label="Field of their name" name="called" defaultValue={provider.called} />
          <TextField
            label="Scope"
            name="scope"
            defaultValue={provider.scope}
            required={false}
            hint="What readers are asked to allow; as little as will do."
          />
        </>
      )}
      <TextField label="Client ID" name="clientId" defaultValue={clientId} autocomplete="off" />
      <TextField
        label="Client secret"
        name="secret"
        type="password"
        autocomplete="new-password"
        required={false}
        hint={
          known
            ? 'It is shown to nobody. Left empty, it stays, unless it is for another address or client.'
            : 'It is shown to nobody afterwards. Left empty where the provider gives none.'
        }
      />
      <Trial trial={(form) => trial(readProvider(provider, valuesIn(form)))} />
      <div class="row">
        <button type="submit" class="button primary">
          {known ? 'Save' : 'Add'}
        </button>
        <button type="button" class="button" onClick={cancel}>
          Cancel
        </button>
        {known && (
          <button type="button" class="button bad" aria-label={`Remove ${name}`} onClick={() => void remove()}>
            Remove
          </button>
        )}
      </div>
    </form>
  )
}

const TITLES: Readonly<Record<ProviderSettings['kind'], string>> = {
  github: 'Sign in with GitHub',
  openid: 'Sign in with an issuer of OpenID Connect',
  oauth: 'Sign in with a server of OAuth 2',
}

const HELP: Readonly<Record<ProviderSettings['kind'], JSX.Element>> = {
  github: (
    <p class="hint">
      On GitHub: Settings → Developer settings → OAuth Apps → New. Readers allow nothing but what everybody may see.
    </p>
  ),
  openid: (
    <p class="hint">
      Google, GitLab, Microsoft, Keycloak and others: make a client for a web application there, by authorization code.
    </p>
  ),
  oauth: <p class="hint">For servers that do not speak OpenID Connect. Where one does, take that instead.</p>,
}

function Trial({
  trial,
}: {
  readonly trial: (form: HTMLFormElement) => Promise<ProviderTrial | undefined>
}): JSX.Element {
  const [answer, setAnswer] = useState<ProviderTrial>()
  const [asking, setAsking] = useState(false)

  async function run(form: HTMLFormElement | null): Promise<void> {
    if (form === null || asking || !form.reportValidity()) return
    setAsking(true)
    setAnswer(undefined)
    setAnswer(await trial(form))
    setAsking(false)
  }

  return (
    <div class="row trial">
      <button
        type="button"
        class="button"
        aria-disabled={asking}
        onClick={(event) => void run(event.currentTarget.form)}
      >
        Try it
      </button>
      <span role="status" class={answer?.works === false ? 'wrong' : ''}>
        {asking && 'Asking the provider…'}
        {answer !== undefined && `${answer.works ? 'It' : 'It cannot work yet: it'} ${answer.why}`}
      </span>
    </div>
  )
}
