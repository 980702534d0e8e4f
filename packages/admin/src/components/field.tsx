import type { ComponentChildren, JSX } from 'preact'
import { useId } from 'preact/hooks'

export interface FieldProps {
  readonly label: string
  readonly hint?: ComponentChildren
  readonly children: (id: string, hintId: string | undefined) => JSX.Element
}

/** A label, a control, and what helps with it. */
export function Field({ label, hint, children }: FieldProps): JSX.Element {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children(id, hint === undefined ? undefined : `${id}-hint`)}
      {hint !== undefined && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
    </div>
  )
}

export interface TextFieldProps {
  readonly label: string
  readonly hint?: ComponentChildren
  readonly name: string
  readonly type?: 'text' | 'password' | 'number'
  readonly autocomplete?: string
  readonly value?: string
  /** What it holds at first, where what is typed must stay when more is drawn. */
  readonly defaultValue?: string
  readonly required?: boolean
  readonly min?: number
}

export function TextField({ label, hint, required = true, type = 'text', ...rest }: TextFieldProps): JSX.Element {
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      {(id, hintId) => {
        const all = { id, required, 'aria-describedby': hintId, ...rest }
        if (type === 'password') return <input type="password" {...all} />
        return type === 'number' ? <input type="number" {...all} /> : <input type="text" {...all} />
      }}
    </Field>
  )
}

/** What a form says, by the names of its controls. */
export function valuesOf(event: SubmitEvent): Readonly<Record<string, string>> {
  const form = event.currentTarget
  return form instanceof HTMLFormElement ? valuesIn(form) : {}
}

export function valuesIn(form: HTMLFormElement): Readonly<Record<string, string>> {
  const values = [...new FormData(form)].filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return Object.fromEntries(values)
}
