import type { JSX } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
import { grow } from './grow.ts'
import { OtherDraft } from './other-draft.tsx'
import { Preview } from './preview.tsx'
import { useParse } from './use-parse.ts'
import type { BelowFieldProps } from './writing-view.ts'

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
