import type { Moderation, Status } from '@afterword/storage'
import type { MenuItem } from '../comment-menu.tsx'
import type { ModeratedSubject } from '../context.ts'
import { doModeration } from './do-moderation.ts'

/** What a moderator can do with a comment besides what everybody can; nothing for who has signed out since. */
export function moderatingItems({ model, thread, code, words: all }: ModeratedSubject): readonly MenuItem[] {
  if (!thread.store.viewer.moderates.peek()) return []
  const words = code.words.peek()
  const { status, parent, pinned = false, author } = model.value.peek()
  const name = author?.name ?? ''
  const own = model.own.peek()
  const inPanel = thread.inPanel === true

  const act = (moderation: Moderation) => (): void =>
    void doModeration({ store: code.store, tell: thread.store.tell, words }, model, moderation)
  const decide = (to: Status, label: string, danger = false): MenuItem => ({
    key: `moderate-${to}`,
    label,
    danger,
    onSelect: act({ type: 'decide', from: status, to }),
  })
  const ask = (what: 'ban' | 'label', label: string, danger = false): MenuItem => ({
    key: `moderate-${what}`,
    label,
    danger,
    onSelect: () => code.store.ask(model.id, { what, inPanel }),
  })

  const items: MenuItem[] = []
  if (status === 'pending' || status === 'spam') items.push(decide('published', words.approve))
  if (status === 'removed') items.push(decide('published', words.restore))
  if (status === 'published' && parent === null) {
    const label = pinned ? words.unpin : words.pin
    items.push({ key: 'moderate-pin', label, onSelect: act({ type: 'pin', pinned: !pinned }) })
  }
  items.push(ask('label', words.label({ name })))
  // What is the moderator's own they take away as everybody takes away theirs.
  if (own) return items
  if (status === 'published') items.push(decide('pending', words.hold))
  if (status !== 'spam') items.push(decide('spam', words.spam, true))
  if (status !== 'removed') items.push(decide('removed', all.remove, true))
  items.push(ask('ban', words.ban({ name }), true))
  return items
}
