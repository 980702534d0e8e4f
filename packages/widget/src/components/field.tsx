import { useSignal } from '@preact/signals'
import type { JSX, RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
import { type Markup, markUp } from '../helpers/markdown-edit.ts'
import type { FieldModel } from '../store/models.ts'
import { applyEdit } from './apply-edit.ts'
import { useWriting } from './context.ts'
import { grow } from './grow.ts'
import { ariaKeys, markupOf, shownKeys } from './keys.ts'
import { OtherDraft } from './other-draft.tsx'
import { Preview } from './preview.tsx'
import { MarkupIcon } from './ui/markup-icon.tsx'
import { type Tool, Toolbar } from './ui/toolbar.tsx'

export interface FieldProps {
  readonly model: FieldModel
  readonly area: RefObject<HTMLTextAreaElement | null>
  readonly id: string
  readonly label: string
  readonly placeholder: string
  /** Lines to begin with. */
  readonly rows: number
  readonly invalid: boolean
  readonly describedBy: string
  /** Whom the words answer; a tool mentions them. */
  readonly replyTo?: string | undefined
}

const MARKUPS: readonly Markup[] = ['bold', 'italic', 'link', 'quote', 'code', 'list']

/** Where words are written: a text that grows, tools for its Markdown, and a look at what becomes of it. */
export function Field({
  model,
  area,
  id,
  label,
  placeholder,
  rows,
  invalid,
  describedBy,
  replyTo,
}: FieldProps): JSX.Element {
  const { words } = useWriting()
  const previewing = useSignal(false)
  const text = model.text.value

  useLayoutEffect(() => {
    if (area.current !== null) grow(area.current, rows)
  }, [area, rows, text, previewing.value])

  function apply(markup: Markup): void {
    const field = area.current
    if (field !== null) applyEdit(field, markUp(field.value, field.selectionStart, field.selectionEnd, markup))
  }

  function mention(name: string): void {
    const field = area.current
    if (field === null) return
    const { selectionStart: start, selectionEnd: end, value } = field
    const written = `${start === 0 || /\s$/.test(value.slice(0, start)) ? '' : ' '}@${name} `
    const after = start + written.length
    applyEdit(field, { start, end, words: written, selectionStart: after, selectionEnd: after })
  }

  const tools: readonly Tool[] = [
    ...MARKUPS.map((markup) => ({
      key: markup,
      label: words.markups[markup],
      title: `${words.markups[markup]} (${shownKeys(markup)})`,
      icon: <MarkupIcon shape={markup} />,
      shortcut: ariaKeys(markup),
      disabled: previewing.value,
      onSelect: () => apply(markup),
    })),
    ...(replyTo === undefined
      ? []
      : [
          {
            key: 'mention',
            label: words.mention({ name: replyTo }),
            title: words.mention({ name: replyTo }),
            icon: <MarkupIcon shape="mention" />,
            disabled: previewing.value,
            onSelect: () => mention(replyTo),
          },
        ]),
    {
      key: 'preview',
      label: words.preview,
      title: words.preview,
      icon: <MarkupIcon shape="preview" />,
      pressed: previewing.value,
      onSelect: () => (previewing.value = !previewing.value),
    },
  ]

  return (
    <>
      <div class="composer-head">
        <label class="label" for={id}>
          {label}
        </label>
        <Toolbar label={words.tools} controls={id} tools={tools} />
      </div>
      <textarea
        ref={area}
        id={id}
        class="field text"
        part="textarea"
        name="source"
        dir="auto"
        rows={rows}
        hidden={previewing.value}
        placeholder={placeholder}
        value={model.text}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        onInput={(event) => {
          model.text.value = event.currentTarget.value
        }}
        onKeyDown={(event) => {
          const markup = markupOf(event)
          if (markup === undefined) return
          event.preventDefault()
          apply(markup)
        }}
      />
      {previewing.value && <Preview source={text} onBack={() => (previewing.value = false)} />}
      <OtherDraft model={model} />
    </>
  )
}
