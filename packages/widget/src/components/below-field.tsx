import type { Signal } from '@preact/signals'
import type { JSX, RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
import type { FieldModel } from '../store/models.ts'
import { grow } from './grow.ts'
import { OtherDraft } from './other-draft.tsx'
import { Preview } from './preview.tsx'
import { useParse } from './use-parse.ts'

export interface BelowFieldProps {
  readonly model: FieldModel
  readonly area: RefObject<HTMLTextAreaElement | null>
  /** Lines that the field has at least. */
  readonly rows: number
  readonly previewing: Signal<boolean>
}

/** What becomes of the words in a field, in its place; and other words that are kept for it. It makes the field grow. */
export function BelowField({ model, area, rows, previewing }: BelowFieldProps): JSX.Element {
  const text = model.text.value
  // Whoever writes may want to look at it without a network, too.
  useParse(text !== '')

  useLayoutEffect(() => {
    if (area.current !== null) grow(area.current, rows)
  }, [area, rows, text, previewing.value])

  return (
    <>
      {previewing.value && <Preview source={text} onBack={() => (previewing.value = false)} />}
      <OtherDraft model={model} />
    </>
  )
}
