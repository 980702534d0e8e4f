import type { AskedSettings, AskerName, TrialAnswer } from '@afterword/storage/admin'
import type { ComponentChildren, JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { Corrections } from './corrections.tsx'
import { Field, TextField } from './field.tsx'

export interface AskerFieldsProps {
  readonly site: string
  readonly name: AskerName
  readonly settings: AskedSettings
  readonly on: boolean
  readonly toggle: (on: boolean) => void
  /** Sends a sample by what is typed; `undefined`: it could not be sent, and that was said. */
  readonly trial: (form: HTMLFormElement) => Promise<TrialAnswer | undefined>
}

const TITLES: Readonly<Record<AskerName, string>> = {
  webhook: 'Ask a webhook of yours',
  akismet: 'Ask Akismet',
  model: 'Ask a language model',
}

/** One who can be asked: what it takes, and a button that tries it. */
export function AskerFields({ site, name, settings, on, toggle, trial }: AskerFieldsProps): JSX.Element {
  return (
    <fieldset class="asker">
      <legend class="visually-hidden">{TITLES[name]}</legend>
      <label class="check">
        <input type="checkbox" name={name} checked={on} onChange={(event) => toggle(event.currentTarget.checked)} />{' '}
        {TITLES[name]}
      </label>
      {on && (
        <>
          {FIELDS[name](settings, site)}
          <Trial name={name} trial={trial} />
        </>
      )}
    </fieldset>
  )
}

const FIELDS: Readonly<Record<AskerName, (settings: AskedSettings, site: string) => JSX.Element>> = {
  webhook: ({ webhook, secrets }) => (
    <>
      <TextField
        label="Its address"
        name="webhookUrl"
        defaultValue={webhook?.url ?? ''}
        hint="It is sent the comment, its page and its author’s name, and nothing of where somebody writes from."
      />
      <WebhookSecret known={secrets.webhook} />
    </>
  ),
  akismet: ({ akismet, secrets, corrections }, site) => (
    <>
      <Secret name="akismetSecret" label="Key of Akismet" known={secrets.akismet} required={!secrets.akismet} />
      <TextField
        label="Address of the service"
        name="akismetUrl"
        defaultValue={akismet?.url ?? 'https://rest.akismet.com/1.1/'}
        hint="Akismet is a company elsewhere. It is sent the comment, its page and its author’s name."
      />
      <label class="check">
        <input type="checkbox" name="sendAddress" defaultChecked={akismet?.sendAddress ?? false} /> Send the network
        address and the browser of who writes, too. Your readers must know that.
      </label>
      <Corrections site={site} of={corrections} />
    </>
  ),
  model: ({ model, secrets }) => (
    <>
      <TextField
        label="Address of its API"
        name="modelUrl"
        defaultValue={model?.url ?? ''}
        hint="Like http://127.0.0.1:11434/v1. It is sent the words alone, without e-mail and network addresses."
      />
      <TextField label="What the model is called there" name="modelName" defaultValue={model?.model ?? ''} />
      <Field label="How it answers">
        {(id) => (
          <select id={id} name="manner" defaultValue={model?.manner ?? 'chat'}>
            <option value="chat">As any model that follows instructions</option>
            <option value="llama-guard">As Llama Guard</option>
            <option value="qwen3guard">As Qwen3Guard</option>
          </select>
        )}
      </Field>
      <Secret name="modelSecret" label="Key of the model" known={secrets.model} required={false} />
    </>
  ),
}

interface SecretProps {
  readonly name: string
  readonly label: string
  readonly known: boolean
  readonly required: boolean
}

function Secret({ name, label, known, required }: SecretProps): JSX.Element {
  const hint = known ? 'There is one, which nobody is shown again. Left empty, it stays.' : undefined
  return (
    <TextField
      label={label}
      name={name}
      autocomplete="off"
      required={required}
      {...(hint === undefined ? {} : { hint })}
    />
  )
}

/** Whoever answers needs the secret, too: it can be seen until it is saved. */
function WebhookSecret({ known }: { readonly known: boolean }): JSX.Element {
  const input = useRef<HTMLInputElement>(null)
  const kept: ComponentChildren = known && ' There is one, which nobody is shown again. Left empty, it stays.'
  return (
    <Field
      label="Secret that requests are signed with"
      hint={<>Copy it to whoever answers before you save it.{kept}</>}
    >
      {(id, hintId) => (
        <span class="row">
          <input
            ref={input}
            id={id}
            type="text"
            name="webhookSecret"
            autocomplete="off"
            spellcheck={false}
            required={!known}
            aria-describedby={hintId}
          />
          <button
            type="button"
            class="button"
            onClick={() => {
              if (input.current !== null) input.current.value = newSecret()
            }}
          >
            Make a secret
          </button>
        </span>
      )}
    </Field>
  )
}

function newSecret(): string {
  return `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`
}

function Trial({ name, trial }: Pick<AskerFieldsProps, 'name' | 'trial'>): JSX.Element {
  const [answer, setAnswer] = useState<TrialAnswer>()
  const [asking, setAsking] = useState(false)

  async function run(form: HTMLFormElement | null): Promise<void> {
    if (form === null || asking || !form.reportValidity()) return
    setAsking(true)
    setAnswer(undefined)
    setAnswer(await trial(form))
    setAsking(false)
  }

  return (
    <div class="row">
      <button
        type="button"
        class="button"
        aria-disabled={asking}
        aria-label={`Try it: ${TITLES[name]}`}
        onClick={(event) => void run(event.currentTarget.form)}
      >
        Try it
      </button>
      <span role="status" class={answer?.answered === false ? 'wrong' : ''}>
        {asking && 'Asking about a sample…'}
        {answer !== undefined && wordsOf(answer)}
      </span>
    </div>
  )
}

const SAID = {
  publish: 'It would publish a sample of spam',
  hold: 'It would hold a sample of spam',
  spam: 'It knows a sample of spam',
} as const

function wordsOf({ answered, what, why, took }: TrialAnswer): string {
  const time = `(${took} ms)`
  if (!answered) return `No answer that can be used: it ${why}. Comments would be held. ${time}`
  if (what === undefined || what === null) return `It answers, and has nothing against a sample of spam. ${time}`
  return `${SAID[what]}: ${why}. ${time}`
}
