import type { MenuItem } from '../comment-menu.tsx'
import type { Thread } from '../context.ts'
import { firstWords } from './first-words.ts'

/** What one can do with the words of the article. */
export function passageItems({ store, words }: Thread): readonly MenuItem[] {
  const { passages, composers, thread } = store
  const lit = passages.lit.peek()
  const writing = thread.supports.create && !thread.state.peek().closed
  const toggle: MenuItem = {
    key: 'lit',
    label: lit ? words.passages.hide : words.passages.show,
    onSelect: () => void (passages.lit.value = !lit),
  }
  if (!writing) return [toggle]
  return [
    {
      key: 'choose',
      label: words.passages.choose,
      onSelect: () => void (passages.request.value = { type: 'choose' }),
    },
    ...composers.passages.peek().map((passage, index): MenuItem => ({
      key: `draft-${index}`,
      label: words.passages.draft({ quote: firstWords(passage.quote) }),
      onSelect: () => void (passages.request.value = { type: 'write', passage }),
    })),
    toggle,
  ]
}
