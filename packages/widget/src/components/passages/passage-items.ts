import type { Words } from '../../i18n/messages.ts'
import type { Store } from '../../store/models.ts'
import type { MenuItem } from '../comment-menu.tsx'
import { firstWords } from './first-words.ts'

/** What one can do with the words of the article. */
export function passageItems(store: Store, words: Words): readonly MenuItem[] {
  const { passages, drafts, thread } = store
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
    ...drafts.passages.peek().map((passage, index): MenuItem => ({
      key: `draft-${index}`,
      label: words.passages.draft({ quote: firstWords(passage.quote) }),
      onSelect: () => void (passages.request.value = { type: 'write', passage }),
    })),
    toggle,
  ]
}
