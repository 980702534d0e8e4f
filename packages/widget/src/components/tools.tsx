import type { JSX } from 'preact'
import { type Markup, markUp } from '../helpers/markdown-edit.ts'
import { applyEdit } from './apply-edit.ts'
import { useWriting } from './context.ts'
import { ariaKeys, markupOf, shownKeys } from './keys.ts'
import { MarkupIcon } from './ui/markup-icon.tsx'
import { type Tool, Toolbar } from './ui/toolbar.tsx'
import type { ToolsProps } from './writing-view.ts'

const MARKUPS: readonly Markup[] = ['bold', 'italic', 'link', 'quote', 'code', 'list']

/** Tools for the Markdown of a field, and the look at what becomes of it. */
export function Tools({ area, controls, previewing, replyTo }: ToolsProps): JSX.Element {
  const { words } = useWriting()

  function apply(markup: Markup): void {
    if (area.current !== null) markUpIn(area.current, markup)
  }

  function mention(name: string): void {
    const field = area.current
    if (field === null) return
    const { selectionStart: start, selectionEnd: end, value } = field
    const apart = /\S/.test(value.slice(start - 1, start)) ? ' ' : ''
    const written = `${apart}@${name}${/\s/.test(value.slice(end, end + 1)) ? '' : ' '}`
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

  return <Toolbar label={words.tools} controls={controls} tools={tools} />
}

/** The same by keys, on the field that they are pressed in. */
export function onFieldKey(event: KeyboardEvent): void {
  const markup = markupOf(event)
  if (markup === undefined || !(event.currentTarget instanceof HTMLTextAreaElement)) return
  event.preventDefault()
  markUpIn(event.currentTarget, markup)
}

function markUpIn(field: HTMLTextAreaElement, markup: Markup): void {
  applyEdit(field, markUp(field.value, field.selectionStart, field.selectionEnd, markup))
}
