import type { CommentId } from '@afterword/storage'

type Field = HTMLTextAreaElement | HTMLInputElement

/** What stands in the fields that are drawn, and where the reader is in them. */
export interface Typed {
  readonly name: string
  /** The words in the composer of the page (`null`) and of replies, by what they answer. */
  readonly texts: ReadonlyMap<CommentId | null, string>
  readonly focus: { readonly id: string; readonly start: number; readonly end: number } | null
}

export function typedIn(root: ShadowRoot): Typed {
  const forms = [...root.querySelectorAll('.composer')]
  const { activeElement } = root
  const focus =
    isField(activeElement) && activeElement.id !== ''
      ? { id: activeElement.id, start: activeElement.selectionStart ?? 0, end: activeElement.selectionEnd ?? 0 }
      : null
  return {
    name: forms.map((form) => valueOf(form, 'input[name="name"]')).find((name) => name !== '') ?? '',
    texts: new Map(forms.map((form) => [answeredBy(form), valueOf(form, 'textarea')])),
    focus,
  }
}

/** Types the same into fields that were drawn anew. */
export function typeIn(root: ShadowRoot, { name, texts, focus }: Typed): void {
  for (const form of root.querySelectorAll('.composer')) {
    const area = form.querySelector('textarea')
    const named = form.querySelector<HTMLInputElement>('input[name="name"]')
    const text = texts.get(answeredBy(form))
    if (area !== null && text !== undefined) area.value = text
    if (named !== null) named.value = name
  }
  const field = focus === null ? null : root.getElementById(focus.id)
  if (focus === null || !isField(field)) return
  field.focus({ preventScroll: true })
  field.setSelectionRange(focus.start, focus.end)
}

function answeredBy(form: Element): CommentId | null {
  return form.closest('.reply-composer')?.closest<HTMLElement>('.item')?.dataset['id'] ?? null
}

function isField(element: Element | null): element is Field {
  return element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement
}

function valueOf(form: Element, selector: string): string {
  return form.querySelector<Field>(selector)?.value ?? ''
}
