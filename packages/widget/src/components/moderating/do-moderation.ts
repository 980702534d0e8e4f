import type { Moderation } from '@afterword/storage'
import type { ModeratingWords } from '../../i18n/moderating/messages.ts'
import type { CommentModel, DoneModeration, ModeratingModel, Store } from '../../store/models.ts'

export interface ModeratingTools {
  readonly store: ModeratingModel
  readonly tell: Store['tell']
  readonly words: ModeratingWords
}

/** Does it, and has it said. What could not be done the store says. */
export async function doModeration(
  { store, tell, words }: ModeratingTools,
  model: CommentModel,
  moderation: Moderation,
): Promise<boolean> {
  const done = await store.moderate(model.id, moderation)
  if (done !== null) tell({ type: 'said', words: doneIn(words, done, model.value.peek().author?.name ?? '') })
  return done !== null
}

/** What was done, in words. */
export function doneIn(words: ModeratingWords, { what, late, hidden }: DoneModeration, name: string): string {
  const { done } = words
  if (late) return words.late
  switch (what.type) {
    case 'decide':
      return what.from === what.to ? done.settled : done[what.to]
    case 'pin':
      return what.pinned ? done.pinned : done.unpinned
    case 'label':
      return done.labelled({ name })
    case 'ban':
      return hidden === 0 ? done.banned({ name }) : `${done.banned({ name })} ${words.taken({ count: hidden })}`
    case 'unban':
      return done.lifted({ name })
  }
}
