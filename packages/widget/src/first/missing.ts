import type { FirstWords } from '../i18n/messages.ts'
import { make } from './make.ts'

/**
 * Says that what it takes to do something did not come, beside what the reader wanted to do. Pressing its button, as
 * pressing anything, asks for it again.
 *
 * @returns takes it away
 */
export function sayMissing(root: ShadowRoot, words: FirstWords, wanted: Element | undefined): () => void {
  const again = make('button', { type: 'button', class: 'action', part: 'action' }, words.retry)
  const note = make('p', { class: 'note', part: 'failed' }, words.partFailed, ' ', again)
  const beside = wanted?.closest('.actions, .composer, .more') ?? root.querySelector('.thread-head')
  if (beside === null) root.append(note)
  else beside.after(note)
  const status = root.querySelector('[role=status]')
  if (status !== null) status.textContent = words.partFailed
  return () => {
    note.remove()
    status?.replaceChildren()
  }
}
