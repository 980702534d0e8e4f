import type { Inline } from '@afterword/storage'

/** What a piece of a text says, without its form. */
export function wordsOf(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (typeof inline === 'string') return inline
      if (inline.type === 'br') return ' '
      return inline.type === 'code' ? inline.text : wordsOf(inline.children)
    })
    .join('')
}
