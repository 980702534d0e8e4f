import { TAG_SETTINGS, type TagSetting, type TagValues, scriptTag } from '@afterword/storage/script-tag'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { CopyButton } from './copy-button.tsx'
import { Field } from './field.tsx'
import { Preview } from './preview.tsx'

/** What the tag of this server's own script need not be asked: both are known here. */
const KNOWN: readonly string[] = ['server', 'site']

/** What the owner pastes into their pages, with what they want it to say. */
export function Snippet({ site }: { readonly site: string }): JSX.Element {
  const [values, setValues] = useState<TagValues>({})
  const [changing, setChanging] = useState(false)
  const snippet = scriptTag(location.origin, { ...values, site })

  return (
    <section class="card" aria-label="To paste">
      <h2>Paste this where the comments are to stand</h2>
      <pre class="snippet" tabIndex={0} role="region" aria-label="What to paste">
        <code>{snippet}</code>
      </pre>
      <CopyButton text={snippet} />
      <details onToggle={({ currentTarget }) => setChanging(currentTarget.open)}>
        <summary>Change what it says</summary>
        <div class="choices">
          {TAG_SETTINGS.filter(({ name }) => !KNOWN.includes(name)).map((setting) => (
            <Choice
              key={setting.name}
              setting={setting}
              value={values[setting.name] ?? ''}
              choose={(value) => setValues({ ...values, [setting.name]: value })}
            />
          ))}
        </div>
        {changing && <Preview values={values} />}
      </details>
    </section>
  )
}

interface ChoiceProps {
  readonly setting: TagSetting
  readonly value: string
  readonly choose: (value: string) => void
}

function Choice({ setting: { label, otherwise, values }, value, choose }: ChoiceProps): JSX.Element {
  return (
    <Field label={label}>
      {(id) =>
        values === undefined ? (
          <input
            id={id}
            type="text"
            value={value}
            placeholder={otherwise}
            onInput={({ currentTarget }) => choose(currentTarget.value)}
          />
        ) : (
          <select id={id} value={value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
            <option value="">{otherwise}</option>
            {values.map(([each, words]) => (
              <option key={each} value={each}>
                {words}
              </option>
            ))}
          </select>
        )
      }
    </Field>
  )
}
