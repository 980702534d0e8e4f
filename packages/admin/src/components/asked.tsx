import type { AskedChange, AskedSettings, AskerName, TrialAnswer } from '@afterword/storage/admin'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { AskerFields } from './asker-fields.tsx'
import { useStore } from './context.ts'
import { valuesIn } from './field.tsx'
import { Loading } from './loading.tsx'
import { readAsked } from './read-asked.ts'
import { useLoaded } from './use-loaded.ts'

const MEANWHILE: readonly (readonly [AskedSettings['meanwhile'], string])[] = [
  ['hold', 'The comment waits until they have answered'],
  ['publish', 'The comment is up at once, and hidden if they say so'],
]

/** Whom the server asks about comments. */
export function Asked({ site }: { readonly site: string }): JSX.Element {
  const { api, attempt, notices } = useStore()
  const loaded = useLoaded(() => api.asked(site))
  const settings = loaded.value
  if (settings === undefined) return <Loading of={loaded} />
  return (
    <Form
      // What was typed, secrets above all, goes when it is saved.
      key={JSON.stringify(settings)}
      site={site}
      settings={settings}
      save={(change) =>
        attempt(async () => {
          loaded.set(await api.saveAsked(site, change))
          notices.say('Saved.')
        })
      }
      trial={async (name, change) => {
        let answer: TrialAnswer | undefined
        await attempt(async () => {
          answer = await api.tryAsker(site, name, change)
        })
        return answer
      }}
    />
  )
}

interface FormProps {
  readonly site: string
  readonly settings: AskedSettings
  readonly save: (change: AskedChange) => Promise<boolean>
  readonly trial: (name: AskerName, change: AskedChange) => Promise<TrialAnswer | undefined>
}

function Form({ site, settings, save, trial }: FormProps): JSX.Element {
  const [on, setOn] = useState({
    webhook: settings.webhook !== null,
    akismet: settings.akismet !== null,
    model: settings.model !== null,
  })
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault()
        void save(readAsked(valuesIn(event.currentTarget)))
      }}
    >
      <h2>Who else is asked</h2>
      <p class="hint">
        About comments that nothing here speaks against. Whoever gives no answer has the comment held, and is asked
        again later. Nobody of them can release what you hold yourself.
      </p>
      <fieldset>
        <legend>Until then</legend>
        {MEANWHILE.map(([meanwhile, words]) => (
          <label key={meanwhile} class="check">
            <input type="radio" name="meanwhile" value={meanwhile} defaultChecked={settings.meanwhile === meanwhile} />{' '}
            {words}
          </label>
        ))}
      </fieldset>
      {(['webhook', 'akismet', 'model'] as const).map((name) => (
        <AskerFields
          key={name}
          site={site}
          name={name}
          settings={settings}
          on={on[name]}
          toggle={(now) => setOn({ ...on, [name]: now })}
          trial={(form) => trial(name, readAsked(valuesIn(form)))}
        />
      ))}
      <button type="submit" class="button primary">
        Save who is asked
      </button>
    </form>
  )
}
