import type { SiteSettings } from '@afterword/storage/admin'
import type { JSX } from 'preact'
import { Asked } from './asked.tsx'
import { useStore } from './context.ts'
import { Field, TextField, valuesOf } from './field.tsx'
import { Identity } from './identity.tsx'
import { Loading } from './loading.tsx'
import { Mails } from './mails.tsx'
import { Snippet } from './snippet.tsx'
import { useLoaded } from './use-loaded.ts'

const MINUTE = 60_000

const MODES: readonly (readonly [SiteSettings['mode'], string])[] = [
  ['publish', 'Comments are up at once'],
  ['first', 'The first comment of each author waits for approval'],
  ['all', 'Every comment waits for approval'],
]

/** What an owner decides of a site. */
export function Settings({ site }: { readonly site: string }): JSX.Element {
  const { api, attempt, notices } = useStore()
  const loaded = useLoaded(() => api.settings(site))
  const settings = loaded.value
  if (settings === undefined) return <Loading of={loaded} />
  return (
    <>
      <Snippet site={site} />
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault()
          const changed = read(valuesOf(event), settings)
          void attempt(async () => {
            loaded.set(await api.saveSettings(site, changed))
            notices.say('Saved.')
          })
        }}
      >
        <h2>Who sees what, when</h2>
        <fieldset>
          <legend>New comments</legend>
          {MODES.map(([mode, words]) => (
            <label key={mode} class="check">
              <input type="radio" name="mode" value={mode} defaultChecked={settings.mode === mode} /> {words}
            </label>
          ))}
        </fieldset>
        <Lines name="heldWords" label="Hold comments with these words" values={settings.heldWords} />
        <Lines name="refusedWords" label="Refuse comments with these words" values={settings.refusedWords} />
        <TextField
          label="Hold comments with more links than"
          name="mostLinks"
          type="number"
          min={0}
          value={String(settings.mostLinks)}
        />
        <label class="check">
          <input type="checkbox" name="learn" defaultChecked={settings.learn} /> Learn from what we call spam
        </label>
        <label class="check">
          <input type="checkbox" name="proof" defaultChecked={settings.proof} /> Have the browser of who looks like a
          robot work for a moment before it may post
        </label>
        <TextField
          label="Close pages after so many days"
          name="closeAfterDays"
          type="number"
          min={1}
          required={false}
          value={settings.closeAfterDays === null ? '' : String(settings.closeAfterDays)}
          hint="Counted from the first comment. Left empty, they stay open."
        />
        <TextField
          label="Minutes in which a comment can be edited"
          name="editWindow"
          type="number"
          min={0}
          required={false}
          value={settings.editWindow === null ? '' : String(settings.editWindow / MINUTE)}
          hint="0: never. Left empty: for ever."
        />
        <h2>The site</h2>
        <Lines
          name="origins"
          label="Origins of its pages"
          values={settings.origins}
          hint="One a line, like https://www.example.org. Pages of other origins get no comments."
        />
        <TextField
          label="Reactions"
          name="reactions"
          required={false}
          value={settings.reactions.join(' ')}
          hint="With a space between them."
        />
        <button type="submit" class="button primary">
          Save
        </button>
      </form>
      <Identity site={site} />
      <Mails site={site} />
      <Asked site={site} />
    </>
  )
}

interface LinesProps {
  readonly name: string
  readonly label: string
  readonly values: readonly string[]
  readonly hint?: string
}

function Lines({
  name,
  label,
  values,
  hint = 'One a line; * stands for any letters. What only looks like a letter counts as it.',
}: LinesProps): JSX.Element {
  return (
    <Field label={label} hint={hint}>
      {(id, hintId) => (
        <textarea
          id={id}
          name={name}
          rows={3}
          spellcheck={false}
          aria-describedby={hintId}
          defaultValue={values.join('\n')}
        />
      )}
    </Field>
  )
}

function read(values: Readonly<Record<string, string>>, before: SiteSettings): SiteSettings {
  const lines = (name: string): readonly string[] =>
    (values[name] ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
  const number = (name: string): number | null => {
    const value = values[name]?.trim() ?? ''
    return value === '' ? null : Number(value)
  }
  const editWindow = number('editWindow')
  return {
    origins: lines('origins'),
    reactions: (values['reactions'] ?? '').split(/\s+/).filter((reaction) => reaction !== ''),
    editWindow: editWindow === null ? null : Math.round(editWindow * MINUTE),
    mode: MODES.find(([mode]) => mode === values['mode'])?.[0] ?? before.mode,
    closeAfterDays: number('closeAfterDays'),
    heldWords: lines('heldWords'),
    refusedWords: lines('refusedWords'),
    mostLinks: number('mostLinks') ?? before.mostLinks,
    learn: values['learn'] === 'on',
    proof: values['proof'] === 'on',
  }
}
