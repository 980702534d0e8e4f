import { textFragment } from '../helpers/text-fragment.ts'
import type { Words } from '../i18n/messages.ts'
import type { CommentModel } from '../store/models.ts'
import type { MenuAnswer, MenuItem } from './comment-menu.tsx'
import type { Thread } from './context.ts'

/** What the items of a comment's menu act on. */
export interface MenuSubject {
  readonly model: CommentModel
  readonly thread: Thread
  readonly words: Words
  /** The reader wants the moderators to see it. */
  readonly onReport: () => void
}

/** What can be done with a comment apart from answering and reacting, by this viewer, in this store. */
export function menuItems({ model, thread, words, onReport }: MenuSubject): readonly MenuItem[] {
  const { supports } = thread.store.thread
  const items: MenuItem[] = [{ key: 'link', label: words.copyLink, onSelect: () => copyLink(model, thread, words) }]
  if (supports.edit && model.canEdit()) {
    const edit = (): void => thread.store.writing.value.peek()?.edits.openEdit(model.id)
    items.push({ key: 'edit', label: words.edit, onSelect: edit })
  }
  if (supports.remove && model.own.value) {
    items.push({ key: 'remove', label: words.remove, danger: true, onSelect: () => void model.remove() })
  }
  if (supports.report && !model.own.value) {
    items.push({ key: 'report', label: model.reported.value ? words.reported : words.report, onSelect: onReport })
  }
  const code = thread.moderating?.value.peek()
  if (code != null) items.push(...code.view.items({ model, thread, code, words }))
  return items
}

/** Where the clipboard is closed to the page, the reader is given the link to take by hand. */
async function copyLink(model: CommentModel, { store, permalink }: Thread, words: Words): Promise<MenuAnswer> {
  const comment = model.value.peek()
  const text = new URL(permalink(comment.id) + textFragment(comment), location.href).href
  try {
    await navigator.clipboard.writeText(text)
    store.tell({ type: 'copied' })
    return { label: words.copied }
  } catch {
    return { label: words.copyByHand, text }
  }
}
